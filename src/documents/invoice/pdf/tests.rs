use proptest::prelude::*;

use super::super::sample;
use super::super::tests::validation;
use super::super::words;
use super::super::{Invoice, Profile, check, pdf, totals, xml};
use super::compose::{BOTTOM, compose};
use super::sheet::{Mark, Meaning, Role, Sheets};
use super::{Accent, letters, payment};
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money};

const TEAL: Accent = Accent(0x0c, 0x66, 0x78);

fn sheets(invoice: &Invoice) -> Sheets {
    let sums = check(invoice).unwrap();
    compose(invoice, &sums, TEAL.for_text(), TEAL.for_text()).unwrap()
}

/// All texts of a page that are part of the document's text, in the order of reading.
fn texts(sheets: &Sheets, page: usize) -> Vec<String> {
    let pieces = sheets.pages[page]
        .iter()
        .filter(|piece| matches!(piece.meaning, Meaning::Part(_)));
    let marks = pieces.flat_map(|piece| &piece.marks);
    marks
        .filter_map(|mark| match mark {
            Mark::Text { run, .. } => Some(run.text.clone()),
            _ => None,
        })
        .collect()
}

fn everything(sheets: &Sheets) -> String {
    let pages = (0..sheets.pages.len()).flat_map(|page| texts(sheets, page));
    pages.collect::<Vec<_>>().join("\n")
}

fn contains(file: &[u8], text: &str) -> bool {
    file.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for lang in Lang::ALL {
        for (name, invoice) in sample::all(lang) {
            assert_eq!(pdf(&invoice, TEAL).unwrap(), pdf(&invoice, TEAL).unwrap(), "{name}");
        }
    }
}

#[test]
fn the_data_inside_every_pdf_passes_the_rules() {
    for lang in Lang::ALL {
        for (name, invoice) in sample::all(lang) {
            let file = pdf(&invoice, TEAL).unwrap();
            let found = validation::faults_of_pdf(&file);
            assert!(found.is_empty(), "{name}, {lang:?}: {found:#?}");
        }
    }
}

#[test]
fn the_file_says_what_it_keeps_to() {
    let file = pdf(&sample::invoice(Lang::De), TEAL).unwrap();
    for text in [
        "<pdfaid:part>3</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>",
        "urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#",
        "<pdfaSchema:prefix>fx</pdfaSchema:prefix>",
        "/AFRelationship/Alternative",
        "factur-x.xml",
    ] {
        assert!(contains(&file, text), "{text}");
    }
}

#[test]
fn the_table_of_objects_is_right_after_the_metadata_has_grown() {
    let file = pdf(&sample::long(Lang::De, 48), TEAL).unwrap();
    let text = String::from_utf8_lossy(&file);
    let place: usize = text
        .rsplit("startxref\n")
        .next()
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert_eq!(&file[place..place + 5], b"xref\n");
    let table = String::from_utf8_lossy(&file[place..]);
    let mut entries = table.lines().skip(1);
    let count: usize = entries.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let mut used = 0;
    for (number, entry) in entries.take(count).enumerate() {
        if entry.trim_end().ends_with('n') {
            let offset: usize = entry[..10].parse().unwrap();
            let head = format!("{number} 0 obj");
            assert_eq!(&file[offset..offset + head.len()], head.as_bytes());
            used += 1;
        }
    }
    assert!(used > 50, "{used} objects");
    let from = file.windows(12).position(|window| window == b"/Subtype/XML").unwrap();
    let head = String::from_utf8_lossy(&file[from - 100..from]);
    let length = head.rsplit("/Length ").next().unwrap();
    let length: usize = length
        .split(|c: char| !c.is_ascii_digit())
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let begin = from + file[from..].windows(7).position(|w| w == b"stream\n").unwrap() + 7;
    assert!(file[begin + length..].trim_ascii_start().starts_with(b"endstream"));
}

#[test]
fn what_is_printed_is_what_the_data_says() {
    for lang in Lang::ALL {
        for (name, invoice) in sample::all(lang) {
            let sums = check(&invoice).unwrap();
            let printed = everything(&sheets(&invoice));
            let data = xml(&invoice, Profile::En16931).unwrap();
            let has = |text: &str| printed.lines().any(|line| line == text);
            for line in &invoice.lines {
                assert!(has(&words::amount(lang, line.net)), "{name}: {}", line.net);
                assert!(has(&words::price(lang, line.unit_price)), "{name}: {}", line.unit_price);
                assert!(data.contains(&format!(">{}<", line.net)) && data.contains(&format!(">{}<", line.unit_price)));
            }
            for group in &sums.groups {
                assert!(has(&words::amount(lang, group.vat)), "{name}: {}", group.vat);
                assert!(data.contains(&format!("<ram:CalculatedAmount>{}<", group.vat)));
            }
            let gross = words::amount_in(lang, sums.gross, invoice.currency);
            assert!(has(&gross), "{name}: {gross}");
            assert!(data.contains(&format!("<ram:GrandTotalAmount>{}<", sums.gross)));
            if sums.paid != Money::ZERO {
                assert!(
                    has(&words::amount_in(lang, sums.due, invoice.currency)),
                    "{name}: {}",
                    sums.due
                );
            }
            assert!(data.contains(&format!("<ram:DuePayableAmount>{}<", sums.due)));
            for category in sums.groups.iter().map(|group| group.category) {
                let reason = words::exemption(lang, category);
                assert!(
                    reason.is_empty() || has(&reason) && data.contains(&reason),
                    "{name}: {reason}"
                );
            }
        }
    }
}

#[test]
fn a_german_document_speaks_german_and_an_english_one_english() {
    let (german, english) = (sheets(&sample::invoice(Lang::De)), sheets(&sample::invoice(Lang::En)));
    assert!(everything(&german).contains("Rechnung RE-2026-00042"));
    assert!(everything(&german).contains("Zahlbar per Überweisung bis zum 05.12.2026"));
    assert!(everything(&english).contains("Invoice RE-2026-00042"));
    assert!(everything(&english).contains("until 05 Dec 2026"));
    let credit = everything(&sheets(&sample::credit_note(Lang::De)));
    assert!(credit.contains("Rechnungskorrektur GS-2026-00003") && !credit.contains("Gutschrift"));
    assert!(credit.contains("bezieht sich auf die Rechnung RE-2026-00042 vom 21.11.2026"));
}

#[test]
fn the_last_line_stays_with_the_sums_and_every_page_has_a_head() {
    for count in 1..=60 {
        let invoice = sample::long(Lang::De, count);
        let sheets = sheets(&invoice);
        let net = words::amount(Lang::De, totals(&invoice.lines, Money::ZERO).unwrap().net);
        let page = (0..sheets.pages.len())
            .find(|page| texts(&sheets, *page).contains(&net))
            .unwrap();
        let last = format!("IoT SIM Micro (3FF), site {count}");
        assert!(texts(&sheets, page).contains(&last), "{count} lines");
        for (number, pieces) in sheets.pages.iter().enumerate() {
            let header = |piece: &&super::sheet::Piece| piece.meaning == Meaning::Header;
            assert!(
                pieces.iter().any(|piece| header(&piece)),
                "{count} lines, page {number}"
            );
            for mark in pieces
                .iter()
                .filter(|piece| matches!(piece.meaning, Meaning::Part(_)))
                .flat_map(|piece| &piece.marks)
            {
                if let Mark::Text { baseline, .. } = mark {
                    assert!(*baseline <= BOTTOM, "{count} lines, page {number}");
                }
            }
        }
    }
}

#[test]
fn four_hundred_lines_are_all_there() {
    let invoice = sample::long(Lang::En, 400);
    let sheets = sheets(&invoice);
    assert!((10..=40).contains(&sheets.pages.len()), "{} pages", sheets.pages.len());
    let printed = everything(&sheets);
    assert!((1..=400).all(|line| printed.contains(&format!("site {line}\n"))));
    assert!(validation::faults_of_pdf(&pdf(&invoice, TEAL).unwrap()).is_empty());
}

#[test]
fn every_row_of_a_table_has_as_many_cells_as_the_others() {
    let mut invoice = sample::invoice(Lang::De);
    invoice.lines[0].name = "\u{200b}".to_owned();
    invoice.order = "\u{200b}".to_owned();
    let sheets = sheets(&invoice);
    for part in &sheets.parts {
        if part.role == Role::Row {
            assert!([2, 6].contains(&part.children.len()), "{part:?}");
        }
        assert!(!part.children.is_empty(), "{part:?}");
    }
}

#[test]
fn the_code_holds_what_a_bank_needs() {
    let invoice = sample::invoice(Lang::De);
    let text = payment::payload(&invoice, &check(&invoice).unwrap()).unwrap();
    assert_eq!(
        text,
        "BCD\n002\n1\nSCT\nBYLADEM1001\nNordlicht Connect GmbH\nDE02120300000000202051\nEUR3534.18\n\n\nRE-2026-00042"
    );
    for other in [
        sample::credit_note(Lang::De),
        sample::card(Lang::De),
        sample::cancelled(Lang::De),
    ] {
        assert_eq!(payment::payload(&other, &check(&other).unwrap()), None);
    }
    let mut francs = invoice;
    francs.currency = Currency::Chf;
    assert_eq!(payment::payload(&francs, &check(&francs).unwrap()), None);
}

#[test]
fn a_pale_brand_is_no_colour_for_text() {
    assert_eq!(Accent::parse("#0c6678"), Some(TEAL));
    assert_eq!(TEAL.for_text(), super::Colour(0x0c, 0x66, 0x78));
    assert_eq!(Accent(255, 220, 0).for_text(), super::Colour::INK);
    for wrong in ["", "#", "0c6678", "#0c667", "#0c66zz", "#0c667ü"] {
        assert_eq!(Accent::parse(wrong), None, "{wrong}");
    }
}

/// Names that have broken writers of PDFs.
const HOSTILE: [&str; 14] = [
    "Ελληνική Εταιρεία Α.Ε.",
    "Дружество за телематика ЕООД",
    "Żółć i Gęślą Jaźń Sp. z o.o.",
    "e\u{301}\u{302}\u{323} o\u{308} a\u{30a}",
    "\u{301}\u{308}",
    "חברה לתקשורת בע״מ",
    "شركة الاتصالات",
    "北京物联网有限公司😀👨‍👩‍👧",
    "a\u{200b}b\u{feff}c\u{202e}d\u{ad}e\u{0}f",
    "नमस्ते ไทย 한국어",
    "\u{e000}\u{f8ff}\u{10ffff}",
    "\u{1e9e} ﬁ ① № ™ \u{2028}\u{2029}",
    "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW",
    "(\\)<>%/[]{}&'\"",
];

fn with_text(text: &str) -> Invoice {
    let mut invoice = sample::abroad(Lang::De, crate::types::money::VatCategory::IntraCommunity, "AT");
    let named = format!("{text} x");
    invoice.number.clone_from(&named);
    invoice.buyer.name.clone_from(&named);
    invoice.buyer.contact = text.to_owned();
    invoice.buyer.address = vec![text.to_owned(); 3];
    invoice.buyer.city.clone_from(&named);
    invoice.purchase_order = text.to_owned();
    invoice.seller.name.clone_from(&named);
    invoice.seller.directors = vec![text.to_owned()];
    invoice.lines[0].name.clone_from(&named);
    invoice.lines[0].description = text.to_owned();
    invoice.lines[0].sku = text.to_owned();
    invoice.lines[0].cost_centre = text.to_owned();
    invoice.notes = vec![text.to_owned()];
    invoice
}

#[test]
fn hostile_names_become_files() {
    for text in HOSTILE {
        let file = pdf(&with_text(text), TEAL).unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert!(file.starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn very_long_texts_become_files() {
    for text in [
        "x".repeat(20_000),
        "word ".repeat(5_000),
        "\n".repeat(5_000),
        "Ж".repeat(3_000),
    ] {
        pdf(&with_text(&text), TEAL).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_becomes_a_file(text in prop::collection::vec(any::<char>(), 0..60), marks in "[a-zA-Zäöü\u{300}-\u{36f}\u{370}-\u{3ff}\u{400}-\u{52f} -]{0,80}") {
        let text: String = text.into_iter().collect();
        let both = format!("{text}{marks}");
        prop_assert!(pdf(&with_text(&both), TEAL).is_ok());
    }

    #[test]
    fn lines_are_never_wider_than_they_may_be(text in "[ -~äöüß\u{400}-\u{4ff}]{0,200}", width in 20.0_f32..300.0) {
        let style = letters::Style::regular(9.0);
        for run in letters::wrap(&text, style, width, 5).unwrap() {
            prop_assert!(run.width <= width + 0.01, "{} of {width}: {:?}", run.width, run.text);
        }
        prop_assert!(letters::fit(&text, style, width).unwrap().width <= width + 0.01);
    }
}
