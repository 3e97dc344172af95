//! Texts in English and German (Fluent), and numbers and dates by language. A leaf: pages and mail both use it.

mod card;
mod device;
mod format;

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

pub use card::card;
pub use device::device;
pub use format::Formats;

use crate::types::lang::Lang;

/// The text files of a language, one per feature, compiled in.
macro_rules! texts {
    ($lang:literal) => {
        &[
            include_str!(concat!("../../locales/", $lang, "/common.ftl")),
            include_str!(concat!("../../locales/", $lang, "/account.ftl")),
            include_str!(concat!("../../locales/", $lang, "/approvals.ftl")),
            include_str!(concat!("../../locales/", $lang, "/audit.ftl")),
            include_str!(concat!("../../locales/", $lang, "/auth.ftl")),
            include_str!(concat!("../../locales/", $lang, "/bank.ftl")),
            include_str!(concat!("../../locales/", $lang, "/auto_top_ups.ftl")),
            include_str!(concat!("../../locales/", $lang, "/bulk.ftl")),
            include_str!(concat!("../../locales/", $lang, "/cards.ftl")),
            include_str!(concat!("../../locales/", $lang, "/company.ftl")),
            include_str!(concat!("../../locales/", $lang, "/correction.ftl")),
            include_str!(concat!("../../locales/", $lang, "/countries.ftl")),
            include_str!(concat!("../../locales/", $lang, "/dashboard.ftl")),
            include_str!(concat!("../../locales/", $lang, "/development.ftl")),
            include_str!(concat!("../../locales/", $lang, "/exports.ftl")),
            include_str!(concat!("../../locales/", $lang, "/fulfilment.ftl")),
            include_str!(concat!("../../locales/", $lang, "/invoice_document.ftl")),
            include_str!(concat!("../../locales/", $lang, "/invoices.ftl")),
            include_str!(concat!("../../locales/", $lang, "/orders.ftl")),
            include_str!(concat!("../../locales/", $lang, "/passkeys.ftl")),
            include_str!(concat!("../../locales/", $lang, "/payments.ftl")),
            include_str!(concat!("../../locales/", $lang, "/products.ftl")),
            include_str!(concat!("../../locales/", $lang, "/shop.ftl")),
            include_str!(concat!("../../locales/", $lang, "/sims.ftl")),
            include_str!(concat!("../../locales/", $lang, "/top_ups.ftl")),
            include_str!(concat!("../../locales/", $lang, "/transfers.ftl")),
            include_str!(concat!("../../locales/", $lang, "/views.ftl")),
            include_str!(concat!("../../locales/", $lang, "/sim.ftl")),
            include_str!(concat!("../../locales/", $lang, "/operations.ftl")),
            include_str!(concat!("../../locales/", $lang, "/operations_start.ftl")),
            include_str!(concat!("../../locales/", $lang, "/organisations.ftl")),
            include_str!(concat!("../../locales/", $lang, "/permissions.ftl")),
            include_str!(concat!("../../locales/", $lang, "/mail.ftl")),
            include_str!(concat!("../../locales/", $lang, "/profile.ftl")),
            include_str!(concat!("../../locales/", $lang, "/users.ftl")),
        ]
    };
}

const ENGLISH: &[&str] = texts!("en");
const GERMAN: &[&str] = texts!("de");

/// The source texts of a language: for the test that compares the two.
pub fn sources(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::En => ENGLISH,
        Lang::De => GERMAN,
    }
}

fn bundle(lang: Lang) -> &'static FluentBundle<FluentResource> {
    static EN: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    static DE: OnceLock<FluentBundle<FluentResource>> = OnceLock::new();
    match lang {
        Lang::En => EN.get_or_init(|| load(lang)),
        Lang::De => DE.get_or_init(|| load(lang)),
    }
}

fn load(lang: Lang) -> FluentBundle<FluentResource> {
    let identifier = match lang {
        Lang::En => unic_langid::langid!("en-GB"),
        Lang::De => unic_langid::langid!("de-DE"),
    };
    let mut bundle = FluentBundle::new_concurrent(vec![identifier]);
    // Isolation marks are for mixed writing directions; they would end up in copied text.
    bundle.set_use_isolating(false);
    for source in sources(lang) {
        // A fault in a text file is found by `laws/texts.rs`; at run time the readable rest is used.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(partial, _)| partial);
        if let Err(errors) = bundle.add_resource(resource) {
            tracing::error!(?errors, lang = lang.as_str(), "text defined twice");
        }
    }
    bundle
}

/// The text of a key.
pub fn text(lang: Lang, key: &str) -> String {
    format(lang, key, None)
}

/// The text of a key with its placeholders filled.
pub fn text_with(lang: Lang, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
    let mut fluent = FluentArgs::with_capacity(args.len());
    for (name, value) in args {
        fluent.set((*name).to_owned(), value.clone());
    }
    format(lang, key, Some(&fluent))
}

/// The text of a key that speaks of a number: `{ $n }` selects the form, `{ $count }` is the number as people write it.
pub fn text_of_number(lang: Lang, key: &str, n: i64) -> String {
    let count = Formats::new(lang, chrono_tz::UTC).number(n);
    text_with(
        lang,
        key,
        &[("n", FluentValue::from(n)), ("count", FluentValue::from(count))],
    )
}

fn format(lang: Lang, key: &str, args: Option<&FluentArgs<'_>>) -> String {
    let bundle = bundle(lang);
    let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
        // The key itself is shown: ugly, but the page works, and the test over all texts names it.
        tracing::error!(key, lang = lang.as_str(), "text missing");
        return key.to_owned();
    };
    let mut errors = Vec::new();
    let text = bundle.format_pattern(pattern, args, &mut errors);
    if !errors.is_empty() {
        tracing::error!(key, ?errors, "text cannot be filled");
    }
    text.into_owned()
}
