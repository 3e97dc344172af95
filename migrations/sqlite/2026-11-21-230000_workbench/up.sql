-- What the Dashboard's "Needs attention" counts and the list filters by. Kept by every write that touches their causes.
ALTER TABLE sims ADD COLUMN locked_imei TEXT;
ALTER TABLE sims ADD COLUMN month_starts_on DATE;
ALTER TABLE sims ADD COLUMN month_data BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sims ADD COLUMN month_sms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sims ADD COLUMN over_pace_month DATE;
ALTER TABLE sims ADD COLUMN blocked_by TEXT CHECK (blocked_by IN ('data', 'imei_lock'));
CREATE INDEX sims_organisation_imei_changed_idx ON sims (organisation_id, imei_changed_at, id) WHERE imei_changed_at IS NOT NULL;
CREATE INDEX sims_organisation_over_pace_idx ON sims (organisation_id, over_pace_month, iccid) WHERE over_pace_month IS NOT NULL;
CREATE INDEX sims_organisation_blocked_idx ON sims (organisation_id, iccid) WHERE blocked_by IS NOT NULL;

-- How many SIMs of an organisation belong to a day in some respect: what is silent, expiring or new since a day is a sum over days.
CREATE TABLE sim_day_counts (
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('activity', 'lifetime', 'imei_change', 'over_pace', 'blocked_data', 'blocked_imei_lock')),
    day DATE NOT NULL,
    sims BIGINT NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, kind, day)
);

-- Two-factor and what belongs to a person's security.
ALTER TABLE organisations ADD COLUMN two_factor_required BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE users ADD COLUMN totp_sealed TEXT;
ALTER TABLE users ADD COLUMN totp_confirmed_at TIMESTAMP;
ALTER TABLE users ADD COLUMN totp_last_step BIGINT NOT NULL DEFAULT 0;

CREATE TABLE recovery_codes (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL,
    used_at TIMESTAMP,
    created_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX recovery_codes_user_id_code_hash_key ON recovery_codes (user_id, code_hash);

-- Browsers from which a person signed in before: a sign-in from any other is worth a mail. The cookie's value is stored as a hash.
CREATE TABLE known_devices (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    device_hash TEXT NOT NULL,
    user_agent TEXT NOT NULL,
    first_seen_at TIMESTAMP NOT NULL,
    last_seen_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX known_devices_user_id_device_hash_key ON known_devices (user_id, device_hash);

-- Bulk actions: what was asked, how far it is. argument is JSON (a label, tags, ...); query is the address of the list it came from.
CREATE TABLE bulk_jobs (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    actor_id BIGINT NOT NULL,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    argument TEXT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('selection', 'filter', 'file', 'undo')),
    query TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('preparing', 'previewed', 'running', 'cancelling', 'done', 'cancelled', 'failed')),
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    sims BIGINT NOT NULL DEFAULT 0,
    position BIGINT NOT NULL DEFAULT 0,
    will_change BIGINT NOT NULL DEFAULT 0,
    changed BIGINT NOT NULL DEFAULT 0,
    already BIGINT NOT NULL DEFAULT 0,
    refused BIGINT NOT NULL DEFAULT 0,
    differs BIGINT NOT NULL DEFAULT 0,
    problem TEXT,
    undo_of BIGINT REFERENCES bulk_jobs (id) ON DELETE SET NULL,
    address TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    confirmed_at TIMESTAMP,
    finished_at TIMESTAMP
);
CREATE INDEX bulk_jobs_organisation_id_idx ON bulk_jobs (organisation_id, id);
CREATE INDEX bulk_jobs_created_at_idx ON bulk_jobs (created_at);
CREATE INDEX bulk_jobs_undo_of_idx ON bulk_jobs (undo_of) WHERE undo_of IS NOT NULL;

-- One row per SIM (or line of a file) of a bulk action: the verdict before, what became of it, and what undoing needs.
CREATE TABLE bulk_items (
    bulk_id BIGINT NOT NULL REFERENCES bulk_jobs (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    root_id BIGINT NOT NULL,
    sim_id BIGINT REFERENCES sims (id) ON DELETE SET NULL,
    iccid TEXT NOT NULL,
    argument TEXT,
    expected TEXT NOT NULL CHECK (expected IN ('change', 'already', 'refused')),
    verdict TEXT CHECK (verdict IN ('changed', 'already', 'refused')),
    reason TEXT,
    old_value TEXT,
    new_value TEXT,
    PRIMARY KEY (bulk_id, position)
);
CREATE INDEX bulk_items_expected_idx ON bulk_items (bulk_id, expected, position);
CREATE INDEX bulk_items_sim_id_idx ON bulk_items (sim_id) WHERE sim_id IS NOT NULL;

-- The file of labels that a bulk action came with, until its lines are items.
CREATE TABLE bulk_files (
    bulk_id BIGINT NOT NULL PRIMARY KEY REFERENCES bulk_jobs (id) ON DELETE CASCADE,
    body TEXT NOT NULL
);

-- Exports of the list: made by a job, kept in the database so that every instance can serve them, removed when they expire.
CREATE TABLE exports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    format TEXT NOT NULL CHECK (format IN ('csv', 'xlsx')),
    query TEXT NOT NULL,
    column_names TEXT NOT NULL,
    with_codes BOOLEAN NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    status TEXT NOT NULL CHECK (status IN ('waiting', 'running', 'ready', 'failed', 'cancelled')),
    sims BIGINT NOT NULL DEFAULT 0,
    position TEXT,
    file_name TEXT NOT NULL,
    bytes BIGINT NOT NULL DEFAULT 0,
    problem TEXT,
    created_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP,
    expires_at TIMESTAMP NOT NULL
);
CREATE INDEX exports_organisation_id_idx ON exports (organisation_id, id);
CREATE INDEX exports_expires_at_idx ON exports (expires_at);
CREATE INDEX exports_user_id_idx ON exports (user_id);

-- A finished file in pieces, so that neither writing nor sending it needs it whole in memory.
CREATE TABLE export_parts (
    export_id BIGINT NOT NULL REFERENCES exports (id) ON DELETE CASCADE,
    part BIGINT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (export_id, part)
);

-- Saved views of the list: filter, sort and columns. query is the canonical address of the list.
CREATE TABLE saved_views (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    query TEXT NOT NULL,
    column_names TEXT NOT NULL,
    is_shared BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX saved_views_organisation_id_user_id_name_key_key ON saved_views (organisation_id, user_id, name_key);
CREATE INDEX saved_views_user_id_idx ON saved_views (user_id);
ALTER TABLE users ADD COLUMN default_view_id BIGINT REFERENCES saved_views (id) ON DELETE SET NULL;

-- Saved views sent by mail at regular times.
CREATE TABLE reports (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    view_id BIGINT NOT NULL REFERENCES saved_views (id) ON DELETE CASCADE,
    every TEXT NOT NULL CHECK (every IN ('day', 'week', 'month')),
    on_day BIGINT NOT NULL,
    at_hour BIGINT NOT NULL,
    next_run_at TIMESTAMP NOT NULL,
    last_run_at TIMESTAMP,
    stopped_at TIMESTAMP,
    stopped_reason TEXT,
    created_at TIMESTAMP NOT NULL
);
CREATE INDEX reports_due_idx ON reports (next_run_at, id) WHERE stopped_at IS NULL;
CREATE INDEX reports_organisation_id_idx ON reports (organisation_id, id);
CREATE INDEX reports_user_id_idx ON reports (user_id);
CREATE INDEX reports_view_id_idx ON reports (view_id);

-- Files that go with a mail of the outbox.
CREATE TABLE outbox_attachments (
    outbox_id BIGINT NOT NULL REFERENCES outbox (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (outbox_id, position)
);

-- Devices of the simulated network: what each is and when it does something next. profile and step with the SIM's number decide what.
CREATE TABLE simulated_devices (
    sim_id BIGINT NOT NULL PRIMARY KEY REFERENCES sims (id) ON DELETE CASCADE,
    root_id BIGINT NOT NULL,
    profile TEXT NOT NULL CHECK (profile IN ('meter', 'tracker', 'camera', 'silent', 'roaming', 'chatty', 'quota_burner')),
    seed BIGINT NOT NULL,
    step BIGINT NOT NULL,
    next_at TIMESTAMP NOT NULL
);
CREATE INDEX simulated_devices_next_at_idx ON simulated_devices (next_at, sim_id);

-- What is there already gets the new columns and counters.
UPDATE sims SET locked_imei = imei WHERE imei_locked;
UPDATE sims SET month_starts_on = date('now', 'start of month');
UPDATE sims SET
    month_data = COALESCE((SELECT u.data_bytes FROM sim_usage_monthly u WHERE u.sim_id = sims.id AND u.month = sims.month_starts_on), 0),
    month_sms = COALESCE((SELECT u.sms_mo + u.sms_mt FROM sim_usage_monthly u WHERE u.sim_id = sims.id AND u.month = sims.month_starts_on), 0);
UPDATE sims SET blocked_by = 'data' WHERE status = 'activated' AND data_total > 0 AND data_left = 0;
INSERT INTO sim_day_counts (root_id, organisation_id, kind, day, sims, updated_at)
    SELECT root_id, organisation_id, 'activity', date(last_activity_at), COUNT(*), CURRENT_TIMESTAMP FROM sims
    WHERE status = 'activated' GROUP BY 1, 2, 4;
INSERT INTO sim_day_counts (root_id, organisation_id, kind, day, sims, updated_at)
    SELECT root_id, organisation_id, 'lifetime', lifetime_ends_on, COUNT(*), CURRENT_TIMESTAMP FROM sims
    WHERE status <> 'expired' GROUP BY 1, 2, 4;
INSERT INTO sim_day_counts (root_id, organisation_id, kind, day, sims, updated_at)
    SELECT root_id, organisation_id, 'imei_change', date(imei_changed_at), COUNT(*), CURRENT_TIMESTAMP FROM sims
    WHERE status <> 'expired' AND imei_changed_at IS NOT NULL GROUP BY 1, 2, 4;
INSERT INTO sim_day_counts (root_id, organisation_id, kind, day, sims, updated_at)
    SELECT root_id, organisation_id, 'blocked_data', '1970-01-01', COUNT(*), CURRENT_TIMESTAMP FROM sims
    WHERE blocked_by IS NOT NULL GROUP BY 1, 2;
