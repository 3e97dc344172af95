// Selected rows: in a form, tbody .sel input[type=checkbox] are the rows, [data-all] selects the page, [data-count]
// says how many (data-one, data-many with {n}), [data-clear] takes the selection back. Shift-click selects a range.
// The bulk bar itself is shown by the style sheet.
import { on } from './on.js';

let last = null;

const rows = form => [...form.querySelectorAll('tbody .sel input[type="checkbox"]')];

function sync(form) {
  const boxes = rows(form);
  const count = boxes.filter(box => box.checked).length;
  const all = form.querySelector('[data-all]');
  const out = form.querySelector('[data-count]');
  if (all) {
    all.checked = count > 0 && count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
  }
  if (out) out.textContent = count === 1 ? out.dataset.one : out.dataset.many.replace('{n}', count);
}

function syncAll() {
  for (const form of document.querySelectorAll('form:has(.sel)')) sync(form);
}

on('click', '.sel input[type="checkbox"]', (event, box) => {
  const { form } = box;
  if (!form) return;
  const boxes = rows(form);
  if (box.matches('[data-all]')) {
    for (const row of boxes) row.checked = box.checked;
  } else {
    if (event.shiftKey && last?.isConnected && last.form === form) {
      const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
      for (const row of boxes.slice(from, to + 1)) row.checked = box.checked;
    }
    last = box;
  }
  sync(form);
});

on('click', '[data-clear]', (event, button) => {
  if (!button.form) return;
  for (const row of rows(button.form)) row.checked = false;
  sync(button.form);
  // The button is hidden together with the bar: without this the focus would fall back to the start of the page.
  button.form.querySelector('[data-all]')?.focus();
});

document.addEventListener('htmx:after:swap', syncAll);
// The browser puts ticks back when a page is loaded again or reached by "Back", and tells nobody.
window.addEventListener('pageshow', syncAll);
syncAll();
