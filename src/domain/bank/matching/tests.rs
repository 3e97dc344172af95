use proptest::prelude::*;

use super::*;

fn item(id: i64, numbers: &[&str], cents: i64) -> OpenItem {
    OpenItem {
        id,
        numbers: numbers.iter().map(|number| (*number).to_owned()).collect(),
        open: Money::from_cents(cents),
        currency: Currency::Eur,
    }
}

fn paid(text: &str, cents: i64) -> Incoming<'_> {
    Incoming {
        amount: Money::from_cents(cents),
        currency: Currency::Eur,
        texts: [text, ""],
    }
}

fn items() -> Vec<OpenItem> {
    vec![
        item(1, &["10481", "RE-2026-000123"], 238_000),
        item(2, &["10482"], 4_760),
        item(3, &["10483"], 4_760),
        item(4, &["10484"], 11_900),
    ]
}

#[test]
fn the_right_number_and_the_right_amount_settle_an_item() {
    let matches = match_all(&[paid("Rechnung RE 2026 000123", 238_000)], &items());
    assert_eq!(matches, [Match::Matched(vec![(1, Money::from_cents(238_000))])]);
    // The payer's own reference is looked at, too.
    let by_reference = Incoming {
        texts: ["Danke", "10481"],
        ..paid("", 238_000)
    };
    assert!(matches!(match_all(&[by_reference], &items())[0], Match::Matched(_)));
}

#[test]
fn one_cent_less_is_a_proposal_that_says_so() {
    let matches = match_all(&[paid("10481", 237_999), paid("10482", 4_761)], &items());
    let proposed = |id, cents| Match::Proposed {
        items: vec![id],
        why: Doubt::AmountDiffers(Money::from_cents(cents)),
    };
    assert_eq!(matches, [proposed(1, -1), proposed(2, 1)]);
}

#[test]
fn one_payment_may_settle_several_items() {
    let matches = match_all(&[paid("10482 und 10484", 16_660)], &items());
    let both = vec![(2, Money::from_cents(4_760)), (4, Money::from_cents(11_900))];
    assert_eq!(matches, [Match::Matched(both)]);
    let matches = match_all(&[paid("10482 und 10484", 16_659)], &items());
    assert_eq!(
        matches,
        [Match::Proposed {
            items: vec![2, 4],
            why: Doubt::AmountDiffers(Money::from_cents(-1))
        }]
    );
}

#[test]
fn order_number_and_invoice_number_of_one_item_count_once() {
    let matches = match_all(&[paid("Auftrag 10481, RE-2026-000123", 238_000)], &items());
    assert_eq!(matches, [Match::Matched(vec![(1, Money::from_cents(238_000))])]);
}

#[test]
fn the_amount_alone_is_never_enough() {
    let matches = match_all(&[paid("Danke!", 4_760), paid("Danke!", 4_761)], &items());
    let same = Match::Proposed {
        items: vec![2, 3],
        why: Doubt::AmountOnly,
    };
    assert_eq!(matches, [same, Match::Unmatched]);
}

#[test]
fn what_is_settled_is_proposed_to_nobody_and_not_paid_twice() {
    let matches = match_all(
        &[paid("Danke", 4_760), paid("10482", 4_760), paid("10482", 4_760)],
        &items(),
    );
    assert_eq!(
        matches,
        [
            Match::Proposed {
                items: vec![3],
                why: Doubt::AmountOnly
            },
            Match::Matched(vec![(2, Money::from_cents(4_760))]),
            Match::Proposed {
                items: vec![2],
                why: Doubt::AmountDiffers(Money::from_cents(4_760))
            },
        ]
    );
}

#[test]
fn money_that_goes_out_or_is_of_another_currency_is_not_taken() {
    let francs = Incoming {
        currency: Currency::Chf,
        ..paid("10482", 4_760)
    };
    let matches = match_all(&[paid("10482", -4_760), paid("10482", 0), francs], &items());
    assert_eq!(
        matches,
        [
            Match::Unmatched,
            Match::Unmatched,
            Match::Proposed {
                items: vec![2],
                why: Doubt::OtherCurrency
            }
        ]
    );
}

/// Some items with five-digit numbers, and payments that name some of them.
fn cases() -> impl Strategy<Value = (Vec<OpenItem>, Vec<(Vec<usize>, i64)>)> {
    let cents = prop::collection::vec(1_i64..50, 1..8);
    let payments = prop::collection::vec((prop::collection::vec(0_usize..8, 0..3), -5_i64..100), 0..20);
    (cents, payments).prop_map(|(cents, payments)| {
        let items = cents
            .into_iter()
            .enumerate()
            .map(|(n, cents)| item(i64::try_from(n).unwrap(), &[&format!("{}", 20_001 + n)], cents))
            .collect();
        (items, payments)
    })
}

proptest! {
    #[test]
    fn money_is_booked_once_and_to_the_cent((items, payments) in cases()) {
        let texts: Vec<String> = payments
            .iter()
            .map(|(named, _)| named.iter().map(|n| format!(" Nr. {}", 20_001 + n)).collect())
            .collect();
        let incoming: Vec<Incoming<'_>> = payments.iter().zip(&texts).map(|((_, cents), text)| paid(text, *cents)).collect();
        let matches = match_all(&incoming, &items);
        prop_assert_eq!(matches.len(), incoming.len());
        let mut settled = BTreeSet::new();
        for (payment, found) in incoming.iter().zip(&matches) {
            if let Match::Matched(booked) = found {
                let sum = Money::checked_sum(booked.iter().map(|(_, amount)| *amount)).unwrap();
                prop_assert_eq!(sum, payment.amount);
                for (id, amount) in booked {
                    prop_assert!(settled.insert(*id), "item {} is paid twice", id);
                    let item = items.iter().find(|item| item.id == *id).unwrap();
                    prop_assert_eq!(item.open, *amount);
                    prop_assert!(payment.texts[0].contains(&item.numbers[0]));
                }
            }
        }
    }
}
