//! Giving an order up before it is paid: asks first.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::number_of;
use crate::domain::orders::{self, OrderRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::web::error::Result;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;

#[derive(Template)]
#[template(path = "orders/cancellation.html")]
struct CancellationPage {
    layout: Layout,
    order: OrderRow,
    /// Why it stays.
    refused: Option<String>,
}

impl Page for CancellationPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl CancellationPage {
    fn total(&self) -> String {
        self.layout.formats.money(self.order.gross, self.order.currency)
    }
}

async fn found(request: &HttpRequest, scope: OrgScope, state: &AppState) -> Result<OrderRow> {
    let number = number_of(request)?;
    let read = move |db: &mut _| -> domain::Result<OrderRow> { Ok(orders::find(db, &scope, &number)?) };
    Ok(state.db.read(read).await?)
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let order = found(&request, scope, &state).await?;
    show(&CancellationPage {
        layout,
        order,
        refused: None,
    })
}

#[derive(Deserialize)]
pub(super) struct SureForm {
    #[serde(default)]
    sure: Option<String>,
}

pub(super) async fn post(
    request: HttpRequest,
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SureForm>,
) -> Result<HttpResponse> {
    let order = found(&request, scope.clone(), &state).await?;
    let (id, now) = (order.id, layout.now);
    layout.here = urls::order(urls::ORDER_CANCELLATION, &order.number);
    if form.sure.is_none() {
        // Only the page that asks sends this.
        return show_invalid(&CancellationPage {
            layout,
            order,
            refused: None,
        });
    }
    let cancel = move |db: &mut _| orders::cancel(db, &scope, id, (false, ""), now);
    match state.db.write(cancel).await {
        Ok(order) => {
            session.flash(FlashKind::Ok, layout.t1("orders-cancelled", "number", &order.number))?;
            Ok(redirect(&urls::order(urls::ORDER, &order.number)))
        }
        Err(domain::Error::Refused(key)) => show_invalid(&CancellationPage {
            refused: Some(layout.t(key)),
            layout,
            order,
        }),
        Err(error) => Err(error.into()),
    }
}
