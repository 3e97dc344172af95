-- Whoever had passkeys alone signs in with the password from then on.
DROP TABLE passkey_challenges;
DROP TABLE passkeys;
ALTER TABLE users DROP COLUMN passkeys_since;
