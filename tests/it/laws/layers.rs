//! Arrows only go down: who may import whom, read from the sources. `docs/ARCHITECTURE.md` has the picture.

use std::collections::BTreeSet;

use crate::support::source::{Source, files};

/// Parts of the program, and what of ours each may name. A part may always name itself. `app` and `cli` put things together and may
/// name everything.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("types", &[]),
    ("clock", &[]),
    ("crypto", &[]),
    ("i18n", &["types"]),
    // Where the database is and how durable it is are types of the storage layer.
    ("config", &["crypto", "storage"]),
    ("telemetry", &["config"]),
    ("storage", &["types"]),
    ("mail", &["types", "i18n", "config"]),
    ("documents", &["types", "i18n"]),
    ("carriers", &["types", "domain"]),
    ("payments", &["types", "clock", "crypto", "config"]),
    // Settings reach the domain as arguments, in the types they were read into.
    // The values of a provider's answers; asking it is for jobs and pages, see below.
    (
        "domain",
        &["types", "storage", "mail", "documents", "crypto", "config", "payments"],
    ),
    // Asks the payment provider what the domain has written down, for pages and jobs alike.
    ("cashier", &["types", "domain", "mail", "i18n", "payments", "state"]),
    (
        "state",
        &[
            "types",
            "clock",
            "config",
            "crypto",
            "mail",
            "payments",
            "storage",
            "telemetry",
        ],
    ),
    (
        "jobs",
        &[
            "types",
            "domain",
            "mail",
            "documents",
            "carriers",
            "cashier",
            "payments",
            "state",
        ],
    ),
    (
        "web",
        &[
            "types",
            "domain",
            "mail",
            "documents",
            "i18n",
            "crypto",
            "cashier",
            "payments",
            "state",
        ],
    ),
    (
        "api",
        &["types", "domain", "crypto", "cashier", "payments", "state", "web"],
    ),
];

/// Crates that belong to some parts only; a path ending in .rs is that file alone.
const CRATES: &[(&[&str], &[&str])] = &[
    // Values know how they are stored; how, is told by a macro once.
    (
        &["diesel", "diesel_migrations", "r2d2"],
        &[
            "storage",
            "src/types/money.rs",
            "src/types/text_enum.rs",
            "src/domain/error.rs",
        ],
    ),
    (
        &["actix_web", "actix_session"],
        &["web", "api", "src/app.rs", "src/cli/serve.rs"],
    ),
    (&["askama"], &["web", "mail"]),
    // The settings check an address with the parser that will read it.
    (&["lettre"], &["mail", "src/config/mod.rs"]),
    (&["fluent_bundle", "unic_langid"], &["i18n", "mail", "web"]),
    // Whoever asks the world outside has a layer of its own.
    (&["ureq", "rustls_native_certs"], &["src/payments/stripe/http.rs"]),
    (&["quick_xml"], &["src/domain/bank/parse/xml.rs"]),
    (&["argon2"], &["src/types/secret_hash.rs"]),
    (&["ring"], &["crypto"]),
    (
        &["webauthn_rs"],
        &["src/domain/auth/passkeys.rs", "src/domain/auth/relying_party.rs"],
    ),
];

#[test]
fn imports_only_go_down() {
    let mut faults = Vec::new();
    for source in files("src", &[".rs"]) {
        let part = part_of(&source.path);
        if matches!(part, "app" | "cli" | "lib" | "main") {
            continue;
        }
        let (_, allowed) = MAY_NAME
            .iter()
            .find(|(name, _)| *name == part)
            .unwrap_or_else(|| panic!("{}: say in laws/layers.rs what `{part}` may name", source.path));
        for named in ours(&code(&source)) {
            if named != part && !allowed.contains(&named.as_str()) {
                faults.push(format!("{} names crate::{named}", source.path));
            }
        }
    }
    assert!(
        faults.is_empty(),
        "imports that go up or past a layer:\n{}",
        faults.join("\n")
    );
}

#[test]
fn each_crate_is_used_in_its_place_only() {
    let mut faults = Vec::new();
    for source in files("src", &[".rs"]) {
        let (part, code) = (part_of(&source.path), code(&source));
        for (crates, places) in CRATES {
            for name in *crates {
                let allowed = places.iter().any(|place| *place == part || *place == source.path);
                if !allowed && names_crate(&code, name) {
                    faults.push(format!("{} uses {name}", source.path));
                }
            }
        }
    }
    assert!(faults.is_empty(), "crates outside their place:\n{}", faults.join("\n"));
}

#[test]
fn a_scope_without_a_person_is_made_by_jobs_commands_and_intake_only() {
    for source in files("src", &[".rs"]) {
        let allowed = [
            "src/jobs/",
            "src/cli/",
            "src/domain/ingest/",
            "src/domain/demo/",
            "src/domain/work.rs",
        ];
        let is_its_own =
            source.path == "src/types/access.rs" || allowed.iter().any(|place| source.path.starts_with(place));
        assert!(
            is_its_own || !code(&source).contains("for_job"),
            "{} makes an OrgScope for a job; a request gets its own from Access::Org",
            source.path
        );
    }
}

#[test]
fn no_use_case_asks_a_payment_provider() {
    for source in files("src/domain", &[".rs"]) {
        let code = code(&source);
        let mut words = code.split(|c: char| !c.is_alphanumeric() && c != '_');
        assert!(
            !words.any(|word| matches!(word, "PaymentProvider" | "Payments")),
            "{} asks a payment provider; its answer takes seconds, and a transaction would be open meanwhile",
            source.path
        );
    }
}

#[test]
fn a_sub_organisation_is_looked_into_where_its_grants_are_looked_at_only() {
    for source in files("src", &[".rs"]) {
        let allowed = source.path.starts_with("src/domain/organisations/") || source.path == "src/types/access.rs";
        assert!(
            allowed || !code(&source).contains(".inside("),
            "{} makes an OrgScope inside a sub-organisation; domain/organisations knows what that grants its master",
            source.path
        );
    }
}

#[test]
fn staff_enter_an_organisation_where_they_handle_its_orders_only() {
    for source in files("src", &[".rs"]) {
        let allowed = ["src/domain/fulfilment/", "src/domain/bank/", "src/types/access.rs"]
            .iter()
            .any(|place| source.path.starts_with(place));
        assert!(
            allowed || !code(&source).contains(".of_customer("),
            "{} makes an OrgScope for staff; what they do with orders is in domain/fulfilment and domain/bank",
            source.path
        );
    }
}

/// `web` of `src/web/auth/mod.rs`, `app` of `src/app.rs`.
fn part_of(path: &str) -> &str {
    let path = path.trim_start_matches("src/");
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The source without comments and the contents of texts, which may name anything, and without its tests, which come last and may use
/// anything.
fn code(source: &Source) -> String {
    let mut code = String::new();
    if source.path.ends_with("tests.rs") || source.path.contains("/tests/") {
        return code;
    }
    for line in source.text.lines().take_while(|line| *line != "#[cfg(test)]") {
        let line = line.split("//").next().unwrap_or_default();
        // Every second piece stands between quotation marks; good enough for imports and paths.
        for (position, piece) in line.split('"').enumerate() {
            if position % 2 == 0 {
                code.push_str(piece);
            }
        }
        code.push('\n');
    }
    code
}

/// The parts that a source names: `crate::x` and each `x` of `crate::{x, y::z}`.
fn ours(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (position, _) in code.match_indices("crate::") {
        if code[..position].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let rest = &code[position + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => {
                named.insert(first_word(rest));
            }
            Some(group) => {
                let mut depth = 0;
                let mut part = String::new();
                for c in group.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            named.insert(first_word(&part));
                            part.clear();
                            continue;
                        }
                        _ => {}
                    }
                    part.push(c);
                }
                named.insert(first_word(&part));
            }
        }
    }
    named.remove("");
    named
}

fn first_word(text: &str) -> String {
    text.trim_start()
        .chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// Whether a path begins with the crate: `diesel::`, but not `my_diesel::` or `crate::diesel::`.
fn names_crate(code: &str, name: &str) -> bool {
    code.match_indices(&format!("{name}::")).any(|(position, _)| {
        let before = &code[..position];
        !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':')
            || before.ends_with("::") && before.trim_end_matches(':').ends_with([' ', '(', '<'])
    })
}

#[test]
fn paths_are_found_in_every_form() {
    let code = "use crate::{api, web as pages, types::{a::b, c}};\nlet x = crate::storage::Db; $crate::app::f();";
    let named: Vec<String> = ours(code).into_iter().collect();
    assert_eq!(named, ["api", "storage", "types", "web"]);
    assert!(names_crate("use diesel::prelude::*;", "diesel"));
    assert!(names_crate("fn f() -> ::diesel::Result", "diesel"));
    assert!(!names_crate("use crate::diesel::x; my_diesel::y", "diesel"));
}
