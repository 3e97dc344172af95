//! The page of one SIM (product section 4): three columns above the sub-tabs Usage, Events and History, and what people change.
//!
//! | page | file |
//! |---|---|
//! | head and columns around every sub-tab | `frame.rs` |
//! | "Why is it off?" | `why.rs` |
//! | Usage, Events, History | `usage.rs`, `events.rs`, `history.rs` |
//! | label, tags, note | `details.rs` |
//! | activation and deactivation, IMEI lock, reset | `status.rs`, `imei_lock.rs`, `reset.rs`, all by `confirm.rs` |
//! | details of events | `detail.rs` |
//! | files | `csv.rs` |

mod confirm;
pub(in crate::web::sims) mod detail;
pub(in crate::web::sims) mod details;
mod events;
pub(in crate::web::sims) mod frame;
mod history;
mod imei_lock;
pub(in crate::web::sims) mod period;
mod reset;
mod status;
mod usage;
mod why;

pub(in crate::web) use frame::Moment;

use actix_web::{HttpRequest, HttpResponse};

use crate::domain;
use crate::domain::sims::{self, Verdict};
use crate::state::AppState;
use crate::types::access::Access::Org;
use crate::types::access::OrgScope;
use crate::types::iccid::Iccid;
use crate::types::matrix::Permission;
use crate::web::error::{Error, Result};
use crate::web::layout::{Layout, redirect};
use crate::web::routes::Routes;
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::SIM, Org(Permission::ViewSims), usage::get);
    r.get(urls::SIM_USAGE_CSV, Org(Permission::ExportSims), usage::csv);
    r.get(urls::SIM_EVENTS, Org(Permission::ViewSims), events::get);
    r.get(urls::SIM_EVENTS_CSV, Org(Permission::ExportSims), events::csv);
    r.get(urls::SIM_HISTORY, Org(Permission::ViewSims), history::get);
    r.post(urls::SIM_LABEL, Org(Permission::LabelSims), details::label);
    r.post(urls::SIM_TAGS, Org(Permission::LabelSims), details::tags);
    r.post(urls::SIM_NOTE, Org(Permission::LabelSims), details::note);
    r.get(
        urls::SIM_ACTIVATION,
        Org(Permission::ChangeSimState),
        status::activation,
    );
    r.post(urls::SIM_ACTIVATION, Org(Permission::ChangeSimState), status::activate);
    r.get(
        urls::SIM_DEACTIVATION,
        Org(Permission::ChangeSimState),
        status::deactivation,
    );
    r.post(
        urls::SIM_DEACTIVATION,
        Org(Permission::ChangeSimState),
        status::deactivate,
    );
    r.get(urls::SIM_IMEI_LOCK, Org(Permission::LockImei), imei_lock::get);
    r.post(urls::SIM_IMEI_LOCK, Org(Permission::LockImei), imei_lock::post);
    r.get(urls::SIM_RESET, Org(Permission::ResetConnection), reset::get);
    r.post(urls::SIM_RESET, Org(Permission::ResetConnection), reset::post);
}

/// The SIM that the address names, with 19 digits or with 20; what is no ICCID is not found, as an unknown one is.
pub(in crate::web) fn iccid_of(request: &HttpRequest) -> Result<Iccid> {
    let text = request.match_info().get("iccid").unwrap_or_default();
    // The parser forgives white space around an ICCID that was pasted; an address has none.
    if !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Error::NotFound);
    }
    Iccid::parse(text).map_err(|_| Error::NotFound)
}

/// The same address with 19 digits, if it has 20: each page has one address. Says nothing about whether the SIM exists.
pub(in crate::web) fn with_19_digits(request: &HttpRequest, iccid: &Iccid) -> Option<String> {
    let asked = request.match_info().get("iccid").unwrap_or_default();
    let here = request.uri().path_and_query()?.as_str();
    (asked.len() == 20).then(|| here.replacen(asked, iccid.as_str(), 1))
}

/// Says on the next page what became of an order: `key` if it was done, else that it already was so.
fn tell(session: &PageSession, layout: &Layout, verdict: Verdict, key: &str) -> Result<()> {
    match verdict {
        Verdict::Changed => session.flash(FlashKind::Ok, layout.t(key)),
        Verdict::AlreadySo => session.flash(FlashKind::Info, layout.t("sim-nothing-changed")),
    }
}

/// The answer to a form that none of our pages makes; of a SIM that the person cannot see it tells no more than the page does.
pub(in crate::web) async fn not_ours(state: &AppState, scope: OrgScope, iccid: Iccid) -> Error {
    let read = move |db: &mut _| -> domain::Result<_> { Ok(sims::find(db, &scope, &iccid)?) };
    match state.db.read(read).await {
        Ok(_) => Error::Unreadable,
        Err(error) => error.into(),
    }
}

/// Ends an order to the carrier: wakes the worker, says what became of it and leads back to the SIM.
fn ordered(
    request: &HttpRequest,
    state: &AppState,
    session: &PageSession,
    iccid: &Iccid,
    verdict: Verdict,
    key: &str,
) -> Result<HttpResponse> {
    state.work.notify_one();
    tell(session, &Layout::of(request), verdict, key)?;
    Ok(redirect(&urls::sim(urls::SIM, iccid)))
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::web::paging::param;

    fn at(address: &str, iccid: &str) -> HttpRequest {
        let pattern = iccid.to_owned();
        TestRequest::with_uri(address).param("iccid", pattern).to_http_request()
    }

    #[test]
    fn twenty_digits_lead_to_the_address_with_nineteen_and_keep_the_rest() {
        let request = at(
            "/sims/89882280666007010063/events?severity=warn",
            "89882280666007010063",
        );
        let iccid = iccid_of(&request).unwrap();
        assert_eq!(
            with_19_digits(&request, &iccid).as_deref(),
            Some("/sims/8988228066600701006/events?severity=warn")
        );
        let request = at("/sims/8988228066600701006", "8988228066600701006");
        assert_eq!(with_19_digits(&request, &iccid_of(&request).unwrap()), None);
    }

    #[test]
    fn what_is_no_iccid_is_not_found() {
        for text in ["", "89882280666007010072", " 8988228066600701006", "898", "x"] {
            assert!(
                matches!(iccid_of(&at("/sims/x", text)), Err(Error::NotFound)),
                "{text:?}"
            );
        }
    }

    #[test]
    fn a_parameter_given_twice_or_badly_written_does_no_harm() {
        assert_eq!(param(&at("/sims/x?period=7d&period=8w", "x"), "period"), "7d");
        assert_eq!(param(&at("/sims/x?period=%FF%", "x"), "severity"), "");
    }
}
