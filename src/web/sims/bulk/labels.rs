//! Labels from a file or from the clipboard: `iccid;label`, one SIM a line.

use actix_web::{HttpResponse, web};
use askama::Template;

use super::start::begin;
use crate::domain::bulk::{MOST_LINES, Target, count_lines};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::bulk::BulkAction;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::layout::{Layout, Page, show, show_invalid};
use crate::web::upload::Upload;
use crate::web::urls;

#[derive(Template)]
#[template(path = "bulk/labels.html")]
struct LabelsPage {
    layout: Layout,
    text: String,
    errors: FieldErrors,
}

impl Page for LabelsPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl LabelsPage {
    fn limits(&self) -> String {
        self.layout
            .tn("bulk-labels-limits", &i64::try_from(MOST_LINES).unwrap_or(i64::MAX))
    }
}

pub(super) async fn get(layout: Layout) -> Result<HttpResponse> {
    show(&LabelsPage {
        layout,
        text: String::new(),
        errors: FieldErrors::new(),
    })
}

pub(super) async fn post(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    upload: Upload,
) -> Result<HttpResponse> {
    let text = upload.field("text").to_owned();
    let read = match upload.file("file") {
        Some(file) if !file.body.is_empty() => readable(&file.body).map(str::to_owned).map_err(|key| ("file", key)),
        _ if text.trim().is_empty() => Err(("file", "bulk-labels-nothing")),
        _ => usable(&text).map(str::to_owned).map_err(|key| ("text", key)),
    };
    match read {
        Ok(body) => {
            let target = Target::File(body);
            begin(
                &layout,
                scope,
                &state,
                BulkAction::Label.into(),
                target,
                urls::SIMS.to_owned(),
            )
            .await
        }
        Err((field, key)) => show_invalid(&LabelsPage {
            layout,
            text,
            errors: FieldErrors::one(field, key),
        }),
    }
}

/// A file as text; what a spreadsheet saves in an old encoding, or as a workbook, is none.
fn readable(body: &[u8]) -> std::result::Result<&str, &'static str> {
    match std::str::from_utf8(body) {
        Ok(text) if !text.contains('\0') => usable(text),
        _ => Err("bulk-labels-not-text"),
    }
}

fn usable(text: &str) -> std::result::Result<&str, &'static str> {
    match count_lines(text) {
        0 => Err("bulk-labels-nothing"),
        lines if lines > MOST_LINES => Err("bulk-labels-too-long"),
        _ => Ok(text),
    }
}
