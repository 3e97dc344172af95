//! Customer data: what contracts and invoices say about the organisation, and how to reach it.

use actix_web::{HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use super::frame::{first, sees_company};
use crate::domain::company::{self, Contact, EmailRow, OrganisationRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::country::Country;
use crate::types::email::{Email, EmailError};
use crate::types::lang::Lang;
use crate::types::matrix::Permission;
use crate::types::organisation::EmailCategory;
use crate::types::phone::{Phone, PhoneError};
use crate::web::error::{Error, Result};
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::session::{FlashKind, PageSession};
use crate::web::urls;
use crate::web::visitor::SignedIn;

#[derive(Template)]
#[template(path = "account/company.html")]
pub(super) struct CompanyPage {
    pub(super) layout: Layout,
    organisation: OrganisationRow,
    emails: Vec<EmailRow>,
    form: ContactForm,
    /// The address typed for a category.
    pub(super) typed: String,
    pub(super) category: EmailCategory,
    pub(super) errors: FieldErrors,
}

impl Page for CompanyPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// What people change here.
#[derive(Deserialize, Default)]
pub(super) struct ContactForm {
    #[serde(default)]
    main_email: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    language: String,
}

impl CompanyPage {
    /// What was typed in place of what is kept.
    fn with(mut self, form: ContactForm, errors: FieldErrors) -> Self {
        (self.form, self.errors) = (form, errors);
        self.layout.here = urls::COMPANY.to_owned();
        self
    }

    fn can_edit(&self) -> bool {
        self.layout.can(Permission::EditCustomerData)
    }

    fn can_edit_emails(&self) -> bool {
        self.layout.can(Permission::EditAdditionalEmails)
    }

    /// Name of the billing country; empty as long as it is not known.
    fn country(&self) -> String {
        country_name(&self.layout, &self.organisation.billing_country)
    }

    fn language(&self, code: &str) -> String {
        self.layout.t(&format!("company-language-{code}"))
    }

    fn removal(&self, row: &EmailRow) -> String {
        urls::company_email(urls::COMPANY_EMAIL_REMOVAL, &row.id)
    }

    fn of(&self, category: &EmailCategory) -> Vec<&EmailRow> {
        self.emails.iter().filter(|row| row.category == *category).collect()
    }
}

/// The name of a country by its stored letters.
pub(in crate::web) fn country_name(layout: &Layout, code: &str) -> String {
    // A code that no country has is what somebody made up: it has no name.
    Country::parse(code).map_or_else(String::new, |country| {
        layout.t(&format!("country-{}", country.as_str().to_lowercase()))
    })
}

/// The page as it is; whoever sees their own data only is led there.
pub(super) async fn page(layout: Layout, scope: OrgScope, state: &AppState) -> Result<CompanyPage> {
    let read = move |db: &mut _| -> domain::Result<_> {
        Ok((
            company::own(db, &scope)?,
            company::emails(db, &scope, company::MOST_EMAILS)?,
        ))
    };
    let (organisation, emails) = state.db.read(read).await?;
    Ok(CompanyPage {
        layout,
        form: ContactForm {
            main_email: organisation.main_email.clone(),
            phone: organisation.phone.clone(),
            language: organisation.language.clone(),
        },
        organisation,
        emails,
        typed: String::new(),
        category: EmailCategory::Invoice,
        errors: FieldErrors::new(),
    })
}

pub(super) async fn get(
    layout: Layout,
    SignedIn(actor): SignedIn,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    if !sees_company(&actor) {
        return Ok(redirect(first(&actor)));
    }
    show(&page(layout, scope, &state).await?)
}

pub(super) async fn post(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<ContactForm>,
) -> Result<HttpResponse> {
    let contact = match parse(&form)? {
        Ok(contact) => contact,
        Err(errors) => return show_invalid(&page(layout, scope, &state).await?.with(form, errors)),
    };
    let now = layout.now;
    let save = move |db: &mut _| -> domain::Result<()> { company::set_contact(db, &scope, &contact, now) };
    state.db.write(save).await?;
    session.flash(FlashKind::Ok, layout.t("company-saved"))?;
    Ok(redirect(urls::COMPANY))
}

fn parse(form: &ContactForm) -> Result<std::result::Result<Contact, FieldErrors>> {
    let mut errors = FieldErrors::new();
    let email = Email::parse(&form.main_email);
    if let Err(error) = email {
        errors.add("main_email", email_key(error));
    }
    let phone = Phone::parse(&form.phone);
    if let Err(error) = phone {
        errors.add("phone", phone_key(error));
    }
    // A choice that the page does not offer.
    let language = Lang::parse(&form.language).ok_or(Error::Unreadable)?;
    Ok(match (email, phone) {
        (Ok(email), Ok(phone)) => Ok(Contact {
            main_email: email.into_string(),
            phone: phone.into_string(),
            language,
        }),
        _ => Err(errors),
    })
}

/// The sentence for an address that is none.
pub(in crate::web) fn email_key(error: EmailError) -> &'static str {
    match error {
        EmailError::Empty => "company-email-empty",
        EmailError::TooLong => "company-email-too-long",
        EmailError::NotAscii => "company-email-not-ascii",
        EmailError::NotAnAddress => "company-email-wrong",
    }
}

/// The sentence for a phone number that is none.
pub(in crate::web) fn phone_key(error: PhoneError) -> &'static str {
    match error {
        PhoneError::TooLong => "company-phone-too-long",
        PhoneError::NotANumber => "company-phone-wrong",
    }
}
