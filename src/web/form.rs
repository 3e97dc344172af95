//! The only way to read a form: whoever asks for a [`Form<T>`] gets it after its token and its organisation were checked.

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use super::csrf;
use super::error::{Error, Result};
use super::visitor::Visitor;
use crate::state::AppState;
use crate::types::access::Place;

/// A form larger than this is no form of ours (uploads have their own way).
const LARGEST: usize = 256 * 1024;

/// Sentence for a form that is larger.
pub(super) const TOO_LARGE: &str = "error-too-large-text";

/// A checked, decoded form. Fields are text: turning them into values is the page's `parse`.
#[derive(Debug)]
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            let body = read(&request, payload).await?;
            let pairs: Vec<(String, String)> = serde_html_form::from_bytes(&body).map_err(|_| Error::Unreadable)?;
            if pairs.iter().any(|(_, value)| value.contains(is_unprintable)) {
                return Err(Error::Unreadable);
            }
            check(&request, &pairs)?;
            serde_html_form::from_bytes(&body)
                .map(Form)
                .map_err(|_| Error::Unreadable)
        })
    }
}

/// Control characters that no text field can hold. PostgreSQL refuses a null character in any text, which would be a fault of ours.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

async fn read(request: &HttpRequest, mut payload: Payload) -> Result<web::Bytes> {
    if !request.content_type().eq_ignore_ascii_case(mime_form()) {
        return Err(Error::Unreadable);
    }
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(Error::TooLarge(TOO_LARGE));
    }
    let payload = web::Payload::from_request(request, &mut payload)
        .await
        .map_err(|_| Error::Unreadable)?;
    payload
        .to_bytes_limited(LARGEST)
        .await
        .map_err(|_| Error::TooLarge(TOO_LARGE))?
        .map_err(|_| Error::Unreadable)
}

fn mime_form() -> &'static str {
    "application/x-www-form-urlencoded"
}

/// Checks token and organisation of a form.
pub(super) fn check(request: &HttpRequest, pairs: &[(String, String)]) -> Result<()> {
    let field = |name: &str| {
        pairs
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value.as_str())
    };
    let state = request
        .app_data::<web::Data<AppState>>()
        .ok_or_else(|| Error::Internal("no state".to_owned()))?;
    let seed = csrf::seed(request, state.config.server.is_https());
    if seed.fresh || !csrf::is_valid(&state.keys, &seed.value, field("_csrf")) {
        return Err(Error::Forged);
    }
    let extensions = request.extensions();
    let actor = extensions.get::<Visitor>().and_then(|visitor| visitor.actor.as_ref());
    if let Some(Place::Member { organisation_id, .. }) = actor.map(|actor| &actor.place)
        && field("_org") != organisation_id.to_string()
    {
        return Err(Error::Switched);
    }
    Ok(())
}
