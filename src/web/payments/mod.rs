//! Paying by card. Card numbers are typed on pages of the payment provider only; what comes back proves nothing, and is asked about.
//!
//! | page | file |
//! |---|---|
//! | `/orders/{order}/payment`: paying an order, and where the provider sends its visitor back to | `pay.rs` |
//! | `/account/payment-details`: saved cards | `details.rs`, `deletion.rs` |
//! | means of payment in a form, for every page that orders something | `choice.rs` |

mod choice;
mod deletion;
mod details;
mod pay;

use actix_web::HttpResponse;
use actix_web::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};

pub(super) use choice::{Choice, Offered, offered, words};
pub(super) use pay::{begin_placed, carry_on};

use super::error::Result;
use super::middleware::request::policy;
use super::routes::Routes;
use super::urls;
use crate::state::AppState;
use crate::types::access::Access::Org;
use crate::types::card_payment::PaymentProviderKind;
use crate::types::matrix::Permission::{EditPaymentDetails, PlaceOrder};

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::ORDER_PAYMENT, Org(PlaceOrder), pay::get);
    r.post(urls::ORDER_PAYMENT, Org(PlaceOrder), pay::post);
    // The provider sends its visitor here, so it has to be a GET; it asks the provider and changes what that answers.
    r.get(urls::ORDER_PAYMENT_RETURN, Org(PlaceOrder), pay::back);
    r.get(urls::PAYMENT_DETAILS, Org(EditPaymentDetails), details::get);
    r.post(urls::PAYMENT_DETAILS, Org(EditPaymentDetails), details::post);
    r.get(urls::PAYMENT_DETAILS_RETURN, Org(EditPaymentDetails), details::back);
    r.post(urls::CARD_DEFAULT, Org(EditPaymentDetails), details::make_default);
    r.get(urls::CARD_DELETION, Org(EditPaymentDetails), deletion::get);
    r.post(urls::CARD_DELETION, Org(EditPaymentDetails), deletion::post);
}

/// Who carries out card payments; `None`: cards are not taken here.
pub(super) fn provider(state: &AppState) -> Option<PaymentProviderKind> {
    state.payments.provider().map(|provider| provider.kind())
}

/// Lets the forms of a page lead to the provider's pages: browsers hold the answers of forms to the page's policy, too.
pub(super) fn leading_out(state: &AppState, shown: Result<HttpResponse>) -> Result<HttpResponse> {
    let mut response = shown?;
    let origin = state.payments.provider().map_or("", |provider| provider.page_origin());
    if !origin.is_empty()
        && let Ok(policy) = HeaderValue::from_str(&policy(origin))
    {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// A page of the provider as this visitor reaches it: one of ours (the simulated provider's) has no host of its own.
fn reached<'a>(state: &AppState, address: &'a str) -> &'a str {
    let ours = address.strip_prefix(state.config.server.base_url.as_str());
    ours.filter(|path| path.starts_with('/')).unwrap_or(address)
}
