// Speaks to screen readers through the one live region of the page, #live.
// After a swap it says the new result: the caption of the table in #rows, or its heading when nothing was found.
let said = '';

/**
 * @param {string} text said politely; nothing is said when it is empty
 */
export function say(text) {
  const region = document.getElementById('live');
  if (region && text) region.textContent = text;
}

document.addEventListener('htmx:after:swap', () => {
  const result = document.querySelector('#rows caption, #rows h2')?.textContent.trim() ?? '';
  // A job that is polled on the same page swaps every two seconds: the unchanged list is not said again.
  if (result !== said) say(result);
  said = result;
});
