//! Stripe: <https://docs.stripe.com/api>. Pages are Stripe's own (Checkout), so no card number and no script of Stripe's comes near the
//! portal, and no publishable key is needed.

pub(super) mod events;
mod http;
mod objects;

use std::time::Duration;

pub(super) use http::Limits;
use http::{Client, Form, Problem};
use objects::{ATTEMPT, Customer as CustomerObject, List, PaymentIntent, PaymentMethod, Refund, Session};

use super::{
    AttemptKey, CardRef, ChargeRef, ChargeState, Charged, Customer, CustomerRef, Event, Payment, PaymentError,
    PaymentProvider, RefundRef, Refunded, Refunding, ReturnTo, SavedCard, Saving, SavingPage, SavingRef, SavingState,
    SetupError, WebhookError, signature,
};
use crate::types::card_payment::PaymentProviderKind;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money};
use crate::types::time::UtcTime;
use crate::{config, crypto};

/// Beginning of references of pages.
const PAGE: &str = "cs_";

/// Pages of a list that are looked through for one charge, of a hundred each.
const MOST_LISTS: usize = 20;

/// The adapter. Cheap to share; it holds no state but its connections.
pub struct Stripe {
    client: Client,
    webhook_secret: String,
}

impl Stripe {
    /// Reads the system's certificate authorities; asks Stripe nothing yet.
    pub(super) fn new(settings: &config::Stripe, limits: Limits) -> Result<Self, SetupError> {
        Ok(Self {
            client: Client::new(settings, limits)?,
            webhook_secret: settings.webhook_secret.clone(),
        })
    }

    /// The same with another time limit for a whole request, for tests with servers that do not answer.
    pub fn with_time_limit(settings: &config::Stripe, whole: Duration) -> Result<Self, SetupError> {
        let limits = Limits { whole, ..Limits::USUAL };
        Self::new(settings, limits)
    }

    fn session(&self, page: &str, expand: &str) -> Result<Session, PaymentError> {
        let query = Form::of(&[("expand[]", expand)]);
        Ok(self.client.get(&format!("/v1/checkout/sessions/{page}"), &query)?)
    }

    fn intent(&self, charge: &ChargeRef) -> Result<PaymentIntent, PaymentError> {
        let query = Form::of(&[("expand[]", "latest_charge")]);
        Ok(self.client.get(&format!("/v1/payment_intents/{charge}"), &query)?)
    }

    /// The charge itself, where a page may stand for it.
    fn paid_charge(&self, charge: &ChargeRef) -> Result<ChargeRef, PaymentError> {
        if !charge.as_str().starts_with(PAGE) {
            return Ok(charge.clone());
        }
        let session = self.session(charge.as_str(), "payment_intent")?;
        session
            .intent()
            .ok_or_else(|| PaymentError::refused("not-paid", "nothing was paid on this page"))
    }

    /// The bank wants to ask the holder, who is away: the charge is given up for good, and the same amount waits on a page instead.
    fn ask_holder(&self, payment: &Payment<'_>, intent: &ChargeRef) -> Result<Charged, PaymentError> {
        let path = format!("/v1/payment_intents/{intent}/cancel");
        let key = payment.attempt.step("cancel");
        let given_up: PaymentIntent = self.client.post(&path, &Form::default(), &key)?;
        if given_up.status != "canceled" {
            return given_up.charged();
        }
        self.checkout(payment, false, &payment.attempt.step("page"))
    }

    fn checkout(&self, payment: &Payment<'_>, keep_card: bool, key: &str) -> Result<Charged, PaymentError> {
        let mut form = page("payment", payment.customer, payment.attempt, payment.lang, payment.back)
            .with("line_items[0][quantity]", "1")
            .with("line_items[0][price_data][currency]", currency(payment.currency))
            .with("line_items[0][price_data][unit_amount]", cents(payment.amount)?)
            .with("line_items[0][price_data][product_data][name]", payment.description)
            .with("payment_intent_data[metadata][attempt]", payment.attempt.as_str())
            .with("payment_intent_data[metadata][order]", payment.order);
        if keep_card {
            form = form.with("payment_intent_data[setup_future_usage]", "off_session");
        }
        let session: Session = self.client.post("/v1/checkout/sessions", &form, key)?;
        session.charged()
    }
}

/// What every page of Stripe's is asked for with.
fn page(mode: &str, customer: &CustomerRef, attempt: &AttemptKey, lang: Lang, back: ReturnTo<'_>) -> Form {
    Form::of(&[
        ("mode", mode),
        ("customer", customer.as_str()),
        ("client_reference_id", attempt.as_str()),
        ("locale", lang.as_str()),
        ("success_url", back.done),
        ("cancel_url", back.cancelled),
        ("payment_method_types[]", "card"),
    ])
}

fn currency(currency: Currency) -> String {
    currency.as_str().to_ascii_lowercase()
}

/// An amount as Stripe counts it: all our currencies have two digits behind the point there, too.
fn cents(amount: Money) -> Result<String, PaymentError> {
    if amount.cents() <= 0 {
        return Err(PaymentError::refused("amount", "an amount must be more than nothing"));
    }
    Ok(amount.cents().to_string())
}

impl PaymentProvider for Stripe {
    fn kind(&self) -> PaymentProviderKind {
        PaymentProviderKind::Stripe
    }

    fn customer(&self, who: &Customer<'_>, known: Option<&CustomerRef>) -> Result<CustomerRef, PaymentError> {
        if let Some(known) = known {
            match self
                .client
                .get::<CustomerObject>(&format!("/v1/customers/{known}"), &Form::default())
            {
                Ok(customer) if !customer.deleted => return Ok(customer.id),
                Ok(_) | Err(Problem::Api(404, _)) => {}
                Err(problem) => return Err(problem.into()),
            }
        }
        let form = Form::of(&[
            ("name", who.name),
            ("email", who.email),
            ("metadata[account]", who.account),
        ]);
        // Name and address may change between two tries, and with them the form: they are part of the key, or the second try would be
        // refused. A customer who is gone at Stripe gets a new one.
        let gone = known.map_or("", CustomerRef::as_str);
        let facts = [who.account, who.name, who.email, gone].join("\n");
        let key = format!("customer-{}", crypto::sha256_hex(&facts));
        let customer: CustomerObject = self.client.post("/v1/customers", &form, &key)?;
        Ok(customer.id)
    }

    fn begin_saving(&self, saving: &Saving<'_>) -> Result<SavingPage, PaymentError> {
        let form = page("setup", saving.customer, saving.attempt, saving.lang, saving.back)
            .with("currency", currency(saving.currency))
            .with("setup_intent_data[metadata][attempt]", saving.attempt.as_str());
        let session: Session = self
            .client
            .post("/v1/checkout/sessions", &form, saving.attempt.as_str())?;
        match session.saving()? {
            SavingState::Open { address } => Ok(SavingPage {
                saving: session.saving_ref()?,
                address,
            }),
            SavingState::Saved(_) | SavingState::Ended => Err(objects::unreadable("a new page that has ended")),
        }
    }

    fn saving(&self, saving: &SavingRef) -> Result<SavingState, PaymentError> {
        self.session(saving.as_str(), "setup_intent.payment_method")?.saving()
    }

    fn cards(&self, customer: &CustomerRef) -> Result<Vec<SavedCard>, PaymentError> {
        let query = Form::of(&[("customer", customer.as_str()), ("type", "card"), ("limit", "100")]);
        let methods: List<PaymentMethod> = self.client.get("/v1/payment_methods", &query)?;
        Ok(methods.data.iter().filter_map(PaymentMethod::saved).collect())
    }

    fn remove_card(&self, card: &CardRef) -> Result<(), PaymentError> {
        let path = format!("/v1/payment_methods/{card}/detach");
        let removed: Result<PaymentMethod, Problem> =
            self.client.post(&path, &Form::default(), &format!("detach-{card}"));
        match removed {
            Ok(_) => Ok(()),
            Err(Problem::Api(404, _)) => Ok(()),
            // A card that belongs to nobody cannot be taken from anybody.
            Err(Problem::Api(400, error)) if error.code.as_deref() == Some("payment_method_not_attached") => Ok(()),
            Err(problem) => Err(problem.into()),
        }
    }

    fn charge(&self, payment: &Payment<'_>, card: &CardRef) -> Result<Charged, PaymentError> {
        let form = Form::of(&[
            ("customer", payment.customer.as_str()),
            ("payment_method", card.as_str()),
        ])
        .with("amount", cents(payment.amount)?)
        .with("currency", currency(payment.currency))
        .with("payment_method_types[]", "card")
        .with("confirm", "true")
        .with("off_session", "true")
        .with("metadata[attempt]", payment.attempt.as_str())
        .with("metadata[order]", payment.order)
        .with("expand[]", "latest_charge");
        let made: Result<PaymentIntent, Problem> =
            self.client.post("/v1/payment_intents", &form, payment.attempt.as_str());
        let declined = match made {
            Ok(intent) if intent.status == "requires_action" => match intent.charged()? {
                charged if matches!(charged.state, ChargeState::NeedsConfirmation { .. }) => return Ok(charged),
                // It can be confirmed by a script of Stripe's only, which the portal does not have.
                _ => return self.ask_holder(payment, &intent.id),
            },
            Ok(intent) => return intent.charged(),
            Err(Problem::Api(402, error)) => error,
            Err(problem) => return Err(problem.into()),
        };
        let intent = declined.payment_intent.as_deref();
        if declined.asks_for_confirmation() {
            let Some(intent) = intent else {
                return Err(objects::unreadable("a charge to be confirmed that is not told"));
            };
            return self.ask_holder(payment, &intent.id);
        }
        Ok(Charged {
            charge: match intent {
                Some(intent) => intent.id.clone(),
                // Some declines come before there is a charge.
                None => ChargeRef::parse(payment.attempt.as_str())
                    .ok_or_else(|| objects::unreadable("a declined charge without reference"))?,
            },
            state: declined.declined(),
            amount: payment.amount,
            currency: payment.currency,
            attempt: Some(payment.attempt.clone()),
            card: None,
        })
    }

    fn begin_checkout(&self, payment: &Payment<'_>, keep_card: bool) -> Result<Charged, PaymentError> {
        self.checkout(payment, keep_card, payment.attempt.as_str())
    }

    fn charge_state(&self, charge: &ChargeRef) -> Result<Charged, PaymentError> {
        if charge.as_str().starts_with(PAGE) {
            self.session(charge.as_str(), "payment_intent.latest_charge")?.charged()
        } else {
            self.intent(charge)?.charged()
        }
    }

    fn find_charge(
        &self,
        customer: &CustomerRef,
        attempt: &AttemptKey,
        since: UtcTime,
    ) -> Result<Option<Charged>, PaymentError> {
        let since = since.and_utc().timestamp().to_string();
        let mut after: Option<ChargeRef> = None;
        for _ in 0..MOST_LISTS {
            let mut query = Form::of(&[
                ("customer", customer.as_str()),
                ("created[gte]", since.as_str()),
                ("limit", "100"),
                ("expand[]", "data.latest_charge"),
            ]);
            if let Some(after) = &after {
                query = query.with("starting_after", after.as_str());
            }
            let list: List<PaymentIntent> = self.client.get("/v1/payment_intents", &query)?;
            let of_attempt: Vec<&PaymentIntent> = list
                .data
                .iter()
                .filter(|intent| intent.attempt().as_ref() == Some(attempt))
                .collect();
            // One that was given up in favour of a page has the same attempt as the page's own.
            let found = of_attempt
                .iter()
                .find(|intent| intent.status != "canceled")
                .or(of_attempt.first());
            if let Some(intent) = found {
                return intent.charged().map(Some);
            }
            after = list.data.last().map(|intent| intent.id.clone());
            if !list.has_more || after.is_none() {
                return Ok(None);
            }
        }
        Err(PaymentError::Unreachable("too many charges to look through".to_owned()))
    }

    fn cancel_charge(&self, charge: &ChargeRef) -> Result<Charged, PaymentError> {
        let path = if charge.as_str().starts_with(PAGE) {
            format!("/v1/checkout/sessions/{charge}/expire")
        } else {
            format!("/v1/payment_intents/{charge}/cancel")
        };
        let done: Result<serde_json::Value, Problem> =
            self.client.post(&path, &Form::default(), &format!("cancel-{charge}"));
        match done {
            // Too late or done before: the state tells which.
            Ok(_) | Err(Problem::Api(400, _)) => self.charge_state(charge),
            Err(problem) => Err(problem.into()),
        }
    }

    fn refund(&self, refunding: &Refunding<'_>) -> Result<Refunded, PaymentError> {
        let charge = self.paid_charge(refunding.charge)?;
        let form = Form::of(&[("payment_intent", charge.as_str())])
            .with("amount", cents(refunding.amount)?)
            .with(&format!("metadata[{ATTEMPT}]"), refunding.attempt.as_str());
        let refund: Refund = self.client.post("/v1/refunds", &form, refunding.attempt.as_str())?;
        refund.refunded()
    }

    fn refund_state(&self, refund: &RefundRef) -> Result<Refunded, PaymentError> {
        let refund: Refund = self.client.get(&format!("/v1/refunds/{refund}"), &Form::default())?;
        refund.refunded()
    }

    fn verify_webhook(&self, header: Option<&str>, body: &[u8], now: UtcTime) -> Result<Event, WebhookError> {
        signature::verify(&self.webhook_secret, header, body, now)?;
        events::read(body)
    }

    fn page_origin(&self) -> &str {
        "https://checkout.stripe.com"
    }
}
