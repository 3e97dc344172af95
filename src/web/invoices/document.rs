//! One document as a file, for customers and for staff.

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, web};

use crate::documents::invoice::xml as write_xml;
use crate::domain::invoices::{self, DocumentRow, Profile};
use crate::domain::{self, StorageError};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::invoice_number::InvoiceNumber;
use crate::web::error::{Error, Result};
use crate::web::layout::Layout;

/// The number in the path. What is no number is the name of no document.
pub(in crate::web) fn number_of(request: &HttpRequest) -> Result<InvoiceNumber> {
    InvoiceNumber::parse(request.match_info().query("document")).ok_or(Error::NotFound)
}

/// The PDF of a document. Its job makes it within seconds; whoever is quicker makes it here.
pub(super) async fn pdf_of(
    state: &web::Data<AppState>,
    scope: &OrgScope,
    layout: &Layout,
    document: DocumentRow,
) -> Result<Vec<u8>> {
    let id = document.id;
    let read = move |db: &mut _| -> domain::Result<_> { invoices::saved(db, &document) };
    if let Some(pdf) = state.db.read(read).await? {
        return Ok(pdf);
    }
    let made = state.db.read(move |db| invoices::make(db, id)).await?;
    if let Some(file) = made {
        let (scope, context, now) = (scope.clone(), MailContext::of(&state.config), layout.now);
        let keep = move |db: &mut _| -> domain::Result<_> { invoices::keep(db, &scope, &context, &file, now) };
        state.db.write(keep).await?;
    }
    let kept = move |db: &mut _| -> domain::Result<_> { invoices::kept(db, id) };
    state.db.read(kept).await?.ok_or(Error::NotFound)
}

/// A document as PDF, to be kept as a file.
pub(in crate::web) async fn send_pdf(
    state: &web::Data<AppState>,
    scope: &OrgScope,
    layout: &Layout,
    document: DocumentRow,
) -> Result<HttpResponse> {
    let name = format!("{}.pdf", document.number);
    let body = pdf_of(state, scope, layout, document).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body))
}

/// A document as XRechnung, to be kept as a file.
pub(in crate::web) async fn send_xml(state: &web::Data<AppState>, document: DocumentRow) -> Result<HttpResponse> {
    let name = format!("{}.xml", document.number);
    let read = move |_: &mut _| -> domain::Result<String> {
        let invoice = invoices::content(&document)?;
        Ok(write_xml(&invoice, Profile::XRechnung).map_err(StorageError::internal)?)
    };
    let body = state.db.read(read).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/xml")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body))
}

/// The document in the path.
async fn find(request: &HttpRequest, state: &web::Data<AppState>, scope: OrgScope) -> Result<DocumentRow> {
    let number = number_of(request)?;
    let read = move |db: &mut _| -> domain::Result<_> { Ok(invoices::find(db, &scope, &number)?) };
    Ok(state.db.read(read).await?)
}

pub(super) async fn pdf(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let document = find(&request, &state, scope.clone()).await?;
    send_pdf(&state, &scope, &layout, document).await
}

pub(super) async fn xml(request: HttpRequest, scope: OrgScope, state: web::Data<AppState>) -> Result<HttpResponse> {
    let document = find(&request, &state, scope).await?;
    send_xml(&state, document).await
}
