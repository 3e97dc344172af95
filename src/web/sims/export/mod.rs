//! Files of the list (product section 4): short ones are the answer itself, long ones are made by a job and found under `/sims/exports`.
//!
//! | what | file |
//! |---|---|
//! | asking for a file; its rows as an answer | here, `stream.rs` |
//! | the files that jobs made: list, one of them, download, taking back, removing | `files.rs` |

mod files;
mod stream;

use actix_web::{HttpResponse, web};
use serde::Deserialize;

use crate::documents::sims::Words;
use crate::domain::exports::{self, Plan, Total, Wish};
use crate::domain::sims::{Columns, SimQuery};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::Access::Org;
use crate::types::access::OrgScope;
use crate::types::export::ExportFormat;
use crate::types::matrix::Permission;
use crate::web::error::{Error, Result};
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect};
use crate::web::routes::Routes;
use crate::web::urls;
use crate::web::visitor::SignedIn;

/// Registers the pages.
pub(super) fn register(r: &mut Routes) {
    r.post(urls::SIMS_EXPORT, Org(Permission::ExportSims), post);
    r.get(urls::EXPORTS, Org(Permission::ExportSims), files::list);
    r.get(urls::EXPORT, Org(Permission::ExportSims), files::get);
    r.get(urls::EXPORT_FILE, Org(Permission::ExportSims), files::download);
    r.post(urls::EXPORT_CANCEL, Org(Permission::ExportSims), files::cancel);
    r.get(urls::EXPORT_DELETION, Org(Permission::ExportSims), files::deletion);
    r.post(urls::EXPORT_DELETION, Org(Permission::ExportSims), files::delete);
}

#[derive(Deserialize)]
struct ExportForm {
    #[serde(default)]
    query: String,
    #[serde(default)]
    columns: String,
    #[serde(default)]
    format: String,
    #[serde(default)]
    codes: Option<String>,
}

/// Answers with the file, or has a job make it.
async fn post(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    Form(form): Form<ExportForm>,
) -> Result<HttpResponse> {
    // The buttons of the form carry the format; nothing else sends another one.
    let format = ExportFormat::parse(&form.format).ok_or(Error::Unreadable)?;
    if form.codes.is_some() && !actor.may(Permission::SeePinAndPuk) {
        return Err(Error::Denied(Some(Permission::SeePinAndPuk)));
    }
    let wish = Wish {
        query: SimQuery::parse(&form.query).0,
        columns: Columns::of(&form.columns),
        with_codes: form.codes.is_some(),
        format,
    };
    let now = layout.now;
    let words = Words::new(layout.lang(), layout.formats.zone);
    let plan = Plan::new(
        scope.clone(),
        &wish.query,
        wish.columns.clone(),
        wish.with_codes,
        words.clone(),
        now,
    );
    let (counted, most) = (plan.clone(), state.config.exports.at_once);
    let total = state.db.read(move |db| counted.count(db, most)).await?;
    let name = words.file_name(format, now);
    match total {
        Total::Exactly(sims) if sims <= most => {
            let (noted, what) = (name.clone(), (format, wish.with_codes, sims));
            let note = move |db: &mut _| -> domain::Result<()> { exports::note(db, &scope, &noted, what, now) };
            state.db.write(note).await?;
            stream::answer(state, plan, &name, format).await
        }
        Total::Exactly(_) | Total::MoreThan(_) => {
            let user_id = actor.user_id;
            let order =
                move |db: &mut _| -> domain::Result<i64> { exports::order(db, &scope, user_id, &wish, &words, now) };
            let id = state.db.write(order).await?;
            state.work.notify_one();
            Ok(redirect(&urls::export(urls::EXPORT, &id)))
        }
    }
}
