// <button data-busy="Saving …">: after the form was sent the button says so and cannot be pressed again.
// Not for forms that answer with a download: the page stays, and so would the message.
const waiting = new Map();

document.addEventListener('submit', event => {
  const button = event.submitter;
  // htmx has stopped the event when it sends the form itself; it disables the button by hx-disable.
  if (event.defaultPrevented || !button?.dataset.busy) return;
  // A disabled button is not sent with the form, so wait until the form data is collected.
  setTimeout(() => {
    waiting.set(button, [...button.childNodes]);
    button.disabled = true;
    button.replaceChildren(button.dataset.busy);
  });
});

// "Back" shows the page as it was left, with the button still disabled.
window.addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const [button, content] of waiting) {
    button.replaceChildren(...content);
    button.disabled = false;
  }
  waiting.clear();
});
