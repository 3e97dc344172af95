//! "Forgot password?": the same answer, after the same time, whether the address exists or not.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;
use serde::Deserialize;

use crate::domain::auth::{self, Subject};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::email::Email;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, Page, show, show_invalid};
use crate::web::visitor::Visitor;

#[derive(Template)]
#[template(path = "auth/forgotten.html")]
struct ForgottenPage {
    layout: Layout,
    email: String,
    errors: FieldErrors,
    sent: bool,
}

impl Page for ForgottenPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

#[derive(Deserialize)]
pub(super) struct ForgottenForm {
    #[serde(default)]
    email: String,
}

pub(super) async fn get(layout: Layout) -> Result<HttpResponse> {
    show(&ForgottenPage {
        layout,
        email: String::new(),
        errors: FieldErrors::new(),
        sent: false,
    })
}

pub(super) async fn post(
    request: HttpRequest,
    state: web::Data<AppState>,
    visitor: Visitor,
    Form(form): Form<ForgottenForm>,
) -> Result<HttpResponse> {
    let layout = Layout::of(&request);
    let Ok(email) = Email::parse(&form.email) else {
        return show_invalid(&ForgottenPage {
            layout,
            email: form.email,
            errors: FieldErrors::one("email", "field-email-invalid"),
            sent: false,
        });
    };
    let (key, now) = (email.key(), state.clock.now());
    let subject = [Subject::link_requests(&visitor.address)];
    state
        .db
        .write(move |db| -> domain::Result<()> {
            // Past the limit nothing is sent, and the answer stays the same.
            let blocked = auth::blocked_until(db, &subject, now)?.is_some();
            auth::note_failure(db, &subject, now)?;
            if blocked {
                Ok(())
            } else {
                auth::request_link(db, &key, now)
            }
        })
        .await?;
    state.work.notify_one();
    show(&ForgottenPage {
        layout,
        email: form.email,
        errors: FieldErrors::new(),
        sent: true,
    })
}
