//! Pages of lists that are shown newest first, by keyset: the page begins at a row, not at a number of rows, so that the last page
//! costs what the first does and nothing is shown twice when rows are added meanwhile.

/// Where a page begins; `K` is the sort key of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Edge<K> {
    /// At the newest row.
    #[default]
    Newest,
    /// Below this row.
    OlderThan(K),
    /// Above this row, next to it.
    NewerThan(K),
}

impl<K> Edge<K> {
    /// Whether rows are read from old to new.
    pub(super) fn is_backwards(&self) -> bool {
        matches!(self, Self::NewerThan(_))
    }
}

/// Rows of one page, newest first.
#[derive(Debug, Clone)]
pub struct Recent<T> {
    /// The rows.
    pub rows: Vec<T>,
    /// Whether newer ones exist.
    pub has_newer: bool,
    /// Whether older ones exist.
    pub has_older: bool,
}

impl<T> Recent<T> {
    /// The page of the rows that were read in the order of the edge, one more than `most` of them where there are more.
    pub(super) fn of<K>(edge: &Edge<K>, mut rows: Vec<T>, most: i64) -> Self {
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        let more = rows.len() > most;
        rows.truncate(most);
        if edge.is_backwards() {
            rows.reverse();
        }
        let (has_newer, has_older) = match edge {
            Edge::Newest => (false, more),
            Edge::OlderThan(_) => (true, more),
            Edge::NewerThan(_) => (more, true),
        };
        Self {
            rows,
            has_newer,
            has_older,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_newest_first_whichever_way_it_was_read() {
        let page = Recent::of(&Edge::OlderThan(9), vec![8, 7, 6], 2);
        assert_eq!((page.rows, page.has_newer, page.has_older), (vec![8, 7], true, true));
        let page = Recent::of(&Edge::NewerThan(3), vec![4, 5, 6], 2);
        assert_eq!((page.rows, page.has_newer, page.has_older), (vec![5, 4], true, true));
        let page = Recent::of(&Edge::NewerThan(3), vec![4, 5], 2);
        assert_eq!((page.rows, page.has_newer, page.has_older), (vec![5, 4], false, true));
        let page = Recent::of(&Edge::<i32>::Newest, vec![2, 1], 2);
        assert_eq!((page.rows, page.has_newer, page.has_older), (vec![2, 1], false, false));
    }
}
