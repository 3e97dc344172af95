//! Auto-top-up of the organisation: data and SMS, each with what is bought, how it is paid, and how much a month.

use std::collections::HashMap;

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::form::{self, SettingForm};
use crate::domain::auto_top_ups::{self, Pays, SettingRow};
use crate::domain::bulk::Target;
use crate::domain::charges::{self, CardRow};
use crate::domain::company::{self, OrganisationRow};
use crate::domain::products::{self, ProductRow};
use crate::domain::{self};
use crate::i18n;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::auto_top_up::{ChargeResult, VolumeKind};
use crate::types::bulk::BulkAction;
use crate::types::money::{Money, UnitPrice};
use crate::types::time::month_of;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::orders::quote as words;
use crate::web::session::{FlashKind, PageSession};
use crate::web::sims::begin;
use crate::web::urls;

/// More products than any shop of SIMs has.
const MOST: i64 = 500;

/// What the page reads.
struct Known {
    organisation: OrganisationRow,
    settings: Vec<SettingRow>,
    products: Vec<ProductRow>,
    prices: HashMap<i64, UnitPrice>,
    cards: Vec<CardRow>,
    /// SIMs that are switched on.
    counts: HashMap<VolumeKind, i64>,
    /// Of this month.
    sums: Vec<(VolumeKind, ChargeResult, i64, Money)>,
}

#[derive(Template)]
#[template(path = "configuration/auto_top_up.html")]
struct AutoTopUpPage {
    layout: Layout,
    known: Known,
    /// The form that was sent and not taken.
    typed: Option<(VolumeKind, SettingForm)>,
    errors: FieldErrors,
}

impl Page for AutoTopUpPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// A choice: value, name, what about it, whether it is chosen.
type Choice = (String, String, String, bool);

/// A kind of volume on the page.
struct Section {
    kind: VolumeKind,
    /// Names of its fields.
    at_product: &'static str,
    at_payment: &'static str,
    at_cap: &'static str,
    is_on: bool,
    /// What is kept, whatever was typed since.
    was_on: bool,
    products: Vec<Choice>,
    ways: Vec<Choice>,
    cap: String,
    future: bool,
    /// Why it was switched off by itself.
    off: Option<String>,
    /// A charge failed and is tried again.
    failures: i64,
    sims: i64,
    spent: String,
    /// Switches for all SIMs: on, off.
    all: [BulkAction; 2],
}

impl AutoTopUpPage {
    fn sections(&self) -> Vec<Section> {
        VolumeKind::ALL.iter().map(|kind| self.section(*kind)).collect()
    }

    fn section(&self, kind: VolumeKind) -> Section {
        let setting = self.known.settings.iter().find(|row| row.kind == kind);
        let form = match &self.typed {
            Some((typed, form)) if *typed == kind => form.clone(),
            _ => SettingForm::of(&self.layout, kind, setting),
        };
        let currency = self.known.organisation.currency;
        let formats = &self.layout.formats;
        let products = self
            .known
            .products
            .iter()
            .filter(|row| auto_top_ups::product_fits(row, kind))
            .filter_map(|row| {
                let price = formats.price(*self.known.prices.get(&row.id)?, currency);
                let value = row.id.to_string();
                let is_chosen = form.product == value;
                let about = self.layout.t1("orders-price-each", "price", &price);
                Some((value, words::named(&self.layout, row).0, about, is_chosen))
            })
            .collect();
        let spent = self
            .known
            .sums
            .iter()
            .filter(|(of, result, ..)| *of == kind && ChargeResult::COUNTED.contains(result));
        let spent = Money::checked_sum(spent.map(|(.., amount)| *amount)).unwrap_or_default();
        let [at_product, at_payment, at_cap] = form::fields(kind);
        Section {
            kind,
            at_product,
            at_payment,
            at_cap,
            is_on: form.on == "yes",
            was_on: setting.is_some_and(|row| row.is_on),
            products,
            ways: self.ways(&form.payment),
            cap: form.cap,
            future: form.future == "yes",
            off: setting
                .filter(|row| !row.is_on && !row.switched_off_reason.is_empty())
                .map(|row| self.layout.t(&format!("auto-top-up-off-{}", row.switched_off_reason))),
            failures: setting.map_or(0, |row| if row.is_on { row.failures } else { 0 }),
            sims: self.known.counts.get(&kind).copied().unwrap_or_default(),
            spent: formats.money(spent, currency),
            all: match kind {
                VolumeKind::Data => [BulkAction::DataTopUpOn, BulkAction::DataTopUpOff],
                VolumeKind::Sms => [BulkAction::SmsTopUpOn, BulkAction::SmsTopUpOff],
            },
        }
    }

    /// Saved cards that can pay, and the monthly invoice where it is agreed.
    fn ways(&self, typed: &str) -> Vec<Choice> {
        let today = self.layout.now.date();
        let cards = self
            .known
            .cards
            .iter()
            .filter(|card| !card.is_expired(today))
            .map(|card| {
                (
                    form::value_of(Pays::Card(card.id)),
                    i18n::card(self.layout.lang(), &card.brand, &card.last4),
                    self.layout.t1("auto-top-up-card-until", "until", &card.expiry()),
                )
            });
        let monthly = self.known.organisation.monthly_invoice_allowed.then(|| {
            (
                form::value_of(Pays::MonthlyInvoice),
                self.layout.t("order-method-monthly_invoice"),
                self.layout.t("auto-top-up-monthly-text"),
            )
        });
        cards
            .chain(monthly)
            .map(|(value, name, about)| {
                let is_chosen = typed == value;
                (value, name, about, is_chosen)
            })
            .collect()
    }

    fn currency(&self) -> String {
        self.known.organisation.currency.to_string()
    }
}

async fn page(layout: Layout, scope: OrgScope, state: &AppState) -> Result<AutoTopUpPage> {
    let month = month_of(layout.now.date());
    let read = move |db: &mut _| -> domain::Result<_> {
        let organisation = company::own(db, &scope)?;
        let products = products::list(db, false, MOST)?;
        let ids = products.iter().map(|row| row.id).collect();
        Ok(Known {
            settings: auto_top_ups::of(db, &scope)?,
            prices: products::prices_in(db, ids, organisation.currency)?,
            cards: charges::cards(db, &scope)?,
            counts: auto_top_ups::counts(db, &scope)?,
            sums: auto_top_ups::sums(db, &scope, month)?,
            organisation,
            products,
        })
    };
    Ok(AutoTopUpPage {
        known: state.db.read(read).await?,
        layout,
        typed: None,
        errors: FieldErrors::new(),
    })
}

pub(super) async fn get(layout: Layout, scope: OrgScope, state: web::Data<AppState>) -> Result<HttpResponse> {
    show(&page(layout, scope, &state).await?)
}

pub(super) async fn post(
    mut layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<SettingForm>,
) -> Result<HttpResponse> {
    layout.here = urls::AUTO_TOP_UP.to_owned();
    let kind = VolumeKind::parse(&form.kind).ok_or(Error::Unreadable)?;
    let (wish, now, at) = (form.wish(), layout.now, scope.clone());
    let write = move |db: &mut _| auto_top_ups::change(db, &at, kind, &wish, now);
    let Err(problem) = state.db.write(write).await? else {
        session.flash(FlashKind::Ok, layout.t("auto-top-up-saved"))?;
        return Ok(redirect(urls::AUTO_TOP_UP));
    };
    let mut page = page(layout, scope, &state).await?;
    page.typed = Some((kind, form));
    page.errors = form::errors(kind, problem);
    show_invalid(&page)
}

#[derive(Deserialize)]
pub(super) struct AllForm {
    #[serde(default)]
    action: String,
}

/// Switches of all SIMs: a bulk action, whose preview comes first.
pub(super) async fn all(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    Form(form): Form<AllForm>,
) -> Result<HttpResponse> {
    let action = BulkAction::parse(&form.action).filter(|action| action.switches().is_some());
    let action = action.ok_or(Error::Unreadable)?;
    let target = Target::Filter(Box::default());
    begin(&layout, scope, &state, action.into(), target, urls::SIMS.to_owned()).await
}
