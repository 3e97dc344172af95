//! Files of a transfer: the SIMs that it moved, what is wrong with its lines, and its file repaired.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use super::rows::reason;
use super::transfer_of;
use crate::domain::transfers::{self, ErrorRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::types::transfer::TransferStatus;
use crate::web::csv::{PAGE, Part, download};
use crate::web::error::{Error, Result};
use crate::web::layout::{Layout, redirect};
use crate::web::urls;

pub(super) async fn result(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let id = transfer_of(&request)?;
    let read = move |db: &mut _| -> domain::Result<_> {
        let transfer = transfers::find(db, &scope, id)?;
        let names = transfers::names(db, &transfer)?;
        Ok((transfer, names))
    };
    let (transfer, (from, to)) = state.db.read(read).await?;
    let name = format!("transfer-{id}-{}.csv", layout.formats.file_stamp(layout.now));
    download(
        &name,
        &["iccid", "from", "to", "result"],
        move |after: Option<String>| {
            let (state, transfer, from, to) = (state.clone(), transfer.clone(), from.clone(), to.clone());
            async move {
                let after = after.unwrap_or_default();
                let read =
                    move |db: &mut _| -> domain::Result<_> { Ok(transfers::items_after(db, &transfer, &after, PAGE)?) };
                let items = state.db.read(read).await.map_err(Error::from)?;
                let is_full = i64::try_from(items.len()).unwrap_or(PAGE) == PAGE;
                Ok(Part {
                    next: items.last().filter(|_| is_full).map(|item| item.iccid.clone()),
                    rows: items
                        .into_iter()
                        .map(|item| vec![item.iccid, from.clone(), to.clone(), "moved".to_owned()])
                        .collect(),
                })
            }
        },
    )
    .await
}

pub(super) async fn errors(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let id = transfer_of(&request)?;
    let read = move |db: &mut _| -> domain::Result<_> {
        let transfer = transfers::find(db, &scope, id)?;
        // What is wrong with its SIMs concerns the organisation that ordered it.
        if transfer.organisation_id != scope.organisation_id() {
            return Err(domain::Error::NotFound);
        }
        Ok(transfer)
    };
    let transfer = state.db.read(read).await?;
    let (lang, name) = (layout.lang(), format!("transfer-{id}-errors.csv"));
    let head = ["line", "kind", "reason", "content"];
    download(&name, &head, move |after: Option<i64>| {
        let (state, transfer) = (state.clone(), transfer.clone());
        async move {
            let read = move |db: &mut _| -> domain::Result<_> {
                Ok(transfers::errors_after(db, &transfer, after.unwrap_or(0), PAGE)?)
            };
            let rows = state.db.read(read).await.map_err(Error::from)?;
            let is_full = i64::try_from(rows.len()).unwrap_or(PAGE) == PAGE;
            Ok(Part {
                next: rows.last().filter(|_| is_full).map(|row| row.position),
                rows: rows.into_iter().map(|row| cells(lang, row)).collect(),
            })
        }
    })
    .await
}

fn cells(lang: Lang, row: ErrorRow) -> Vec<String> {
    let words = reason(lang, &row.kind);
    let kind = row.kind.split(' ').next().unwrap_or_default().to_owned();
    vec![row.line.to_string(), kind, words, row.detail]
}

pub(super) async fn repaired(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let id = transfer_of(&request)?;
    let read = move |db: &mut _| -> domain::Result<_> {
        let transfer = transfers::find(db, &scope, id)?;
        if transfer.organisation_id != scope.organisation_id() {
            return Err(domain::Error::NotFound);
        }
        if transfer.status != TransferStatus::Rejected {
            return Ok(None);
        }
        Ok(Some(transfers::repaired(db, &scope, id)?.1))
    };
    // Nothing is wrong with it (any more): its page says how it stands.
    let Some(text) = state.db.read(read).await? else {
        return Ok(redirect(&urls::transfer(urls::TRANSFER, &id)));
    };
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=absent")
        .insert_header((
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"transfer-{id}-repaired.csv\""),
        ))
        .body(text))
}
