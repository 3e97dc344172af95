// <input type="password" data-strength data-avoid="mara@example.org"> and, in the same form,
//   <div class="strength"><div class="strength-bar" aria-hidden="true"><i></i> five times</div>
//   <output data-strength-out data-s0="Too short …" … data-s4="Very strong"></output></div>
// Shows while the person types how hard the password is to guess, 0 to 4. It only helps: nothing is sent, and the
// server decides by its own rules. 0 is what the server refuses for sure: shorter than minlength (12), or with the e-mail.
import { on } from './on.js';

// Guessing effort in bits below which the score is 1, 2, 3. Twelve random signs reach 3, sixteen reach 4.
const STEPS = [40, 56, 76];
const SEQUENCES = [
  'abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'qwertzuiop', 'asdfghjkl', 'zxcvbnm', 'yxcvbnm',
].flatMap(run => [run, [...run].reverse().join('')]);
const POOLS = [[/\p{Ll}/u, 26], [/\p{Lu}/u, 26], [/\d/, 10], [/[^\p{Ll}\p{Lu}\d]/u, 33]];

// Signs that do not follow from the ones before: no repeat, no run such as "cde" or "qwe", no piece used before.
function surprises(signs) {
  const pieces = new Set();
  return signs.filter((sign, i) => {
    if (sign === signs[i - 1]) return false;
    if (i < 2) return true;
    const piece = signs.slice(i - 2, i + 1).join('');
    const known = pieces.has(piece) || SEQUENCES.some(run => run.includes(piece));
    pieces.add(piece);
    return !known;
  }).length;
}

// The address, and its part before the @ unless it is too short to mean the person.
function avoided(text) {
  return text.toLowerCase().split(/\s+/).flatMap(word => [word, word.split('@')[0]]).filter(word => word.length > 3);
}

/**
 * @param {string} password
 * @param {{ least?: number, avoid?: string }} rules fewest signs; words, separated by spaces, that must not occur
 * @returns {number} 0 (the server will refuse it) to 4 (very strong)
 */
export function score(password, { least = 12, avoid = '' } = {}) {
  const signs = [...password];
  const lower = password.toLowerCase();
  if (signs.length < least || avoided(avoid).some(word => lower.includes(word))) return 0;
  const pool = POOLS.reduce((sum, [kind, size]) => sum + (kind.test(password) ? size : 0), 0);
  // Between two guesses at the attacker's knowledge: only the signs that occur, or all signs of these kinds.
  const bitsPerSign = (Math.log2(new Set(signs).size) + Math.log2(pool)) / 2;
  const bits = surprises([...lower]) * bitsPerSign;
  return 1 + STEPS.filter(step => bits >= step).length;
}

function show(input) {
  const out = (input.closest('.field') ?? input.form)?.querySelector('[data-strength-out]')
    ?? input.form?.querySelector('[data-strength-out]');
  if (!out) return;
  const meter = out.closest('.strength') ?? out;
  if (!input.value) {
    delete meter.dataset.score;
    out.textContent = '';
    return;
  }
  const least = input.minLength > 0 ? input.minLength : undefined;
  const value = score(input.value, { least, avoid: input.dataset.avoid });
  meter.dataset.score = value;
  const text = out.dataset[`s${value}`] ?? '';
  if (out.textContent !== text) out.textContent = text; // a live region: the same text is not said at every key
}

on('input', 'input[data-strength]', (event, input) => show(input));
