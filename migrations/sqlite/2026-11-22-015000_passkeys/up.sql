-- Passkeys (WebAuthn): a second way to sign in beside the authenticator app. credential is JSON: public key, counter and what else a signature
-- is checked with; no secret is in it. credential_id is base64url, as the browser names the key: nobody has the key of somebody else.
-- passkeys_since is set as long as the person has one, so that no request has to count.
ALTER TABLE users ADD COLUMN passkeys_since TIMESTAMP;

CREATE TABLE passkeys (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    credential_id TEXT NOT NULL,
    credential TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP
);
CREATE UNIQUE INDEX passkeys_credential_id_key ON passkeys (credential_id);
CREATE INDEX passkeys_user_id_idx ON passkeys (user_id, id);

-- What a browser was asked to sign: one for each session (its hash), for some minutes, used once. It stays on the server: who could bring it
-- along could bring an old signature along with it.
CREATE TABLE passkey_challenges (
    session_hash TEXT NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('add', 'use')),
    state TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX passkey_challenges_user_id_idx ON passkey_challenges (user_id);
CREATE INDEX passkey_challenges_expires_at_idx ON passkey_challenges (expires_at);
