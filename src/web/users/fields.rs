//! Fields that the forms about people share: read once, and what is wrong with them said the same everywhere.

use chrono::NaiveDate;

use crate::domain::users::UserRow;
use crate::types::lang::Lang;
use crate::types::notification::Notification;
use crate::types::person_name::{PersonName, PersonNameError};
use crate::types::role::Role;
use crate::web::fields::FieldErrors;
use crate::web::layout::Layout;

/// No form takes a day after this year: nobody plans so far, and adding to such days stays far from the end of the calendar.
const LAST_YEAR: i32 = 2100;

/// Key of a text that a form cannot have sent.
pub(in crate::web) const UNKNOWN: &str = "field-choice-unknown";

/// A first or last name.
pub(in crate::web) fn name(field: &'static str, typed: &str, errors: &mut FieldErrors) -> Option<PersonName> {
    match PersonName::parse(typed) {
        Ok(name) => Some(name),
        Err(error) => {
            let key = match (error, field) {
                (PersonNameError::Empty, "first_name") => "field-first-name-missing",
                (PersonNameError::Empty, "last_name") => "field-last-name-missing",
                (PersonNameError::Empty, _) => "field-name-missing",
                (PersonNameError::TooLong, _) => "field-name-too-long",
                (PersonNameError::ControlCharacter, _) => "field-name-one-line",
            };
            errors.add(field, key);
            None
        }
    }
}

/// A language, or nothing for that of the organisation.
pub(in crate::web) fn language(typed: &str, errors: &mut FieldErrors) -> Option<Lang> {
    let lang = Lang::parse(typed);
    if lang.is_none() && !typed.is_empty() {
        errors.add("language", UNKNOWN);
    }
    lang
}

/// Ticked notifications.
pub(in crate::web) fn notifications(ticked: &[String], errors: &mut FieldErrors) -> Vec<Notification> {
    let known: Vec<Notification> = ticked.iter().filter_map(|word| Notification::parse(word)).collect();
    if known.len() != ticked.len() {
        errors.add("notify", UNKNOWN);
    }
    known
}

/// A last day, or nothing. A day that is over is refused, unless it stood there before.
pub(super) fn last_day(
    field: &'static str,
    typed: &str,
    today: NaiveDate,
    before: Option<NaiveDate>,
    errors: &mut FieldErrors,
) -> Option<NaiveDate> {
    use chrono::Datelike;
    let typed = typed.trim();
    if typed.is_empty() {
        return None;
    }
    match typed.parse::<NaiveDate>() {
        Ok(day) if !(1900..=LAST_YEAR).contains(&day.year()) => errors.add(field, "field-day-invalid"),
        Ok(day) if day < today && before != Some(day) => errors.add(field, "field-day-over"),
        Ok(day) => return Some(day),
        Err(_) => errors.add(field, "field-day-invalid"),
    }
    None
}

/// A choice of a select.
pub(in crate::web) struct Choice {
    pub value: &'static str,
    pub text: String,
    pub is_chosen: bool,
}

/// The languages to choose from; the first is that of the organisation.
pub(in crate::web) fn languages(layout: &Layout, chosen: &str) -> Vec<Choice> {
    let own = |lang: Lang| (lang.as_str(), format!("language-{}", lang.as_str()));
    std::iter::once(("", "language-of-organisation".to_owned()))
        .chain([Lang::En, Lang::De].map(own))
        .map(|(value, key)| Choice {
            value,
            text: layout.t(&key),
            is_chosen: value == chosen,
        })
        .collect()
}

/// The notifications to tick: value, whether ticked, text, explanation.
pub(in crate::web) fn ticks(layout: &Layout, ticked: &[String]) -> Vec<(&'static str, bool, String, String)> {
    Notification::ALL
        .iter()
        .map(|kind| {
            let value = kind.as_str();
            (
                value,
                ticked.iter().any(|word| word == value),
                layout.t(&format!("notify-{value}")),
                layout.t(&format!("notify-{value}-hint")),
            )
        })
        .collect()
}

/// Name of a role.
pub(super) fn role_name(layout: &Layout, role: Option<Role>) -> String {
    role.map_or_else(String::new, |role| layout.t(&format!("role-{}", role.as_str())))
}

/// The role of a member.
pub(super) fn role_of(user: &UserRow) -> Option<Role> {
    user.role.as_deref().and_then(Role::parse)
}

/// Class and words of how it stands with somebody. A role or secret that ended counts before the status.
pub(super) fn status(layout: &Layout, user: &UserRow) -> (&'static str, String) {
    let today = layout.formats.day(layout.now);
    let role_ended = user.role_ends_on.is_some_and(|last| last < today);
    let secret_ended = user.secret_expires_at.is_some_and(|end| end <= layout.now);
    let (class, key) = match user.status.as_str() {
        "invited" => ("st-warn", "invited"),
        "disabled" => ("st-bad", "disabled"),
        _ if role_ended => ("st-off", "role-ended"),
        _ if secret_ended => ("st-off", "secret-ended"),
        _ => ("st-ok", "active"),
    };
    (class, layout.t(&format!("users-status-{key}")))
}

/// First letters of the name; braces for programs.
pub(super) fn initials(user: &UserRow) -> String {
    if user.client_id.is_some() {
        return "{}".to_owned();
    }
    let first = |name: &str| name.chars().next();
    [first(&user.first_name), first(&user.last_name)]
        .into_iter()
        .flatten()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str, before: Option<&str>) -> (Option<String>, Option<String>) {
        let mut errors = FieldErrors::new();
        let today = "2026-11-22".parse().unwrap();
        let before = before.map(|day| day.parse().unwrap());
        let day = last_day("ends_on", typed, today, before, &mut errors);
        (day.map(|day| day.to_string()), errors.of("ends_on").map(str::to_owned))
    }

    #[test]
    fn a_last_day_is_today_or_later_or_what_it_was() {
        assert_eq!(day("", None), (None, None));
        assert_eq!(day(" 2026-11-22 ", None), (Some("2026-11-22".to_owned()), None));
        assert_eq!(day("2026-11-21", None).1.as_deref(), Some("field-day-over"));
        assert_eq!(day("2026-11-21", Some("2026-11-21")).1, None);
        for typed in [
            "tomorrow",
            "2026-02-30",
            "22.11.2026",
            "+262142-12-31",
            "9999-12-31",
            "-5",
        ] {
            assert_eq!(
                day(typed, None),
                (None, Some("field-day-invalid".to_owned())),
                "{typed}"
            );
        }
    }
}
