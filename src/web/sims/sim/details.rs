//! Label, tags and note: the forms in the first column. What is not taken comes back with what was typed and the reason at the field.

use actix_web::{HttpRequest, HttpResponse, web};
use serde::Deserialize;

use super::frame::Typed;
use super::period::Period;
use super::{iccid_of, tell, usage};
use crate::domain::{Result as DomainResult, sims};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::iccid::Iccid;
use crate::types::label::{Label, LabelError};
use crate::types::note::{Note, NoteError};
use crate::types::tag::{TagName, TagNameError};
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::form::Form;
use crate::web::layout::{Layout, redirect, show_invalid};
use crate::web::session::PageSession;
use crate::web::urls;

#[derive(Deserialize)]
pub(super) struct LabelForm {
    #[serde(default)]
    label: String,
}

#[derive(Deserialize)]
pub(super) struct TagsForm {
    #[serde(default)]
    tags: String,
}

#[derive(Deserialize)]
pub(super) struct NoteForm {
    #[serde(default)]
    note: String,
}

pub(super) async fn label(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<LabelForm>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    match read_label(&form.label) {
        Ok(label) => {
            let now = state.clock.now();
            let write = move |db: &mut _| -> DomainResult<_> { sims::set_label(db, &scope, &iccid, &label, now) };
            let verdict = state.db.write(write).await?;
            taken(&request, &session, iccid, verdict, "sim-label-saved")
        }
        Err(key) => {
            let typed = Typed {
                label: Some(form.label),
                errors: FieldErrors::one("label", key),
                ..Typed::default()
            };
            not_taken(&request, &state, scope, iccid, typed).await
        }
    }
}

pub(super) async fn tags(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<TagsForm>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    match read_tags(&form.tags) {
        Ok(names) => {
            let now = state.clock.now();
            let write = move |db: &mut _| -> DomainResult<_> { sims::set_tags(db, &scope, &iccid, &names, now) };
            let verdict = state.db.write(write).await?;
            taken(&request, &session, iccid, verdict, "sim-tags-saved")
        }
        Err(key) => {
            let typed = Typed {
                tags: Some(form.tags),
                errors: FieldErrors::one("tags", key),
                ..Typed::default()
            };
            not_taken(&request, &state, scope, iccid, typed).await
        }
    }
}

pub(super) async fn note(
    request: HttpRequest,
    scope: OrgScope,
    state: web::Data<AppState>,
    session: PageSession,
    Form(form): Form<NoteForm>,
) -> Result<HttpResponse> {
    let iccid = iccid_of(&request)?;
    match read_note(&form.note) {
        Ok(note) => {
            let now = state.clock.now();
            let write = move |db: &mut _| -> DomainResult<_> { sims::set_note(db, &scope, &iccid, &note, now) };
            let verdict = state.db.write(write).await?;
            taken(&request, &session, iccid, verdict, "sim-note-saved")
        }
        Err(key) => {
            let typed = Typed {
                note: Some(form.note),
                errors: FieldErrors::one("note", key),
                ..Typed::default()
            };
            not_taken(&request, &state, scope, iccid, typed).await
        }
    }
}

fn taken(
    request: &HttpRequest,
    session: &PageSession,
    iccid: Iccid,
    verdict: sims::Verdict,
    key: &str,
) -> Result<HttpResponse> {
    tell(session, &Layout::of(request), verdict, key)?;
    Ok(redirect(&urls::sim(urls::SIM, &iccid)))
}

async fn not_taken(
    request: &HttpRequest,
    state: &AppState,
    scope: OrgScope,
    iccid: Iccid,
    typed: Typed,
) -> Result<HttpResponse> {
    let mut layout = Layout::of(request);
    // The switches of language and theme come back to a page that can be asked for.
    layout.here = urls::sim(urls::SIM, &iccid);
    show_invalid(&usage::page(state, layout, scope, iccid, Period::read(""), typed).await?)
}

pub(in crate::web::sims) fn read_label(text: &str) -> std::result::Result<Label, &'static str> {
    Label::parse(text).map_err(|error| match error {
        LabelError::TooLong => "sim-label-too-long",
        LabelError::ControlCharacter => "sim-label-control",
    })
}

fn read_note(text: &str) -> std::result::Result<Note, &'static str> {
    Note::parse(text).map_err(|error| match error {
        NoteError::TooLong => "sim-note-too-long",
        NoteError::ControlCharacter => "sim-note-control",
    })
}

/// Names separated by commas; empty ones between two commas are nothing, and a name counts once however it is written.
pub(in crate::web::sims) fn read_tags(text: &str) -> std::result::Result<Vec<TagName>, &'static str> {
    let mut names: Vec<TagName> = Vec::new();
    for part in text.split(',').filter(|part| !part.trim().is_empty()) {
        let name = TagName::parse(part).map_err(|error| match error {
            TagNameError::TooLong => "sim-tags-too-long",
            TagNameError::Empty | TagNameError::ForbiddenCharacter => "sim-tags-control",
        })?;
        let key = name.as_str().to_lowercase();
        if names.iter().all(|known| known.as_str().to_lowercase() != key) {
            names.push(name);
        }
    }
    if names.len() > TagName::MOST_ON_A_SIM {
        return Err("sim-tags-too-many");
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_from_a_list_with_commas() {
        let names = read_tags(" Köln Süd, ,gate,Gate,").unwrap();
        let names: Vec<&str> = names.iter().map(TagName::as_str).collect();
        assert_eq!(names, ["Köln Süd", "gate"]);
        assert!(read_tags(" ").unwrap().is_empty());
    }

    #[test]
    fn a_list_of_tags_that_cannot_be_kept_says_why() {
        let many: Vec<String> = (0..21).map(|n| format!("t{n}")).collect();
        assert_eq!(read_tags(&many.join(",")), Err("sim-tags-too-many"));
        assert_eq!(read_tags(&"x".repeat(33)), Err("sim-tags-too-long"));
        assert_eq!(read_tags("a\u{0}b"), Err("sim-tags-control"));
    }
}
