//! The address of the list of set-aside records: every link to it is built here, and nowhere else is it read.

use crate::crypto::Keys;
use crate::domain::ingest::parse::RejectKind;
use crate::domain::ingest::{Edge, SetAsideStatus};
use crate::web::urls;

/// What page keys are signed for.
const PURPOSE: &str = "set-aside-page";

/// What the list is narrowed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filter {
    pub(super) status: SetAsideStatus,
    pub(super) reason: Option<RejectKind>,
}

/// Everything the address says.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Query {
    pub(super) filter: Filter,
    pub(super) edge: Edge<i64>,
    /// Values that do not exist, shortened.
    pub(super) ignored: Vec<String>,
}

impl Query {
    /// Reads the address. Of a name that comes twice the last counts; unknown names are nobody's business, and a page key that is not
    /// ours, or another list's, means the first page.
    pub(super) fn parse(keys: &Keys, text: &str) -> Self {
        let pairs: Vec<(String, String)> = serde_html_form::from_str(text).unwrap_or_default();
        let mut filter = Filter {
            status: SetAsideStatus::Waiting,
            reason: None,
        };
        let mut ignored = Vec::new();
        let mut page = None;
        for (name, value) in &pairs {
            let exists = match name.as_str() {
                _ if value.is_empty() => true,
                "status" => SetAsideStatus::parse(value)
                    .map(|status| filter.status = status)
                    .is_some(),
                "reason" => RejectKind::parse(value)
                    .map(|reason| filter.reason = Some(reason))
                    .is_some(),
                "page" => {
                    page = Some(value);
                    true
                }
                _ => true,
            };
            if !exists {
                ignored.push(value.chars().take(40).collect());
            }
        }
        Self {
            edge: page.and_then(|key| filter.open(keys, key)).unwrap_or_default(),
            filter,
            ignored,
        }
    }
}

impl Filter {
    /// The first page.
    pub(super) fn href(self) -> String {
        self.address(None)
    }

    /// The page that begins there.
    pub(super) fn page(self, keys: &Keys, edge: Edge<i64>) -> String {
        let key = match edge {
            Edge::Newest => return self.href(),
            Edge::OlderThan(id) => format!("older-{id}"),
            Edge::NewerThan(id) => format!("newer-{id}"),
        };
        let signature = keys.sign(PURPOSE, &self.message(&key));
        self.address(Some(&format!("{key}.{signature}")))
    }

    fn open(self, keys: &Keys, key: &str) -> Option<Edge<i64>> {
        let (edge, signature) = key.split_once('.')?;
        if !keys.verify(PURPOSE, &self.message(edge), signature) {
            return None;
        }
        match edge.split_once('-')? {
            ("older", id) => Some(Edge::OlderThan(id.parse().ok()?)),
            ("newer", id) => Some(Edge::NewerThan(id.parse().ok()?)),
            _ => None,
        }
    }

    fn message(self, edge: &str) -> String {
        format!("{}\n{}\n{edge}", self.status, self.reason_name())
    }

    /// Name of the reason; empty for all.
    pub(super) fn reason_name(self) -> &'static str {
        self.reason.map_or("", RejectKind::as_str)
    }

    fn address(self, page: Option<&str>) -> String {
        let mut pairs = Vec::new();
        if self.status != SetAsideStatus::Waiting {
            pairs.push(format!("status={}", self.status));
        }
        if let Some(reason) = self.reason {
            pairs.push(format!("reason={reason}"));
        }
        if let Some(page) = page {
            pairs.push(format!("page={}", urls::encode(page)));
        }
        if pairs.is_empty() {
            urls::SET_ASIDE.to_owned()
        } else {
            format!("{}?{}", urls::SET_ASIDE, pairs.join("&"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Query {
        Query::parse(&Keys::derive(&[7; 32]), text)
    }

    fn query_of(href: &str) -> &str {
        href.split_once('?').map_or("", |(_, query)| query)
    }

    #[test]
    fn what_a_link_says_is_what_the_page_reads() {
        let keys = Keys::derive(&[7; 32]);
        for status in SetAsideStatus::ALL {
            for reason in [None, Some(RejectKind::UnknownSim)] {
                let filter = Filter {
                    status: *status,
                    reason,
                };
                for edge in [Edge::Newest, Edge::OlderThan(42), Edge::NewerThan(42)] {
                    let read = read(query_of(&filter.page(&keys, edge)));
                    assert_eq!((read.filter, read.edge), (filter, edge));
                    assert!(read.ignored.is_empty());
                }
            }
        }
    }

    #[test]
    fn a_page_key_that_is_not_ours_or_of_another_list_means_the_first_page() {
        let keys = Keys::derive(&[7; 32]);
        let filter = Filter {
            status: SetAsideStatus::Waiting,
            reason: None,
        };
        let href = filter.page(&keys, Edge::OlderThan(42));
        let ours = query_of(&href);
        assert_eq!(read(ours).edge, Edge::OlderThan(42));
        for forged in [
            ours.replace("42", "43"),
            ours.replace("older", "newer"),
            format!("{ours}&status=loaded"),
            format!("{ours}&reason=luhn"),
            "page=older-42".to_owned(),
            "page=older-42.".to_owned(),
            "page=.".to_owned(),
        ] {
            assert_eq!(read(&forged).edge, Edge::Newest, "{forged}");
        }
    }

    #[test]
    fn values_that_do_not_exist_are_named_and_ignored() {
        let query = read("status=lost&reason=bad_luck&utm=x&status=&reason=luhn");
        assert_eq!(query.ignored, ["lost", "bad_luck"]);
        assert_eq!(query.filter.status, SetAsideStatus::Waiting);
        assert_eq!(query.filter.reason, Some(RejectKind::Luhn));
    }
}
