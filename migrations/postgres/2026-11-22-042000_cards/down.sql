-- Back to the orders: which cards are being saved, and how attempts were asked, is lost.
DROP INDEX payment_methods_expiry_idx;
ALTER TABLE payment_methods DROP COLUMN warned_at;
DROP INDEX payments_look_idx;
ALTER TABLE payments DROP COLUMN look_at;
ALTER TABLE payments DROP COLUMN language;
ALTER TABLE payments DROP COLUMN keep_card;
ALTER TABLE payments DROP COLUMN customer_reference;
DROP TABLE card_savings;
DROP TABLE payment_customers;
