//! The page between an order and its carrying out: what is hit, what happens and what does not.

use actix_web::web;
use askama::Template;

use super::frame::Frame;
use crate::domain::{self, sims};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::carrier::CarrierCommand;
use crate::types::iccid::Iccid;
use crate::web::error::Result;
use crate::web::layout::{Layout, Page};

#[derive(Template)]
#[template(path = "sims/sim/confirm.html")]
pub(super) struct ConfirmPage {
    layout: Layout,
    frame: Frame,
    order: Order,
}

impl Page for ConfirmPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

/// What is to be confirmed.
pub(super) struct Order {
    /// Its texts are `sim-order-<part>-<name>`.
    pub name: &'static str,
    /// Address of the form.
    pub action: &'static str,
    /// Something is lost.
    pub is_danger: bool,
    /// Hidden fields.
    pub fields: Vec<(&'static str, String)>,
    /// Key of the sentence that says why it cannot be done now.
    pub refusal: Option<&'static str>,
}

impl ConfirmPage {
    pub fn new(layout: Layout, frame: Frame, order: Order) -> Self {
        Self { layout, frame, order }
    }
}

/// Reads the SIM, with the reason why nothing at all can be ordered for it, if there is one.
pub(super) async fn load(
    state: &web::Data<AppState>,
    scope: OrgScope,
    iccid: Iccid,
    command: CarrierCommand,
) -> Result<(Frame, Option<&'static str>)> {
    let today = state.clock.now().date();
    let read = move |db: &mut _| -> domain::Result<_> { Frame::load(db, &scope, iccid, "usage", today) };
    let frame = state.db.read(read).await?;
    let refusal = if frame.is_over {
        Some(sims::EXPIRED)
    } else if !frame.carrier.adapter.can(command) {
        Some(sims::NOT_MANAGED)
    } else {
        None
    };
    Ok((frame, refusal))
}
