-- An order has one invoice; a document is credited once and replaced once. So the chain of an order has one document that holds.
CREATE UNIQUE INDEX invoices_order_id_key ON invoices (order_id) WHERE kind = 'invoice';
CREATE UNIQUE INDEX invoices_corrects_id_kind_key ON invoices (corrects_id, kind);

-- When people were told of an event by mail: once for each. Events from before there were such mails are not told any more.
ALTER TABLE order_events ADD COLUMN told_at TIMESTAMP;
UPDATE order_events SET told_at = at;
CREATE INDEX order_events_untold_idx ON order_events (order_id, id) WHERE told_at IS NULL;
