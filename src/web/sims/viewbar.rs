//! The menu of saved views above the list.

use super::list::Loaded;
use crate::domain::views::{Content, ViewRow};
use crate::web::layout::Layout;
use crate::web::urls;

/// The menu.
pub(super) struct ViewBar {
    /// Name of the open view.
    pub(super) name: Option<String>,
    /// The list shows something else than the open view was saved with.
    pub(super) is_modified: bool,
    /// Where the changes of the open view are saved, if it is the person's own.
    pub(super) save: Option<String>,
    /// The list without a view.
    pub(super) all: Link,
    pub(super) own: Vec<Link>,
    /// Those that colleagues share.
    pub(super) shared: Vec<Link>,
}

/// A view to open.
pub(super) struct Link {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) is_current: bool,
}

/// The menu of a list.
pub(super) fn bar(layout: &Layout, loaded: &Loaded) -> ViewBar {
    let user_id = layout.actor.as_ref().map_or(0, |actor| actor.user_id);
    let open = loaded.view.as_ref();
    let is_open = |view: &ViewRow| open.is_some_and(|open| open.id == view.id);
    let link = |view: &ViewRow| Link {
        text: view.name.clone(),
        href: urls::sims_view(&view.id),
        is_current: is_open(view),
    };
    let (own, shared): (Vec<&ViewRow>, Vec<&ViewRow>) = loaded.views.iter().partition(|view| view.user_id == user_id);
    let is_modified = open.is_some_and(|view| {
        let saved = Content::of(view);
        saved.query != loaded.query.list || saved.columns.shown != loaded.columns.shown
    });
    ViewBar {
        name: open.map(|view| view.name.clone()),
        is_modified,
        save: open
            .filter(|view| is_modified && view.user_id == user_id)
            .map(|view| urls::view(urls::VIEW_CONTENT, &view.id)),
        all: Link {
            text: layout.t("views-all-sims"),
            href: urls::all_sims(),
            is_current: open.is_none(),
        },
        own: own.into_iter().map(link).collect(),
        shared: shared.into_iter().map(link).collect(),
    }
}
