//! The operator's own company: what invoices say about who sells.

use std::collections::BTreeMap;

use actix_web::{HttpResponse, web};
use askama::Template;

use crate::documents::invoice::Accent;
use crate::domain;
use crate::domain::seller::{self, SELLER, SellerRow};
use crate::state::AppState;
use crate::types::address::line;
use crate::types::country::Country;
use crate::types::email::Email;
use crate::types::iban::Iban;
use crate::types::postcode::Postcode;
use crate::types::time::UtcTime;
use crate::types::vat_id::VatId;
use crate::web::account::address_form::countries;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Longest time to pay, in days.
const MOST_DAYS: i64 = 365;

/// Fields of one line of text, in the order of the page, with whether they must be filled.
const TEXTS: [(&str, bool); 18] = [
    ("name", true),
    ("street", true),
    ("extra", false),
    ("postcode", false),
    ("city", true),
    ("vat_id", false),
    ("tax_number", false),
    ("register", false),
    ("directors", false),
    ("contact_name", true),
    ("contact_phone", true),
    ("contact_email", true),
    ("web", false),
    ("bank", false),
    ("account_holder", true),
    ("iban", true),
    ("bic", false),
    ("payment_days", true),
];

#[derive(Template)]
#[template(path = "operations/seller.html")]
struct SellerPage {
    layout: Layout,
    fields: BTreeMap<String, String>,
    countries: Vec<(&'static str, String)>,
    errors: FieldErrors,
}

impl Page for SellerPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl SellerPage {
    fn new(layout: Layout, fields: BTreeMap<String, String>, errors: FieldErrors) -> Self {
        Self {
            countries: countries(&layout),
            layout,
            fields,
            errors,
        }
    }

    fn get(&self, name: &str) -> &str {
        value(&self.fields, name)
    }

    /// Name, label and value of the fields of one line.
    fn texts(&self) -> Vec<(&'static str, String, &str, bool)> {
        TEXTS
            .iter()
            .map(|(name, is_needed)| {
                let label = self.layout.t(&format!("seller-{}", name.replace('_', "-")));
                (*name, label, self.get(name), *is_needed)
            })
            .collect()
    }
}

/// What was typed into a field; empty if it was not there.
fn value<'a>(fields: &'a BTreeMap<String, String>, name: &str) -> &'a str {
    fields.get(name).map_or("", |value| value.trim())
}

/// The seller, or what is wrong with the fields: all of it at once.
fn parse(fields: &BTreeMap<String, String>, now: UtcTime) -> std::result::Result<SellerRow, FieldErrors> {
    let mut errors = FieldErrors::new();
    for (name, is_needed) in TEXTS {
        match line(value(fields, name)) {
            Ok(text) if text.is_empty() && is_needed => errors.add(name, "seller-missing"),
            Ok(_) => {}
            Err(_) => errors.add(name, "seller-wrong-line"),
        }
    }
    let text = |name: &str| value(fields, name).to_owned();
    let country = Country::parse(value(fields, "country"));
    match country {
        None => errors.add("country", "addresses-country-missing"),
        Some(country) => {
            if Postcode::parse(&text("postcode"), country).is_err() {
                errors.add("postcode", "addresses-postcode-wrong");
            }
            if !text("vat_id").is_empty() && VatId::parse(&text("vat_id"), country).is_err() {
                errors.add("vat_id", "seller-vat-id-wrong");
            }
        }
    }
    if text("vat_id").is_empty() && text("tax_number").is_empty() {
        // One of them stands on every invoice (EN 16931, BR-CO-26; article 226 of the VAT directive).
        errors.add("vat_id", "seller-no-number");
    }
    if !text("contact_email").is_empty() && Email::parse(&text("contact_email")).is_err() {
        errors.add("contact_email", "seller-email-wrong");
    }
    let iban = plain(&text("iban"));
    if !iban.is_empty() && Iban::parse(&iban).is_err() {
        errors.add("iban", "seller-iban-wrong");
    }
    let bic = plain(&text("bic"));
    if !bic.is_empty() && !matches!(bic.len(), 8 | 11) {
        errors.add("bic", "seller-bic-wrong");
    }
    let accent = text("accent").to_lowercase();
    if Accent::parse(&accent).is_none() {
        errors.add("accent", "seller-accent-wrong");
    }
    let days = text("payment_days")
        .parse()
        .ok()
        .filter(|days| (0..=MOST_DAYS).contains(days));
    if days.is_none() && errors.of("payment_days").is_none() {
        errors.add("payment_days", "seller-days-wrong");
    }
    let (Some(country), Some(payment_days), true) = (country, days, errors.is_empty()) else {
        return Err(errors);
    };
    let vat_id = VatId::parse(&text("vat_id"), country).map_or_else(|_| String::new(), VatId::into_string);
    Ok(SellerRow {
        id: SELLER,
        name: text("name"),
        street: text("street"),
        extra: text("extra"),
        postcode: text("postcode"),
        city: text("city"),
        country: country.as_str().to_owned(),
        vat_id,
        tax_number: text("tax_number"),
        register: text("register"),
        directors: text("directors"),
        contact_name: text("contact_name"),
        contact_phone: text("contact_phone"),
        contact_email: text("contact_email"),
        web: text("web"),
        bank: text("bank"),
        account_holder: text("account_holder"),
        iban,
        bic,
        accent,
        payment_days,
        updated_at: now,
    })
}

/// What is wrong with the seller's data, as a word of the keys of what says so: it was never entered, or lacks what this form asks for by
/// now. `None`: nothing is.
pub(super) fn fault(row: Option<SellerRow>, now: UtcTime) -> Option<&'static str> {
    let Some(row) = row else {
        return Some("missing");
    };
    parse(&fields_of(row), now).is_err().then_some("incomplete")
}

/// Letters and digits in upper case, without the blanks between groups.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_uppercase)
        .collect()
}

pub(super) async fn get(layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    let row = state
        .db
        .read(|db| seller::seller(db).map_err(domain::Error::from))
        .await?;
    let mut fields = BTreeMap::from([
        ("accent".to_owned(), "#0f766e".to_owned()),
        ("payment_days".to_owned(), "14".to_owned()),
    ]);
    if let Some(row) = row {
        fields = fields_of(row);
    }
    show(&SellerPage::new(layout, fields, FieldErrors::new()))
}

fn fields_of(row: SellerRow) -> BTreeMap<String, String> {
    [
        ("name", row.name),
        ("street", row.street),
        ("extra", row.extra),
        ("postcode", row.postcode),
        ("city", row.city),
        ("country", row.country),
        ("vat_id", row.vat_id),
        ("tax_number", row.tax_number),
        ("register", row.register),
        ("directors", row.directors),
        ("contact_name", row.contact_name),
        ("contact_phone", row.contact_phone),
        ("contact_email", row.contact_email),
        ("web", row.web),
        ("bank", row.bank),
        ("account_holder", row.account_holder),
        ("iban", row.iban),
        ("bic", row.bic),
        ("accent", row.accent),
        ("payment_days", row.payment_days.to_string()),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into()
}

pub(super) async fn post(
    mut layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let now = layout.now;
    let row = match parse(&fields, now) {
        Ok(row) => row,
        Err(errors) => {
            layout.here = urls::SELLER.to_owned();
            return show_invalid(&SellerPage::new(layout, fields, errors));
        }
    };
    let by = actor.by();
    state
        .db
        .write(move |db| -> domain::Result<()> { seller::change(db, &by, &row, now) })
        .await?;
    session.flash(FlashKind::Ok, layout.t("seller-saved"))?;
    Ok(redirect(urls::SELLER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_told_at_its_field() {
        let errors = parse(&BTreeMap::new(), UtcTime::default()).unwrap_err();
        for field in [
            "name",
            "street",
            "city",
            "country",
            "vat_id",
            "iban",
            "accent",
            "payment_days",
        ] {
            assert!(errors.of(field).is_some(), "{field}");
        }
    }
}
