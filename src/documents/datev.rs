//! Invoices of a period as a booking batch in the DATEV format ("EXTF", header version 700, format 13; developer.datev.de, "DATEV-Format"),
//! as the customer's own bookkeeping takes it in: expense to creditor. Pure.
//!
//! Text is encoded as Windows-1252, what it lacks is replaced; lines end with CRLF; decimals have a comma.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::types::money::{Money, VatCategory, VatRate};

/// Whose books, and which accounts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Books {
    /// Number of the tax consultant, 1001 to 9999999.
    pub consultant: u32,
    /// Number of the client there, 1 to 99999.
    pub client: u32,
    /// Digits of general ledger accounts, 4 to 8; those of creditors have one more.
    pub account_digits: usize,
    /// Account of the expense.
    pub expense: String,
    /// Account of the creditor: the seller.
    pub creditor: String,
    /// First day of the financial year.
    pub year_begins_on: NaiveDate,
}

/// A document to book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    /// Its number.
    pub number: String,
    /// Whether it gives money back.
    pub is_credit: bool,
    /// Day of issue.
    pub issued_on: NaiveDate,
    /// Until when it is to be paid.
    pub due_on: Option<NaiveDate>,
    /// Currency of the amounts, three letters.
    pub currency: String,
    /// What it is about.
    pub text: String,
    /// Amount without VAT, category, rate and cost centre of its lines.
    pub lines: Vec<(Money, VatCategory, VatRate, String)>,
}

/// Columns before and behind the numbered pairs, as the format names them.
const COLUMNS_1: [&str; 20] = [
    "Umsatz (ohne Soll/Haben-Kz)",
    "Soll/Haben-Kennzeichen",
    "WKZ Umsatz",
    "Kurs",
    "Basis-Umsatz",
    "WKZ Basis-Umsatz",
    "Konto",
    "Gegenkonto (ohne BU-Schlüssel)",
    "BU-Schlüssel",
    "Belegdatum",
    "Belegfeld 1",
    "Belegfeld 2",
    "Skonto",
    "Buchungstext",
    "Postensperre",
    "Diverse Adressnummer",
    "Geschäftspartnerbank",
    "Sachverhalt",
    "Zinssperre",
    "Beleglink",
];
const COLUMNS_2: [&str; 11] = [
    "KOST1 - Kostenstelle",
    "KOST2 - Kostenstelle",
    "Kost-Menge",
    "EU-Land u. UStID (Bestimmung)",
    "EU-Steuersatz (Bestimmung)",
    "Abw. Versteuerungsart",
    "Sachverhalt L+L",
    "Funktionsergänzung L+L",
    "BU 49 Hauptfunktionstyp",
    "BU 49 Hauptfunktionsnummer",
    "BU 49 Funktionsergänzung",
];
const COLUMNS_3: [&str; 38] = [
    "Stück",
    "Gewicht",
    "Zahlweise",
    "Forderungsart",
    "Veranlagungsjahr",
    "Zugeordnete Fälligkeit",
    "Skontotyp",
    "Auftragsnummer",
    "Buchungstyp",
    "USt-Schlüssel (Anzahlungen)",
    "EU-Land (Anzahlungen)",
    "Sachverhalt L+L (Anzahlungen)",
    "EU-Steuersatz (Anzahlungen)",
    "Erlöskonto (Anzahlungen)",
    "Herkunft-Kz",
    "Buchungs GUID",
    "KOST-Datum",
    "SEPA-Mandatsreferenz",
    "Skontosperre",
    "Gesellschaftername",
    "Beteiligtennummer",
    "Identifikationsnummer",
    "Zeichnernummer",
    "Postensperre bis",
    "Bezeichnung SoBil-Sachverhalt",
    "Kennzeichen SoBil-Buchung",
    "Festschreibung",
    "Leistungsdatum",
    "Datum Zuord. Steuerperiode",
    "Fälligkeit",
    "Generalumkehr (GU)",
    "Steuersatz",
    "Land",
    "Abrechnungsreferenz",
    "BVV-Position",
    "EU-Land u. UStID (Ursprung)",
    "EU-Steuersatz (Ursprung)",
    "Abw. Skontokonto",
];

/// Fields of a line.
const FIELDS: usize = 125;

/// Longest text of a booking, in characters.
const TEXT_CHARS: usize = 60;
/// Longest document number and cost centre.
const SHORT_CHARS: usize = 36;

/// The first two lines: header and names of the columns.
pub fn head(books: &Books, (from, until): (NaiveDate, NaiveDate), name: &str, made_at: NaiveDateTime) -> Vec<u8> {
    let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
    let fields = [
        quoted("EXTF"),
        "700".to_owned(),
        "21".to_owned(),
        quoted("Buchungsstapel"),
        "13".to_owned(),
        made_at.format("%Y%m%d%H%M%S%3f").to_string(),
        String::new(),
        quoted(""),
        quoted(""),
        quoted(""),
        books.consultant.to_string(),
        books.client.to_string(),
        day(books.year_begins_on),
        books.account_digits.to_string(),
        day(from),
        day(until),
        quoted(&cut(name, 30)),
        quoted(""),
        // Financial bookkeeping; no purpose of its own; not fixed, so that it can still be corrected there.
        "1".to_owned(),
        "0".to_owned(),
        "0".to_owned(),
        quoted("EUR"),
        String::new(),
        quoted(""),
        String::new(),
        String::new(),
        quoted(""),
        String::new(),
        String::new(),
        quoted(""),
        quoted(""),
    ];
    let mut text = fields.join(";");
    text.push_str("\r\n");
    text.push_str(&columns().join(";"));
    text.push_str("\r\n");
    encoded(&text)
}

fn columns() -> Vec<String> {
    let pairs = |kind: &str, content: &str, n: usize| -> Vec<String> {
        (1..=n)
            .flat_map(|i| [format!("{kind} - Art {i}"), format!("{kind}{content} Inhalt {i}")])
            .collect()
    };
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    [
        names(&COLUMNS_1),
        pairs("Beleginfo", " -", 8),
        names(&COLUMNS_2),
        pairs("Zusatzinformation", "-", 20),
        names(&COLUMNS_3),
    ]
    .concat()
}

/// The bookings of a document: one for each VAT rate and cost centre; together they are its gross amount.
pub fn bookings(books: &Books, document: &Booked) -> Vec<u8> {
    let mut text = String::new();
    for ((category, rate, centre), amount) in amounts(&document.lines) {
        let mut fields = vec![String::new(); FIELDS];
        let mut set = |column: usize, value: String| {
            if let Some(field) = fields.get_mut(column - 1) {
                *field = value;
            }
        };
        set(1, amount.to_string().replace('.', ","));
        set(2, quoted(if document.is_credit { "H" } else { "S" }));
        set(3, quoted(&document.currency));
        set(7, books.expense.clone());
        set(8, books.creditor.clone());
        set(9, quoted(tax_key(category, rate)));
        set(10, document.issued_on.format("%d%m").to_string());
        set(11, quoted(&cut(&document.number, SHORT_CHARS)));
        let due = document
            .due_on
            .map_or_else(String::new, |day| day.format("%d%m%y").to_string());
        set(12, quoted(&due));
        set(14, quoted(&cut(&document.text, TEXT_CHARS)));
        set(37, quoted(&cut(&centre, SHORT_CHARS)));
        text.push_str(&fields.join(";"));
        text.push_str("\r\n");
    }
    encoded(&text)
}

type Group = (VatCategory, VatRate, String);

/// Gross amounts by rate and cost centre. VAT is worked out once for a rate, as on the document; the last cost centre of a rate takes what
/// rounding leaves.
fn amounts(lines: &[(Money, VatCategory, VatRate, String)]) -> Vec<(Group, Money)> {
    let mut rates: BTreeMap<(VatCategory, VatRate), BTreeMap<String, Money>> = BTreeMap::new();
    for (net, category, rate, centre) in lines {
        let sum = rates
            .entry((*category, *rate))
            .or_default()
            .entry(centre.clone())
            .or_default();
        *sum = sum.checked_add(*net).unwrap_or(*sum);
    }
    let mut amounts = Vec::new();
    for ((category, rate), centres) in rates {
        let basis = Money::checked_sum(centres.values().copied()).unwrap_or_default();
        let mut left = basis.vat(rate).unwrap_or_default();
        let last = centres.len().saturating_sub(1);
        for (place, (centre, net)) in centres.into_iter().enumerate() {
            let vat = if place == last {
                left
            } else {
                net.vat(rate).unwrap_or_default()
            };
            left = left.checked_sub(vat).unwrap_or_default();
            amounts.push(((category, rate, centre), net.checked_add(vat).unwrap_or(net)));
        }
    }
    amounts
}

/// The tax key of input VAT in DATEV's charts of accounts: 9 and 8 for German rates, 94 for section 13b (reverse charge), 19 for goods from
/// other member states; none where an accountant has to decide.
fn tax_key(category: VatCategory, rate: VatRate) -> &'static str {
    match (category, rate.basis_points()) {
        (VatCategory::Standard, 1900) => "9",
        (VatCategory::Standard, 700) => "8",
        (VatCategory::ReverseCharge, _) => "94",
        (VatCategory::IntraCommunity, _) => "19",
        _ => "",
    }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

/// The beginning of a text, on one line.
fn cut(text: &str, chars: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(chars).collect()
}

/// Windows-1252; what it lacks becomes `?`.
fn encoded(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        let mut one = [0; 4];
        let (encoded, _, is_lacking) = encoding_rs::WINDOWS_1252.encode(c.encode_utf8(&mut one));
        if is_lacking {
            bytes.push(b'?');
        } else {
            bytes.extend_from_slice(&encoded);
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn books() -> Books {
        Books {
            consultant: 29_098,
            client: 55_003,
            account_digits: 4,
            expense: "6805".to_owned(),
            creditor: "70001".to_owned(),
            year_begins_on: day("2026-01-01"),
        }
    }

    fn rate(points: i64) -> VatRate {
        VatRate::from_basis_points(points).unwrap()
    }

    fn document(lines: Vec<(Money, VatCategory, VatRate, String)>) -> Booked {
        Booked {
            number: "RE-2026-00042".to_owned(),
            is_credit: false,
            issued_on: day("2026-11-21"),
            due_on: Some(day("2026-12-05")),
            currency: "EUR".to_owned(),
            text: "SO-100001 \"Nordfrost\" 北京".to_owned(),
            lines,
        }
    }

    #[test]
    fn the_head_has_the_fields_of_the_format() {
        let made_at = day("2026-11-22").and_hms_milli_opt(14, 4, 40, 439).unwrap();
        let head = head(&books(), (day("2026-01-01"), day("2026-11-30")), "Rechnungen", made_at);
        let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&head);
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines[0],
            "\"EXTF\";700;21;\"Buchungsstapel\";13;20261122140440439;;\"\";\"\";\"\";29098;55003;20260101;4;20260101;20261130;\
             \"Rechnungen\";\"\";1;0;0;\"EUR\";;\"\";;;\"\";;;\"\";\"\""
        );
        let columns: Vec<&str> = lines[1].split(';').collect();
        assert_eq!(columns.len(), FIELDS);
        assert_eq!(
            (columns[36], columns[124]),
            ("KOST1 - Kostenstelle", "Abw. Skontokonto")
        );
        assert!(head.windows(9).any(|part| part == b"Schl\xFCssel"), "Windows-1252");
    }

    #[test]
    fn a_document_is_booked_by_rate_and_cost_centre() {
        let line = |cents, points, centre: &str| {
            let category = if points == 0 {
                VatCategory::ReverseCharge
            } else {
                VatCategory::Standard
            };
            (Money::from_cents(cents), category, rate(points), centre.to_owned())
        };
        let document = document(vec![
            line(10_000, 1900, "4711"),
            line(5_000, 1900, "4712"),
            line(100, 0, ""),
        ]);
        let (text, _, _) = {
            let bytes = bookings(&books(), &document);
            let (text, encoding, faults) = encoding_rs::WINDOWS_1252.decode(&bytes);
            (text.into_owned(), encoding, faults)
        };
        let lines: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(lines.len(), 3);
        assert!(
            lines[0].starts_with(
                "119,00;\"S\";\"EUR\";;;;6805;70001;\"9\";2111;\"RE-2026-00042\";\"051226\";;\"SO-100001 \"\"Nordfrost\"\" ??\";"
            ),
            "{}",
            lines[0]
        );
        assert!(lines[0].contains("\"4711\"") && lines[1].starts_with("59,50;"));
        assert!(lines[2].starts_with("1,00;") && lines[2].contains("\"94\""));
        assert!(lines.iter().all(|line| line.split(';').count() == FIELDS));
        let credit = Booked {
            is_credit: true,
            ..document
        };
        assert!(bookings(&books(), &credit).starts_with(b"119,00;\"H\""));
    }

    proptest! {
        #[test]
        fn bookings_are_the_gross_amount_to_the_cent(lines in proptest::collection::vec((1_i64..1_000_000, 0_usize..3, 0_u8..4), 1..40)) {
            let rates = [0, 700, 1900];
            let lines: Vec<_> = lines
                .into_iter()
                .map(|(cents, at, centre)| {
                    (Money::from_cents(cents), VatCategory::Standard, rate(rates[at]), centre.to_string())
                })
                .collect();
            let sums = crate::types::vat_sums::vat_sums(lines.iter().map(|(net, category, rate, _)| (*net, *category, *rate)));
            let booked = Money::checked_sum(amounts(&lines).into_iter().map(|(_, amount)| amount));
            prop_assert_eq!(booked, sums.map(|sums| sums.gross));
        }
    }
}
