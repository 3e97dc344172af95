//! What holds for every page, whatever it shows. The client checks each page that any test is shown.

use std::collections::{BTreeMap, BTreeSet};

use html5ever::driver::{ParseOpts, parse_document};
use html5ever::tendril::TendrilSink as _;
use html5ever::tokenizer::TokenizerOpts;
use scraper::{ElementRef, Html, HtmlTreeSink, Node, Selector};
use simportal::app::QUERIES_HEADER;
use simportal::types::lang::Lang;

use super::client::Answer;

/// A page that needs more queries has a loop in it.
const MOST_QUERIES: u32 = 12;
/// Beside the page, what staff see of a customer is noted in the customer's log: two queries that ask whether it is, three that write it.
const TO_NOTE_A_VIEW: u32 = 5;

/// Reads a page as browsers do.
pub fn parse(text: &str) -> Html {
    Html::parse_document(text)
}

/// What exactly is wrong with a page; finding that out takes longer than reading it.
fn errors(text: &str) -> Vec<String> {
    let options = ParseOpts {
        tokenizer: TokenizerOpts {
            exact_errors: true,
            ..Default::default()
        },
        ..Default::default()
    };
    let html = parse_document(HtmlTreeSink::new(Html::new_document()), options).one(text);
    html.errors.iter().map(ToString::to_string).collect()
}

/// What a reader reads: the text of the page's body with single spaces.
pub fn words(html: &Html) -> String {
    let body = html.select(&selector("body")).next();
    body.map(|body| squeezed(body.text())).unwrap_or_default()
}

/// The value of the first field of this name.
pub fn field(html: &Html, name: &str) -> Option<String> {
    let field = html.select(&selector(&format!("[name=\"{name}\"]"))).next()?;
    Some(match field.value().name() {
        "textarea" => field.text().collect(),
        "select" => field
            .select(&selector("option[selected]"))
            .next()
            .and_then(|option| option.attr("value"))
            .unwrap_or_default()
            .to_owned(),
        _ => field.attr("value").unwrap_or_default().to_owned(),
    })
}

/// Names that the page itself writes behind a question mark: fields of its searches, and what its links carry.
pub fn query_names(html: &Html) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for field in html.select(&selector("form:not([method]) [name], form[method=get] [name]")) {
        names.insert(field.attr("name").unwrap_or_default().to_owned());
    }
    for link in html.select(&selector("a[href*='?']")) {
        let query = link
            .attr("href")
            .and_then(|href| href.split_once('?'))
            .unwrap_or_default()
            .1;
        let pairs = query.split('#').next().unwrap_or_default().split('&');
        names.extend(pairs.map(|pair| pair.split('=').next().unwrap_or_default().to_owned()));
    }
    names
}

/// What a browser sends when somebody presses the first button of the form that leads to `action`, but for the hidden proof.
pub fn fields_of_form(html: &Html, action: &str) -> Option<Vec<(String, String)>> {
    let forms = html.select(&selector("form[action]")).collect::<Vec<_>>();
    let form = forms.into_iter().find(|form| form.attr("action") == Some(action))?;
    let mut fields = Vec::new();
    let mut pressed = false;
    for control in form.select(&selector("[name]")) {
        let name = control.attr("name").unwrap_or_default();
        let kind = control.attr("type").unwrap_or_default();
        let is_button = control.value().name() == "button" || kind == "submit";
        let is_off = matches!(kind, "checkbox" | "radio") && control.attr("checked").is_none();
        if name.starts_with('_') || is_off || (is_button && std::mem::replace(&mut pressed, true)) {
            continue;
        }
        let value = match control.value().name() {
            "textarea" => control.text().collect(),
            "select" => control
                .select(&selector("option"))
                .max_by_key(|option| option.attr("selected").is_some())
                .and_then(|option| option.attr("value"))
                .unwrap_or_default()
                .to_owned(),
            _ => control.attr("value").unwrap_or_default().to_owned(),
        };
        fields.push((name.to_owned(), value));
    }
    Some(fields)
}

/// A CSS selector.
pub fn selector(text: &str) -> Selector {
    Selector::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Queries that an answer may run; what is sent is not counted.
fn allowed_queries(what: &str) -> u32 {
    match what.split_once(' ') {
        Some(("GET", path)) if path.starts_with("/operations/orders/") => MOST_QUERIES + TO_NOTE_A_VIEW,
        Some(("GET", _)) => MOST_QUERIES,
        _ => u32::MAX,
    }
}

/// Fails with everything that is wrong with a page.
pub fn check(what: &str, html: &Html, lang: Lang, answer: &Answer) {
    let mut faults = Faults::default();
    if !html.errors.is_empty() {
        for error in errors(&answer.text()) {
            faults.add(format!("not valid HTML: {error}"));
        }
    }
    language(html, lang, &mut faults);
    heading_and_title(html, lang, &mut faults);
    identifiers(html, &mut faults);
    names(html, &mut faults);
    forms(html, &mut faults);
    policy(html, &mut faults);
    missing_texts(html, &mut faults);
    match answer.header(QUERIES_HEADER.as_str()).parse::<u32>() {
        Ok(queries) if queries > allowed_queries(what) => {
            faults.add(format!("runs {queries} queries, {} are allowed", allowed_queries(what)));
        }
        Ok(_) => {}
        Err(error) => faults.add(format!("does not say how many queries it ran: {error}")),
    }
    let faults = faults.0.join("\n  ");
    assert!(
        faults.is_empty(),
        "{what} ({}):\n  {faults}\n{}",
        answer.status,
        answer.text()
    );
}

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn add(&mut self, fault: impl Into<String>) {
        self.0.push(fault.into());
    }
}

fn language(html: &Html, lang: Lang, faults: &mut Faults) {
    let said = html.root_element().attr("lang").unwrap_or_default().to_owned();
    if said != lang.as_str() {
        faults.add(format!("is in {said:?}, expected {:?}", lang.as_str()));
    }
}

/// One h1, and the title begins with it, behind "Error:" where a form was refused.
fn heading_and_title(html: &Html, lang: Lang, faults: &mut Faults) {
    let headings: Vec<String> = html.select(&selector("h1")).map(|h1| squeezed(h1.text())).collect();
    let title = html.select(&selector("head > title")).next();
    let title = title.map(|title| squeezed(title.text())).unwrap_or_default();
    let [heading] = headings.as_slice() else {
        faults.add(format!("has {} h1: {headings:?}", headings.len()));
        return;
    };
    let marked = match lang {
        Lang::En => "Error: ",
        Lang::De => "Fehler: ",
    };
    let plain = title.strip_prefix(marked).unwrap_or(&title);
    if heading.is_empty() || !plain.starts_with(heading.as_str()) {
        faults.add(format!(
            "the title {title:?} does not begin with the heading {heading:?}"
        ));
    }
}

/// Each id once, and whatever refers to one finds it.
fn identifiers(html: &Html, faults: &mut Faults) {
    let mut seen = BTreeSet::new();
    for element in html.select(&selector("[id]")) {
        let id = element.attr("id").unwrap_or_default();
        if !seen.insert(id.to_owned()) {
            faults.add(format!("the id {id:?} occurs twice"));
        }
    }
    let references = [
        "for",
        "aria-describedby",
        "aria-labelledby",
        "aria-controls",
        "popovertarget",
        "list",
        "form",
    ];
    for name in references {
        for element in html.select(&selector(&format!("[{name}]"))) {
            for id in element.attr(name).unwrap_or_default().split_whitespace() {
                if !seen.contains(id) {
                    faults.add(format!("{name}={id:?} names no element"));
                }
            }
        }
    }
    for link in html.select(&selector("a[href^=\"#\"]")) {
        let target = link.attr("href").unwrap_or_default().trim_start_matches('#');
        if !target.is_empty() && !seen.contains(target) {
            faults.add(format!("a link leads to #{target}, which is not on the page"));
        }
    }
}

/// Fields have labels; buttons and links have words; images have alternatives.
fn names(html: &Html, faults: &mut Faults) {
    let labels: BTreeMap<&str, ElementRef<'_>> = html
        .select(&selector("label[for]"))
        .filter_map(|label| Some((label.attr("for")?, label)))
        .collect();
    for field in html.select(&selector("input, select, textarea")) {
        if matches!(field.attr("type"), Some("hidden" | "submit" | "button")) {
            continue;
        }
        let around = field
            .ancestors()
            .filter_map(ElementRef::wrap)
            .find(|element| element.value().name() == "label");
        let label = field.attr("id").and_then(|id| labels.get(id).copied()).or(around);
        let said = label.is_some_and(|label| !squeezed(label.text()).is_empty());
        if !said && !has_aria_name(field) {
            faults.add(format!("a field has no label: {}", opening(field)));
        }
    }
    for element in html.select(&selector("button, a[href], summary")) {
        let alternative = element
            .select(&selector("img[alt]"))
            .any(|image| image.attr("alt").is_some_and(|alt| !alt.is_empty()));
        if squeezed(element.text()).is_empty() && !has_aria_name(element) && !alternative {
            faults.add(format!("nothing says what this does: {}", opening(element)));
        }
    }
    for image in html.select(&selector("img:not([alt])")) {
        faults.add(format!("an image has no alt: {}", opening(image)));
    }
}

fn has_aria_name(element: ElementRef<'_>) -> bool {
    ["aria-label", "aria-labelledby"]
        .iter()
        .any(|name| element.attr(name).is_some_and(|value| !value.trim().is_empty()))
}

/// A form says where it leads, and one that changes something carries its proof of origin.
fn forms(html: &Html, faults: &mut Faults) {
    for form in html.select(&selector("form")) {
        if form.attr("action").is_none_or(str::is_empty) {
            faults.add(format!("a form has no action: {}", opening(form)));
        }
        let posts = form
            .attr("method")
            .is_some_and(|method| method.eq_ignore_ascii_case("post"));
        if posts && form.select(&selector("input[name=_csrf]")).next().is_none() {
            faults.add(format!("a form carries no token: {}", opening(form)));
        }
        if !posts && form.select(&selector("input[name=_csrf]")).next().is_some() {
            faults.add(format!("a token would stand in the address: {}", opening(form)));
        }
    }
}

/// What the content security policy would block.
fn policy(html: &Html, faults: &mut Faults) {
    for element in html.select(&selector("*")) {
        for (name, _) in element.value().attrs() {
            if name == "style" || name.starts_with("on") || name.starts_with("hx-on") {
                faults.add(format!("{name} is blocked by the policy: {}", opening(element)));
            }
        }
        let name = element.value().name();
        if name == "script" && element.attr("src").is_none() {
            faults.add("an inline script is blocked by the policy");
        }
        if name == "style" {
            faults.add("an inline style sheet is blocked by the policy");
        }
    }
}

/// A text that is missing shows its key.
fn missing_texts(html: &Html, faults: &mut Faults) {
    let shown = ["aria-label", "title", "placeholder", "alt", "data-busy", "data-done"];
    for node in html.tree.nodes() {
        match node.value() {
            Node::Text(text) => {
                let is_code = node
                    .ancestors()
                    .filter_map(ElementRef::wrap)
                    .any(|element| matches!(element.value().name(), "code" | "pre" | "script"));
                if !is_code && is_key(text.trim()) {
                    faults.add(format!("the text {:?} is missing", text.trim()));
                }
            }
            Node::Element(element) => {
                for (name, value) in element.attrs() {
                    if shown.contains(&name) && is_key(value.trim()) {
                        faults.add(format!("the text {value:?} is missing ({name})"));
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_key(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.contains('-') && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('-').all(is_part)
}

fn opening(element: ElementRef<'_>) -> String {
    let html = element.html();
    html.split_inclusive('>').next().unwrap_or_default().to_owned()
}

fn squeezed<'a>(text: impl Iterator<Item = &'a str>) -> String {
    let text: String = text.collect::<Vec<_>>().join(" ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
