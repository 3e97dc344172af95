//! The simulated provider: what each test card does, what survives a restart, and that it keeps to what Stripe keeps to.

use chrono::TimeDelta;
use simportal::clock::Clock;
use simportal::payments::{
    About, Answered, CardRef, ChargeRef, ChargeState, Choice, CustomerRef, PaymentError, PaymentProvider, Purpose,
    RefundState, Refunding, Saving, SavingRef, SavingState, Signed, Simulated, WebhookError,
};
use simportal::types::card_payment::{Decline, TestCard};
use simportal::types::lang::Lang;
use simportal::types::money::{Currency, Money};
use tempfile::TempDir;

use super::{BACK, HANSA, customer, key, now, payment};

struct Fixture {
    folder: TempDir,
    clock: Clock,
    provider: Simulated,
}

impl Fixture {
    fn new() -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Clock::fixed(now()));
        let provider = open(&folder, &clock);
        Self {
            folder,
            clock,
            provider,
        }
    }

    /// The same after the program was stopped and started.
    fn restarted(self) -> Self {
        let provider = open(&self.folder, &self.clock);
        Self { provider, ..self }
    }

    fn begin_saving(&self, owner: &CustomerRef, attempt: &str) -> SavingRef {
        let attempt = key(attempt);
        let saving = Saving {
            customer: owner,
            attempt: &attempt,
            currency: Currency::Eur,
            lang: Lang::De,
            back: BACK,
        };
        let page = self.provider.begin_saving(&saving).unwrap();
        let address = format!("http://127.0.0.1:8080/development/payments/{}", page.saving);
        assert_eq!(page.address, address);
        page.saving
    }

    fn saved(&self, owner: &CustomerRef, kind: TestCard) -> CardRef {
        let page = self.begin_saving(owner, &format!("save-{kind}"));
        self.done(page.as_str(), Choice::Card(kind));
        match self.provider.saving(&page).unwrap() {
            SavingState::Saved(card) => card.card,
            other => panic!("{other:?}"),
        }
    }

    /// What the visitor chooses ends the page.
    fn done(&self, page: &str, choice: Choice) -> Signed {
        match self.provider.choose(page, choice).unwrap() {
            Some(Answered::Done { go_to, webhook }) => {
                assert_eq!(go_to, BACK.done);
                webhook
            }
            other => panic!("{other:?}"),
        }
    }

    fn charge(&self, owner: &CustomerRef, card: &CardRef, attempt: &str) -> Result<ChargeState, PaymentError> {
        let attempt = key(attempt);
        let charged = self.provider.charge(&payment(owner, &attempt, 500), card)?;
        assert_eq!(charged.amount, Money::from_cents(500));
        Ok(charged.state)
    }
}

fn open(folder: &TempDir, clock: &Clock) -> Simulated {
    Simulated::new(&folder.path().join("payments"), "http://127.0.0.1:8080", clock.clone())
}

#[test]
fn each_card_does_its_one_thing_before_and_after_a_restart() {
    let mut portal = Fixture::new();
    let owner = customer(&portal.provider);
    let cards: Vec<CardRef> = TestCard::ALL.iter().map(|kind| portal.saved(&owner, *kind)).collect();
    for round in ["before", "after"] {
        for (kind, card) in TestCard::ALL.iter().zip(&cards) {
            let attempt = format!("{round}-{kind}");
            let first = portal.charge(&owner, card, &attempt);
            let again = portal.charge(&owner, card, &attempt);
            let declined = |code: &str, reason| {
                Ok(ChargeState::Declined {
                    code: code.to_owned(),
                    reason,
                })
            };
            match kind {
                TestCard::Success => assert_eq!(first, Ok(ChargeState::Succeeded)),
                TestCard::Declined => {
                    assert_eq!(first, declined("insufficient_funds", Decline::InsufficientFunds));
                }
                TestCard::Expired => assert_eq!(first, declined("expired_card", Decline::Expired)),
                TestCard::NeedsConfirmation => {
                    assert!(matches!(first, Ok(ChargeState::NeedsConfirmation { .. })), "{first:?}");
                }
                TestCard::TimesOut => {
                    assert_eq!(first, Err(PaymentError::TimedOut));
                    assert_eq!(again, Ok(ChargeState::Succeeded));
                    continue;
                }
            }
            assert_eq!(again, first, "{kind}");
        }
        portal = portal.restarted();
        assert_eq!(customer(&portal.provider), owner);
    }
    let listed = portal.provider.cards(&owner).unwrap();
    assert_eq!(listed.len(), TestCard::ALL.len());
    assert!(listed.iter().all(|card| card.brand == "simulated"));
    let expired: Vec<&str> = listed
        .iter()
        .filter(|card| card.is_expired(now().date()))
        .map(|card| card.last4.as_str())
        .collect();
    assert_eq!(expired, [TestCard::Expired.last4()]);
}

#[test]
fn an_answer_that_never_came_is_found_by_its_attempt() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let card = portal.saved(&owner, TestCard::TimesOut);
    assert_eq!(portal.charge(&owner, &card, "lost"), Err(PaymentError::TimedOut));
    let portal = portal.restarted();
    let found = portal
        .provider
        .find_charge(&owner, &key("lost"), now())
        .unwrap()
        .unwrap();
    assert_eq!(found.state, ChargeState::Succeeded);
    assert_eq!(portal.provider.find_charge(&owner, &key("never"), now()).unwrap(), None);
}

#[test]
fn a_key_that_comes_with_another_request_is_refused() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let card = portal.saved(&owner, TestCard::Success);
    let attempt = key("charge-1");
    portal.provider.charge(&payment(&owner, &attempt, 500), &card).unwrap();
    let other = portal
        .provider
        .charge(&payment(&owner, &attempt, 501), &card)
        .unwrap_err();
    assert!(
        matches!(&other, PaymentError::Refused { code, .. } if code == "idempotency_error"),
        "{other:?}"
    );
    // A card that is removed pays no more; what it has paid stays.
    portal.provider.remove_card(&card).unwrap();
    assert_eq!(portal.provider.cards(&owner).unwrap(), []);
    assert_eq!(portal.charge(&owner, &card, "charge-1"), Ok(ChargeState::Succeeded));
    assert!(matches!(
        portal.charge(&owner, &card, "charge-2"),
        Err(PaymentError::Refused { .. })
    ));
}

#[test]
fn a_card_of_somebody_else_cannot_be_charged() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let card = portal.saved(&owner, TestCard::Success);
    let other = simportal::payments::Customer {
        account: "81000002",
        ..HANSA
    };
    let other = portal.provider.customer(&other, None).unwrap();
    assert_ne!(other, owner);
    assert!(matches!(
        portal.charge(&other, &card, "theft"),
        Err(PaymentError::Refused { .. })
    ));
}

#[test]
fn a_visitor_pays_on_the_page_and_the_portal_is_told_in_stripes_words() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let attempt = key("checkout-1");
    let begun = portal
        .provider
        .begin_checkout(&payment(&owner, &attempt, 238_000), true)
        .unwrap();
    let name = begun.charge.as_str();
    let page = portal.provider.page(name).unwrap().unwrap();
    let purpose = Purpose::Pay {
        amount: Money::from_cents(238_000),
        currency: Currency::Eur,
        description: "Order 10482".to_owned(),
        keep_card: true,
    };
    assert_eq!(
        (page.purpose, page.customer.as_str(), page.is_over),
        (purpose, HANSA.name, false)
    );
    assert_eq!((page.confirming, page.back.as_str()), (None, BACK.cancelled));
    // Declined: another card may be tried.
    let declined = portal.provider.choose(name, Choice::Card(TestCard::Declined)).unwrap();
    assert_eq!(declined, Some(Answered::Declined(Decline::InsufficientFunds)));
    // Not confirmed: again.
    let asks = || {
        portal
            .provider
            .choose(name, Choice::Card(TestCard::NeedsConfirmation))
            .unwrap()
    };
    assert_eq!(asks(), Some(Answered::Confirm));
    let confirming = portal.provider.page(name).unwrap().unwrap().confirming;
    assert_eq!(confirming, Some(TestCard::NeedsConfirmation));
    let refused = portal.provider.choose(name, Choice::Refuse).unwrap();
    assert_eq!(refused, Some(Answered::Declined(Decline::NotConfirmed)));
    assert_eq!(asks(), Some(Answered::Confirm));
    let webhook = portal.done(name, Choice::Confirm);
    let event = portal
        .provider
        .verify_webhook(Some(&webhook.signature), &webhook.body, now())
        .unwrap();
    let About::Charge(told) = &event.about else {
        panic!("{event:?}")
    };
    assert_eq!(
        (&told.charge, &told.state, told.attempt.as_ref()),
        (&begun.charge, &ChargeState::Succeeded, Some(&attempt))
    );
    assert_eq!(
        portal.provider.charge_state(&begun.charge).unwrap().state,
        ChargeState::Succeeded
    );
    assert_eq!(
        portal.provider.cards(&owner).unwrap().len(),
        1,
        "the card was to be kept"
    );
    // A second click pays nothing.
    assert_eq!(
        portal.provider.choose(name, Choice::Confirm).unwrap(),
        Some(Answered::Over)
    );
    assert!(portal.provider.page(name).unwrap().unwrap().is_over);
    let forged = portal.provider.verify_webhook(Some(&webhook.signature), b"{}", now());
    assert_eq!(forged, Err(WebhookError::Forged));
    let (late, other) = (now() + TimeDelta::minutes(6), Fixture::new());
    let stale = portal
        .provider
        .verify_webhook(Some(&webhook.signature), &webhook.body, late);
    assert_eq!(stale, Err(WebhookError::Stale));
    let foreign = other
        .provider
        .verify_webhook(Some(&webhook.signature), &webhook.body, now());
    assert_eq!(
        foreign,
        Err(WebhookError::Forged),
        "each installation has a secret of its own"
    );
}

#[test]
fn pages_wait_for_a_day_and_what_is_given_up_is_over() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let (first, second) = (key("checkout-1"), key("checkout-2"));
    let begun = portal
        .provider
        .begin_checkout(&payment(&owner, &first, 100), false)
        .unwrap();
    let given_up = portal
        .provider
        .begin_checkout(&payment(&owner, &second, 100), false)
        .unwrap();
    let saving = portal.begin_saving(&owner, "save-1");
    assert_eq!(
        portal.provider.cancel_charge(&given_up.charge).unwrap().state,
        ChargeState::Cancelled
    );
    portal.clock.advance(TimeDelta::hours(24));
    assert_eq!(
        portal.provider.charge_state(&begun.charge).unwrap().state,
        ChargeState::Cancelled
    );
    assert_eq!(portal.provider.saving(&saving).unwrap(), SavingState::Ended);
    for page in [begun.charge.as_str(), given_up.charge.as_str(), saving.as_str()] {
        let answer = portal.provider.choose(page, Choice::Card(TestCard::Success)).unwrap();
        assert_eq!(answer, Some(Answered::Over), "{page}");
    }
    for unknown in [
        "simcharge_unknown",
        "simcard_x",
        "../webhook-secret",
        "",
        "webhook-secret",
    ] {
        assert_eq!(portal.provider.page(unknown).unwrap(), None, "{unknown:?}");
        assert_eq!(
            portal.provider.choose(unknown, Choice::Confirm).unwrap(),
            None,
            "{unknown:?}"
        );
    }
}

#[test]
fn no_more_is_given_back_than_was_paid() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let card = portal.saved(&owner, TestCard::Success);
    let attempt = key("charge-1");
    let charge = portal
        .provider
        .charge(&payment(&owner, &attempt, 500), &card)
        .unwrap()
        .charge;
    let refund = |charge: &ChargeRef, attempt: &str, cents| {
        let attempt = key(attempt);
        let refunding = Refunding {
            charge,
            attempt: &attempt,
            amount: Money::from_cents(cents),
            currency: Currency::Eur,
        };
        portal.provider.refund(&refunding)
    };
    let part = refund(&charge, "refund-1", 200).unwrap();
    assert_eq!(
        (&part.state, part.amount),
        (&RefundState::Succeeded, Money::from_cents(200))
    );
    assert_eq!(refund(&charge, "refund-1", 200).unwrap(), part);
    assert_eq!(portal.provider.refund_state(&part.refund).unwrap(), part);
    assert!(refund(&charge, "refund-2", 301).is_err());
    assert!(refund(&charge, "refund-3", 0).is_err());
    assert!(refund(&charge, "refund-4", 300).is_ok());
    assert!(refund(&charge, "refund-5", 1).is_err());
    assert!(refund(&ChargeRef::parse("simcharge_unknown").unwrap(), "refund-6", 1).is_err());
}

#[test]
fn several_at_once_with_one_key_make_one_charge() {
    let portal = Fixture::new();
    let owner = customer(&portal.provider);
    let card = portal.saved(&owner, TestCard::Success);
    let charges: std::collections::BTreeSet<ChargeRef> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                // Each has the files open by itself, as another process would.
                let other = open(&portal.folder, &portal.clock);
                let (owner, card) = (&owner, &card);
                scope.spawn(move || {
                    other
                        .charge(&payment(owner, &key("charge-1"), 500), card)
                        .unwrap()
                        .charge
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(charges.len(), 1);
}
