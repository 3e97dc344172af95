//! The address of the list: filters, and the signed key of a page, so that nobody walks the list by a key made up.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::crypto::Keys;
use crate::domain::sims::Bound;
use crate::domain::users::{PeopleFilter, UserRow};
use crate::types::role::Role;
use crate::types::user_status::UserStatus;
use crate::web::urls::{self, encode};

const PURPOSE: &str = "users-page";

/// Longest search that is taken; the field takes no more either.
pub(super) const MOST_CHARS: usize = 100;

/// What the address asks for. Unknown values are taken as none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ListQuery {
    pub filter: PeopleFilter,
    after: String,
    before: String,
    is_last: bool,
}

impl ListQuery {
    /// Reads the decoded pairs of the address; of a name that comes twice the last counts.
    pub fn parse(pairs: &[(String, String)]) -> Self {
        let mut query = Self::default();
        for (name, value) in pairs {
            let value = value.trim();
            match name.as_str() {
                "q" => query.filter.search = value.chars().take(MOST_CHARS).collect(),
                "role" => query.filter.role = Role::parse(value),
                "status" => query.filter.status = UserStatus::parse(value),
                "after" => query.after = value.to_owned(),
                "before" => query.before = value.to_owned(),
                "page" => query.is_last = value == "last",
                _ => {}
            }
        }
        query
    }

    /// Where the page asked for begins: the first page if its key is not ours.
    pub fn bound(&self, keys: &Keys, organisation_id: i64) -> Bound {
        let open = |key: &str| open(keys, organisation_id, key);
        if self.is_last {
            return Bound::Last;
        }
        let after = open(&self.after).map(|(id, value)| Bound::After { value, id });
        let before = || open(&self.before).map(|(id, value)| Bound::Before { value, id });
        after.or_else(before).unwrap_or_default()
    }

    /// The address of another choice, from its first page.
    pub fn with(&self, change: impl FnOnce(&mut PeopleFilter)) -> String {
        let mut filter = self.filter.clone();
        change(&mut filter);
        address(urls::USERS, &filter, None)
    }

    /// The address of the file.
    pub fn csv(&self) -> String {
        address(urls::USERS_CSV, &self.filter, None)
    }

    /// The address of the last page.
    pub fn last(&self) -> String {
        address(urls::USERS, &self.filter, Some(("page", "last".to_owned())))
    }

    /// The address of the page that begins beyond this person.
    pub fn beyond(&self, name: &'static str, keys: &Keys, organisation_id: i64, user: &UserRow) -> String {
        let edge = URL_SAFE_NO_PAD.encode(format!("{}:{}", user.id, user.search_key));
        let signature = keys.sign(PURPOSE, &format!("{organisation_id}\n{edge}"));
        address(urls::USERS, &self.filter, Some((name, format!("{edge}.{signature}"))))
    }
}

fn address(path: &str, filter: &PeopleFilter, place: Option<(&str, String)>) -> String {
    let pairs = [
        ("q", filter.search.clone()),
        ("role", filter.role.map_or("", Role::as_str).to_owned()),
        ("status", filter.status.map_or("", UserStatus::as_str).to_owned()),
    ];
    let pairs: Vec<String> = pairs
        .into_iter()
        .chain(place)
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(&value)))
        .collect();
    if pairs.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", pairs.join("&"))
    }
}

fn open(keys: &Keys, organisation_id: i64, key: &str) -> Option<(i64, String)> {
    let (edge, signature) = key.split_once('.')?;
    if !keys.verify(PURPOSE, &format!("{organisation_id}\n{edge}"), signature) {
        return None;
    }
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(edge).ok()?).ok()?;
    let (id, value) = text.split_once(':')?;
    Some((id.parse().ok()?, value.to_owned()))
}
