// Tells the style sheet that scripts run (.js-only, .nojs-only). Imported first, so it is true before anything else.
document.documentElement.classList.add('js');
