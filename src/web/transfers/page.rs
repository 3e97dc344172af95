//! The page of a transfer in all of its states: the check, what is wrong, the preview, progress, the result.

use actix_web::{HttpRequest, HttpResponse, web};
use askama::Template;

use super::rows::{self, FaultRow, RangeLine};
use super::transfer_of;
use crate::domain::approvals;
use crate::domain::transfers::{self, MOST_FAULTS, TransferRow};
use crate::domain::{self};
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::approval::ApprovalKind;
use crate::types::transfer::{TransferSource, TransferStatus};
use crate::web::error::Result;
use crate::web::layout::{Layout, Page, show};
use crate::web::paging::param;
use crate::web::sims::Moment;
use crate::web::urls;

/// Ranges on a page.
const ON_A_PAGE: i64 = 50;

#[derive(Template)]
#[template(path = "transfers/transfer.html")]
struct TransferPage {
    layout: Layout,
    transfer: TransferRow,
    from: String,
    to: String,
    at: Moment,
    /// Whether it was ordered by the reader's organisation.
    is_own: bool,
    is_undoable: bool,
    undone_by: Option<i64>,
    /// The request for a second person's approval that it waits for.
    approval: Option<i64>,
    faults: Vec<FaultRow>,
    ranges: Vec<RangeLine>,
    previous: Option<String>,
    next: Option<String>,
}

impl Page for TransferPage {
    fn layout(&self) -> &Layout {
        &self.layout
    }
}

impl TransferPage {
    fn url(&self, pattern: &str) -> String {
        urls::transfer(pattern, &self.transfer.id)
    }

    fn title(&self) -> String {
        if self.is(TransferStatus::Rejected) && !self.is_undoing() {
            return self.layout.tn("transfer-rejected-title", &self.transfer.errors);
        }
        if self.transfer.from_organisation_id == self.layout.organisation_id() {
            self.layout.t1("transfer-title-to", "to", &self.to)
        } else {
            self.layout.t1("transfer-title-from", "from", &self.from)
        }
    }

    fn is(&self, status: TransferStatus) -> bool {
        self.transfer.status == status
    }

    fn is_undoing(&self) -> bool {
        self.transfer.source == TransferSource::Undo
    }

    fn may_cancel(&self) -> bool {
        self.is_own && self.transfer.status.can_be_cancelled()
    }

    fn number(&self, n: &i64) -> String {
        self.layout.formats.number(*n)
    }

    fn source(&self) -> String {
        if self.transfer.file_name.is_empty() {
            self.layout.t(&format!("transfer-source-{}", self.transfer.source))
        } else {
            self.transfer.file_name.clone()
        }
    }

    fn percent(&self) -> i64 {
        rows::percent(&self.transfer).unwrap_or(0)
    }

    /// What is going on, in words.
    fn progress(&self) -> String {
        let all = self.number(&self.transfer.sims);
        match self.transfer.status {
            TransferStatus::Checking => self.layout.t("transfer-checking"),
            TransferStatus::Moving => {
                let done = self.number(&self.transfer.moved);
                self.layout.t2("transfer-moving", "done", &done, "all", &all)
            }
            TransferStatus::Releasing => self.layout.t("transfer-releasing"),
            _ => {
                let done = self.number(&self.transfer.reserved);
                self.layout.t2("transfer-reserving", "done", &done, "all", &all)
            }
        }
    }

    /// How much more is wrong than is listed, in words.
    fn unshown(&self) -> Option<String> {
        let shown = i64::try_from(self.faults.len()).unwrap_or(i64::MAX);
        let more = self.transfer.errors - shown;
        (more > 0).then(|| self.layout.tn("transfer-unshown", &more))
    }

    fn shows_faults(&self) -> bool {
        self.is_own && matches!(self.transfer.status, TransferStatus::Rejected | TransferStatus::Failed)
    }

    fn again(&self) -> String {
        rows::again(&self.transfer)
    }
}

pub(super) async fn get(
    request: HttpRequest,
    layout: Layout,
    scope: OrgScope,
    state: web::Data<AppState>,
) -> Result<HttpResponse> {
    let (id, own, now) = (transfer_of(&request)?, scope.organisation_id(), layout.now);
    let place = |name: &str| param(&request, name).parse::<i64>().ok();
    let (place, is_backwards) = match (place("after"), place("before")) {
        (None, Some(place)) => (place, true),
        (after, _) => (after.unwrap_or(0), false),
    };
    let read = move |db: &mut _| -> domain::Result<_> {
        let transfer = transfers::find(db, &scope, id)?;
        let names = transfers::names(db, &transfer)?;
        let undone_by = transfers::undone_by(db, &transfer)?;
        let is_own = transfer.organisation_id == own;
        let approval = match transfer.status {
            TransferStatus::Waiting => approvals::open_of(db, &scope, ApprovalKind::Transfer, id)?,
            _ => None,
        };
        let most = i64::try_from(MOST_FAULTS).unwrap_or(i64::MAX);
        let faults = match transfer.status {
            TransferStatus::Rejected | TransferStatus::Failed if is_own => {
                transfers::errors_after(db, &transfer, 0, most)?
            }
            _ => Vec::new(),
        };
        let mut ranges = if transfer.sims > 0 && !transfer.status.is_busy() {
            // One more on the way, to know whether there is another page.
            transfers::ranges_page(db, &transfer, place, is_backwards, ON_A_PAGE + 1)?
        } else {
            Vec::new()
        };
        let has_more = i64::try_from(ranges.len()).unwrap_or(0) > ON_A_PAGE;
        if has_more {
            match is_backwards {
                true => ranges.remove(0),
                false => ranges.remove(ranges.len() - 1),
            };
        }
        let approval = approval.map(|approval| approval.id);
        Ok((transfer, names, undone_by, approval, faults, ranges, has_more))
    };
    let (transfer, (from, to), undone_by, approval, faults, ranges, has_more) = state.db.read(read).await?;
    let here = urls::transfer(urls::TRANSFER, &id);
    let (has_before, has_after) = if is_backwards {
        (has_more, true)
    } else {
        (place > 0, has_more)
    };
    let previous = ranges.first().filter(|_| has_before);
    let next = ranges.last().filter(|_| has_after);
    show(&TransferPage {
        at: Moment::exact(&layout, transfer.created_at),
        is_own: transfer.organisation_id == own,
        is_undoable: transfer.organisation_id == own && undone_by.is_none() && transfers::is_undoable(&transfer, now),
        undone_by,
        approval,
        previous: previous.map(|range| format!("{here}?before={}", range.position)),
        next: next.map(|range| format!("{here}?after={}", range.position)),
        faults: faults.into_iter().map(|error| rows::fault(&layout, error)).collect(),
        ranges: ranges.iter().map(|range| rows::range(&layout, range)).collect(),
        from,
        to,
        transfer,
        layout,
    })
}
