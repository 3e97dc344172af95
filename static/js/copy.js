// <button data-copy="value" data-done="ICCID copied">: copies the value, shows a tick for a moment and says so.
import { on } from './on.js';
import { say } from './live.js';

const SHOWN_MS = 1500;

on('click', '[data-copy]', async (event, button) => {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    return; // no permission, or no secure context: the value can still be selected by hand
  }
  say(button.dataset.done);
  const use = button.querySelector('use');
  if (!use || button.dataset.copied !== undefined) return; // a second click must not take the tick for the icon
  const icon = use.getAttribute('href');
  button.dataset.copied = '';
  use.setAttribute('href', icon.replace(/#.*/, '#check'));
  setTimeout(() => {
    use.setAttribute('href', icon);
    delete button.dataset.copied;
  }, SHOWN_MS);
});
