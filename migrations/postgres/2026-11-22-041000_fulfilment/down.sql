ALTER TABLE bank_statements DROP COLUMN position;
ALTER TABLE bank_statements DROP COLUMN known;
ALTER TABLE bank_statements DROP COLUMN entries;
DROP TABLE stocks;
