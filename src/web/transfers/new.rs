//! Ordering a transfer: with whom, in which direction, and which SIMs.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use crate::domain::transfers::{self, LARGEST, Order, Partner};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::iccid::{Iccid, IccidError};
use crate::types::transfer::TransferSource;
use crate::web::error::Result;
use crate::web::fields::FieldErrors;
use crate::web::layout::{Layout, Page, redirect, show, show_invalid};
use crate::web::paging::param;
use crate::web::upload::Upload;
use crate::web::urls;

/// A form with the largest file, and room for its other fields.
const LARGEST_FORM: usize = LARGEST + 64 * 1024;

/// What was typed.
#[derive(Debug, Clone, Default)]
pub(in crate::web) struct Typed {
    pub partner: String,
    /// `give` or `take`.
    pub direction: String,
    /// `one`, `range` or `file`.
    pub what: String,
    pub iccid: String,
    pub start: String,
    pub end: String,
    pub text: String,
}

impl Typed {
    /// The fields of a form.
    pub(in crate::web) fn of<const MOST: usize>(upload: &Upload<MOST>) -> Self {
        Self {
            partner: upload.field("partner").to_owned(),
            direction: upload.field("direction").to_owned(),
            what: upload.field("what").to_owned(),
            iccid: upload.field("iccid").to_owned(),
            start: upload.field("start").to_owned(),
            end: upload.field("end").to_owned(),
            text: upload.field("text").to_owned(),
        }
    }
}

#[derive(Template)]
#[template(path = "transfers/new.html")]
struct NewPage {
    layout: Layout,
    /// Whether the organisation is one whose people transfer SIMs.
    is_master: bool,
    partners: Vec<Partner>,
    typed: Typed,
    errors: FieldErrors,
}

impl Page for NewPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl NewPage {
    fn is_chosen(&self, partner: &Partner) -> bool {
        self.typed.partner == partner.organisation.id.to_string()
    }

    fn option(&self, partner: &Partner) -> String {
        let sims = self.layout.tn("transfer-sims", &partner.sims);
        format!("{} ({sims})", partner.organisation.name)
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (is_master, partners) = partners(&state, scope).await?;
    let typed = Typed {
        partner: param(&request, "partner"),
        direction: param(&request, "direction"),
        what: "file".to_owned(),
        ..Typed::default()
    };
    show(&NewPage {
        layout,
        is_master,
        partners,
        typed,
        errors: FieldErrors::new(),
    })
}

async fn partners(state: &AppState, scope: OrgScope) -> Result<(bool, Vec<Partner>)> {
    let is_master = transfers::is_master(&scope);
    let read = move |db: &mut _| -> domain::Result<_> { transfers::partners(db, &scope) };
    Ok((is_master, state.db.read(read).await?))
}

pub(super) async fn post(
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
    upload: Upload<LARGEST_FORM>,
) -> Result<HttpResponse> {
    let (is_master, partners) = partners(&state, scope.clone()).await?;
    if !is_master {
        return Err(domain::Error::Refused("transfer-refused-not-master").into());
    }
    let typed = Typed::of(&upload);
    let lang = layout.lang();
    let page = |typed: Typed, errors| NewPage {
        layout,
        is_master,
        partners: partners.clone(),
        typed,
        errors,
    };
    let mut errors = FieldErrors::new();
    let partner = partners
        .iter()
        .map(|partner| partner.organisation.id)
        .find(|id| typed.partner == id.to_string());
    if partner.is_none() {
        errors.add("partner", "transfer-partner-missing");
    }
    let master = scope.organisation_id();
    let ends = partner.and_then(|partner| match typed.direction.as_str() {
        "give" => Some((master, partner)),
        "take" => Some((partner, master)),
        _ => None,
    });
    if partner.is_some() && ends.is_none() {
        errors.add("direction", "transfer-direction-missing");
    }
    let ordered = ordered(&typed, upload, &mut errors);
    let (Some((from, to)), Some((source, file_name, body))) = (ends, ordered) else {
        return show_invalid(&page(typed, errors));
    };
    let field = match source {
        TransferSource::Single => "iccid",
        TransferSource::Range => "start",
        _ => "file",
    };
    let now = state.clock.now();
    let order = Order {
        from,
        to,
        source,
        file_name,
        body,
        lang,
    };
    let create = move |db: &mut _| -> domain::Result<_> { transfers::create(db, &scope, order, now) };
    match state.db.write(create).await {
        Ok(id) => {
            state.work.notify_one();
            Ok(redirect(&urls::transfer(urls::TRANSFER, &id)))
        }
        Err(domain::Error::Refused(key)) => show_invalid(&page(typed, FieldErrors::one(field, key))),
        Err(error) => Err(error.into()),
    }
}

/// Source, name and content of what is to be transferred, or what is wrong with the fields.
pub(in crate::web) fn ordered<const MOST: usize>(
    typed: &Typed,
    upload: Upload<MOST>,
    errors: &mut FieldErrors,
) -> Option<(TransferSource, String, Vec<u8>)> {
    let mut number = |field: &'static str, text: &str| match Iccid::parse(text) {
        Ok(iccid) => Some(iccid),
        Err(_) if text.trim().is_empty() => {
            errors.add(field, "transfer-iccid-missing");
            None
        }
        Err(error) => {
            errors.add(field, iccid_key(error));
            None
        }
    };
    match typed.what.as_str() {
        "one" => {
            let iccid = number("iccid", &typed.iccid)?;
            Some((
                TransferSource::Single,
                String::new(),
                format!("{iccid};{iccid}\n").into_bytes(),
            ))
        }
        "range" => {
            let (start, end) = (number("start", &typed.start), number("end", &typed.end));
            let (start, end) = (start?, end?);
            if start > end {
                errors.add("end", "transfer-end-before-start");
                return None;
            }
            Some((
                TransferSource::Range,
                String::new(),
                format!("{start};{end}\n").into_bytes(),
            ))
        }
        "file" => match upload.into_file("file") {
            Some(file) => Some((TransferSource::File, file_name(&file.name), file.body)),
            None if typed.text.is_empty() => {
                errors.add("file", "transfer-file-missing");
                None
            }
            None => Some((TransferSource::File, String::new(), typed.text.clone().into_bytes())),
        },
        _ => {
            errors.add("file", "transfer-file-missing");
            None
        }
    }
}

fn iccid_key(error: IccidError) -> &'static str {
    match error {
        IccidError::SpreadsheetDamage => "transfer-iccid-damaged",
        IccidError::NotAnIccid => "transfer-iccid-wrong",
        IccidError::Luhn => "transfer-iccid-luhn",
    }
}

/// A name as it can be shown and stored: without its folders, and not without end.
pub(in crate::web) fn file_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(100).collect()
}
