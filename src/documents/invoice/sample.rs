//! A document of each kind with made-up companies: for tests, demo data and measurements.

use chrono::NaiveDate;

use super::data::{
    Bank, Buyer, Contact, Corrects, Invoice, Kind, Line, Payment, Period, Seller, ShipTo, Unit, ViesCheck,
};
use super::totals::totals;
use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money, UnitPrice, VatCategory, VatRate};

/// Every kind of document, payment and VAT category in a language, each with a name for its file.
pub fn all(language: Lang) -> Vec<(&'static str, Invoice)> {
    vec![
        ("invoice", invoice(language)),
        ("credit-note", credit_note(language)),
        ("corrected", corrected(language)),
        ("cancelled", cancelled(language)),
        ("monthly", monthly(language)),
        ("card", card(language)),
        ("partly-paid", partly_paid(language)),
        ("reverse-charge", abroad(language, VatCategory::ReverseCharge, "AT")),
        ("intra-community", abroad(language, VatCategory::IntraCommunity, "AT")),
        ("export", abroad(language, VatCategory::Export, "CH")),
        ("out-of-scope", abroad(language, VatCategory::OutOfScope, "CH")),
        ("authority", authority(language)),
        ("three-pages", long(language, 48)),
    ]
}

/// An order of SIM cards, to be paid by bank transfer.
pub fn invoice(language: Lang) -> Invoice {
    let german = language == Lang::De;
    let name = |de: &str, en: &str| if german { de } else { en }.to_owned();
    let mut cards = line(1, 250, 10_000_000, "SIM-4FF-10Y");
    cards.name = name("IoT-SIM Nano (4FF), 10 Jahre Laufzeit", "IoT SIM Nano (4FF), 10 years");
    cards.description = name(
        "500 MB und 250 SMS je Karte, Netze in 165 Ländern",
        "500 MB and 250 SMS per card, networks in 165 countries",
    );
    cards.cost_centre = "4711".to_owned();
    let mut chips = line(2, 40, 11_500_000, "SIM-MFF2-10Y");
    chips.name = name(
        "IoT-SIM Chip (MFF2), 10 Jahre Laufzeit",
        "IoT SIM chip (MFF2), 10 years",
    );
    let mut postage = line(3, 1, 9_900_000, "SHIP-DE");
    postage.name = name("Versand mit Sendungsverfolgung", "Tracked shipping");
    postage.unit = Unit::LumpSum;
    Invoice {
        kind: Kind::Invoice,
        number: "RE-2026-00042".to_owned(),
        issued_on: day(2026, 11, 21),
        due_on: Some(day(2026, 12, 5)),
        language,
        currency: Currency::Eur,
        seller: seller(),
        buyer: buyer(),
        ship_to: None,
        order: "81000007-0012".to_owned(),
        purchase_order: "PO-4500017834".to_owned(),
        reference: "81000007".to_owned(),
        delivered_on: day(2026, 11, 20),
        period: None,
        lines: vec![cards, chips, postage],
        payment: Payment::Transfer,
        paid: Money::ZERO,
        corrects: None,
        notes: vec![name(
            "Die SIM-Karten sind ab dem Versand im Portal aktiv und dort einzeln verwaltbar.",
            "The SIM cards are active in the portal from dispatch and can be managed there one by one.",
        )],
        vies: None,
    }
}

/// Gives back ten of the chips.
pub fn credit_note(language: Lang) -> Invoice {
    let original = invoice(language);
    let mut chips: Vec<Line> = original.lines.iter().skip(1).take(1).cloned().collect();
    for line in &mut chips {
        line.position = 1;
        set_quantity(line, 10);
    }
    Invoice {
        kind: Kind::CreditNote,
        number: "GS-2026-00003".to_owned(),
        issued_on: day(2026, 12, 9),
        due_on: None,
        corrects: Some(of(&original)),
        lines: chips,
        notes: Vec::new(),
        ..original
    }
}

/// The same order at the price that was agreed on.
pub fn corrected(language: Lang) -> Invoice {
    let mut corrected = invoice(language);
    corrected.corrects = Some(of(&corrected));
    corrected.kind = Kind::Corrected;
    corrected.number = "RE-2026-00051".to_owned();
    for line in corrected.lines.iter_mut().take(1) {
        line.unit_price = UnitPrice::from_micros(9_500_000).unwrap_or_default();
        set_quantity(line, 250);
    }
    corrected
}

/// Takes all back by negative quantities.
pub fn cancelled(language: Lang) -> Invoice {
    let mut cancelled = corrected(language);
    cancelled.number = "RE-2026-00052".to_owned();
    cancelled.due_on = None;
    for line in &mut cancelled.lines {
        set_quantity(line, -line.quantity);
    }
    cancelled
}

/// Top-ups of a month, paid with the other invoices of the month.
pub fn monthly(language: Lang) -> Invoice {
    let month = Period {
        from: day(2026, 10, 1),
        until: day(2026, 10, 31),
    };
    let mut top_up = line(1, 1_234, 17_300, "TOPUP-500");
    top_up.name = "Top-up 500 MB + 250 SMS".to_owned();
    top_up.period = Some(month);
    Invoice {
        lines: vec![top_up],
        payment: Payment::Monthly,
        period: Some(month),
        delivered_on: month.until,
        notes: Vec::new(),
        ..invoice(language)
    }
}

/// Paid by card before it was issued.
pub fn card(language: Lang) -> Invoice {
    let mut card = invoice(language);
    card.payment = Payment::Card {
        last4: "4242".to_owned(),
    };
    card.paid = totals(&card.lines, Money::ZERO).map_or(Money::ZERO, |totals| totals.gross);
    card.due_on = None;
    card
}

/// Some of it is paid; two rates.
pub fn partly_paid(language: Lang) -> Invoice {
    let mut partly = invoice(language);
    partly.paid = Money::from_cents(100_000);
    for line in partly.lines.iter_mut().skip(2) {
        line.vat_rate = VatRate::from_basis_points(700).unwrap_or_default();
    }
    partly
}

/// Sold to a company abroad without VAT.
pub fn abroad(language: Lang, category: VatCategory, letters: &str) -> Invoice {
    let mut abroad = invoice(language);
    for line in &mut abroad.lines {
        line.vat_category = category;
        line.vat_rate = VatRate::ZERO;
    }
    let (city, postcode, vat_id) = match letters {
        "CH" => ("Zürich", "8005", ""),
        _ => ("Wien", "1020", "ATU12345678"),
    };
    abroad.buyer = Buyer {
        name: "Alpenfunk Telematik AG".to_owned(),
        address: vec!["Praterstraße 1".to_owned(), "Stiege 2".to_owned()],
        postcode: postcode.to_owned(),
        city: city.to_owned(),
        country: country(letters),
        vat_id: vat_id.to_owned(),
        ..buyer()
    };
    if matches!(category, VatCategory::IntraCommunity | VatCategory::Export) {
        abroad.ship_to = Some(ShipTo {
            name: "Alpenfunk Telematik AG, Lager 3".to_owned(),
            address: vec!["Industriezeile 47".to_owned()],
            postcode: "4020".to_owned(),
            city: "Linz".to_owned(),
            country: country(letters),
        });
    }
    if !vat_id.is_empty() {
        abroad.vies = Some(ViesCheck {
            checked_on: day(2026, 11, 20),
            is_valid: true,
            request: "WAPIAAAAZ1234567".to_owned(),
        });
    }
    abroad
}

/// To a German authority, which wants its Leitweg-ID quoted.
pub fn authority(language: Lang) -> Invoice {
    let mut authority = invoice(language);
    authority.reference = "04011000-1234512345-06".to_owned();
    authority.buyer.name = "Freie Hansestadt Musterstadt, Der Senator für Finanzen".to_owned();
    authority.buyer.vat_id = String::new();
    authority
}

/// So many lines.
pub fn long(language: Lang, lines: u32) -> Invoice {
    let mut long = invoice(language);
    long.lines = (1..=lines)
        .map(|position| {
            let micros = 1_250_000 + 173_300 * i64::from(position % 17);
            let mut line = line(position, i64::from(position % 40) + 1, micros, "SIM-3FF-10Y");
            line.name = format!("IoT SIM Micro (3FF), site {position}");
            line.cost_centre = format!("{}", 4_700 + position % 9);
            line
        })
        .collect();
    long
}

fn of(original: &Invoice) -> Corrects {
    Corrects {
        number: original.number.clone(),
        issued_on: original.issued_on,
    }
}

fn line(position: u32, quantity: i64, micros: i64, sku: &str) -> Line {
    let mut line = Line {
        position,
        sku: sku.to_owned(),
        name: String::new(),
        description: String::new(),
        quantity,
        unit: Unit::Piece,
        unit_price: UnitPrice::from_micros(micros).unwrap_or_default(),
        net: Money::ZERO,
        vat_category: VatCategory::Standard,
        vat_rate: VatRate::from_basis_points(1900).unwrap_or_default(),
        cost_centre: String::new(),
        period: None,
    };
    set_quantity(&mut line, quantity);
    line
}

fn set_quantity(line: &mut Line, quantity: i64) {
    line.quantity = quantity;
    line.net = line.unit_price.times(quantity).unwrap_or_default();
}

/// A company that sells SIM cards.
fn seller() -> Seller {
    Seller {
        name: "Nordlicht Connect GmbH".to_owned(),
        address: vec!["Am Sandtorkai 30".to_owned()],
        postcode: "20457".to_owned(),
        city: "Hamburg".to_owned(),
        country: country("DE"),
        vat_id: "DE123456789".to_owned(),
        tax_number: "22/815/08150".to_owned(),
        register: "Amtsgericht Hamburg, HRB 123456".to_owned(),
        directors: vec!["Dr. Wiebke Petersen".to_owned(), "Jan Ole Brandt".to_owned()],
        contact: Contact {
            name: "Rechnungswesen".to_owned(),
            phone: "+49 40 5550 1234".to_owned(),
            email: "rechnung@nordlicht.example".to_owned(),
        },
        bank: Bank {
            iban: "DE02 1203 0000 0000 2020 51".to_owned(),
            bic: "BYLADEM1001".to_owned(),
            holder: String::new(),
        },
        web: "www.nordlicht.example".to_owned(),
    }
}

/// A company that buys them.
fn buyer() -> Buyer {
    Buyer {
        name: "Hansa Kühllogistik GmbH & Co. KG".to_owned(),
        contact: "Kreditorenbuchhaltung".to_owned(),
        address: vec!["Kühlhauskai 12".to_owned()],
        postcode: "28195".to_owned(),
        city: "Bremen".to_owned(),
        country: country("DE"),
        vat_id: "DE987654321".to_owned(),
        customer_number: "81000007".to_owned(),
        email: "rechnungen@hansa.example".to_owned(),
    }
}

fn country(letters: &str) -> Country {
    let [first, ..] = Country::ALL;
    Country::parse(letters).unwrap_or(first)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}
