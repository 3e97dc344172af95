-- Back to the orders: who accepted which terms is lost.
DROP TABLE accepted_terms;
ALTER TABLE carts DROP COLUMN ordered_at;
