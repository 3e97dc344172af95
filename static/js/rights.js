// <fieldset data-rights> with radio buttons, each followed by <details class="rights">: the rights of the chosen role unfold, those of the
// others are hidden by the style sheet.
import { on } from './on.js';

function unfold(input) {
  const rights = input.closest('.role-pick')?.querySelector('details');
  if (rights) rights.open = true;
}

on('change', '[data-rights] input[type="radio"]', (event, input) => unfold(input));
document.querySelectorAll('[data-rights] input:checked').forEach(unfold);
