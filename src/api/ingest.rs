//! `POST /ingest/usage` and `/ingest/events`: records in the data-streamer form, up to 3000 a call. 200 is said only after the commit;
//! a repeat of the same records says 200 and changes nothing, so senders may send again whenever they are in doubt.

use actix_web::http::{StatusCode, header};
use actix_web::web::Bytes;
use actix_web::{HttpMessage, HttpRequest, HttpResponse, web};
use serde::Serialize;
use serde_json::json;
use serde_json::value::RawValue;

use super::basic;
use crate::domain::auth::{self, Subject};
use crate::domain::ingest::parse::Parsed;
use crate::domain::ingest::parse::events::parse_event;
use crate::domain::ingest::parse::json::{StreamError, for_each_record_in};
use crate::domain::ingest::parse::usage::parse_usage;
use crate::domain::ingest::{self, Intake, MOST_RECORDS, Source};
use crate::domain::{Db, Error as DomainError, Result as DomainResult};
use crate::state::AppState;
use crate::types::access::Access;
use crate::types::time::UtcTime;
use crate::web::middleware::identify::client_address;
use crate::web::routes::Routes;

/// Largest body of a call.
const LARGEST: usize = 5 * 1024 * 1024;

pub(super) fn register(r: &mut Routes) {
    r.post("/ingest/usage", Access::Ingest, usage);
    r.post("/ingest/events", Access::Ingest, events);
}

async fn usage(request: HttpRequest, body: web::Payload, state: web::Data<AppState>) -> HttpResponse {
    answer(take(&request, body, &state, "usage", parse_usage, ingest::take_usage).await)
}

async fn events(request: HttpRequest, body: web::Payload, state: web::Data<AppState>) -> HttpResponse {
    answer(take(&request, body, &state, "event", parse_event, ingest::take_events).await)
}

/// Why a call was refused as a whole; nothing of it was kept.
enum Refusal {
    Unauthorised,
    Blocked,
    MediaType,
    TooLarge(&'static str),
    Malformed(String),
    Unavailable,
    Internal,
}

async fn take<T, P, F>(
    request: &HttpRequest,
    body: web::Payload,
    state: &web::Data<AppState>,
    kind: &'static str,
    parse: P,
    take: F,
) -> Result<Intake, Refusal>
where
    T: Send + 'static,
    P: Fn(u64, &RawValue) -> Parsed<T>,
    F: FnOnce(&mut Db, &Source<'_>, Vec<Parsed<T>>, UtcTime) -> DomainResult<Intake> + Send + 'static,
{
    let name = authenticate(request, state).await?;
    if !request.content_type().eq_ignore_ascii_case("application/json") {
        return Err(Refusal::MediaType);
    }
    let records = records(&read(request, body).await?, parse)?;
    let now = state.clock.now();
    let intake = state
        .db
        .write(move |db| {
            take(
                db,
                &Source {
                    name: &name,
                    root_id: None,
                },
                records,
                now,
            )
        })
        .await
        .map_err(refusal)?;
    state.metrics.records(kind, "accepted", intake.loaded);
    state.metrics.records(kind, "already_known", intake.already_known);
    state.metrics.records(
        kind,
        "set_aside",
        u64::try_from(intake.set_aside.len()).unwrap_or(u64::MAX),
    );
    Ok(intake)
}

/// The name of the sender. Wrong secrets are slowed down per address.
async fn authenticate(request: &HttpRequest, state: &AppState) -> Result<String, Refusal> {
    let address = client_address(request, state);
    let subject = [Subject::ingest(&address)];
    let now = state.clock.now();
    let Some((name, secret)) = basic::credentials(request) else {
        return Err(Refusal::Unauthorised);
    };
    let asked = subject.clone();
    let (blocked, client) = state
        .db
        .read(move |db| -> DomainResult<_> {
            Ok((
                auth::blocked_until(db, &asked, now)?.is_some(),
                ingest::authenticate(db, &name, &secret)?,
            ))
        })
        .await
        .map_err(refusal)?;
    match client {
        // Right secrets pass even while others from the same address are slowed down: records must not wait for a guesser.
        Some(client) => {
            let name = client.name.clone();
            if ingest::is_use_worth_noting(&client, now) {
                state
                    .db
                    .write(move |db| ingest::note_use(db, &client, now))
                    .await
                    .map_err(refusal)?;
            }
            Ok(name)
        }
        None if blocked => Err(Refusal::Blocked),
        None => {
            state
                .db
                .write(move |db| auth::note_failure(db, &subject, now))
                .await
                .map_err(refusal)?;
            Err(Refusal::Unauthorised)
        }
    }
}

async fn read(request: &HttpRequest, body: web::Payload) -> Result<Bytes, Refusal> {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return Err(Refusal::TooLarge("a call takes 5 MiB at the most"));
    }
    match body.to_bytes_limited(LARGEST).await {
        Ok(Ok(bytes)) => Ok(bytes),
        Ok(Err(error)) => Err(Refusal::Malformed(format!("the body broke off: {error}"))),
        Err(_) => Err(Refusal::TooLarge("a call takes 5 MiB at the most")),
    }
}

fn records<T>(body: &[u8], parse: impl Fn(u64, &RawValue) -> Parsed<T>) -> Result<Vec<Parsed<T>>, Refusal> {
    let mut records = Vec::new();
    let read = for_each_record_in(body, |position, raw| {
        if records.len() == MOST_RECORDS {
            return Err(());
        }
        records.push(parse(position, raw));
        Ok(())
    });
    match read {
        Ok(_) => Ok(records),
        Err(StreamError::Stopped(())) => Err(Refusal::TooLarge("a call takes 3000 records at the most")),
        Err(StreamError::Json(error)) => Err(Refusal::Malformed(format!(
            "line {}, column {}: {}",
            error.line, error.column, error.message
        ))),
        Err(StreamError::Io(error)) => Err(Refusal::Malformed(error.to_string())),
    }
}

fn refusal(error: DomainError) -> Refusal {
    match error {
        DomainError::Storage(error) if error.is_passing() => {
            tracing::warn!(error = %error, "database unavailable");
            Refusal::Unavailable
        }
        error => {
            tracing::error!(error = %error, "records could not be taken in");
            Refusal::Internal
        }
    }
}

#[derive(Serialize)]
struct Answer {
    accepted: u64,
    already_known: u64,
    set_aside: Vec<AsideAnswer>,
}

#[derive(Serialize)]
struct AsideAnswer {
    /// Position in the array, from 1.
    position: u64,
    id: Option<i64>,
    kind: &'static str,
    detail: String,
}

fn answer(taken: Result<Intake, Refusal>) -> HttpResponse {
    let refused = match taken {
        Ok(intake) => {
            let set_aside = intake
                .set_aside
                .into_iter()
                .map(|aside| AsideAnswer {
                    position: aside.line,
                    id: aside.record_id,
                    kind: aside.kind.as_str(),
                    detail: aside.detail,
                })
                .collect();
            return HttpResponse::Ok().json(Answer {
                accepted: intake.loaded,
                already_known: intake.already_known,
                set_aside,
            });
        }
        Err(refused) => refused,
    };
    let (status, error, message) = match refused {
        Refusal::Unauthorised => (
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "name or secret is wrong".to_owned(),
        ),
        Refusal::Blocked => (
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_failures",
            "too many wrong secrets from this address; wait 15 minutes".to_owned(),
        ),
        Refusal::MediaType => (
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported_media_type",
            "send application/json".to_owned(),
        ),
        Refusal::TooLarge(message) => (StatusCode::PAYLOAD_TOO_LARGE, "too_large", message.to_owned()),
        Refusal::Malformed(message) => (StatusCode::BAD_REQUEST, "malformed", message),
        Refusal::Unavailable => (
            StatusCode::SERVICE_UNAVAILABLE,
            "unavailable",
            "nothing was taken in; send again later".to_owned(),
        ),
        Refusal::Internal => (
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "nothing was taken in".to_owned(),
        ),
    };
    let mut response = HttpResponse::build(status);
    match status {
        StatusCode::UNAUTHORIZED => response.insert_header((
            header::WWW_AUTHENTICATE,
            "Basic realm=\"simportal ingest\", charset=\"UTF-8\"",
        )),
        StatusCode::TOO_MANY_REQUESTS => response.insert_header((header::RETRY_AFTER, "900")),
        StatusCode::SERVICE_UNAVAILABLE => response.insert_header((header::RETRY_AFTER, "5")),
        _ => &mut response,
    };
    response.json(json!({ "error": error, "message": message }))
}
