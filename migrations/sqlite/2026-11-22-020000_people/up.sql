-- People: what they want to be told, when a client secret ends, addresses that wait for their confirmation.
-- notifications are keys, comma-separated. A deleted person leaves no row; the audit log keeps the name. search_key is the name and then the
-- address or client id, lower-case: what the list is sorted by and searched in. Somebody who is invited with an address that has an account
-- elsewhere has an email and no email_key: the address cannot sign in to this one, and its row looks as any other (docs/SECURITY.md).
ALTER TABLE users ADD COLUMN notifications TEXT NOT NULL DEFAULT '';
ALTER TABLE users ADD COLUMN secret_set_at TIMESTAMP;
ALTER TABLE users ADD COLUMN secret_expires_at TIMESTAMP;
ALTER TABLE users ADD COLUMN last_used_at TIMESTAMP;
ALTER TABLE users ADD COLUMN search_key TEXT NOT NULL DEFAULT '';
UPDATE users SET search_key = lower(trim(first_name || ' ' || last_name) || ' ' || coalesce(email, client_id, ''));
CREATE INDEX users_organisation_search_key_idx ON users (organisation_id, search_key, id);
CREATE INDEX users_organisation_role_idx ON users (organisation_id, role, id);

CREATE TABLE email_changes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX email_changes_token_hash_key ON email_changes (token_hash);
CREATE UNIQUE INDEX email_changes_user_id_key ON email_changes (user_id);

-- Organisations: customer data, the channel they came by, and what needs a second person. A deleted sub-organisation keeps its row,
-- because the audit log and later invoices name it; nobody can sign in to it.
ALTER TABLE organisations ADD COLUMN channel TEXT NOT NULL DEFAULT 'direct' CHECK (channel IN ('direct', 'marketplace'));
ALTER TABLE organisations ADD COLUMN vat_id TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN billing_country TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN main_email TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN phone TEXT NOT NULL DEFAULT '';
ALTER TABLE organisations ADD COLUMN sims_ordered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE organisations ADD COLUMN approve_transfers BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organisations ADD COLUMN approve_deactivations BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organisations ADD COLUMN approve_roles BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE organisations ADD COLUMN deleted_at TIMESTAMP;
ALTER TABLE organisations ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
UPDATE organisations SET name_key = LOWER(name);
CREATE INDEX organisations_parent_id_idx ON organisations (parent_id, id);
CREATE INDEX organisations_parent_name_idx ON organisations (parent_id, name_key, id);

CREATE TABLE organisation_emails (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    category TEXT NOT NULL CHECK (category IN ('invoice', 'volume')),
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX organisation_emails_organisation_id_category_email_key_key ON organisation_emails (organisation_id, category, email_key);

CREATE TABLE addresses (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('billing', 'shipping')),
    is_default BOOLEAN NOT NULL,
    company TEXT NOT NULL,
    person TEXT NOT NULL,
    street TEXT NOT NULL,
    extra TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    country TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE INDEX addresses_organisation_id_idx ON addresses (organisation_id, kind, id);
CREATE UNIQUE INDEX addresses_organisation_id_kind_key ON addresses (organisation_id, kind) WHERE is_default;

-- What a sub-organisation lets its master see or do inside it.
CREATE TABLE master_access (
    organisation_id BIGINT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    root_id BIGINT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('counts', 'usage', 'manage')),
    granted_by TEXT NOT NULL,
    granted_at TIMESTAMP NOT NULL
);

-- Transfers of SIMs between a master and one of its sub-organisations. All or nothing: the SIMs are reserved first (transfer_items,
-- one open transfer a SIM), moved only when every one of them is reserved, and a transfer that began to move is carried through.
CREATE TABLE transfers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    from_organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    to_organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    actor_id BIGINT,
    actor_name TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('single', 'range', 'file', 'undo', 'command')),
    file_name TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN
        ('checking', 'rejected', 'previewed', 'waiting', 'reserving', 'moving', 'releasing', 'done', 'cancelled', 'failed')),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    sims BIGINT NOT NULL DEFAULT 0,
    reserved BIGINT NOT NULL DEFAULT 0,
    moved BIGINT NOT NULL DEFAULT 0,
    errors BIGINT NOT NULL DEFAULT 0,
    is_repairable BOOLEAN NOT NULL DEFAULT FALSE,
    position BIGINT NOT NULL DEFAULT 0,
    problem TEXT,
    undo_of BIGINT REFERENCES transfers (id) ON DELETE SET NULL,
    address TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    finished_at TIMESTAMP
);
CREATE INDEX transfers_from_idx ON transfers (from_organisation_id, id);
CREATE INDEX transfers_to_idx ON transfers (to_organisation_id, id);
CREATE INDEX transfers_created_at_idx ON transfers (created_at);
CREATE INDEX transfers_undo_of_idx ON transfers (undo_of) WHERE undo_of IS NOT NULL;

-- The file as it was uploaded, until the transfer is forgotten: the repaired file is made from it.
CREATE TABLE transfer_files (
    transfer_id BIGINT NOT NULL PRIMARY KEY REFERENCES transfers (id) ON DELETE CASCADE,
    body BLOB NOT NULL
);

CREATE TABLE transfer_ranges (
    transfer_id BIGINT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    first_iccid TEXT NOT NULL,
    last_iccid TEXT NOT NULL,
    sims BIGINT NOT NULL,
    PRIMARY KEY (transfer_id, position)
);

CREATE TABLE transfer_errors (
    transfer_id BIGINT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    PRIMARY KEY (transfer_id, position)
);

-- SIMs that a transfer holds: as long as the row is here, nothing else may move the SIM.
CREATE TABLE transfer_holds (
    sim_id BIGINT NOT NULL PRIMARY KEY REFERENCES sims (id) ON DELETE CASCADE,
    transfer_id BIGINT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    root_id BIGINT NOT NULL
);
CREATE INDEX transfer_holds_transfer_id_idx ON transfer_holds (transfer_id, sim_id);

-- SIMs that a transfer moved: its result file, and what undoing needs.
CREATE TABLE transfer_items (
    transfer_id BIGINT NOT NULL REFERENCES transfers (id) ON DELETE CASCADE,
    iccid TEXT NOT NULL,
    sim_id BIGINT REFERENCES sims (id) ON DELETE SET NULL,
    root_id BIGINT NOT NULL,
    old_ip_address TEXT,
    old_end_user_id BIGINT,
    PRIMARY KEY (transfer_id, iccid)
);
CREATE INDEX transfer_items_sim_id_idx ON transfer_items (sim_id) WHERE sim_id IS NOT NULL;

-- Four eyes: what one person asked for and another one of the organisation must approve. argument is JSON of the kind.
CREATE TABLE approvals (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('transfer', 'deactivation', 'role')),
    object_id BIGINT NOT NULL,
    object_name TEXT NOT NULL,
    argument TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'approved', 'refused', 'withdrawn', 'expired')),
    asked_by BIGINT,
    asked_by_name TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    decided_by BIGINT,
    decided_by_name TEXT,
    decided_at TIMESTAMP,
    comment TEXT NOT NULL DEFAULT '',
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX approvals_organisation_id_idx ON approvals (organisation_id, status, id);
CREATE INDEX approvals_object_idx ON approvals (kind, object_id, id);
CREATE INDEX approvals_expires_at_idx ON approvals (expires_at, id) WHERE status = 'open';
CREATE UNIQUE INDEX approvals_kind_object_id_key ON approvals (kind, object_id) WHERE status = 'open';
