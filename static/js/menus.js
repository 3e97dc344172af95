// Menus are <details class="menu">: they open without a script. Here they close on a click outside, when the focus
// leaves them, and on Escape, which gives the focus back to the summary.
const open = () => document.querySelectorAll('details.menu[open]');

document.addEventListener('click', event => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('focusin', event => {
  for (const menu of open()) if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  for (const menu of open()) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    // A menu that was left open while the person works elsewhere must not take the focus away from there.
    if (inside) menu.querySelector('summary').focus();
  }
});
