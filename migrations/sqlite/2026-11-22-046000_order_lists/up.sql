-- The list of an organisation's orders is read by the moment at which they were placed, so that a period far back costs what the first page
-- does; a status or a kind narrows it in the same order.
CREATE INDEX orders_organisation_placed_idx ON orders (organisation_id, placed_at, id);
CREATE INDEX orders_organisation_status_placed_idx ON orders (organisation_id, status, placed_at, id);
CREATE INDEX orders_organisation_kind_placed_idx ON orders (organisation_id, kind, placed_at, id);
DROP INDEX orders_organisation_status_idx;
DROP INDEX orders_organisation_kind_idx;
