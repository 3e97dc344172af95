// "/" goes to the search field of the side bar, <input data-find>, unless the person is typing somewhere.
document.addEventListener('keydown', event => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest?.('input, select, textarea, [contenteditable]')) return;
  const field = document.querySelector('[data-find]');
  // On small screens the side bar is a closed drawer: a field that is not shown cannot take the focus.
  if (!field?.checkVisibility()) return;
  event.preventDefault();
  field.focus();
  field.select();
});
