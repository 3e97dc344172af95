//! Chips, fields and removable filters above the table.

use super::list::Loaded;
use super::query::ListQuery;
use crate::domain::sims::{CountRow, EXPIRING_MONTHS, FIELDS, Filters, IMEI_CHANGE_DAYS, Part, SILENCES, SearchField};
use crate::types::attention::BlockedBy;
use crate::types::status::{SessionStatus, SimStatus, VolumeGroup};
use crate::web::layout::Layout;

/// A filter that many people want, with how many SIMs it finds.
pub(super) struct Chip {
    pub(super) text: String,
    pub(super) href: String,
    pub(super) count: String,
    pub(super) is_current: bool,
}

/// A field with a choice of values.
pub(super) struct Select {
    pub(super) name: &'static str,
    pub(super) label: String,
    pub(super) options: Vec<Choice>,
}

/// A value of a field.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) is_selected: bool,
}

/// A filter that narrows the list now, and the list without it.
pub(super) struct ActiveFilter {
    pub(super) text: String,
    pub(super) href: String,
}

/// Chips in groups. Their numbers come from the counters, so they are exact and cost nothing.
pub(super) fn chips(layout: &Layout, query: &ListQuery, counts: &[CountRow]) -> Vec<Vec<Chip>> {
    let chip = |key: &str, filters: Filters| {
        let matches = |row: &&CountRow| {
            filters.status.is_none_or(|status| status == row.status)
                && filters.session.is_none_or(|session| session == row.session)
                && filters.data.is_none_or(|group| group == row.data_group)
        };
        let count: i64 = counts.iter().filter(matches).map(|row| row.sims).sum();
        Chip {
            text: layout.t(key),
            count: layout.formats.number(count),
            is_current: query.list.filters == filters,
            href: query.with_filters(filters).href(),
        }
    };
    let by_status = SimStatus::ALL.iter().map(|status| {
        let filters = Filters {
            status: Some(*status),
            ..Filters::default()
        };
        chip(&format!("sims-status-{status}"), filters)
    });
    let online = Filters {
        session: Some(SessionStatus::Online),
        ..Filters::default()
    };
    let by_volume = [VolumeGroup::Low, VolumeGroup::None].map(|group| {
        let filters = Filters {
            data: Some(group),
            ..Filters::default()
        };
        chip(&format!("sims-chip-data-{group}"), filters)
    });
    vec![
        std::iter::once(chip("sims-chip-all", Filters::default()))
            .chain(by_status)
            .collect(),
        std::iter::once(chip("sims-session-online", online))
            .chain(by_volume)
            .collect(),
    ]
}

/// The choice of field beside the search.
pub(super) fn fields(layout: &Layout, query: &ListQuery) -> Select {
    let option = |(name, field): (&str, SearchField)| Choice {
        value: if field == SearchField::All {
            String::new()
        } else {
            name.to_owned()
        },
        text: layout.t(&format!("sims-field-{name}")),
        is_selected: query.list.filters.field == field,
    };
    Select {
        name: "in",
        label: layout.t("sims-part-in"),
        options: FIELDS.into_iter().map(option).collect(),
    }
}

/// The filters that are always in sight.
pub(super) fn main_selects(layout: &Layout, query: &ListQuery) -> Vec<Select> {
    let of =
        |part, values: Vec<String>| select(layout, &query.list.filters, part, values.into_iter().map(|v| (v, None)));
    vec![
        of(
            Part::Session,
            SessionStatus::ALL.iter().map(ToString::to_string).collect(),
        ),
        of(Part::Data, VolumeGroup::ALL.iter().map(ToString::to_string).collect()),
    ]
}

/// The filters in the menu. Services and tags are offered only where there are any.
pub(super) fn more_selects(layout: &Layout, loaded: &Loaded) -> Vec<Select> {
    let filters = &loaded.query.list.filters;
    let of = |part, values: Vec<String>| select(layout, filters, part, values.into_iter().map(|v| (v, None)));
    let mut selects = vec![of(
        Part::Sms,
        VolumeGroup::ALL.iter().map(ToString::to_string).collect(),
    )];
    if !loaded.services.is_empty() {
        let services = loaded.services.iter().map(|name| (name.clone(), Some(name.clone())));
        selects.push(select(layout, filters, Part::Service, services));
    }
    if !loaded.tags.is_empty() {
        let tags = loaded
            .tags
            .iter()
            .map(|tag| (tag.name_key.clone(), Some(tag.name.clone())));
        selects.push(select(layout, filters, Part::Tag, tags));
    }
    selects.push(of(Part::Expiring, vec!["1".to_owned()]));
    selects.push(of(Part::Silent, SILENCES.iter().map(ToString::to_string).collect()));
    selects.push(of(Part::Pace, vec!["1".to_owned()]));
    selects.push(of(Part::Imei, vec!["1".to_owned()]));
    let reasons = BlockedBy::ALL.iter().map(ToString::to_string);
    selects.push(of(
        Part::Blocked,
        std::iter::once("1".to_owned()).chain(reasons).collect(),
    ));
    selects
}

/// A field of values, each with its name if it has one of its own.
fn select(
    layout: &Layout,
    filters: &Filters,
    part: Part,
    values: impl Iterator<Item = (String, Option<String>)>,
) -> Select {
    let active = filters.active();
    let chosen = active
        .iter()
        .find(|(at, _)| *at == part)
        .map(|(_, value)| value.as_str());
    let any = Choice {
        value: String::new(),
        text: layout.t(&format!("sims-any-{}", part.name())),
        is_selected: chosen.is_none(),
    };
    let options = values.map(|(value, name)| Choice {
        text: name.unwrap_or_else(|| value_text(layout, part, &value)),
        is_selected: chosen == Some(value.as_str()),
        value,
    });
    Select {
        name: part.name(),
        label: layout.t(&format!("sims-part-{}", part.name())),
        options: std::iter::once(any).chain(options).collect(),
    }
}

/// The filters that narrow the list now.
pub(super) fn active(layout: &Layout, loaded: &Loaded) -> Vec<ActiveFilter> {
    let query = &loaded.query;
    let parts = query.list.filters.active().into_iter();
    parts
        .map(|(part, value)| {
            let name = match (part, query.list.filters.field) {
                (Part::Search, field) if field != SearchField::All => {
                    let named = FIELDS.iter().find(|(_, known)| *known == field);
                    layout.t(&format!("sims-field-{}", named.map_or("all", |(name, _)| name)))
                }
                _ => layout.t(&format!("sims-part-{}", part.name())),
            };
            let tag = loaded
                .tags
                .iter()
                .find(|tag| part == Part::Tag && tag.name_key == value);
            let value = tag.map_or_else(|| value_text(layout, part, &value), |tag| tag.name.clone());
            ActiveFilter {
                // Its values name the part already.
                text: match part {
                    Part::Blocked => value,
                    _ => layout.t2("sims-active", "name", &name, "value", &value),
                },
                href: query.with_filters(query.list.filters.without(part)).href(),
            }
        })
        .collect()
}

/// A value of a filter in words.
fn value_text(layout: &Layout, part: Part, value: &str) -> String {
    match part {
        Part::Search | Part::Service | Part::Tag => value.to_owned(),
        Part::Status => layout.t(&format!("sims-status-{value}")),
        Part::Session => layout.t(&format!("sims-session-{value}")),
        Part::Data => layout.t(&format!("sims-data-{value}")),
        Part::Sms => layout.t(&format!("sims-sms-{value}")),
        Part::Expiring => layout.tn("sims-expiring-within", &i64::from(EXPIRING_MONTHS)),
        Part::Silent => layout.tn("sims-silent-for", &value.parse().unwrap_or_default()),
        Part::Pace => layout.t("sims-over-pace"),
        Part::Imei => layout.tn(
            "sims-imei-changed-within",
            &i64::try_from(IMEI_CHANGE_DAYS).unwrap_or(i64::MAX),
        ),
        Part::Blocked if value == "1" => layout.t("sims-blocked-any"),
        Part::Blocked => layout.t(&format!("sims-blocked-{}", value.replace('_', "-"))),
    }
}
