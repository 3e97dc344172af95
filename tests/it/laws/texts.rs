//! Texts: both languages say the same things, nothing that a page asks for is missing, and nothing is kept that nobody shows.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use simportal::types::lang::Lang;

use crate::support::source::{Source, files};

/// Texts whose page comes later; remove a line with its first use.
const LATER: &[&str] = &[];

/// Placeholders by key.
type Texts = BTreeMap<String, BTreeSet<String>>;

fn texts(lang: Lang) -> Texts {
    let mut texts = Texts::new();
    for text in simportal::i18n::sources(lang) {
        let resource = parse(*text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}\n{text}", lang.as_str()));
        for entry in resource.body {
            match entry {
                Entry::Message(message) => {
                    let mut names = BTreeSet::new();
                    if let Some(value) = &message.value {
                        placeholders(value, &mut names);
                    }
                    let twice = texts.insert(message.id.name.to_owned(), names);
                    assert!(
                        twice.is_none(),
                        "{} is there twice in {}",
                        message.id.name,
                        lang.as_str()
                    );
                }
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
                other => panic!("{}: {other:?}", lang.as_str()),
            }
        }
    }
    texts
}

fn placeholders(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { .. } => {}
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => of_inline(inline, names),
                Expression::Select { selector, variants } => {
                    of_inline(selector, names);
                    for variant in variants {
                        placeholders(&variant.value, names);
                    }
                }
            },
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => match expression.as_ref() {
            Expression::Inline(inline) => of_inline(inline, names),
            Expression::Select { .. } => panic!("a choice within a choice"),
        },
        _ => {}
    }
}

#[test]
fn both_languages_have_the_same_texts_with_the_same_placeholders() {
    let (english, german) = (texts(Lang::En), texts(Lang::De));
    assert!(english.len() > 100, "only {} texts found", english.len());
    let only = |one: &Texts, other: &Texts| -> Vec<String> {
        one.keys().filter(|key| !other.contains_key(*key)).cloned().collect()
    };
    assert_eq!(only(&english, &german), Vec::<String>::new(), "are English only");
    assert_eq!(only(&german, &english), Vec::<String>::new(), "are German only");
    for (key, names) in &english {
        assert_eq!(names, &german[key], "placeholders of {key} in English and German");
    }
}

/// What takes a key, and how many arguments stand before it.
const CALLS: &[(&str, usize)] = &[
    ("layout.t(", 0),
    ("layout.t1(", 0),
    ("layout.t2(", 0),
    ("layout.tn(", 0),
    ("Refused(", 0),
    ("FieldErrors::one(", 1),
    ("errors.add(", 1),
    ("i18n::text(", 1),
    ("i18n::text_with(", 1),
    ("i18n::text_of_number(", 1),
];

/// Keys that sources and templates ask for by name, with the file that does.
fn asked_for() -> BTreeMap<String, String> {
    let mut asked = BTreeMap::new();
    for source in users() {
        for (call, before) in CALLS {
            for (position, _) in source.text.match_indices(call) {
                let key = source.text[position + call.len()..]
                    .split(',')
                    .nth(*before)
                    .unwrap_or_default();
                let key = key
                    .trim_start()
                    .strip_prefix('"')
                    .and_then(|rest| rest.split('"').next());
                if let Some(key) = key.filter(|key| !key.contains(['{', '}'])) {
                    asked.insert(key.to_owned(), source.path.clone());
                }
            }
        }
    }
    asked
}

/// Files that may ask for texts.
fn users() -> Vec<Source> {
    let templates = files("templates", &[".html", ".txt"]);
    files("src", &[".rs"]).into_iter().chain(templates).collect()
}

#[test]
fn every_text_that_is_asked_for_exists() {
    let known = texts(Lang::En);
    let asked = asked_for();
    assert!(asked.len() > 60, "only {} keys found", asked.len());
    let missing: Vec<String> = asked
        .iter()
        .filter(|(key, _)| !known.contains_key(*key))
        .map(|(key, path)| format!("{key} ({path})"))
        .collect();
    assert!(missing.is_empty(), "texts that do not exist:\n{}", missing.join("\n"));
}

/// Keys that are put together at run time: `format!("nav-{}", ...)` asks for every text that begins with `nav-`. What stands before the
/// first placeholder must hold a hyphen, or it would ask for everything.
fn patterns() -> BTreeSet<Vec<String>> {
    let mut patterns = BTreeSet::new();
    for source in users() {
        for (position, _) in source.text.match_indices("format!(\"") {
            let literal = source.text[position + "format!(\"".len()..]
                .split('"')
                .next()
                .unwrap_or_default();
            let mut pieces = Vec::new();
            for (n, piece) in literal.split('{').enumerate() {
                let fixed = if n == 0 {
                    piece
                } else {
                    piece.split_once('}').map_or("", |(_, rest)| rest)
                };
                pieces.push(fixed.to_owned());
            }
            let is_key = pieces
                .iter()
                .all(|piece| piece.bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
            if is_key && pieces.len() > 1 && pieces[0].contains('-') {
                patterns.insert(pieces);
            }
        }
    }
    patterns
}

fn matches(key: &str, pattern: &[String]) -> bool {
    let (first, rest) = pattern.split_first().unwrap();
    let Some(mut left) = key.strip_prefix(first.as_str()) else {
        return false;
    };
    for (n, piece) in rest.iter().enumerate() {
        // A placeholder stands for at least one letter.
        let Some(behind) = left.get(1..) else { return false };
        let last = n + 1 == rest.len();
        let place = if last {
            behind.ends_with(piece.as_str()).then_some(behind.len())
        } else {
            behind.find(piece.as_str()).map(|at| at + piece.len())
        };
        let Some(place) = place else { return false };
        left = &behind[place..];
    }
    left.is_empty()
}

#[test]
fn every_text_is_asked_for() {
    let (users, patterns) = (users(), patterns());
    let unused: Vec<String> = texts(Lang::En)
        .into_keys()
        .filter(|key| !LATER.iter().any(|family| key.starts_with(family)))
        .filter(|key| !patterns.iter().any(|pattern| matches(key, pattern)))
        .filter(|key| !users.iter().any(|user| user.text.contains(&format!("\"{key}\""))))
        .collect();
    assert!(unused.is_empty(), "texts that nobody shows:\n{}", unused.join("\n"));
}

#[test]
fn a_pattern_stands_for_the_texts_it_can_make() {
    let pattern = ["link-", "-title"].map(str::to_owned);
    assert!(matches("link-used-title", &pattern));
    assert!(!matches("link--title", &["link-".to_owned(), "x-title".to_owned()]));
    assert!(!matches("link-title", &pattern));
    assert!(!matches("link-used-text", &pattern));
    assert!(matches("nav-sims", &["nav-".to_owned(), String::new()]));
    assert!(!matches("nav-", &["nav-".to_owned(), String::new()]));
}

/// Texts that follow the values of a type.
#[test]
fn every_role_permission_and_area_has_its_word() {
    use simportal::types::matrix::{MATRIX, Permission};
    use simportal::types::role::{Role, StaffRole};
    let known = texts(Lang::En);
    let roles = Role::ALL.iter().map(|role| format!("role-{}", role.as_str()));
    let staff = StaffRole::ALL
        .iter()
        .map(|role| format!("staff-role-{}", role.as_str()));
    let permissions = Permission::ALL
        .iter()
        .map(|permission| format!("permission-{}", permission.key()));
    let areas = MATRIX.iter().map(|row| format!("area-{}", row.area.key()));
    for key in roles.chain(staff).chain(permissions).chain(areas) {
        assert!(known.contains_key(&key), "{key} has no text");
    }
}
