//! What the elements of a statement mean. Versions 02 and 08 differ in two places that are read: a status is a text or an element, and a
//! party stands in its role or one element deeper.

use std::collections::HashMap;

use super::draft::{AmountDraft, BalanceDraft, EntryDraft, PartDraft};
use super::xml::{self, Attribute, Visitor, XmlFault};
use super::{Fault, FaultKind, MOST_FAULTS, Statement};
use crate::types::iban::Iban;
use crate::types::money::{Currency, Money};

const STATEMENT: &str = "/Document/BkToCstmrStmt/Stmt";
const FORM: &str = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.";
const VERSIONS: [&str; 2] = ["02", "08"];

/// Longest value that is repeated in a fault, characters.
const MOST_DETAIL: usize = 80;

pub(super) fn read(text: &str) -> Result<Vec<Statement>, Vec<Fault>> {
    let mut camt = Camt::default();
    if let Err(fault) = xml::walk(text, &mut camt) {
        match fault {
            XmlFault::Broken(what) => camt.fault(FaultKind::NotXml, &what),
            XmlFault::DocumentType => camt.fault(FaultKind::DocumentType, "DOCTYPE"),
            XmlFault::Entity(name) => camt.fault(FaultKind::DocumentType, &format!("&{name};")),
            XmlFault::TooLarge => camt.fault(FaultKind::TooLarge, "XML"),
            XmlFault::Stopped => {}
        }
    } else if camt.statements.is_empty() && camt.faults.is_empty() {
        camt.fault(FaultKind::Empty, "");
    }
    if camt.faults.is_empty() {
        Ok(camt.statements)
    } else {
        Err(camt.faults)
    }
}

#[derive(Default)]
struct Camt {
    statements: Vec<Statement>,
    faults: Vec<Fault>,
    /// The statement that is being read.
    now: Option<Open>,
    /// How often each key has been given out in this file.
    keys: HashMap<String, usize>,
    /// Currency of the amount that is being read.
    currency: String,
}

/// A statement that is being read.
#[derive(Default)]
struct Open {
    id: String,
    account: String,
    currency: Option<Currency>,
    balance: BalanceDraft,
    balances: Vec<BalanceDraft>,
    /// Entries met, and whether the last one is still being read.
    number: usize,
    is_in_entry: bool,
    entry: EntryDraft,
    entries: Vec<super::Entry>,
    is_faulty: bool,
}

impl Visitor for Camt {
    fn open(&mut self, path: &str, name: &str, attributes: &[Attribute]) -> Result<(), XmlFault> {
        if path == "/Document" || path.rfind('/') == Some(0) {
            return self.check_form(path, name, attributes);
        }
        let Some(place) = path.strip_prefix(STATEMENT) else {
            return Ok(());
        };
        if place.is_empty() {
            self.now = Some(Open::default());
            return Ok(());
        }
        let Some(now) = &mut self.now else { return Ok(()) };
        match place {
            "/Bal" => now.balance = BalanceDraft::default(),
            "/Ntry" => {
                now.number += 1;
                now.is_in_entry = true;
                now.entry = EntryDraft::default();
            }
            "/Ntry/NtryDtls/TxDtls" => now.entry.part = PartDraft::default(),
            _ if place.ends_with("/Amt") => {
                let named = attributes.iter().find(|(name, _)| name == "Ccy");
                self.currency = named.map(|(_, value)| value.clone()).unwrap_or_default();
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, path: &str, text: &str) {
        let Some(place) = path.strip_prefix(STATEMENT) else {
            return;
        };
        if place.is_empty() {
            self.end_statement();
            return;
        }
        let amount = || AmountDraft {
            amount: text.to_owned(),
            currency: self.currency.clone(),
        };
        let Some(now) = &mut self.now else { return };
        match place {
            "/Id" => now.id = text.to_owned(),
            "/Acct/Id/IBAN" => now.account = text.to_owned(),
            "/Acct/Ccy" => now.currency = Currency::parse(text),
            "/Bal/Tp/CdOrPrtry/Cd" => now.balance.code = text.to_owned(),
            "/Bal/Amt" => now.balance.amount = amount(),
            "/Bal/CdtDbtInd" => now.balance.direction = text.to_owned(),
            "/Bal" => {
                let balance = std::mem::take(&mut now.balance);
                now.balances.push(balance);
            }
            "/Ntry" => {
                self.end_entry();
            }
            _ => {
                if let Some(place) = place.strip_prefix("/Ntry") {
                    now.entry.take(place, text, amount);
                }
            }
        }
    }
}

impl Camt {
    fn check_form(&mut self, path: &str, name: &str, attributes: &[Attribute]) -> Result<(), XmlFault> {
        let declaring = match name.split_once(':') {
            Some((prefix, _)) => format!("xmlns:{prefix}"),
            None => "xmlns".to_owned(),
        };
        let form = attributes.iter().find(|(name, _)| *name == declaring);
        let form = form.map_or("", |(_, value)| value.as_str());
        let version = form.strip_prefix(FORM).unwrap_or_default();
        if path == "/Document" && VERSIONS.contains(&version) {
            return Ok(());
        }
        let told = if form.is_empty() { name } else { form };
        self.fault(FaultKind::OtherForm, told);
        Err(XmlFault::Stopped)
    }

    fn fault(&mut self, kind: FaultKind, detail: &str) {
        if let Some(now) = &mut self.now {
            now.is_faulty = true;
        }
        if self.faults.len() >= MOST_FAULTS {
            return;
        }
        let now = self.now.as_ref();
        self.faults.push(Fault {
            statement: now.map(|now| cut(&now.id)).filter(|id| !id.is_empty()),
            entry: now.filter(|now| now.is_in_entry).map(|now| now.number),
            kind,
            detail: cut(detail),
        });
    }

    fn end_entry(&mut self) {
        let Some(now) = &mut self.now else { return };
        let draft = std::mem::take(&mut now.entry);
        if draft.is_booked() {
            let account = now.account.clone();
            let read = draft.entry(now.number, &mut now.currency);
            match read {
                Ok(mut entry) => {
                    for payment in &mut entry.payments {
                        let key = format!("{account}:{}", payment.key);
                        let count = self.keys.entry(key.clone()).or_insert(0);
                        *count += 1;
                        payment.key = if *count == 1 { key } else { format!("{key}#{count}") };
                    }
                    now.entries.push(entry);
                }
                Err(faults) => {
                    for (kind, detail) in faults {
                        self.fault(kind, &detail);
                    }
                }
            }
        }
        if let Some(now) = &mut self.now {
            now.is_in_entry = false;
        }
    }

    fn end_statement(&mut self) {
        let Some(now) = &self.now else { return };
        let (id, account_text, found) = (now.id.clone(), now.account.clone(), now.currency);
        let account = Iban::parse(&account_text);
        if id.is_empty() {
            self.fault(FaultKind::NoId, "");
        }
        if account.is_err() {
            self.fault(FaultKind::Account, &account_text);
        }
        // An account without bookings may be in a currency that is told by its balances only.
        let of_balance = self.now.as_ref().and_then(|now| now.balances.first());
        let currency = found.or_else(|| of_balance.and_then(|balance| Currency::parse(&balance.amount.currency)));
        if currency.is_none() {
            self.fault(FaultKind::Currency, "");
        }
        let balances = currency.and_then(|currency| self.balances(currency));
        if let (Some((opening, closing)), Some(now)) = (balances, &self.now)
            && !now.is_faulty
        {
            let moved = Money::checked_sum(now.entries.iter().map(|entry| entry.amount));
            let expected = moved.and_then(|moved| opening.checked_add(moved));
            let difference = expected.and_then(|expected| closing.checked_sub(expected));
            if difference != Some(Money::ZERO) {
                let told = difference.map(|difference| difference.to_string()).unwrap_or_default();
                self.fault(FaultKind::StatementSum, &told);
            }
        }
        if let (Some(now), Ok(account), Some(currency)) = (self.now.take(), account, currency)
            && !now.is_faulty
        {
            self.statements.push(Statement {
                id,
                account,
                currency,
                balances,
                entries: now.entries,
            });
        }
    }

    /// The balances before and after, if there are both: of the days as booked, or of a page of a statement that has several.
    fn balances(&mut self, currency: Currency) -> Option<(Money, Money)> {
        let drafts = self.now.as_mut().map(|now| std::mem::take(&mut now.balances))?;
        let place = |codes: &[&str]| drafts.iter().position(|draft| codes.contains(&draft.code.as_str()));
        let last = |codes: &[&str]| drafts.iter().rposition(|draft| codes.contains(&draft.code.as_str()));
        let opening = place(&["OPBD", "PRCD"]).or_else(|| place(&["ITBD"]))?;
        let closing = last(&["CLBD"])
            .or_else(|| last(&["ITBD"]))
            .filter(|at| *at != opening)?;
        let mut found = Vec::new();
        for at in [opening, closing] {
            let draft = drafts.get(at)?;
            match draft.signed(currency) {
                Ok(balance) => found.push(balance),
                Err((kind, detail)) => self.fault(kind, &detail),
            }
        }
        Some((*found.first()?, *found.get(1)?))
    }
}

fn cut(text: &str) -> String {
    text.chars().take(MOST_DETAIL).collect()
}
