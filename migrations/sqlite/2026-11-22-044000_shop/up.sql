-- A stranger's cart that was ordered stays for a day, without its lines: the same page sent again then orders nothing more.
ALTER TABLE carts ADD COLUMN ordered_at TIMESTAMP;

-- Who accepted which terms of business for an organisation, when and from where. Never changed: newer terms are a row of their own.
CREATE TABLE accepted_terms (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    version TEXT NOT NULL,
    url TEXT NOT NULL,
    accepted_by_name TEXT NOT NULL,
    address TEXT NOT NULL,
    accepted_at TIMESTAMP NOT NULL
);
CREATE INDEX accepted_terms_organisation_idx ON accepted_terms (organisation_id, id);
