//! Customers, cards, charges, pages and refunds of the stand-in.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::http::Request;
use super::{Told, refusal};

/// All objects by their reference. Cards behave as their reference says: `pm_ok`, `pm_insufficient`, `pm_authenticate` and so on, with
/// anything behind it.
#[derive(Default)]
pub struct Objects {
    all: BTreeMap<String, Value>,
    made: usize,
}

/// The fields of a request, each of which must be asked for.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.remove(at).1)
    }

    fn must(&mut self, name: &str) -> Result<String, (u16, Value)> {
        self.take(name).filter(|value| !value.is_empty()).ok_or_else(|| {
            let error = refusal("invalid_request_error", "parameter_missing", name);
            (400, error)
        })
    }

    fn is(&mut self, name: &str, value: &str) -> Result<(), (u16, Value)> {
        let told = self.must(name)?;
        if told == value {
            return Ok(());
        }
        let message = format!("{name} is {told}, not {value}");
        Err((400, refusal("invalid_request_error", "parameter_invalid", &message)))
    }

    fn nothing_else(self) -> Result<(), (u16, Value)> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => Err((400, refusal("invalid_request_error", "parameter_unknown", name))),
        }
    }
}

fn missing(what: &str) -> (u16, Value) {
    let message = format!("No such object: {what}");
    (404, refusal("invalid_request_error", "resource_missing", &message))
}

fn amount(text: &str) -> Result<i64, (u16, Value)> {
    let wrong = || (400, refusal("invalid_request_error", "parameter_invalid_integer", text));
    let cents: i64 = text.parse().map_err(|_| wrong())?;
    if (1..=99_999_999).contains(&cents) {
        Ok(cents)
    } else {
        Err(wrong())
    }
}

impl Objects {
    pub fn get(&self, id: &str) -> &Value {
        &self.all[id]
    }

    pub fn get_mut(&mut self, id: &str) -> &mut Value {
        self.all.get_mut(id).unwrap()
    }

    pub fn put(&mut self, id: &str, value: Value) {
        self.all.insert(id.to_owned(), value);
    }

    fn new_id(&mut self, prefix: &str) -> String {
        self.made += 1;
        format!("{prefix}_{:04}", self.made)
    }

    /// A saved card of a customer.
    pub fn add_card(&mut self, id: &str, customer: &str) {
        let card = json!({ "brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2028 });
        self.put(
            id,
            json!({ "id": id, "object": "payment_method", "type": "card", "customer": customer, "card": card }),
        );
    }

    /// The visitor does what the page is for.
    pub fn complete(&mut self, page: &str) {
        let session = self.get(page).clone();
        let customer = session["customer"].as_str().unwrap().to_owned();
        if session["mode"] == "setup" {
            let (card, intent) = (self.new_id("pm_ok"), self.new_id("seti"));
            self.add_card(&card, &customer);
            self.put(
                &intent,
                json!({ "id": intent, "object": "setup_intent", "payment_method": card }),
            );
            self.get_mut(page)["setup_intent"] = intent.into();
        } else {
            let intent = self.new_id("pi");
            let made = json!({
                "id": intent, "object": "payment_intent", "status": "succeeded", "customer": customer,
                "amount": session["amount_total"], "currency": session["currency"],
                "metadata": session["intent_metadata"], "latest_charge": "ch_1",
                "last_payment_error": null, "next_action": null,
            });
            self.put(&intent, made);
            self.get_mut(page)["payment_intent"] = intent.into();
            self.get_mut(page)["payment_status"] = "paid".into();
        }
        let session = self.get_mut(page);
        session["status"] = "complete".into();
        session["url"] = Value::Null;
    }

    pub fn carry_out(&mut self, request: &Request) -> Told {
        let mut fields = Fields(request.fields.clone());
        let path: Vec<&str> = request.path.trim_start_matches('/').split('/').skip(1).collect();
        assert!(request.path.starts_with("/v1/"), "{}", request.path);
        let told = match (request.method.as_str(), path.as_slice()) {
            ("POST", ["customers"]) => self.new_customer(&mut fields),
            ("POST", ["checkout", "sessions"]) => self.new_session(&mut fields),
            ("POST", ["checkout", "sessions", id, "expire"]) => self.end(id, "expired", &["open"]),
            ("POST", ["payment_intents"]) => return self.new_intent(fields),
            ("POST", ["payment_intents", id, "cancel"]) => self.end(
                id,
                "canceled",
                &["requires_payment_method", "requires_action", "requires_confirmation"],
            ),
            ("POST", ["payment_methods", id, "detach"]) => self.detach(id),
            ("POST", ["refunds"]) => self.new_refund(&mut fields),
            ("GET", ["payment_methods"]) => self.cards(&mut fields),
            ("GET", ["payment_intents"]) => self.intents(&mut fields),
            ("GET", ["customers" | "payment_intents" | "refunds", id] | ["checkout", "sessions", id]) => {
                let object = self.all.get(*id).cloned().ok_or_else(|| missing(id));
                object.map(|object| self.expanded(object, fields.take("expand[]")))
            }
            _ => Err(missing(&request.path)),
        }?;
        fields.nothing_else()?;
        Ok(told)
    }

    fn new_customer(&mut self, fields: &mut Fields) -> Told {
        let (name, email) = (fields.must("name")?, fields.must("email")?);
        let account = fields.must("metadata[account]")?;
        let id = self.new_id("cus");
        let customer =
            json!({ "id": id, "object": "customer", "name": name, "email": email, "metadata": { "account": account } });
        self.put(&id, customer.clone());
        Ok(customer)
    }

    fn new_session(&mut self, fields: &mut Fields) -> Told {
        let mode = fields.must("mode")?;
        let customer = fields.must("customer")?;
        self.all.get(&customer).ok_or_else(|| missing(&customer))?;
        let attempt = fields.must("client_reference_id")?;
        for name in ["locale", "success_url", "cancel_url"] {
            fields.must(name)?;
        }
        fields.is("payment_method_types[]", "card")?;
        let id = self.new_id("cs_test");
        let mut session = json!({
            "id": id, "object": "checkout.session", "mode": mode, "status": "open", "payment_status": "unpaid",
            "url": format!("https://checkout.stripe.com/c/pay/{id}"), "customer": customer,
            "client_reference_id": attempt, "payment_intent": null, "setup_intent": null,
            "amount_total": null, "currency": null,
        });
        if mode == "setup" {
            session["currency"] = fields.must("currency")?.into();
            fields.is("setup_intent_data[metadata][attempt]", &attempt)?;
        } else {
            fields.is("line_items[0][quantity]", "1")?;
            session["currency"] = fields.must("line_items[0][price_data][currency]")?.into();
            session["amount_total"] = amount(&fields.must("line_items[0][price_data][unit_amount]")?)?.into();
            fields.must("line_items[0][price_data][product_data][name]")?;
            fields.is("payment_intent_data[metadata][attempt]", &attempt)?;
            let order = fields.must("payment_intent_data[metadata][order]")?;
            session["intent_metadata"] = json!({ "attempt": attempt, "order": order });
            session["keep_card"] = fields.take("payment_intent_data[setup_future_usage]").into();
        }
        self.put(&id, session.clone());
        Ok(session)
    }

    /// An off-session charge, by what its card does.
    fn new_intent(&mut self, mut fields: Fields) -> Told {
        let (customer, card) = (fields.must("customer")?, fields.must("payment_method")?);
        let cents = amount(&fields.must("amount")?)?;
        let currency = fields.must("currency")?;
        fields.is("payment_method_types[]", "card")?;
        fields.is("confirm", "true")?;
        fields.is("off_session", "true")?;
        fields.is("expand[]", "latest_charge")?;
        let (attempt, order) = (fields.must("metadata[attempt]")?, fields.must("metadata[order]")?);
        fields.nothing_else()?;
        let owner = self.all.get(&card).ok_or_else(|| missing(&card))?["customer"].clone();
        if owner != customer.as_str() {
            let message = "The payment method does not belong to this customer";
            return Err((400, refusal("invalid_request_error", "", message)));
        }
        let id = self.new_id("pi");
        let mut intent = json!({
            "id": id, "object": "payment_intent", "amount": cents, "currency": currency, "customer": customer,
            "metadata": { "attempt": attempt, "order": order }, "status": "succeeded",
            "last_payment_error": null, "next_action": null, "latest_charge": null,
        });
        let kind = card.trim_start_matches("pm_").split('_').next().unwrap_or_default();
        let declined = |code: &str, decline: &str| json!({ "type": "card_error", "code": code, "decline_code": decline, "message": "Your card was declined." });
        let error = match kind {
            "insufficient" => Some(declined("card_declined", "insufficient_funds")),
            "stolen" => Some(declined("card_declined", "stolen_card")),
            "expired" => Some(declined("expired_card", "expired_card")),
            "authenticate" => Some(declined("authentication_required", "authentication_required")),
            _ => None,
        };
        match kind {
            "processing" => intent["status"] = "processing".into(),
            "sdk" => {
                intent["status"] = "requires_action".into();
                intent["next_action"] = json!({ "type": "use_stripe_sdk", "use_stripe_sdk": {} });
            }
            "redirect" => {
                intent["status"] = "requires_action".into();
                let to = json!({ "url": "https://hooks.stripe.com/3d", "return_url": null });
                intent["next_action"] = json!({ "type": "redirect_to_url", "redirect_to_url": to });
            }
            _ => {}
        }
        if error.is_none() {
            let card = json!({ "brand": "visa", "last4": "4242", "exp_month": 8, "exp_year": 2028 });
            intent["latest_charge"] = json!({ "id": "ch_1", "payment_method_details": { "card": card } });
        } else {
            intent["status"] = "requires_payment_method".into();
            intent["last_payment_error"] = error.clone().into();
        }
        self.put(&id, intent.clone());
        match error {
            None => Ok(intent),
            Some(mut error) => {
                error["payment_intent"] = intent;
                Err((402, json!({ "error": error })))
            }
        }
    }

    fn end(&mut self, id: &str, status: &str, from: &[&str]) -> Told {
        let object = self.all.get_mut(id).ok_or_else(|| missing(id))?;
        if !from.contains(&object["status"].as_str().unwrap()) {
            let message = format!("It is {}", object["status"]);
            return Err((400, refusal("invalid_request_error", "unexpected_state", &message)));
        }
        object["status"] = status.into();
        if status == "expired" {
            object["url"] = Value::Null;
        }
        Ok(object.clone())
    }

    fn detach(&mut self, id: &str) -> Told {
        let card = self.all.get_mut(id).ok_or_else(|| missing(id))?;
        if card["customer"].is_null() {
            let message = "The payment method you provided is not attached to a customer";
            return Err((
                400,
                refusal("invalid_request_error", "payment_method_not_attached", message),
            ));
        }
        card["customer"] = Value::Null;
        Ok(card.clone())
    }

    fn new_refund(&mut self, fields: &mut Fields) -> Told {
        let intent = fields.must("payment_intent")?;
        let (cents, attempt) = (amount(&fields.must("amount")?)?, fields.must("metadata[attempt]")?);
        let charge = self.all.get(&intent).ok_or_else(|| missing(&intent))?.clone();
        let given: i64 = self
            .all
            .values()
            .filter(|object| object["object"] == "refund" && object["payment_intent"] == intent.as_str())
            .map(|refund| refund["amount"].as_i64().unwrap())
            .sum();
        if charge["status"] != "succeeded" || given + cents > charge["amount"].as_i64().unwrap() {
            let code = if given > 0 {
                "charge_already_refunded"
            } else {
                "amount_too_large"
            };
            return Err((400, refusal("invalid_request_error", code, "Nothing is left")));
        }
        let id = self.new_id("re");
        let refund = json!({
            "id": id, "object": "refund", "amount": cents, "currency": charge["currency"], "payment_intent": intent,
            "status": "pending", "failure_reason": null, "metadata": { "attempt": attempt },
        });
        self.put(&id, refund.clone());
        Ok(refund)
    }

    fn cards(&mut self, fields: &mut Fields) -> Told {
        let customer = fields.must("customer")?;
        fields.is("type", "card")?;
        fields.is("limit", "100")?;
        let is_of = |object: &&Value| object["object"] == "payment_method" && object["customer"] == customer.as_str();
        let cards: Vec<&Value> = self.all.values().filter(is_of).collect();
        Ok(json!({ "object": "list", "data": cards, "has_more": false }))
    }

    /// Newest first, two in a list, so that lists go on.
    fn intents(&mut self, fields: &mut Fields) -> Told {
        let customer = fields.must("customer")?;
        fields.must("created[gte]")?;
        fields.is("limit", "100")?;
        fields.is("expand[]", "data.latest_charge")?;
        let after = fields.take("starting_after");
        let is_of = |object: &&Value| object["object"] == "payment_intent" && object["customer"] == customer.as_str();
        let mut intents: Vec<&Value> = self.all.values().filter(is_of).collect();
        intents.sort_by_key(|intent| std::cmp::Reverse(intent["id"].as_str().unwrap()));
        let begin = after.map_or(0, |after| {
            intents.iter().position(|i| i["id"] == after.as_str()).unwrap() + 1
        });
        let list: Vec<&Value> = intents.iter().skip(begin).take(2).copied().collect();
        Ok(json!({ "object": "list", "data": list, "has_more": begin + 2 < intents.len() }))
    }

    /// References on the way that was asked for become objects.
    fn expanded(&self, mut object: Value, way: Option<String>) -> Value {
        let mut place = &mut object;
        for name in way.iter().flat_map(|way| way.split('.')) {
            // What is not there yet cannot be more than that.
            if !place.is_object() {
                break;
            }
            place = &mut place[name];
            if let Some(known) = place.as_str().and_then(|id| self.all.get(id)) {
                *place = known.clone();
            }
        }
        object
    }
}
