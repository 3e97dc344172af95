//! What was paid: payments of a statement against what is open. A payment is booked by itself only if our number stands in it and the
//! amount is right to the cent; anything less is a proposal for a person.

mod numbers;

use std::collections::{BTreeSet, HashMap};

use numbers::Numbers;

use crate::types::money::{Currency, Money};

/// Most items of the same amount that are proposed: more are no help.
pub const MOST_PROPOSED: usize = 10;

/// Something to be paid: an order, with its invoice if there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// Its key.
    pub id: i64,
    /// The numbers by which a payer may name it.
    pub numbers: Vec<String>,
    /// What is still to be paid, more than nothing.
    pub open: Money,
    /// In which currency.
    pub currency: Currency,
}

/// A payment that has come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incoming<'a> {
    /// How much; what is not more than nothing is never matched.
    pub amount: Money,
    /// In which currency.
    pub currency: Currency,
    /// Where our numbers may stand: remittance text, end-to-end reference.
    pub texts: [&'a str; 2],
}

/// What became of a payment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// These items are paid with it, each as far as it was open; together they are exactly the amount.
    Matched(Vec<(i64, Money)>),
    /// A person has to decide.
    Proposed {
        /// The items it may be for.
        items: Vec<i64>,
        /// Why it was not booked.
        why: Doubt,
    },
    /// Nothing is known that it could be for.
    Unmatched,
}

/// Why a payment is a proposal only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// The items are named, but the amount is another one; by so much more, or less if negative, than they come to. Items that an earlier
    /// payment of the same statement has paid come to nothing.
    AmountDiffers(Money),
    /// The items are named, but are in another currency.
    OtherCurrency,
    /// No number of ours is named; the items have this amount.
    AmountOnly,
}

/// Matches the payments of a statement, in their order. No item is paid twice: what one payment has settled is not open for the next.
pub fn match_all(payments: &[Incoming<'_>], items: &[OpenItem]) -> Vec<Match> {
    let mut ledger = Ledger::new(items);
    let named: Vec<BTreeSet<usize>> = payments
        .iter()
        .map(|payment| ledger.numbers.found_in(payment.texts))
        .collect();
    // All that is certain first, so that nothing is proposed that a later payment settles.
    let certain: Vec<Option<Match>> = payments
        .iter()
        .zip(&named)
        .map(|(payment, named)| ledger.settle(payment, named))
        .collect();
    certain
        .into_iter()
        .zip(payments.iter().zip(&named))
        .map(|(certain, (payment, named))| certain.unwrap_or_else(|| ledger.propose(payment, named)))
        .collect()
}

struct Ledger<'a> {
    items: &'a [OpenItem],
    /// What is open of each, as the statement goes on.
    open: Vec<Money>,
    numbers: Numbers,
    /// Items of each amount, as they were at first.
    by_amount: HashMap<(Currency, Money), Vec<usize>>,
}

impl<'a> Ledger<'a> {
    fn new(items: &'a [OpenItem]) -> Self {
        let mut numbers = Numbers::default();
        let mut by_amount: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, item) in items.iter().enumerate() {
            for number in &item.numbers {
                numbers.add(number, at);
            }
            by_amount.entry((item.currency, item.open)).or_default().push(at);
        }
        Self {
            items,
            open: items.iter().map(|item| item.open).collect(),
            numbers,
            by_amount,
        }
    }

    fn item(&self, at: usize) -> Option<(&'a OpenItem, Money)> {
        Some((self.items.get(at)?, *self.open.get(at)?))
    }

    /// What the named items come to; `None`: one is in another currency.
    fn sum(&self, payment: &Incoming<'_>, named: &BTreeSet<usize>) -> Option<Money> {
        let open = named.iter().filter_map(|at| self.item(*at)).map(|(item, open)| {
            let is_same = item.currency == payment.currency;
            is_same.then_some(open)
        });
        Money::checked_sum(open.collect::<Option<Vec<Money>>>()?)
    }

    /// Books a payment that is certain.
    fn settle(&mut self, payment: &Incoming<'_>, named: &BTreeSet<usize>) -> Option<Match> {
        if payment.amount <= Money::ZERO || self.sum(payment, named)? != payment.amount {
            return None;
        }
        let mut paid = Vec::new();
        for at in named {
            let (item, open) = self.item(*at)?;
            if open > Money::ZERO {
                paid.push((item.id, open));
            }
        }
        for at in named {
            if let Some(open) = self.open.get_mut(*at) {
                *open = Money::ZERO;
            }
        }
        Some(Match::Matched(paid))
    }

    fn propose(&self, payment: &Incoming<'_>, named: &BTreeSet<usize>) -> Match {
        if payment.amount <= Money::ZERO {
            return Match::Unmatched;
        }
        let ids = |places: &mut dyn Iterator<Item = usize>| -> Vec<i64> {
            places.filter_map(|at| self.items.get(at)).map(|item| item.id).collect()
        };
        if !named.is_empty() {
            let difference = self.sum(payment, named).and_then(|sum| payment.amount.checked_sub(sum));
            return Match::Proposed {
                items: ids(&mut named.iter().copied()),
                why: difference.map_or(Doubt::OtherCurrency, Doubt::AmountDiffers),
            };
        }
        let same = self.by_amount.get(&(payment.currency, payment.amount));
        let mut still_open = same
            .into_iter()
            .flatten()
            .copied()
            .filter(|at| self.open.get(*at) == Some(&payment.amount))
            .take(MOST_PROPOSED);
        let items = ids(&mut still_open);
        if items.is_empty() {
            return Match::Unmatched;
        }
        Match::Proposed {
            items,
            why: Doubt::AmountOnly,
        }
    }
}

#[cfg(test)]
mod tests;
