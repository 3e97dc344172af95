//! Keys of pages: the edge row of a page, signed, so that nobody walks the list by a key made up. A key holds for one organisation
//! and one order; any other key is taken as none.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::query::Place;
use crate::crypto::Keys;
use crate::domain::sims::query::order_text;
use crate::domain::sims::{Bound, Direction, Sort};

const PURPOSE: &str = "sims-page";

/// The key of the page that begins beyond the row with this key and this value in the sort column.
pub(super) fn key(keys: &Keys, organisation_id: i64, order: (Sort, Direction), id: i64, value: &str) -> String {
    let edge = URL_SAFE_NO_PAD.encode(format!("{id}:{value}"));
    let signature = keys.sign(PURPOSE, &message(organisation_id, order, &edge));
    format!("{edge}.{signature}")
}

/// Where the page asked for begins: the first page if its key is not ours.
pub(super) fn bound(keys: &Keys, organisation_id: i64, order: (Sort, Direction), place: &Place) -> Bound {
    let open = |key: &str| open(keys, organisation_id, order, key);
    let bound = match place {
        Place::First => None,
        Place::Last => Some(Bound::Last),
        Place::After(key) => open(key).map(|(id, value)| Bound::After { value, id }),
        Place::Before(key) => open(key).map(|(id, value)| Bound::Before { value, id }),
    };
    bound.unwrap_or_default()
}

fn open(keys: &Keys, organisation_id: i64, order: (Sort, Direction), key: &str) -> Option<(i64, String)> {
    let (edge, signature) = key.split_once('.')?;
    if !keys.verify(PURPOSE, &message(organisation_id, order, edge), signature) {
        return None;
    }
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(edge).ok()?).ok()?;
    let (id, value) = text.split_once(':')?;
    Some((id.parse().ok()?, value.to_owned()))
}

fn message(organisation_id: i64, order: (Sort, Direction), edge: &str) -> String {
    format!("{organisation_id}\n{}\n{edge}", order_text(order))
}
