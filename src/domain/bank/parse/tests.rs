use proptest::prelude::*;

use super::*;

const IBAN: &str = "DE89370400440532013000";

/// An entry of version 02: amount, direction, and what stands between amount and end.
fn entry(amount: &str, direction: &str, rest: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>BOOK</Sts>\
         <BookgDt><Dt>2026-11-03</Dt></BookgDt>{rest}</Ntry>"
    )
}

fn balance(code: &str, amount: &str) -> String {
    let (direction, amount) = match amount.strip_prefix('-') {
        Some(amount) => ("DBIT", amount),
        None => ("CRDT", amount),
    };
    format!(
        "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{amount}</Amt>\
         <CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>2026-11-03</Dt></Dt></Bal>"
    )
}

fn statement(opening: &str, closing: &str, entries: &str) -> String {
    let (opening, closing) = (balance("OPBD", opening), balance("CLBD", closing));
    format!(
        "<Stmt><Id>2026-211</Id><CreDtTm>2026-11-04T03:12:00+01:00</CreDtTm>\
         <Acct><Id><IBAN>{IBAN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{opening}{closing}{entries}</Stmt>"
    )
}

fn file(version: &str, statements: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}\">\
         <BkToCstmrStmt><GrpHdr><MsgId>1</MsgId></GrpHdr>{statements}</BkToCstmrStmt></Document>"
    )
}

fn read(text: &str) -> Vec<Statement> {
    camt053(text.as_bytes()).unwrap_or_else(|faults| panic!("{faults:#?}"))
}

fn faults(text: &str) -> Vec<(Option<usize>, FaultKind, String)> {
    let faults = camt053(text.as_bytes()).unwrap_err();
    faults
        .into_iter()
        .map(|fault| (fault.entry, fault.kind, fault.detail))
        .collect()
}

const DETAILS: &str = "<AcctSvcrRef>2026110312345</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>KD-81000001</EndToEndId></Refs>\
    <RltdPties><Dbtr><Nm>Hansa K&#xFC;hllogistik GmbH &amp; Co.</Nm></Dbtr><DbtrAcct><Id><IBAN>DE02120300000000202051</IBAN></Id></DbtrAcct></RltdPties>\
    <RmtInf><Ustrd>Rechnung RE-2026-</Ustrd><Ustrd>000123</Ustrd></RmtInf></TxDtls></NtryDtls>";

#[test]
fn a_statement_of_version_02_is_read_with_everything_that_matters() {
    let text = file(
        "02",
        &statement("100.00", "2480.00", &entry("2380.00", "CRDT", DETAILS)),
    );
    let statements = read(&text);
    let [statement] = statements.as_slice() else {
        panic!("{statements:?}")
    };
    assert_eq!((statement.id.as_str(), statement.account.as_str()), ("2026-211", IBAN));
    assert_eq!(
        statement.balances,
        Some((Money::from_cents(10_000), Money::from_cents(248_000)))
    );
    let [entry] = statement.entries.as_slice() else {
        panic!("{statement:?}")
    };
    assert_eq!(
        (entry.number, entry.amount, entry.is_reversal),
        (1, Money::from_cents(238_000), false)
    );
    assert_eq!(entry.booked_on.to_string(), "2026-11-03");
    assert_eq!(entry.bank_reference, "2026110312345");
    let [payment] = entry.payments.as_slice() else {
        panic!("{entry:?}")
    };
    assert_eq!(payment.key, format!("{IBAN}:2026110312345"));
    assert_eq!(payment.end_to_end_id, "KD-81000001");
    assert_eq!(payment.remittance, "Rechnung RE-2026- 000123");
    assert_eq!(payment.payer, "Hansa Kühllogistik GmbH & Co.");
    assert_eq!(payment.payer_iban, "DE02120300000000202051");
}

#[test]
fn version_08_has_its_status_and_its_parties_one_element_deeper_and_a_prefix_changes_nothing() {
    let entry = entry("2380.00", "CRDT", DETAILS)
        .replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>")
        .replace("<Dbtr><Nm>", "<Dbtr><Pty><Nm>")
        .replace("</Nm></Dbtr>", "</Nm></Pty></Dbtr>")
        .replace(
            "<Dt>2026-11-03</Dt></BookgDt>",
            "<DtTm>2026-11-03T23:30:00+01:00</DtTm></BookgDt>",
        );
    let new = read(&file("08", &statement("100", "2480", &entry)));
    let old = read(&file(
        "02",
        &statement("100", "2480", &self::entry("2380.00", "CRDT", DETAILS)),
    ));
    assert_eq!(new, old);
    let prefixed = file("08", &statement("100", "2480", &entry))
        .replace("</", "\0")
        .replace('<', "<n:")
        .replace('\0', "</n:")
        .replace("<n:?xml", "<?xml")
        .replace("xmlns=", "xmlns:n=");
    assert_eq!(read(&prefixed), old);
}

#[test]
fn a_batch_is_taken_apart_and_has_to_add_up() {
    let part = |amount: &str, text: &str| {
        format!(
            "<TxDtls><AmtDtls><TxAmt><Amt Ccy=\"EUR\">{amount}</Amt></TxAmt></AmtDtls>\
             <RmtInf><Strd><CdtrRefInf><Ref>{text}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
        )
    };
    let batch = |parts: &str| {
        entry(
            "30.00",
            "CRDT",
            &format!("<AcctSvcrRef>B1</AcctSvcrRef><NtryDtls><Btch/>{parts}</NtryDtls>"),
        )
    };
    let right = batch(&format!("{}{}", part("10.00", "RE-1"), part("20.00", "RE-2")));
    let statements = read(&file("02", &statement("0", "30", &right)));
    let payments = &statements[0].entries[0].payments;
    let told: Vec<_> = payments
        .iter()
        .map(|p| (p.amount.cents(), p.remittance.as_str(), p.key.as_str()))
        .collect();
    let keys = [format!("{IBAN}:B1"), format!("{IBAN}:B1#2")];
    assert_eq!(
        told,
        [(1000, "RE-1", keys[0].as_str()), (2000, "RE-2", keys[1].as_str())]
    );
    let wrong = batch(&format!("{}{}", part("10.00", "RE-1"), part("19.99", "RE-2")));
    let wrong = file("02", &statement("0", "30", &wrong));
    assert_eq!(faults(&wrong), [(Some(1), FaultKind::BatchSum, "0.01".to_owned())]);
    // Banks that do not tell the amounts leave one payment with all texts.
    let silent = batch(
        "<TxDtls><RmtInf><Ustrd>RE-1</Ustrd></RmtInf></TxDtls><TxDtls><RmtInf><Ustrd>RE-2</Ustrd></RmtInf></TxDtls>",
    );
    let statements = read(&file("02", &statement("0", "30", &silent)));
    assert_eq!(statements[0].entries[0].payments.len(), 1);
    assert_eq!(statements[0].entries[0].payments[0].remittance, "RE-1 RE-2");
}

#[test]
fn money_that_goes_out_and_bookings_that_are_taken_back_count_as_such() {
    let entries = [
        entry("10.00", "CRDT", ""),
        entry("10.00", "DBIT", "<RvslInd>true</RvslInd>"),
        entry("99.00", "CRDT", "").replace("BOOK", "PDNG"),
        entry("1.50", "DBIT", "<AddtlNtryInf>Kontofuehrung</AddtlNtryInf>"),
    ];
    let statements = read(&file("02", &statement("-5.00", "-6.50", &entries.concat())));
    let told: Vec<_> = statements[0]
        .entries
        .iter()
        .map(|entry| (entry.number, entry.amount.cents(), entry.is_reversal))
        .collect();
    assert_eq!(told, [(1, 1000, false), (2, -1000, true), (4, -150, false)]);
    assert_eq!(statements[0].entries[2].payments[0].remittance, "Kontofuehrung");
}

#[test]
fn a_difference_of_a_cent_is_told_and_nothing_is_taken() {
    let text = file("02", &statement("100.00", "110.01", &entry("10.00", "CRDT", "")));
    assert_eq!(faults(&text), [(None, FaultKind::StatementSum, "0.01".to_owned())]);
    let text = file("02", &statement("100.00", "109.99", &entry("10.00", "CRDT", "")));
    assert_eq!(faults(&text), [(None, FaultKind::StatementSum, "-0.01".to_owned())]);
}

#[test]
fn pages_of_a_statement_carry_their_balances_on() {
    let text = file("02", &statement("1.00", "3.00", &entry("2.00", "CRDT", "")));
    let page = text.replace("OPBD", "ITBD").replace("CLBD", "ITBD");
    assert_eq!(
        read(&page)[0].balances,
        Some((Money::from_cents(100), Money::from_cents(300)))
    );
    // Without a balance before it there is nothing to add up.
    let without = text.replace("OPBD", "OPAV");
    assert_eq!(read(&without)[0].balances, None);
}

#[test]
fn every_fault_is_told_at_once_with_the_number_of_its_entry() {
    let entries = [
        entry("10.00", "CRDT", ""),
        entry("10.001", "CRDT", ""),
        entry("1,00", "SIDE", ""),
        entry("5.00", "CRDT", "").replace("2026-11-03", "2026-13-03"),
        entry("5.00", "CRDT", "").replace("Ccy=\"EUR\"", "Ccy=\"USD\""),
        entry("5.00", "CRDT", "").replace("Ccy=\"EUR\"", "Ccy=\"XXX\""),
        entry("", "", "").replace("<Amt Ccy=\"EUR\"></Amt>", ""),
    ];
    let text = file("02", &statement("0.00", "0.00", &entries.concat()));
    let told = faults(&text);
    let expected = [
        (Some(2), FaultKind::Amount, "10.001"),
        (Some(3), FaultKind::Amount, "1,00"),
        (Some(3), FaultKind::Direction, "SIDE"),
        (Some(4), FaultKind::Date, "2026-13-03"),
        (Some(5), FaultKind::OtherCurrency, "USD"),
        (Some(6), FaultKind::Currency, "XXX"),
        (Some(7), FaultKind::Amount, ""),
        (Some(7), FaultKind::Direction, ""),
    ]
    .map(|(entry, kind, detail)| (entry, kind, detail.to_owned()));
    assert_eq!(told, expected);
    let first = camt053(text.as_bytes()).unwrap_err().remove(0);
    assert_eq!(first.statement.as_deref(), Some("2026-211"));
    assert_eq!(first.text_key(), "bank-fault-amount");
}

#[test]
fn a_statement_needs_a_name_and_an_account() {
    let text = file("02", &statement("0", "0", ""))
        .replace("<Id>2026-211</Id>", "")
        .replace("DE89", "DE98");
    let told: Vec<FaultKind> = faults(&text).into_iter().map(|(_, kind, _)| kind).collect();
    assert_eq!(told, [FaultKind::NoId, FaultKind::Account]);
}

#[test]
fn files_of_another_form_are_told_apart_from_broken_ones() {
    let kind = |text: &str| faults(text)[0].1;
    let right = file("02", &statement("0", "0", ""));
    assert_eq!(kind(""), FaultKind::NotXml);
    assert_eq!(kind("Umsatz;Betrag\n1;2"), FaultKind::NotXml);
    assert_eq!(kind(&right[..right.len() / 2]), FaultKind::NotXml);
    assert_eq!(kind(&right.replace("</Stmt>", "</Stmnt>")), FaultKind::NotXml);
    assert_eq!(kind(&format!("{right}<more/>")), FaultKind::NotXml);
    assert_eq!(kind("<html></html>"), FaultKind::OtherForm);
    assert_eq!(
        kind(&right.replace("camt.053.001.02", "camt.052.001.02")),
        FaultKind::OtherForm
    );
    assert_eq!(
        kind(&right.replace("camt.053.001.02", "camt.053.001.99")),
        FaultKind::OtherForm
    );
    assert_eq!(kind(&file("02", "")), FaultKind::Empty);
    assert_eq!(kind(&right.replace("UTF-8", "EBCDIC-CP-BE")), FaultKind::Encoding);
    assert_eq!(camt053(b"\xFF\xFE<\0").unwrap_err()[0].kind, FaultKind::Encoding);
    assert_eq!(
        camt053(&vec![b' '; MOST_BYTES + 1]).unwrap_err()[0].kind,
        FaultKind::TooLarge
    );
}

#[test]
fn entities_and_endless_nesting_get_nowhere() {
    let right = file(
        "02",
        &statement("0", "0", &entry("0.00", "CRDT", "<AddtlNtryInf>x</AddtlNtryInf>")),
    );
    let laughs = right.replace(
        "<Document",
        "<!DOCTYPE lol [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><Document",
    );
    assert_eq!(faults(&laughs)[0].1, FaultKind::DocumentType);
    assert_eq!(faults(&right.replace(">x<", ">&c;<"))[0].1, FaultKind::DocumentType);
    let deep = right.replace(">x<", &format!(">{}<", "<a>".repeat(100)));
    assert_eq!(faults(&deep)[0].1, FaultKind::TooLarge);
    let long = right.replace(">x<", &format!(">{}<", "x".repeat(70_000)));
    assert_eq!(faults(&long)[0].1, FaultKind::TooLarge);
}

#[test]
fn files_in_latin_1_and_with_a_mark_are_read() {
    let text = file(
        "02",
        &statement("0", "1", &entry("1.00", "CRDT", "<AddtlNtryInf>Prüfung</AddtlNtryInf>")),
    );
    let latin: Vec<u8> = text
        .replace("UTF-8", "ISO-8859-1")
        .chars()
        .map(|c| u8::try_from(c).unwrap())
        .collect();
    let marked = [b"\xEF\xBB\xBF".as_slice(), text.as_bytes()].concat();
    for bytes in [latin, marked] {
        let statements = camt053(&bytes).unwrap();
        assert_eq!(statements[0].entries[0].payments[0].remittance, "Prüfung");
    }
    let wrong = [text.as_bytes(), b"\xFF"].concat();
    assert_eq!(camt053(&wrong).unwrap_err()[0].kind, FaultKind::Encoding);
}

#[test]
fn the_same_payment_has_the_same_key_in_every_file_and_equal_ones_are_told_apart() {
    let twice = [entry("5.00", "CRDT", ""), entry("5.00", "CRDT", "")].concat();
    let keys = |text: &str| -> Vec<String> {
        let entries = read(text).remove(0).entries;
        entries.into_iter().map(|entry| entry.payments[0].key.clone()).collect()
    };
    let first = keys(&file("02", &statement("0", "10", &twice)));
    assert_ne!(first[0], first[1]);
    let again = keys(&file("02", &statement("7", "17", &twice)).replace("2026-211", "2026-299"));
    assert_eq!(first, again);
}

proptest! {
    #[test]
    fn amounts_come_out_as_they_went_in(opening in -1_000_000_i64..1_000_000, amounts in prop::collection::vec(-500_000_i64..500_000, 0..20)) {
        let amounts: Vec<i64> = amounts.into_iter().filter(|cents| *cents != 0).collect();
        let entries: String = amounts
            .iter()
            .map(|cents| entry(&Money::from_cents(cents.abs()).to_string(), if *cents < 0 { "DBIT" } else { "CRDT" }, ""))
            .collect();
        let closing = Money::from_cents(opening + amounts.iter().sum::<i64>());
        let text = file("02", &statement(&Money::from_cents(opening).to_string(), &closing.to_string(), &entries));
        let statements = read(&text);
        let read: Vec<i64> = statements[0].entries.iter().map(|entry| entry.amount.cents()).collect();
        prop_assert_eq!(read, amounts);
    }

    #[test]
    fn a_file_that_breaks_off_or_is_damaged_is_never_half_taken(at in 0_usize..2000, byte in any::<u8>()) {
        let right = file("02", &statement("0.00", "10.00", &entry("10.00", "CRDT", DETAILS))).into_bytes();
        let at = at % right.len();
        prop_assert!(camt053(&right[..at]).is_err());
        let mut damaged = right;
        damaged[at] = byte;
        if let Ok(statements) = camt053(&damaged) {
            let sum: i64 = statements.iter().flat_map(|s| &s.entries).map(|entry| entry.amount.cents()).sum();
            let told = statements.iter().filter_map(|s| s.balances).map(|(a, b)| b.cents() - a.cents()).sum::<i64>();
            prop_assert!(sum == told || statements.iter().any(|s| s.balances.is_none()));
        }
    }
}
