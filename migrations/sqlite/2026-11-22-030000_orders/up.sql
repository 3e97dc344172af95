-- Products: what is sold, as staff keep it. Quantities in pieces; what a product gives per piece in bytes, SMS and days. goods or service
-- decides the VAT category. Products belong to the platform, not to a tenant.
CREATE TABLE products (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    sku TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sim', 'top_up', 'extension')),
    form_factor TEXT CHECK (form_factor IN ('2ff', '3ff', '4ff', 'industrial', 'mff2', 'esim')),
    name_en TEXT NOT NULL,
    name_de TEXT NOT NULL,
    description_en TEXT NOT NULL,
    description_de TEXT NOT NULL,
    package_size BIGINT NOT NULL CHECK (package_size > 0),
    minimum BIGINT NOT NULL CHECK (minimum > 0),
    multiple BIGINT NOT NULL CHECK (multiple > 0),
    maximum BIGINT NOT NULL,
    data_bytes BIGINT NOT NULL CHECK (data_bytes >= 0),
    sms BIGINT NOT NULL CHECK (sms >= 0),
    lifetime_days BIGINT NOT NULL CHECK (lifetime_days >= 0),
    supply TEXT NOT NULL CHECK (supply IN ('goods', 'service')),
    status TEXT NOT NULL CHECK (status IN ('offered', 'withdrawn')),
    position BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK ((kind = 'sim') = (form_factor IS NOT NULL)),
    CHECK (maximum >= minimum)
);
CREATE UNIQUE INDEX products_sku_key ON products (sku);
CREATE INDEX products_position_idx ON products (position, id);

-- Net price of a piece in millionths of the currency.
CREATE TABLE prices (
    product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    currency TEXT NOT NULL CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD')),
    net BIGINT NOT NULL CHECK (net >= 0),
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (product_id, currency)
);

-- What staff changed about the platform itself: the audit log has the changes of tenants only.
CREATE TABLE staff_entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    actor_id BIGINT,
    actor_name TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id BIGINT NOT NULL,
    object_name TEXT NOT NULL,
    old_value TEXT,
    new_value TEXT,
    address TEXT NOT NULL,
    happened_at TIMESTAMP NOT NULL
);
CREATE INDEX staff_entries_object_idx ON staff_entries (object_kind, object_id, id);

-- Standard VAT rates in hundredths of a per cent, and where we ship to. EU rates as of January 2026: European Commission, "Taxes in Europe
-- Database". A rate is needed for the seller's own country; staff change it when the law does.
CREATE TABLE vat_rates (
    country TEXT NOT NULL PRIMARY KEY,
    rate BIGINT NOT NULL CHECK (rate BETWEEN 0 AND 10000),
    ships BOOLEAN NOT NULL,
    updated_at TIMESTAMP NOT NULL
);
INSERT INTO vat_rates (country, rate, ships, updated_at) VALUES
    ('AT', 2000, TRUE, '2026-01-01 00:00:00'),
    ('BE', 2100, TRUE, '2026-01-01 00:00:00'),
    ('BG', 2000, TRUE, '2026-01-01 00:00:00'),
    ('CY', 1900, TRUE, '2026-01-01 00:00:00'),
    ('CZ', 2100, TRUE, '2026-01-01 00:00:00'),
    ('DE', 1900, TRUE, '2026-01-01 00:00:00'),
    ('DK', 2500, TRUE, '2026-01-01 00:00:00'),
    ('EE', 2400, TRUE, '2026-01-01 00:00:00'),
    ('ES', 2100, TRUE, '2026-01-01 00:00:00'),
    ('FI', 2550, TRUE, '2026-01-01 00:00:00'),
    ('FR', 2000, TRUE, '2026-01-01 00:00:00'),
    ('GR', 2400, TRUE, '2026-01-01 00:00:00'),
    ('HR', 2500, TRUE, '2026-01-01 00:00:00'),
    ('HU', 2700, TRUE, '2026-01-01 00:00:00'),
    ('IE', 2300, TRUE, '2026-01-01 00:00:00'),
    ('IT', 2200, TRUE, '2026-01-01 00:00:00'),
    ('LT', 2100, TRUE, '2026-01-01 00:00:00'),
    ('LU', 1700, TRUE, '2026-01-01 00:00:00'),
    ('LV', 2100, TRUE, '2026-01-01 00:00:00'),
    ('MT', 1800, TRUE, '2026-01-01 00:00:00'),
    ('NL', 2100, TRUE, '2026-01-01 00:00:00'),
    ('PL', 2300, TRUE, '2026-01-01 00:00:00'),
    ('PT', 2300, TRUE, '2026-01-01 00:00:00'),
    ('RO', 2100, TRUE, '2026-01-01 00:00:00'),
    ('SE', 2500, TRUE, '2026-01-01 00:00:00'),
    ('SI', 2200, TRUE, '2026-01-01 00:00:00'),
    ('SK', 2300, TRUE, '2026-01-01 00:00:00'),
    ('CH', 810, TRUE, '2026-01-01 00:00:00'),
    ('GB', 2000, TRUE, '2026-01-01 00:00:00'),
    ('LI', 810, TRUE, '2026-01-01 00:00:00'),
    ('NO', 2500, TRUE, '2026-01-01 00:00:00');

-- The operator's own company, as invoices name it. One row, kept by staff; without it nothing can be ordered.
CREATE TABLE sellers (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    name TEXT NOT NULL,
    street TEXT NOT NULL,
    extra TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    country TEXT NOT NULL,
    vat_id TEXT NOT NULL,
    tax_number TEXT NOT NULL,
    register TEXT NOT NULL,
    directors TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_phone TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    web TEXT NOT NULL,
    bank TEXT NOT NULL,
    account_holder TEXT NOT NULL,
    iban TEXT NOT NULL,
    bic TEXT NOT NULL,
    accent TEXT NOT NULL,
    payment_days BIGINT NOT NULL CHECK (payment_days BETWEEN 0 AND 365),
    updated_at TIMESTAMP NOT NULL
);

-- Numbers without gaps: taken in the transaction that uses them, which keeps the row until it ends.
CREATE TABLE number_series (
    series TEXT NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL CHECK (last >= 0)
);

-- Carts: a stranger's behind a random token (its hash is stored), or a person's of an organisation. Each line remembers the price that it was
-- shown at, so that a change is shown again instead of applied in silence.
CREATE TABLE carts (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    token_hash TEXT,
    root_id BIGINT,
    organisation_id BIGINT REFERENCES organisations (id),
    user_id BIGINT REFERENCES users (id) ON DELETE CASCADE,
    currency TEXT NOT NULL CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD')),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    CHECK ((token_hash IS NULL) <> (organisation_id IS NULL)),
    CHECK ((organisation_id IS NULL) = (user_id IS NULL)),
    CHECK ((organisation_id IS NULL) = (root_id IS NULL))
);
CREATE UNIQUE INDEX carts_token_hash_key ON carts (token_hash);
CREATE UNIQUE INDEX carts_organisation_id_user_id_key ON carts (organisation_id, user_id);
CREATE INDEX carts_user_id_idx ON carts (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX carts_expires_at_idx ON carts (expires_at);

CREATE TABLE cart_lines (
    cart_id BIGINT NOT NULL REFERENCES carts (id) ON DELETE CASCADE,
    product_id BIGINT NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    unit_price BIGINT NOT NULL,
    cost_centre TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (cart_id, product_id)
);
CREATE INDEX cart_lines_product_id_idx ON cart_lines (product_id);

-- Orders. Amounts in cents of the currency; net, vat and gross are what was agreed, paid and refunded what was moved so far. attempt_key is made
-- with the page that asks for the order: the same attempt places one order however often it is sent.
CREATE TABLE orders (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    number TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('first', 'additional', 'top_up', 'bulk_top_up', 'extension', 'auto_top_up')),
    status TEXT NOT NULL CHECK (status IN ('awaiting_payment', 'in_preparation', 'shipped', 'completed', 'cancelled')),
    payment_method TEXT NOT NULL CHECK (payment_method IN ('bank_transfer', 'card', 'monthly_invoice')),
    payment_status TEXT NOT NULL CHECK (payment_status IN ('open', 'paid', 'failed', 'refunded', 'partly_refunded')),
    currency TEXT NOT NULL CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD')),
    net BIGINT NOT NULL CHECK (net >= 0),
    vat BIGINT NOT NULL CHECK (vat >= 0),
    gross BIGINT NOT NULL,
    paid BIGINT NOT NULL DEFAULT 0,
    refunded BIGINT NOT NULL DEFAULT 0,
    items BIGINT NOT NULL,
    vat_id TEXT NOT NULL,
    purchase_order TEXT NOT NULL,
    buyer_reference TEXT NOT NULL,
    notes TEXT NOT NULL,
    placed_by BIGINT REFERENCES users (id) ON DELETE SET NULL,
    placed_by_name TEXT NOT NULL,
    attempt_key TEXT NOT NULL,
    placed_at TIMESTAMP NOT NULL,
    paid_at TIMESTAMP,
    shipped_at TIMESTAMP,
    completed_at TIMESTAMP,
    cancelled_at TIMESTAMP,
    carrier TEXT NOT NULL DEFAULT '',
    tracking_number TEXT NOT NULL DEFAULT '',
    CHECK (gross = net + vat),
    CHECK (refunded >= 0 AND refunded <= paid AND paid <= gross)
);
CREATE UNIQUE INDEX orders_number_key ON orders (number);
CREATE UNIQUE INDEX orders_organisation_id_attempt_key_key ON orders (organisation_id, attempt_key);
CREATE INDEX orders_organisation_idx ON orders (organisation_id, id);
CREATE INDEX orders_organisation_status_idx ON orders (organisation_id, status, id);
CREATE INDEX orders_organisation_kind_idx ON orders (organisation_id, kind, id);
CREATE INDEX orders_status_idx ON orders (status, id);
CREATE INDEX orders_payment_status_idx ON orders (payment_status, id);
CREATE INDEX orders_placed_by_idx ON orders (placed_by) WHERE placed_by IS NOT NULL;

-- Addresses as they were when the order was placed. Top-ups and extensions are not shipped.
CREATE TABLE order_addresses (
    order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('billing', 'shipping')),
    company TEXT NOT NULL,
    person TEXT NOT NULL,
    street TEXT NOT NULL,
    extra TEXT NOT NULL,
    postcode TEXT NOT NULL,
    city TEXT NOT NULL,
    region TEXT NOT NULL,
    country TEXT NOT NULL,
    PRIMARY KEY (order_id, kind)
);

-- Lines: product, price and VAT as they were. data_bytes, sms and lifetime_days are what one piece gives.
CREATE TABLE order_lines (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    product_id BIGINT NOT NULL REFERENCES products (id),
    sku TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('sim', 'top_up', 'extension')),
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    unit_price BIGINT NOT NULL CHECK (unit_price >= 0),
    net BIGINT NOT NULL CHECK (net >= 0),
    vat_category TEXT NOT NULL CHECK (vat_category IN ('S', 'AE', 'K', 'G', 'O')),
    vat_rate BIGINT NOT NULL CHECK (vat_rate BETWEEN 0 AND 10000),
    cost_centre TEXT NOT NULL,
    data_bytes BIGINT NOT NULL,
    sms BIGINT NOT NULL,
    lifetime_days BIGINT NOT NULL,
    fulfilled BIGINT NOT NULL DEFAULT 0,
    CHECK (fulfilled >= 0 AND fulfilled <= quantity)
);
CREATE UNIQUE INDEX order_lines_order_id_position_key ON order_lines (order_id, position);
CREATE INDEX order_lines_product_id_idx ON order_lines (product_id);

-- SIMs of an order, as they were called then: those that were delivered, or those whose volume or lifetime was bought. booked_at is set in
-- the transaction that changes the SIM: each is booked once.
CREATE TABLE order_sims (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    line_id BIGINT NOT NULL REFERENCES order_lines (id) ON DELETE CASCADE,
    sim_id BIGINT REFERENCES sims (id) ON DELETE SET NULL,
    iccid TEXT NOT NULL,
    label TEXT NOT NULL,
    imsi TEXT NOT NULL,
    msisdn TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    booked_at TIMESTAMP
);
CREATE UNIQUE INDEX order_sims_line_id_iccid_key ON order_sims (line_id, iccid);
CREATE INDEX order_sims_order_id_idx ON order_sims (order_id, id);
CREATE INDEX order_sims_unbooked_idx ON order_sims (order_id, id) WHERE booked_at IS NULL;
CREATE INDEX order_sims_sim_id_idx ON order_sims (sim_id) WHERE sim_id IS NOT NULL;

-- What happened to an order.
CREATE TABLE order_events (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    order_id BIGINT NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN
        ('placed', 'paid', 'payment_failed', 'booked', 'shipped', 'completed', 'cancelled', 'refunded', 'invoiced', 'corrected')),
    at TIMESTAMP NOT NULL,
    actor_id BIGINT,
    actor_name TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX order_events_order_id_idx ON order_events (order_id, id);

-- Invoices, credit notes and corrected invoices. data is JSON of what the document says; sha256 is that of the stored file, NULL until it is
-- rendered. Never changed once written: a correction is a document of its own.
CREATE TABLE invoices (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    order_id BIGINT NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note', 'correction')),
    number TEXT NOT NULL,
    series TEXT NOT NULL,
    corrects_id BIGINT REFERENCES invoices (id),
    issued_on DATE NOT NULL,
    due_on DATE,
    currency TEXT NOT NULL CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD')),
    net BIGINT NOT NULL,
    vat BIGINT NOT NULL,
    gross BIGINT NOT NULL,
    language TEXT NOT NULL CHECK (language IN ('en', 'de')),
    data TEXT NOT NULL,
    sha256 TEXT,
    created_at TIMESTAMP NOT NULL,
    CHECK (gross = net + vat),
    CHECK ((kind = 'invoice') = (corrects_id IS NULL))
);
CREATE UNIQUE INDEX invoices_number_key ON invoices (number);
CREATE INDEX invoices_organisation_idx ON invoices (organisation_id, issued_on, id);
CREATE INDEX invoices_order_id_idx ON invoices (order_id, id);
CREATE INDEX invoices_corrects_id_idx ON invoices (corrects_id) WHERE corrects_id IS NOT NULL;

CREATE TABLE invoice_files (
    invoice_id BIGINT NOT NULL PRIMARY KEY REFERENCES invoices (id),
    pdf BLOB NOT NULL
);

-- Cards that were saved with a payment provider: never a number, only what the provider calls it and what a person recognises it by.
CREATE TABLE payment_methods (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    provider TEXT NOT NULL,
    customer_reference TEXT NOT NULL,
    reference TEXT NOT NULL,
    brand TEXT NOT NULL,
    last4 TEXT NOT NULL,
    exp_year BIGINT NOT NULL,
    exp_month BIGINT NOT NULL CHECK (exp_month BETWEEN 1 AND 12),
    is_default BOOLEAN NOT NULL,
    created_at TIMESTAMP NOT NULL,
    deleted_at TIMESTAMP
);
CREATE UNIQUE INDEX payment_methods_provider_reference_key ON payment_methods (provider, reference);
CREATE UNIQUE INDEX payment_methods_organisation_id_key ON payment_methods (organisation_id) WHERE is_default AND deleted_at IS NULL;
CREATE INDEX payment_methods_organisation_idx ON payment_methods (organisation_id, id);

-- Charges and refunds. attempt_key is told to the provider: the same attempt moves money once however often it is tried. unknown: the provider
-- was asked and did not answer; it is asked again with the same key.
CREATE TABLE payments (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    order_id BIGINT NOT NULL REFERENCES orders (id),
    kind TEXT NOT NULL CHECK (kind IN ('charge', 'refund')),
    provider TEXT NOT NULL,
    provider_reference TEXT,
    payment_method_id BIGINT REFERENCES payment_methods (id),
    refund_of BIGINT REFERENCES payments (id),
    attempt_key TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'needs_confirmation', 'succeeded', 'failed', 'unknown')),
    amount BIGINT NOT NULL CHECK (amount > 0),
    currency TEXT NOT NULL CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD')),
    failure_code TEXT NOT NULL DEFAULT '',
    actor_name TEXT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    settled_at TIMESTAMP
);
CREATE UNIQUE INDEX payments_attempt_key_key ON payments (attempt_key);
CREATE UNIQUE INDEX payments_provider_provider_reference_key ON payments (provider, provider_reference);
CREATE INDEX payments_order_id_idx ON payments (order_id, id);
CREATE INDEX payments_organisation_idx ON payments (organisation_id, id);
CREATE INDEX payments_payment_method_id_idx ON payments (payment_method_id) WHERE payment_method_id IS NOT NULL;
CREATE INDEX payments_refund_of_idx ON payments (refund_of) WHERE refund_of IS NOT NULL;
CREATE INDEX payments_open_idx ON payments (created_at, id) WHERE settled_at IS NULL;

-- What providers told: each event is taken once, however often it is sent.
CREATE TABLE payment_events (
    provider TEXT NOT NULL,
    event_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    received_at TIMESTAMP NOT NULL,
    payload TEXT NOT NULL,
    handled_at TIMESTAMP,
    PRIMARY KEY (provider, event_id)
);
CREATE INDEX payment_events_unhandled_idx ON payment_events (received_at) WHERE handled_at IS NULL;

-- Account statements of our bank (CAMT.053) and their entries. An entry is known by its account and the bank's reference, so that a statement
-- that is read twice, or overlaps another one, adds nothing.
CREATE TABLE bank_statements (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    account_iban TEXT NOT NULL,
    reference TEXT NOT NULL,
    currency TEXT NOT NULL,
    opening BIGINT NOT NULL,
    closing BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    imported_by_name TEXT NOT NULL,
    imported_at TIMESTAMP NOT NULL
);
CREATE UNIQUE INDEX bank_statements_account_iban_reference_key ON bank_statements (account_iban, reference);

CREATE TABLE bank_entries (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    statement_id BIGINT NOT NULL REFERENCES bank_statements (id) ON DELETE CASCADE,
    account_iban TEXT NOT NULL,
    reference TEXT NOT NULL,
    booked_on DATE NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL,
    remittance TEXT NOT NULL,
    end_to_end_id TEXT NOT NULL,
    debtor TEXT NOT NULL,
    debtor_iban TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('matched', 'unmatched', 'ignored')),
    order_id BIGINT REFERENCES orders (id),
    payment_id BIGINT REFERENCES payments (id),
    note TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX bank_entries_account_iban_reference_key ON bank_entries (account_iban, reference);
CREATE INDEX bank_entries_statement_id_idx ON bank_entries (statement_id, id);
CREATE INDEX bank_entries_status_idx ON bank_entries (status, id);
CREATE INDEX bank_entries_order_id_idx ON bank_entries (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX bank_entries_payment_id_idx ON bank_entries (payment_id) WHERE payment_id IS NOT NULL;

-- Auto-top-up: what an organisation wants, and for which SIMs.
CREATE TABLE auto_top_ups (
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL CHECK (kind IN ('data', 'sms')),
    root_id BIGINT NOT NULL,
    is_on BOOLEAN NOT NULL,
    product_id BIGINT REFERENCES products (id),
    payment_method_id BIGINT REFERENCES payment_methods (id),
    monthly_cap BIGINT NOT NULL CHECK (monthly_cap >= 0),
    for_future_sims BOOLEAN NOT NULL,
    failures BIGINT NOT NULL DEFAULT 0,
    switched_off_reason TEXT NOT NULL DEFAULT '',
    updated_at TIMESTAMP NOT NULL,
    PRIMARY KEY (organisation_id, kind)
);
CREATE INDEX auto_top_ups_product_id_idx ON auto_top_ups (product_id) WHERE product_id IS NOT NULL;
CREATE INDEX auto_top_ups_payment_method_id_idx ON auto_top_ups (payment_method_id) WHERE payment_method_id IS NOT NULL;

CREATE TABLE sim_auto_top_ups (
    sim_id BIGINT NOT NULL REFERENCES sims (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('data', 'sms')),
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    PRIMARY KEY (sim_id, kind)
);
CREATE INDEX sim_auto_top_ups_organisation_idx ON sim_auto_top_ups (organisation_id, kind, sim_id);

-- The ledger that explains every automatic charge: what was left of how much, what it cost, what became of it.
CREATE TABLE auto_top_up_charges (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    root_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    sim_id BIGINT REFERENCES sims (id) ON DELETE SET NULL,
    iccid TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('data', 'sms')),
    order_id BIGINT REFERENCES orders (id) ON DELETE SET NULL,
    volume_left BIGINT NOT NULL,
    threshold BIGINT NOT NULL,
    amount BIGINT NOT NULL,
    currency TEXT NOT NULL CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD')),
    month DATE NOT NULL,
    result TEXT NOT NULL CHECK (result IN ('ordered', 'charged', 'failed', 'over_cap')),
    happened_at TIMESTAMP NOT NULL
);
CREATE INDEX auto_top_up_charges_organisation_idx ON auto_top_up_charges (organisation_id, id);
CREATE INDEX auto_top_up_charges_month_idx ON auto_top_up_charges (organisation_id, month, id);
CREATE INDEX auto_top_up_charges_sim_id_idx ON auto_top_up_charges (sim_id) WHERE sim_id IS NOT NULL;
CREATE INDEX auto_top_up_charges_order_id_idx ON auto_top_up_charges (order_id) WHERE order_id IS NOT NULL;

-- Organisations: what they pay in, and whether they may pay by a monthly invoice.
ALTER TABLE organisations ADD COLUMN currency TEXT NOT NULL DEFAULT 'EUR' CHECK (currency IN ('EUR', 'CHF', 'CZK', 'DKK', 'GBP', 'NOK', 'PLN', 'SEK', 'USD'));
ALTER TABLE organisations ADD COLUMN monthly_invoice_allowed BOOLEAN NOT NULL DEFAULT FALSE;
