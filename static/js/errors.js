// The summary of a form's errors, .flash-form[tabindex="-1"], takes the focus: on the page that comes back, and when
// htmx swaps it in. Its links lead to the fields by themselves.
function focusSummary(within) {
  within.querySelector('.flash-form[tabindex="-1"]')?.focus();
}

document.addEventListener('htmx:after:swap', event => {
  const target = event.detail?.ctx?.target;
  if (target instanceof Element && target.isConnected) focusSummary(target);
});
// A fragment in the address already says where the person wants to be.
if (!location.hash) focusSummary(document);
