// <button name="theme" value="dark" data-theme-set="dark"> in a form: the theme shows at once, and the form is posted in
// the background, so that the server stores it with the user. Without a script the form is posted as usual.
import { on } from './on.js';

const root = document.documentElement;

function show(theme) {
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
  for (const button of document.querySelectorAll('[data-theme-set]')) {
    button.setAttribute('aria-pressed', String(button.dataset.themeSet === theme));
  }
}

on('click', '[data-theme-set]', async (event, button) => {
  const { form } = button;
  if (!form) return;
  event.preventDefault();
  const before = root.dataset.theme ?? 'system';
  show(button.dataset.themeSet);
  try {
    const answer = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' }, // no page wanted: 204 is enough
      body: new URLSearchParams(new FormData(form, button)),
      redirect: 'manual', // the redirect that the form gets without a script also means "stored"
    });
    if (!answer.ok && answer.type !== 'opaqueredirect') show(before);
  } catch {
    show(before); // not stored, so not shown
  }
});
