-- A list narrowed by one thing is read in its usual order, that of the ICCIDs: the first page then costs the same for a dozen such SIMs and
-- for half a million, instead of walking all SIMs or sorting all that match.
DROP INDEX sims_organisation_session_idx;
DROP INDEX sims_organisation_data_group_idx;
DROP INDEX sims_organisation_sms_group_idx;
DROP INDEX sims_organisation_service_idx;
CREATE INDEX sims_organisation_session_idx ON sims (organisation_id, session, iccid);
CREATE INDEX sims_organisation_data_group_idx ON sims (organisation_id, data_group, iccid);
CREATE INDEX sims_organisation_sms_group_idx ON sims (organisation_id, sms_group, iccid);
CREATE INDEX sims_organisation_service_idx ON sims (organisation_id, service, iccid);
CREATE INDEX sims_organisation_status_iccid_idx ON sims (organisation_id, status, iccid);

-- What expires soon, without what has expired long ago and comes first in the order of the days.
CREATE INDEX sims_organisation_due_idx ON sims (organisation_id, lifetime_ends_on, id) WHERE status <> 'expired';
