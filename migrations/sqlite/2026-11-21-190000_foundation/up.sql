-- Organisations: a tenant. A master has parent_id NULL and root_id = id; a sub-organisation names its master in both.
CREATE TABLE organisations (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    parent_id BIGINT REFERENCES organisations (id),
    account_number TEXT NOT NULL,
    name TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'active')),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    time_zone TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX organisations_account_number_key ON organisations (account_number);
CREATE INDEX organisations_root_id_idx ON organisations (root_id, id);

-- People and API users. Members belong to an organisation, staff to none. An API user has a client id and no e-mail address.
CREATE TABLE users (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT,
    organisation_id BIGINT REFERENCES organisations (id),
    email TEXT,
    email_key TEXT,
    client_id TEXT,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    role TEXT CHECK (role IN ('owner', 'admin', 'user', 'read_only', 'third_party', 'api_user', 'accountant', 'end_user')),
    staff_role TEXT CHECK (staff_role IN ('support', 'fulfilment', 'finance', 'administrator')),
    ticks TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL CHECK (status IN ('invited', 'active', 'disabled')),
    secret_hash TEXT,
    language TEXT CHECK (language IN ('en', 'de')),
    theme TEXT NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
    sim_columns TEXT,
    role_ends_on DATE,
    last_login_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK ((organisation_id IS NULL) = (role IS NULL)),
    CHECK ((role IS NULL) <> (staff_role IS NULL)),
    CHECK ((email IS NULL) <> (client_id IS NULL))
);
CREATE UNIQUE INDEX users_email_key_key ON users (email_key);
CREATE UNIQUE INDEX users_client_id_key ON users (client_id);
CREATE INDEX users_organisation_id_idx ON users (organisation_id, id);

-- Sessions of the web pages. The cookie holds a random key; only its hash is stored.
CREATE TABLE sessions (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    key_hash TEXT NOT NULL,
    user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    user_agent TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX sessions_key_hash_key ON sessions (key_hash);
CREATE INDEX sessions_user_id_idx ON sessions (user_id);
CREATE INDEX sessions_expires_at_idx ON sessions (expires_at);

-- Failed sign-ins per account and per address; subject is a hash, so that the table names nobody.
CREATE TABLE login_throttles (
    subject TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    window_started_at TIMESTAMP NOT NULL,
    blocked_until TIMESTAMP
);

-- Links to set a password: single use, stored only as a hash.
CREATE TABLE password_links (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    token_hash TEXT NOT NULL,
    purpose TEXT NOT NULL CHECK (purpose IN ('invitation', 'reset')),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    used_at TIMESTAMP
);
CREATE UNIQUE INDEX password_links_token_hash_key ON password_links (token_hash);
CREATE INDEX password_links_user_id_idx ON password_links (user_id);

-- Where SIM data comes from and who carries out what people order a SIM to do.
CREATE TABLE carriers (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    adapter TEXT NOT NULL CHECK (adapter IN ('none', 'simulated')),
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX carriers_name_key ON carriers (name);

CREATE TABLE sims (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    end_user_id BIGINT REFERENCES users (id),
    carrier_id BIGINT NOT NULL REFERENCES carriers (id),
    iccid TEXT NOT NULL,
    eid TEXT,
    imsi TEXT NOT NULL DEFAULT '',
    msisdn TEXT NOT NULL DEFAULT '',
    imei TEXT,
    imei_locked BOOLEAN NOT NULL DEFAULT FALSE,
    imei_changed_at TIMESTAMP,
    ip_address TEXT,
    sim_type TEXT NOT NULL DEFAULT '',
    label TEXT NOT NULL DEFAULT '',
    label_key TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    service TEXT NOT NULL DEFAULT '',
    pin_sealed TEXT,
    puk_sealed TEXT,
    auto_top_up BOOLEAN NOT NULL DEFAULT FALSE,
    status TEXT NOT NULL CHECK (status IN ('activated', 'deactivated', 'expired')),
    session TEXT NOT NULL DEFAULT 'offline' CHECK (session IN ('online', 'attached', 'offline')),
    session_since TIMESTAMP,
    session_event_at TIMESTAMP,
    bearer TEXT,
    operator_name TEXT,
    country_name TEXT,
    country_iso TEXT,
    network_code TEXT,
    cell TEXT,
    data_total BIGINT NOT NULL,
    data_used BIGINT NOT NULL DEFAULT 0,
    data_left BIGINT NOT NULL,
    data_group TEXT NOT NULL CHECK (data_group IN ('sufficient', 'low', 'none')),
    sms_total BIGINT NOT NULL,
    sms_used BIGINT NOT NULL DEFAULT 0,
    sms_left BIGINT NOT NULL,
    sms_group TEXT NOT NULL CHECK (sms_group IN ('sufficient', 'low', 'none')),
    lifetime_starts_on DATE NOT NULL,
    lifetime_ends_on DATE NOT NULL,
    last_activity_at TIMESTAMP NOT NULL,
    last_usage_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX sims_iccid_key ON sims (iccid);
CREATE INDEX sims_organisation_iccid_idx ON sims (organisation_id, iccid);
CREATE INDEX sims_organisation_imsi_idx ON sims (organisation_id, imsi, id);
CREATE INDEX sims_organisation_msisdn_idx ON sims (organisation_id, msisdn);
CREATE INDEX sims_organisation_label_idx ON sims (organisation_id, label_key, id);
CREATE INDEX sims_organisation_status_idx ON sims (organisation_id, status, id);
CREATE INDEX sims_organisation_session_idx ON sims (organisation_id, session, id);
CREATE INDEX sims_organisation_data_left_idx ON sims (organisation_id, data_left, id);
CREATE INDEX sims_organisation_sms_left_idx ON sims (organisation_id, sms_left, id);
CREATE INDEX sims_organisation_data_group_idx ON sims (organisation_id, data_group, id);
CREATE INDEX sims_organisation_sms_group_idx ON sims (organisation_id, sms_group, id);
CREATE INDEX sims_organisation_lifetime_idx ON sims (organisation_id, lifetime_ends_on, id);
CREATE INDEX sims_organisation_activity_idx ON sims (organisation_id, last_activity_at, id);
CREATE INDEX sims_organisation_service_idx ON sims (organisation_id, service, id);
CREATE INDEX sims_lifetime_due_idx ON sims (lifetime_ends_on, id) WHERE status <> 'expired';
CREATE INDEX sims_end_user_idx ON sims (end_user_id) WHERE end_user_id IS NOT NULL;

-- How many SIMs an organisation has of each combination: the tiles and the totals of a filtered list, exact, without counting.
CREATE TABLE sim_counts (
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    status TEXT NOT NULL,
    session TEXT NOT NULL,
    data_group TEXT NOT NULL,
    sms_group TEXT NOT NULL,
    sims BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, status, session, data_group, sms_group)
);

CREATE TABLE tags (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL
);
CREATE UNIQUE INDEX tags_organisation_id_name_key_key ON tags (organisation_id, name_key);

CREATE TABLE sim_tags (
    root_id BIGINT NOT NULL,
    tag_id BIGINT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    sim_id BIGINT NOT NULL REFERENCES sims (id) ON DELETE CASCADE,
    PRIMARY KEY (tag_id, sim_id)
);
CREATE INDEX sim_tags_sim_id_idx ON sim_tags (sim_id);

-- One row per record of the network. record_id is the sender's; a repeat of it is known and changes nothing.
CREATE TABLE usage_records (
    record_id BIGINT NOT NULL PRIMARY KEY,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    sim_id BIGINT NOT NULL REFERENCES sims (id),
    started_at TIMESTAMP NOT NULL,
    ended_at TIMESTAMP NOT NULL,
    data_bytes BIGINT NOT NULL,
    data_tx BIGINT NOT NULL,
    data_rx BIGINT NOT NULL,
    sms_mo BIGINT NOT NULL,
    sms_mt BIGINT NOT NULL,
    operator_name TEXT,
    network_code TEXT,
    country_name TEXT,
    tariff_name TEXT,
    ip_address TEXT,
    imei TEXT,
    received_at TIMESTAMP NOT NULL
);
CREATE INDEX usage_records_sim_id_idx ON usage_records (sim_id, ended_at, record_id);

-- Roll-ups: kept in the transaction that takes the record in. Days and months are UTC, by the end of the record.
CREATE TABLE sim_usage_daily (
    sim_id BIGINT NOT NULL REFERENCES sims (id),
    day DATE NOT NULL,
    root_id BIGINT NOT NULL,
    data_bytes BIGINT NOT NULL,
    data_tx BIGINT NOT NULL,
    data_rx BIGINT NOT NULL,
    sms_mo BIGINT NOT NULL,
    sms_mt BIGINT NOT NULL,
    PRIMARY KEY (sim_id, day)
);
CREATE TABLE sim_usage_monthly (
    sim_id BIGINT NOT NULL REFERENCES sims (id),
    month DATE NOT NULL,
    root_id BIGINT NOT NULL,
    data_bytes BIGINT NOT NULL,
    data_tx BIGINT NOT NULL,
    data_rx BIGINT NOT NULL,
    sms_mo BIGINT NOT NULL,
    sms_mt BIGINT NOT NULL,
    PRIMARY KEY (sim_id, month)
);
CREATE TABLE organisation_usage_daily (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    day DATE NOT NULL,
    root_id BIGINT NOT NULL,
    data_bytes BIGINT NOT NULL,
    data_tx BIGINT NOT NULL,
    data_rx BIGINT NOT NULL,
    sms_mo BIGINT NOT NULL,
    sms_mt BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, day)
);
CREATE TABLE organisation_usage_monthly (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    month DATE NOT NULL,
    root_id BIGINT NOT NULL,
    data_bytes BIGINT NOT NULL,
    data_tx BIGINT NOT NULL,
    data_rx BIGINT NOT NULL,
    sms_mo BIGINT NOT NULL,
    sms_mt BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, month)
);

-- Something the network or a person did to a SIM. record_id is NULL for what happened in the portal itself.
CREATE TABLE events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    record_id BIGINT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    sim_id BIGINT REFERENCES sims (id),
    occurred_at TIMESTAMP NOT NULL,
    type_id INTEGER NOT NULL,
    type_name TEXT NOT NULL,
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warn', 'critical')),
    source TEXT NOT NULL CHECK (source IN ('network', 'policy', 'api')),
    alert BOOLEAN NOT NULL,
    description TEXT NOT NULL,
    actor TEXT,
    operator_name TEXT,
    country_name TEXT,
    bearer TEXT,
    ip_address TEXT,
    imei TEXT,
    detail TEXT,
    received_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX events_record_id_key ON events (record_id);
CREATE INDEX events_sim_id_idx ON events (sim_id, occurred_at, id);
CREATE INDEX events_organisation_id_idx ON events (organisation_id, occurred_at, id);

-- Records that could not be taken in, with the reason, until somebody mends the cause and tries again.
CREATE TABLE set_aside_records (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL CHECK (kind IN ('usage', 'event')),
    source TEXT NOT NULL,
    root_id BIGINT REFERENCES organisations (id),
    digest TEXT NOT NULL,
    record_id BIGINT,
    iccid TEXT,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    body TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'loaded', 'discarded')),
    attempts BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX set_aside_records_digest_key ON set_aside_records (digest);
CREATE INDEX set_aside_records_status_idx ON set_aside_records (status, id);
CREATE INDEX set_aside_records_reason_idx ON set_aside_records (status, reason, id);

-- Who may post records to /ingest.
CREATE TABLE ingest_clients (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    secret_hash TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    disabled_at TIMESTAMP
);
CREATE UNIQUE INDEX ingest_clients_name_key ON ingest_clients (name);

-- Every change of a tenant's data: who, when, what, old, new, from where.
CREATE TABLE audit_entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    actor_id BIGINT,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    object_name TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    address TEXT NOT NULL DEFAULT '',
    happened_at TIMESTAMP NOT NULL
);
CREATE INDEX audit_entries_organisation_id_idx ON audit_entries (organisation_id, id);
CREATE INDEX audit_entries_object_idx ON audit_entries (object_kind, object_id, id);

-- Mail waiting to be sent, written in the transaction of the change that causes it.
CREATE TABLE outbox (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    organisation_id BIGINT,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_name TEXT NOT NULL,
    subject TEXT NOT NULL,
    text_body TEXT NOT NULL,
    html_body TEXT NOT NULL,
    language TEXT NOT NULL,
    message_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'sent', 'failed')),
    attempts INTEGER NOT NULL,
    run_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX outbox_waiting_idx ON outbox (run_at, id) WHERE status = 'waiting';
CREATE INDEX outbox_status_idx ON outbox (status, id);

-- Work after the request.
CREATE TABLE jobs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    organisation_id BIGINT,
    name TEXT NOT NULL,
    payload TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('waiting', 'done', 'failed')),
    attempts INTEGER NOT NULL,
    run_at TIMESTAMP NOT NULL,
    leased_until TIMESTAMP,
    last_error TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP
);
CREATE INDEX jobs_waiting_idx ON jobs (run_at, id) WHERE status = 'waiting';
CREATE INDEX jobs_status_idx ON jobs (status, id);

-- Leases of recurring work, so that several instances do it once.
CREATE TABLE schedules (
    name TEXT NOT NULL PRIMARY KEY,
    next_run_at TIMESTAMP NOT NULL
);

-- Substring search in labels: a trigram index over label_key, kept in step by triggers.
CREATE VIRTUAL TABLE sims_fts USING fts5(label_key, content = 'sims', content_rowid = 'id', tokenize = 'trigram', detail = 'none', columnsize = 0);
CREATE TRIGGER sims_fts_insert AFTER INSERT ON sims WHEN new.label_key <> '' BEGIN
    INSERT INTO sims_fts (rowid, label_key) VALUES (new.id, new.label_key);
END;
CREATE TRIGGER sims_fts_delete AFTER DELETE ON sims WHEN old.label_key <> '' BEGIN
    INSERT INTO sims_fts (sims_fts, rowid, label_key) VALUES ('delete', old.id, old.label_key);
END;
CREATE TRIGGER sims_fts_update AFTER UPDATE OF label_key ON sims WHEN old.label_key <> new.label_key BEGIN
    INSERT INTO sims_fts (sims_fts, rowid, label_key) SELECT 'delete', old.id, old.label_key WHERE old.label_key <> '';
    INSERT INTO sims_fts (rowid, label_key) SELECT new.id, new.label_key WHERE new.label_key <> '';
END;
