//! The pages of the simulated payment provider: they stand for those of a real one, so they are open to whoever has the address, and do not
//! look like pages of the portal. No money moves here.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::cashier;
use crate::domain::{self, StorageError};
use crate::payments::{Answered, Choice, PageOf, PaymentError, Purpose, Simulated};
use crate::state::AppState;
use crate::types::card_payment::{Decline, TestCard};
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::urls;

#[derive(Template)]
#[template(path = "development/payment.html")]
struct PaymentPage {
    layout: Layout,
    page: PageOf,
    action: String,
    /// Where "Cancel" leads.
    back: String,
    declined: Option<Decline>,
}

impl Page for PaymentPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl PaymentPage {
    /// What is to be paid, if anything is.
    fn amount(&self) -> Option<(String, String, bool)> {
        match &self.page.purpose {
            Purpose::Pay {
                amount,
                currency,
                description,
                keep_card,
            } => Some((
                self.layout.formats.money(*amount, *currency),
                description.clone(),
                *keep_card,
            )),
            Purpose::Save => None,
        }
    }

    fn heading(&self) -> String {
        match self.amount() {
            Some((amount, ..)) => self.layout.t1("simulated-pay", "amount", &amount),
            None => self.layout.t("simulated-save"),
        }
    }

    /// Value, digits, words.
    fn cards(&self) -> Vec<(&'static str, &'static str, String)> {
        TestCard::ALL
            .iter()
            .map(|card| {
                let words = self.layout.t(&format!("simulated-card-{card}"));
                (card.as_str(), card.last4(), words)
            })
            .collect()
    }

    fn reason(&self) -> Option<String> {
        self.declined.map(|reason| self.layout.t(&reason.text_key()))
    }
}

fn name_of(request: &HttpRequest) -> String {
    request.match_info().query("reference").to_owned()
}

/// Asks the simulated provider, on a thread that may block; `NotFound` where another one, or none, is set up.
async fn ask<T: Send + 'static>(
    state: &AppState,
    f: impl FnOnce(&Simulated) -> std::result::Result<Option<T>, PaymentError> + Send + 'static,
) -> Result<T> {
    let asked = cashier::in_background(state, move |state| {
        let simulated = state.payments.simulated().ok_or(domain::Error::NotFound)?;
        f(simulated)
            .map_err(|error| domain::Error::from(StorageError::internal(error)))?
            .ok_or(domain::Error::NotFound)
    });
    Ok(asked.await?)
}

async fn page(layout: Layout, state: &AppState, name: &str) -> Result<PaymentPage> {
    let asked = name.to_owned();
    let page = ask(state, move |simulated| simulated.page(&asked)).await?;
    Ok(PaymentPage {
        back: local(state, &page.back),
        action: urls::simulated_payment(name),
        layout,
        page,
        declined: None,
    })
}

/// An address of the portal as this visitor reaches it.
fn local(state: &AppState, address: &str) -> String {
    let path = address.strip_prefix(state.config.server.base_url.as_str());
    urls::local(path.unwrap_or_default()).to_owned()
}

pub(super) async fn get(request: HttpRequest, layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    show(&page(layout, &state, &name_of(&request)).await?)
}

#[derive(Deserialize)]
pub(super) struct ChoiceForm {
    #[serde(default)]
    choice: String,
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    state: web::Data<AppState>,
    Form(form): Form<ChoiceForm>,
) -> Result<HttpResponse> {
    let name = name_of(&request);
    layout.here = urls::simulated_payment(&name);
    let choice = match form.choice.as_str() {
        "confirm" => Some(Choice::Confirm),
        "refuse" => Some(Choice::Refuse),
        card => TestCard::parse(card).map(Choice::Card),
    };
    let Some(choice) = choice else {
        return show_invalid(&page(layout, &state, &name).await?);
    };
    let asked = name.clone();
    match ask(&state, move |simulated| simulated.choose(&asked, choice)).await? {
        Answered::Done { go_to, webhook } => {
            // As a real provider would send it; a webhook that is lost must not matter, either.
            let taken = cashier::take(&state, Some(&webhook.signature), &webhook.body).await;
            if let Ok(Err(error)) = &taken {
                return Err(Error::Internal(error.to_string()));
            }
            if let Err(error) = taken {
                tracing::warn!(error = %error, "a webhook of the simulated provider was lost");
            }
            Ok(redirect(&local(&state, &go_to)))
        }
        Answered::Confirm | Answered::Over => Ok(redirect(&urls::simulated_payment(&name))),
        Answered::Declined(reason) => {
            let page = page(layout, &state, &name).await?;
            show_invalid(&PaymentPage {
                declined: Some(reason),
                ..page
            })
        }
    }
}
