-- The page of the audit log, latest first: all of it, by person, by action, by what was changed. Most entries are about SIMs: these are found
-- on the way, so that only the rare kinds need an index.
DROP INDEX audit_entries_organisation_id_idx;
CREATE INDEX audit_entries_happened_at_idx ON audit_entries (organisation_id, happened_at, id);
CREATE INDEX audit_entries_actor_idx ON audit_entries (organisation_id, actor_id, happened_at, id);
CREATE INDEX audit_entries_action_idx ON audit_entries (organisation_id, action, happened_at, id);
CREATE INDEX audit_entries_kind_idx ON audit_entries (organisation_id, object_kind, happened_at, id) WHERE object_kind <> 'sim';
