-- Events that were dealt with are forgotten after a while; those that are not have an index of their own.
CREATE INDEX payment_events_handled_idx ON payment_events (received_at) WHERE handled_at IS NOT NULL;
