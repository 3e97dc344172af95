//! What an invoice says, from what is known of an order.

use chrono::{Days, NaiveDate};

use crate::documents::invoice::{Bank, Buyer, Contact, Invoice, Kind, Line, Payment, Seller, ShipTo, Unit, check};
use crate::domain::{Error, Result};
use crate::storage::organisations::OrganisationRow;
use crate::storage::sellers::SellerRow;
use crate::storage::{addresses, orders};
use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money};
use crate::types::order::PaymentMethod;

/// An address as a letter has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    company: String,
    person: String,
    lines: Vec<String>,
    postcode: String,
    city: String,
    country: String,
}

impl Party {
    fn new(names: [&str; 2], lines: [&str; 3], [postcode, city, country]: [&str; 3]) -> Self {
        let [company, person] = names.map(str::to_owned);
        Self {
            company,
            person,
            lines: lines
                .into_iter()
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            postcode: postcode.to_owned(),
            city: city.to_owned(),
            country: country.to_owned(),
        }
    }
}

impl From<&addresses::AddressRow> for Party {
    fn from(row: &addresses::AddressRow) -> Self {
        Self::new(
            [&row.company, &row.person],
            [&row.street, &row.extra, &row.region],
            [&row.postcode, &row.city, &row.country],
        )
    }
}

impl From<&orders::AddressRow> for Party {
    fn from(row: &orders::AddressRow) -> Self {
        Self::new(
            [&row.company, &row.person],
            [&row.street, &row.extra, &row.region],
            [&row.postcode, &row.city, &row.country],
        )
    }
}

/// Everything that a document is written from.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Who buys.
    pub organisation: &'a OrganisationRow,
    /// Where the document goes by mail.
    pub email: &'a str,
    /// Who sells.
    pub seller: &'a SellerRow,
    /// Where the document goes on paper.
    pub billing: Party,
    /// Where goods go.
    pub shipping: Option<Party>,
    /// Number of the order.
    pub order: &'a str,
    /// The customer's number of it.
    pub purchase_order: &'a str,
    /// What the customer wants to read.
    pub buyer_reference: &'a str,
    /// The customer's VAT ID at that time.
    pub vat_id: &'a str,
    /// Currency of the amounts.
    pub currency: Currency,
    /// How it is paid.
    pub method: PaymentMethod,
    /// Last four digits of the card; empty if unknown.
    pub last4: &'a str,
    /// What came in already.
    pub paid: Money,
    /// What is charged.
    pub lines: Vec<Line>,
}

/// The number of a document that has none yet.
const UNNUMBERED: &str = "0";

/// Writes the invoice; its number comes later. Refused with a sentence if something is missing that no invoice can be without.
pub fn draft(facts: Facts<'_>, today: NaiveDate) -> Result<Invoice> {
    let Facts {
        organisation, seller, ..
    } = facts;
    let country = |letters: &str| Country::parse(letters).ok_or(Error::Refused(super::NO_BUYER_DATA));
    let is_card = facts.method == PaymentMethod::Card;
    let due_on = today.checked_add_days(Days::new(seller.payment_days.unsigned_abs()));
    let invoice = Invoice {
        kind: Kind::Invoice,
        number: UNNUMBERED.to_owned(),
        issued_on: today,
        due_on: due_on.filter(|_| !is_card),
        language: Lang::parse(&organisation.language).unwrap_or(Lang::En),
        currency: facts.currency,
        seller: seller_of(seller)?,
        buyer: Buyer {
            name: first_of([&facts.billing.company, &organisation.name]),
            contact: facts.billing.person.clone(),
            address: facts.billing.lines.clone(),
            postcode: facts.billing.postcode.clone(),
            city: facts.billing.city.clone(),
            country: country(&facts.billing.country)?,
            vat_id: facts.vat_id.to_owned(),
            customer_number: organisation.account_number.clone(),
            email: facts.email.to_owned(),
        },
        ship_to: facts
            .shipping
            .as_ref()
            .map(|party| {
                Ok::<_, Error>(ShipTo {
                    name: first_of([&party.company, &party.person, &organisation.name]),
                    address: party.lines.clone(),
                    postcode: party.postcode.clone(),
                    city: party.city.clone(),
                    country: country(&party.country)?,
                })
            })
            .transpose()?,
        order: facts.order.to_owned(),
        purchase_order: facts.purchase_order.to_owned(),
        reference: first_of([facts.buyer_reference, &organisation.account_number]),
        delivered_on: today,
        period: None,
        lines: facts.lines,
        payment: match facts.method {
            PaymentMethod::BankTransfer => Payment::Transfer,
            PaymentMethod::MonthlyInvoice => Payment::Monthly,
            PaymentMethod::Card => Payment::Card {
                last4: facts.last4.to_owned(),
            },
        },
        paid: facts.paid,
        corrects: None,
        notes: Vec::new(),
        vies: None,
    };
    check(&invoice).map_err(|error| Error::Refused(super::refusal(&error)))?;
    Ok(invoice)
}

/// The first text that is not empty.
fn first_of<const N: usize>(texts: [&str; N]) -> String {
    texts
        .into_iter()
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

fn seller_of(row: &SellerRow) -> Result<Seller> {
    let lines = [&row.street, &row.extra].into_iter().filter(|line| !line.is_empty());
    let directors = row
        .directors
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|name| !name.is_empty());
    Ok(Seller {
        name: row.name.clone(),
        address: lines.cloned().collect(),
        postcode: row.postcode.clone(),
        city: row.city.clone(),
        country: Country::parse(&row.country).ok_or(Error::Refused(super::NO_SELLER_DATA))?,
        vat_id: row.vat_id.clone(),
        tax_number: row.tax_number.clone(),
        register: row.register.clone(),
        directors: directors.map(str::to_owned).collect(),
        contact: Contact {
            name: row.contact_name.clone(),
            phone: row.contact_phone.clone(),
            email: row.contact_email.clone(),
        },
        bank: Bank {
            iban: row.iban.clone(),
            bic: row.bic.clone(),
            holder: row.account_holder.clone(),
        },
        web: row.web.clone(),
    })
}

/// Lines of an order as a document has them.
pub fn lines(rows: &[orders::LineRow]) -> Vec<Line> {
    rows.iter()
        .map(|row| Line {
            position: u32::try_from(row.position).unwrap_or(u32::MAX),
            sku: row.sku.clone(),
            name: row.name.clone(),
            description: String::new(),
            quantity: row.quantity,
            unit: Unit::Piece,
            unit_price: row.unit_price,
            net: row.net,
            vat_category: row.vat_category,
            vat_rate: row.vat_rate,
            cost_centre: row.cost_centre.clone(),
            period: None,
        })
        .collect()
}
