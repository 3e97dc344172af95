CREATE INDEX orders_organisation_status_idx ON orders (organisation_id, status, id);
CREATE INDEX orders_organisation_kind_idx ON orders (organisation_id, kind, id);
DROP INDEX orders_organisation_kind_placed_idx;
DROP INDEX orders_organisation_status_placed_idx;
DROP INDEX orders_organisation_placed_idx;
