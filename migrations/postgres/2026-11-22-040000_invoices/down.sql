DROP INDEX order_events_untold_idx;
ALTER TABLE order_events DROP COLUMN told_at;
DROP INDEX invoices_corrects_id_kind_key;
DROP INDEX invoices_order_id_key;
