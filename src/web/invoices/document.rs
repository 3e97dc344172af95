//! One document as a file.

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
fn number_of(request: &HttpRequest) -> Result<InvoiceNumber> {
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

pub(super) async fn pdf(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    let name = format!("{number}.pdf");
    let own = scope.clone();
    let read = move |db: &mut _| -> domain::Result<_> { Ok(invoices::find(db, &own, &number)?) };
    let document = state.db.read(read).await?;
    let body = pdf_of(&state, &scope, &layout, document).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body))
}

pub(super) async fn xml(request: HttpRequest, scope: OrgScope, state: web::Data<AppState>) -> Result<HttpResponse> {
    let number = number_of(&request)?;
    let name = format!("{number}.xml");
    let read = move |db: &mut _| -> domain::Result<String> {
        let document = invoices::find(db, &scope, &number)?;
        let invoice = invoices::content(&document)?;
        Ok(write_xml(&invoice, Profile::XRechnung).map_err(StorageError::internal)?)
    };
    let body = state.db.read(read).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/xml")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .body(body))
}
