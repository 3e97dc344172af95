-- Back to the workbench.
DROP INDEX audit_entries_kind_idx;
DROP INDEX audit_entries_action_idx;
DROP INDEX audit_entries_actor_idx;
DROP INDEX audit_entries_happened_at_idx;
CREATE INDEX audit_entries_organisation_id_idx ON audit_entries (organisation_id, id);
