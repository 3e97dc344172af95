//! Which organisations hold SIMs that nobody ordered yet.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::serve;
use crate::domain::fulfilment::stock::{self, Stock};
use crate::domain::{self, Db};
use crate::state::AppState;
use crate::types::account_number::AccountNumber;
use crate::types::matrix::StaffPermission::Fulfilment;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "operations/stock.html")]
struct StockPage {
    layout: Layout,
    stocks: Vec<Stock>,
    account: String,
    errors: FieldErrors,
}

impl Page for StockPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl StockPage {
    fn sims(&self, stock: &Stock) -> String {
        self.layout.formats.number(stock.sims)
    }

    fn marked(&self, stock: &Stock) -> String {
        let at = self.layout.formats.date_time(stock.marked_at);
        self.layout.t2("stock-marked", "at", &at, "name", &stock.marked_by_name)
    }
}

#[derive(Deserialize)]
pub(super) struct AccountForm {
    #[serde(default)]
    account: String,
}

async fn stocks(state: &AppState) -> Result<Vec<Stock>> {
    let read = |db: &mut Db| -> domain::Result<_> { Ok(stock::list(db)?) };
    Ok(state.db.read(read).await?)
}

pub(super) async fn get(layout: Layout, state: web::Data<AppState>) -> Result<HttpResponse> {
    show(&StockPage {
        stocks: stocks(&state).await?,
        layout,
        account: String::new(),
        errors: FieldErrors::new(),
    })
}

pub(super) async fn mark(
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<AccountForm>,
) -> Result<HttpResponse> {
    let (staff, now) = (serve(&actor, Fulfilment)?, layout.now);
    let key = match AccountNumber::parse(&form.account) {
        Err(_) => "stock-account-wrong",
        Ok(number) => {
            let mark = move |db: &mut Db| stock::mark(db, &staff, &number, now);
            match state.db.write(mark).await {
                Ok(()) => {
                    session.flash(FlashKind::Ok, layout.t("stock-added"))?;
                    return Ok(redirect(urls::STOCK));
                }
                Err(domain::Error::Refused(key)) => key,
                Err(error) => return Err(error.into()),
            }
        }
    };
    show_invalid(&StockPage {
        stocks: stocks(&state).await?,
        layout,
        account: form.account,
        errors: FieldErrors::one("account", key),
    })
}

pub(super) async fn unmark(
    layout: Layout,
    SignedIn(actor): SignedIn,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<AccountForm>,
) -> Result<HttpResponse> {
    let (staff, now) = (serve(&actor, Fulfilment)?, layout.now);
    let number = AccountNumber::parse(&form.account).map_err(|_| Error::Unreadable)?;
    let unmark = move |db: &mut Db| stock::unmark(db, &staff, &number, now);
    state.db.write(unmark).await?;
    session.flash(FlashKind::Ok, layout.t("stock-removed"))?;
    Ok(redirect(urls::STOCK))
}
