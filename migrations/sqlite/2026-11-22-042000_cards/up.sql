-- What an organisation is called at a payment provider: its cards are saved there under that name.
CREATE TABLE payment_customers (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    provider TEXT NOT NULL,
    root_id BIGINT NOT NULL,
    reference TEXT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, provider)
);

-- Pages of a provider on which a card is saved.
CREATE TABLE card_savings (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    provider TEXT NOT NULL,
    attempt_key TEXT NOT NULL,
    customer_reference TEXT NOT NULL DEFAULT '',
    reference TEXT,
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    actor_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    look_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
CREATE UNIQUE INDEX card_savings_attempt_key_key ON card_savings (attempt_key);
CREATE UNIQUE INDEX card_savings_provider_reference_key ON card_savings (provider, reference);
CREATE INDEX card_savings_organisation_idx ON card_savings (organisation_id, id);
CREATE INDEX card_savings_look_idx ON card_savings (look_at, id) WHERE settled_at IS NULL;

-- What an attempt is asked with, so that it can be asked with the same again, and when the provider is asked next unless it tells before.
ALTER TABLE payments ADD COLUMN customer_reference TEXT NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN keep_card BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE payments ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
ALTER TABLE payments ADD COLUMN look_at TIMESTAMP NOT NULL DEFAULT '2026-01-01 00:00:00';
CREATE INDEX payments_look_idx ON payments (look_at, id) WHERE settled_at IS NULL;

-- When its organisation was told that a card is about to expire.
ALTER TABLE payment_methods ADD COLUMN warned_at TIMESTAMP;
CREATE INDEX payment_methods_expiry_idx ON payment_methods (exp_year, exp_month, id) WHERE deleted_at IS NULL AND warned_at IS NULL;
