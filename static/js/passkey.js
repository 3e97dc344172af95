// <button data-passkey="create|get" data-options="/where/to/ask" data-waiting="…" data-cancelled="…" …> in a form with
//   <input type="hidden" name="passkey"> and <p class="err" data-passkey-said hidden><span></span></p>
// Pressing it asks the server for a challenge, lets the browser make or use a passkey, and sends the form with what came of it. What goes
// wrong here is said at the button, which keeps the focus; what the server refuses comes back as a page, as with every form.
import { say } from './live.js';

// Names of DOMExceptions (WebAuthn level 3, sections 5.1.3 and 5.1.4). Browsers say NotAllowedError for "cancelled" and for "took too long".
const REASONS = {
  AbortError: 'cancelled',
  NotAllowedError: 'cancelled',
  InvalidStateError: 'known',
  ConstraintError: 'unsupported',
  NotSupportedError: 'unsupported',
  SecurityError: 'address',
};

/** @param {string} text base64url @returns {Uint8Array} */
export const bytes = text =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0));

/** @param {ArrayBuffer} buffer @returns {string} base64url */
export const base64url = buffer =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

// Its hidden field. Not form.elements.passkey: the button has that id, so that a summary of errors can lead to it.
const field = form => form.querySelector('input[name="passkey"]');

const readIds = list => list?.map(entry => ({ ...entry, id: bytes(entry.id) }));

// What the server sends as the browser takes it.
function read(kind, options) {
  const parse = kind === 'create' ? 'parseCreationOptionsFromJSON' : 'parseRequestOptionsFromJSON';
  if (PublicKeyCredential[parse]) return PublicKeyCredential[parse](options);
  const challenge = bytes(options.challenge);
  return kind === 'create'
    ? {
      ...options, challenge,
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: readIds(options.excludeCredentials),
    }
    : { ...options, challenge, allowCredentials: readIds(options.allowCredentials) };
}

// What the browser answers as the server takes it. Some password managers bring credentials without a toJSON that works.
function write(credential) {
  try {
    return credential.toJSON();
  } catch {
    const { response } = credential;
    const written = { clientDataJSON: base64url(response.clientDataJSON) };
    for (const name of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (response[name]) written[name] = base64url(response[name]);
    }
    const transports = response.getTransports?.();
    if (transports) written.transports = transports;
    const { id, type } = credential;
    return { id, type, rawId: base64url(credential.rawId), response: written, clientExtensionResults: {} };
  }
}

async function ask({ dataset, form }) {
  const proof = ['_csrf', '_org'].map(name => [name, form.elements[name].value]);
  const answer = await fetch(dataset.options, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(proof),
    redirect: 'manual',
  });
  if (answer.ok) return answer.json();
  if (answer.status >= 500) throw new Error(`answered ${answer.status}`);
  // Signed out meanwhile, or the step took too long: the page itself says so when it is asked for again.
  location.reload();
  return new Promise(() => {});
}

async function run(button) {
  if (!window.PublicKeyCredential) throw new DOMException('no WebAuthn', 'NotSupportedError');
  const kind = button.dataset.passkey;
  const { publicKey } = await ask(button);
  return write(await navigator.credentials[kind]({ publicKey: read(kind, publicKey) }));
}

function tell(button, text) {
  const said = button.form.querySelector('[data-passkey-said]');
  said.hidden = !text;
  said.querySelector('span').textContent = text;
}

const labels = new Map();

function wait(button) {
  labels.set(button, [...button.childNodes]);
  // Not disabled: that would take the focus from it.
  button.setAttribute('aria-disabled', 'true');
  button.replaceChildren(button.dataset.waiting);
  say(button.dataset.waiting);
  tell(button, '');
}

function stop(button) {
  button.replaceChildren(...labels.get(button));
  button.removeAttribute('aria-disabled');
  labels.delete(button);
}

document.addEventListener('submit', async event => {
  const button = event.submitter;
  if (!button?.matches('[data-passkey]')) return;
  const { form } = button;
  const answer = field(form);
  if (answer.value) return; // made or signed: on to the server
  event.preventDefault();
  if (labels.has(button)) return;
  // A password or a name that is asked for beside the passkey comes first: the passkey would be used or made in vain.
  const empty = form.querySelector('input:is([type="password"], [name="name"]):invalid');
  if (empty) {
    empty.reportValidity();
    return;
  }
  wait(button);
  try {
    answer.value = JSON.stringify(await run(button));
    form.requestSubmit(button);
  } catch (error) {
    stop(button);
    tell(button, button.dataset[REASONS[error.name]] ?? button.dataset.failed);
    button.focus();
  }
});

// "Back" shows the page as it was left: waiting, with an answer that was used.
window.addEventListener('pageshow', event => {
  if (!event.persisted) return;
  for (const button of [...labels.keys()]) {
    field(button.form).value = '';
    stop(button);
  }
});
