//! What orders need: a seller, products, addresses; and orders. Part of `make`.

use simportal::domain::company::{self, AddressKind};
use simportal::domain::orders::{self, For, OrderRow, Placed, Placement, SellerRow, Wanted};
use simportal::domain::products::{self, published};
use simportal::domain::seller;
use simportal::storage::bank::{self, NewBankEntry, NewStatement};
use simportal::types::access::{By, OrgScope};
use simportal::types::address::Address;
use simportal::types::bank::BankEntryStatus;
use simportal::types::country::Country;
use simportal::types::money::Money;
use simportal::types::order::{AttemptKey, PaymentMethod};
use simportal::types::postcode::Postcode;

use super::TestApp;
use super::cast::Org;
use super::make::{next, root};

/// Staff of no name, for what has no page.
pub fn by() -> By {
    By {
        user_id: None,
        name: "Test".to_owned(),
        address: String::new(),
    }
}

/// A seller in Germany with the published products, once.
pub fn shop(app: &TestApp) {
    let now = app.state.clock.now();
    let text = |text: &str| text.to_owned();
    let row = SellerRow {
        id: 1,
        name: text("Simportal GmbH"),
        street: text("Funkturmweg 1"),
        extra: String::new(),
        postcode: text("10115"),
        city: text("Berlin"),
        country: text("DE"),
        vat_id: text("DE123456789"),
        tax_number: text("37/123/45678"),
        register: String::new(),
        directors: text("Ada Antenne"),
        contact_name: text("Billing"),
        contact_phone: text("+49 30 123456"),
        contact_email: text("billing@simportal.example"),
        web: String::new(),
        bank: String::new(),
        account_holder: text("Simportal GmbH"),
        iban: text("DE89370400440532013000"),
        bic: text("COBADEFFXXX"),
        accent: text("#0f766e"),
        payment_days: 14,
        updated_at: now,
    };
    app.write(|db| {
        if orders::seller(db)?.is_none() {
            seller::change(db, &by(), &row, now)?;
            for each in published() {
                products::add(db, &by(), &each.product, &each.prices.into_iter().collect(), now)?;
            }
        }
        Ok(())
    });
}

/// Key of the product with this number.
pub fn product_named(app: &TestApp, sku: &str) -> i64 {
    shop(app);
    let all = app.db(|db| products::list(db, true, 100));
    all.into_iter().find(|row| row.sku == sku).unwrap().id
}

/// A product that is offered; answers its key.
pub fn product(app: &TestApp) -> i64 {
    product_named(app, "SIM-4FF")
}

/// A payment of a bank statement that waits for a person; answers its key.
pub fn incoming(app: &TestApp) -> i64 {
    shop(app);
    let now = app.state.clock.now();
    let number = next();
    let account = "DE89370400440532013000";
    app.db(|db| {
        let statement = bank::insert_statement(
            db,
            &NewStatement {
                account_iban: account.to_owned(),
                reference: format!("2026/{number}"),
                currency: "EUR".to_owned(),
                opening: Money::ZERO,
                closing: Money::ZERO,
                file_name: "bank.xml".to_owned(),
                imported_by_name: "Test".to_owned(),
                imported_at: now,
            },
        )?;
        let reference = format!("{account}:{number}");
        let entry = NewBankEntry {
            statement_id: statement.id,
            account_iban: account.to_owned(),
            reference,
            booked_on: now.date(),
            amount: Money::from_cents(119_000),
            currency: "EUR".to_owned(),
            remittance: "Thank you".to_owned(),
            end_to_end_id: String::new(),
            debtor: "Kühlhaus Nord".to_owned(),
            debtor_iban: String::new(),
            status: BankEntryStatus::Unmatched,
            note: String::new(),
        };
        bank::insert_entries(db, &[entry])?;
        Ok(bank::lock_entries(db, statement.id, 0, 1)?[0].id)
    })
}

/// A scope without a person.
pub fn scope(app: &TestApp, org: Org) -> OrgScope {
    let cast = &app.database.cast;
    OrgScope::for_job(cast.organisation(root(org)), cast.organisation(org), "Alice Alicsen")
}

/// Key of the delivery address of an organisation, which gets a billing address as well; both once.
pub fn addresses(app: &TestApp, org: Org, country: &str) -> i64 {
    let (now, scope) = (app.state.clock.now(), scope(app, org));
    let country = Country::parse(country).unwrap();
    let postcode = if country.as_str() == "DE" { "20457" } else { "6700" };
    let address = Address {
        company: "Kühlhaus".to_owned(),
        person: String::new(),
        street: "Kühlhauskai 12".to_owned(),
        extra: String::new(),
        postcode: Postcode::parse(postcode, country).unwrap(),
        city: "Hamburg".to_owned(),
        region: String::new(),
        country,
    };
    app.write(|db| {
        for kind in [AddressKind::Billing, AddressKind::Shipping] {
            if company::addresses(db, &scope, kind, 100)?
                .iter()
                .all(|row| !row.is_default)
            {
                company::add_address(db, &scope, (kind, true), &address, now)?;
            }
        }
        Ok(company::addresses(db, &scope, AddressKind::Shipping, 100)?[0].id)
    })
}

/// What is needed to order so many pieces of a product, with a key of its own.
pub fn placement(app: &TestApp, sku: &str, quantity: i64, purpose: For) -> Placement {
    Placement {
        wanted: vec![Wanted {
            product_id: product_named(app, sku),
            quantity,
            cost_centre: "K-7".to_owned(),
            shown: None,
        }],
        purpose,
        method: PaymentMethod::BankTransfer,
        purchase_order: "PO-1".to_owned(),
        buyer_reference: String::new(),
        notes: String::new(),
        attempt: attempt(),
    }
}

/// A key that no attempt had before.
pub fn attempt() -> AttemptKey {
    AttemptKey::parse(&format!("attempt-of-a-test-{:06}", next())).unwrap()
}

/// Places an order.
pub fn placed(app: &TestApp, org: Org, placement: &Placement) -> OrderRow {
    let (now, scope) = (app.state.clock.now(), scope(app, org));
    match app.write(|db| orders::place(db, &scope, placement, now)) {
        Placed::New(order) => order,
        other => panic!("{other:?}"),
    }
}

/// An order of 100 SIMs that waits for its payment.
pub fn order(app: &TestApp, org: Org) -> OrderRow {
    let shipping = addresses(app, org, "DE");
    let placement = placement(app, "SIM-4FF", 100, For::Delivery(Some(shipping)));
    placed(app, org, &placement)
}
