-- Organisations that hold the operator's own SIMs, which nobody has ordered yet: the only ones out of which orders are fulfilled.
CREATE TABLE stocks (
    organisation_id BIGINT NOT NULL PRIMARY KEY REFERENCES organisations (id),
    marked_by_name TEXT NOT NULL,
    marked_at TIMESTAMP NOT NULL
);

-- Bank statements: payments in the file as it was read last, those of them that were known by then, and the last entry that was compared
-- with what is open, so that comparing goes on where it was.
ALTER TABLE bank_statements ADD COLUMN entries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bank_statements ADD COLUMN known BIGINT NOT NULL DEFAULT 0;
ALTER TABLE bank_statements ADD COLUMN position BIGINT NOT NULL DEFAULT 0;
