//! What was read of an entry so far, and what becomes of it when it is complete.

use chrono::NaiveDate;

use super::{Entry, FaultKind, Payment, amount};
use crate::crypto;
use crate::types::money::{Currency, Money};
use crate::types::time;

/// Longest text of a payment that is kept, characters; the longest free text of the form has 140, and there may be several.
const MOST_TEXT: usize = 1000;

/// What is wrong, and the value that is.
type Wrong = (FaultKind, String);

#[derive(Debug, Default)]
pub(super) struct AmountDraft {
    pub amount: String,
    pub currency: String,
}

impl AmountDraft {
    fn money(&self, account: Currency) -> Result<Money, Wrong> {
        let money = amount::parse(&self.amount).ok_or_else(|| (FaultKind::Amount, self.amount.clone()))?;
        match Currency::parse(&self.currency) {
            None => Err((FaultKind::Currency, self.currency.clone())),
            Some(currency) if currency != account => Err((FaultKind::OtherCurrency, self.currency.clone())),
            Some(_) => Ok(money),
        }
    }
}

fn signed(money: Money, direction: &str) -> Result<Money, Wrong> {
    match direction {
        "CRDT" => Ok(money),
        "DBIT" => Ok(money.negated()),
        other => Err((FaultKind::Direction, other.to_owned())),
    }
}

#[derive(Debug, Default)]
pub(super) struct BalanceDraft {
    pub code: String,
    pub amount: AmountDraft,
    pub direction: String,
}

impl BalanceDraft {
    pub(super) fn signed(&self, account: Currency) -> Result<Money, Wrong> {
        signed(self.amount.money(account)?, &self.direction)
    }
}

#[derive(Debug, Default)]
pub(super) struct EntryDraft {
    amount: AmountDraft,
    direction: String,
    is_reversal: bool,
    status: String,
    booked: String,
    valued: String,
    bank_reference: String,
    info: String,
    /// The payment that is being read.
    pub part: PartDraft,
    parts: Vec<PartDraft>,
}

#[derive(Debug, Default)]
pub(super) struct PartDraft {
    amount: Option<AmountDraft>,
    /// Of the details, where the payment itself has none (version 02).
    detailed: Option<AmountDraft>,
    direction: String,
    bank_reference: String,
    end_to_end_id: String,
    /// Structured first: it is the shorter one, and made to be read by machines.
    structured: Vec<String>,
    free: Vec<String>,
    info: String,
    payer: String,
    ultimate_payer: String,
    payer_iban: String,
}

/// References that say that there is none.
fn given(text: &str) -> String {
    match text.to_ascii_uppercase().as_str() {
        "NOTPROVIDED" | "NONREF" | "NONE" | "-" => String::new(),
        _ => text.to_owned(),
    }
}

/// Texts in one line; banks cut long ones into pieces.
fn joined<'a>(texts: impl IntoIterator<Item = &'a String>) -> String {
    let mut all = String::new();
    for word in texts.into_iter().flat_map(|text| text.split_whitespace()) {
        if !all.is_empty() {
            all.push(' ');
        }
        all.push_str(word);
    }
    all.chars().filter(|c| !c.is_control()).take(MOST_TEXT).collect()
}

impl EntryDraft {
    /// Takes the text of an element below the entry.
    pub(super) fn take(&mut self, place: &str, text: &str, amount: impl FnOnce() -> AmountDraft) {
        let value = || text.to_owned();
        match place {
            "/Amt" => self.amount = amount(),
            "/CdtDbtInd" => self.direction = value(),
            "/RvslInd" => self.is_reversal = matches!(text, "true" | "1"),
            // In version 08 the text stands one element deeper, and this one holds nothing.
            "/Sts" if text.is_empty() => {}
            "/Sts" | "/Sts/Cd" => self.status = value(),
            "/BookgDt/Dt" | "/BookgDt/DtTm" => self.booked = value(),
            "/ValDt/Dt" | "/ValDt/DtTm" => self.valued = value(),
            "/AcctSvcrRef" => self.bank_reference = given(text),
            "/AddtlNtryInf" => self.info = value(),
            "/NtryDtls/TxDtls" => {
                let part = std::mem::take(&mut self.part);
                self.parts.push(part);
            }
            _ => {
                if let Some(place) = place.strip_prefix("/NtryDtls/TxDtls") {
                    self.part.take(place, text, amount);
                }
            }
        }
    }

    /// Whether it counts: entries that are only announced change no balance.
    pub(super) fn is_booked(&self) -> bool {
        matches!(self.status.as_str(), "" | "BOOK")
    }

    /// The entry, or everything that is wrong with it. Keys of its payments are without account yet. An account whose currency is not known
    /// takes that of its first entry.
    pub(super) fn entry(mut self, number: usize, account: &mut Option<Currency>) -> Result<Entry, Vec<Wrong>> {
        let mut wrong = Vec::new();
        if account.is_none() {
            *account = Currency::parse(&self.amount.currency);
        }
        let amount = match *account {
            Some(currency) => self.amount.money(currency).map_err(|fault| wrong.push(fault)).ok(),
            None => {
                wrong.push((FaultKind::Currency, self.amount.currency.clone()));
                None
            }
        };
        let direction = signed(amount.unwrap_or_default(), &self.direction);
        let amount = direction.map_err(|fault| wrong.push(fault)).ok();
        let day = if self.booked.is_empty() {
            &self.valued
        } else {
            &self.booked
        };
        let booked_on = date(day);
        if booked_on.is_none() {
            wrong.push((FaultKind::Date, day.clone()));
        }
        let (Some(amount), Some(booked_on), Some(currency), true) = (amount, booked_on, *account, wrong.is_empty())
        else {
            return Err(wrong);
        };
        let parts = std::mem::take(&mut self.parts);
        let payments = self
            .payments(parts, amount, booked_on, currency)
            .map_err(|fault| vec![fault])?;
        Ok(Entry {
            number,
            booked_on,
            amount,
            is_reversal: self.is_reversal,
            bank_reference: self.bank_reference,
            payments,
        })
    }

    fn payments(
        &self,
        parts: Vec<PartDraft>,
        amount: Money,
        booked_on: NaiveDate,
        currency: Currency,
    ) -> Result<Vec<Payment>, Wrong> {
        let amounts: Option<Vec<Money>> = parts
            .iter()
            .map(|part| part.signed(&self.direction, currency))
            .collect();
        let mut payments: Vec<Payment> = match (parts.as_slice(), amounts) {
            ([], _) => vec![PartDraft::default().payment(amount, &self.info)],
            ([only], _) => vec![only.payment(amount, &self.info)],
            (several, Some(amounts)) => {
                let sum = Money::checked_sum(amounts.iter().copied());
                let difference = sum.and_then(|sum| amount.checked_sub(sum));
                if difference != Some(Money::ZERO) {
                    let told = difference.map(|difference| difference.to_string());
                    return Err((FaultKind::BatchSum, told.unwrap_or_default()));
                }
                let both = several.iter().zip(amounts);
                both.map(|(part, amount)| part.payment(amount, "")).collect()
            }
            // A batch that does not tell what each payment was: one payment of which only the texts are known.
            (several, None) => {
                let whole = PartDraft {
                    structured: several.iter().flat_map(|part| part.structured.clone()).collect(),
                    free: several.iter().flat_map(|part| part.free.clone()).collect(),
                    ..PartDraft::default()
                };
                vec![whole.payment(amount, &self.info)]
            }
        };
        for payment in &mut payments {
            if payment.key.is_empty() {
                payment.key.clone_from(&self.bank_reference);
            }
            if payment.key.is_empty() {
                payment.key = fingerprint(payment, booked_on, currency);
            }
        }
        Ok(payments)
    }
}

/// Tells payments apart for which the bank gives no reference.
fn fingerprint(payment: &Payment, booked_on: NaiveDate, currency: Currency) -> String {
    let facts = [
        booked_on.to_string(),
        payment.amount.to_string(),
        currency.to_string(),
        payment.end_to_end_id.clone(),
        payment.remittance.clone(),
        payment.payer.clone(),
        payment.payer_iban.clone(),
    ];
    let hash = crypto::sha256_hex(&facts.join("\n"));
    format!("~{}", hash.get(..32).unwrap_or(&hash))
}

/// The day of a date, or of a time by the clocks of the bank.
fn date(text: &str) -> Option<NaiveDate> {
    time::parse_date(text.get(..10)?)
}

impl PartDraft {
    fn take(&mut self, place: &str, text: &str, amount: impl FnOnce() -> AmountDraft) {
        let value = || text.to_owned();
        match place {
            "/Amt" => self.amount = Some(amount()),
            "/AmtDtls/TxAmt/Amt" => self.detailed = Some(amount()),
            "/CdtDbtInd" => self.direction = value(),
            "/Refs/AcctSvcrRef" => self.bank_reference = given(text),
            "/Refs/EndToEndId" => self.end_to_end_id = given(text),
            "/RmtInf/Ustrd" => self.free.push(value()),
            "/RmtInf/Strd/CdtrRefInf/Ref" | "/RmtInf/Strd/RfrdDocInf/Nb" | "/RmtInf/Strd/AddtlRmtInf" => {
                self.structured.push(value());
            }
            "/AddtlTxInf" => self.info = value(),
            "/RltdPties/Dbtr/Nm" | "/RltdPties/Dbtr/Pty/Nm" => self.payer = value(),
            "/RltdPties/UltmtDbtr/Nm" | "/RltdPties/UltmtDbtr/Pty/Nm" => self.ultimate_payer = value(),
            "/RltdPties/DbtrAcct/Id/IBAN" => self.payer_iban = value(),
            _ => {}
        }
    }

    /// The amount of its own, in the currency of the account, if it has one.
    fn signed(&self, of_entry: &str, account: Currency) -> Option<Money> {
        let direction = if self.direction.is_empty() {
            of_entry
        } else {
            &self.direction
        };
        let both = [&self.amount, &self.detailed];
        let money = both
            .into_iter()
            .flatten()
            .find_map(|amount| amount.money(account).ok())?;
        signed(money, direction).ok()
    }

    /// `info`: what the bank says about the entry, for payments about which nothing else is said.
    fn payment(&self, amount: Money, info: &str) -> Payment {
        let mut remittance = joined(self.structured.iter().chain(&self.free));
        if remittance.is_empty() {
            remittance = joined([&self.info]);
        }
        if remittance.is_empty() {
            remittance = joined([&info.to_owned()]);
        }
        let payer = if self.payer.is_empty() {
            &self.ultimate_payer
        } else {
            &self.payer
        };
        Payment {
            key: self.bank_reference.clone(),
            amount,
            end_to_end_id: joined([&self.end_to_end_id]),
            remittance,
            payer: joined([payer]),
            payer_iban: joined([&self.payer_iban]),
        }
    }
}
