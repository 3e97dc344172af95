//! A new sub-organisation in steps: company, contact, address, summary. What was typed travels in the page, so that nothing is lost on
//! the way back and nothing is kept of who gives up.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::is_master;
use super::new_form::{NewForm, Step};
use crate::domain::organisations::{self, ADDRESS_YOURS, MARKETPLACE, ONLY_MASTERS, TRY_AGAIN};
use crate::domain::{self, Db, company};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::lang::Lang;
use crate::web::account::address_form::{AddressForm, countries};
use crate::web::account::company::country_name;
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "organisations/new.html")]
struct NewPage {
    layout: Layout,
    step: Step,
    form: NewForm,
    address: AddressForm,
    countries: Vec<(&'static str, String)>,
    errors: FieldErrors,
}

#[derive(Template)]
#[template(path = "organisations/marketplace.html")]
struct MarketplacePage {
    layout: Layout,
}

impl Page for NewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl Page for MarketplacePage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl NewPage {
    fn of(layout: Layout, step: Step, form: NewForm) -> Self {
        Self {
            countries: if step == Step::Company {
                countries(&layout)
            } else {
                Vec::new()
            },
            address: form.address(),
            errors: FieldErrors::new(),
            layout,
            step,
            form,
        }
    }

    fn with(mut self, errors: FieldErrors) -> Self {
        self.errors = errors;
        self
    }

    /// Name of each step, whether it is done, and whether it is shown.
    fn steps(&self) -> Vec<(&'static str, bool, bool)> {
        Step::ALL
            .into_iter()
            .map(|step| (step.key(), step < self.step, step == self.step))
            .collect()
    }

    fn key(&self) -> &'static str {
        self.step.key()
    }

    fn country(&self) -> String {
        country_name(&self.layout, &self.form.country)
    }

    fn language(&self, code: &str) -> String {
        self.layout.t(&format!("company-language-{code}"))
    }

    /// The fields of the other steps, which travel along unseen.
    fn carried(&self) -> Vec<(&'static str, &str)> {
        let form = &self.form;
        let fields = [
            (Step::Company, "name", &form.name),
            (Step::Company, "vat_id", &form.vat_id),
            (Step::Company, "country", &form.country),
            (Step::Company, "language", &form.language),
            (Step::Contact, "first_name", &form.first_name),
            (Step::Contact, "last_name", &form.last_name),
            (Step::Contact, "email", &form.email),
            (Step::Contact, "phone", &form.phone),
            (Step::Address, "street", &form.street),
            (Step::Address, "extra", &form.extra),
            (Step::Address, "postcode", &form.postcode),
            (Step::Address, "city", &form.city),
            (Step::Address, "region", &form.region),
        ];
        fields
            .into_iter()
            .filter(|(step, ..)| *step != self.step)
            .map(|(_, name, value)| (name, value.as_str()))
            .collect()
    }
}

pub(super) async fn get(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    if !is_master(&actor) {
        return Ok(redirect(urls::ORGANISATION));
    }
    let read = move |db: &mut Db| company::own(db, &scope);
    let own = state.db.read(read).await?;
    if organisations::may_found(&own).is_err() {
        return show(&MarketplacePage { layout });
    }
    let form = NewForm {
        country: own.billing_country,
        language: own.language,
        ..NewForm::default()
    };
    show(&NewPage::of(layout, Step::Company, form))
}

pub(super) async fn post(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(mut form): Form<NewForm>,
) -> Result<HttpResponse> {
    if Lang::parse(&form.language).is_none() {
        // Not among the choices of the page.
        form.language = layout.lang().as_str().to_owned();
    }
    if !is_master(&actor) {
        return Err(Error::Refused(ONLY_MASTERS));
    }
    let step = Step::parse(&form.step).unwrap_or(Step::Company);
    match form.go.as_str() {
        "back" => return show(&NewPage::of(layout, step.before(), form)),
        "create" => {}
        go => {
            if let Some(step) = Step::parse(go).filter(|step| *step != Step::Summary) {
                return show(&NewPage::of(layout, step, form));
            }
            let errors = form.problems(step);
            if errors.is_empty() {
                return show(&NewPage::of(layout, step.next(), form));
            }
            return show_invalid(&NewPage::of(layout, step, form).with(errors));
        }
    }
    let founding = match form.parse() {
        Ok(founding) => founding,
        Err((step, errors)) => return show_invalid(&NewPage::of(layout, step, form).with(errors)),
    };
    let (context, now) = (MailContext::of(&state.config), layout.now);
    let found = move |db: &mut Db| organisations::found(db, &scope, &context, &founding, now);
    match state.db.write(found).await {
        Ok(number) => {
            state.work.notify_one();
            session.flash(
                FlashKind::Ok,
                layout.t2(
                    "organisations-made",
                    "name",
                    form.name.trim(),
                    "email",
                    form.email.trim(),
                ),
            )?;
            Ok(redirect(&urls::sub(urls::SUB, &number)))
        }
        Err(domain::Error::Refused(key @ (ADDRESS_YOURS | TRY_AGAIN))) => {
            show_invalid(&NewPage::of(layout, Step::Contact, form).with(FieldErrors::one("email", key)))
        }
        Err(domain::Error::Refused(key @ MARKETPLACE)) => Err(Error::Refused(key)),
        Err(error) => Err(error.into()),
    }
}
