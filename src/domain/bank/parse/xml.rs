//! Walks through XML of which nothing is believed: no document type and so no entities but the five of XML, a bounded depth, bounded
//! texts, and never more of the file in memory than the file itself and one path.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deepest nesting; CAMT.053 uses half of it.
const MOST_DEPTH: usize = 32;
/// Longest text of one element, bytes; the longest of CAMT.053 has 500 characters.
const MOST_TEXT: usize = 64 * 1024;

/// Why a text is no XML that is read here. Positions are bytes from the beginning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum XmlFault {
    /// Not well-formed.
    Broken(String),
    /// It has a document type.
    DocumentType,
    /// It names an entity that is none of XML's own.
    Entity(String),
    /// It is nested too deep, or a text is too long.
    TooLarge,
    /// The visitor has seen enough, and knows why.
    Stopped,
}

/// Name and value of an attribute, prefixes included.
pub(super) type Attribute = (String, String);

/// Is told what is found. `path` is made of the local names from the root to the element, each with `/` in front.
pub(super) trait Visitor {
    /// An element begins. An `Err` ends the walk.
    fn open(&mut self, path: &str, name: &str, attributes: &[Attribute]) -> Result<(), XmlFault>;
    /// An element ends; `text` is what stood in it behind its last child, without spaces around.
    fn close(&mut self, path: &str, text: &str);
}

/// Walks through a document.
pub(super) fn walk(document: &str, visitor: &mut impl Visitor) -> Result<(), XmlFault> {
    let mut reader = Reader::from_str(document);
    reader.config_mut().expand_empty_elements = true;
    let (mut path, mut depth, mut text) = (String::new(), 0_usize, String::new());
    let mut has_root = false;
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            XmlFault::Broken(format!("{error} (byte {at})"))
        })?;
        match event {
            Event::Start(start) => {
                if depth == 0 && has_root {
                    return Err(XmlFault::Broken("a second root element".to_owned()));
                }
                has_root = true;
                depth += 1;
                if depth > MOST_DEPTH {
                    return Err(XmlFault::TooLarge);
                }
                text.clear();
                open(&start, &mut path, visitor)?;
            }
            Event::End(_) => {
                visitor.close(&path, text.trim());
                text.clear();
                // The reader has checked that an end belongs to a start.
                depth = depth.saturating_sub(1);
                let at = path.rfind('/').unwrap_or(0);
                path.truncate(at);
            }
            Event::Text(piece) => append(&mut text, &piece)?,
            Event::CData(piece) => append(&mut text, &piece)?,
            Event::GeneralRef(name) => append(&mut text, &resolved(&name)?)?,
            Event::DocType(_) => return Err(XmlFault::DocumentType),
            Event::Eof if depth > 0 || !has_root => {
                return Err(XmlFault::Broken("the file ends too early".to_owned()));
            }
            Event::Eof => return Ok(()),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
        if depth == 0 && !text.trim().is_empty() {
            return Err(XmlFault::Broken("text outside of the root element".to_owned()));
        }
    }
}

fn open(start: &BytesStart<'_>, path: &mut String, visitor: &mut impl Visitor) -> Result<(), XmlFault> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| XmlFault::Broken(error.to_string()))?;
        attributes.push((attribute.key.as_ref().to_owned(), attribute.value.into_owned()));
    }
    let name = start.name();
    let name: &str = name.as_ref();
    let local = name.rsplit(':').next().unwrap_or(name);
    path.push('/');
    path.push_str(local);
    visitor.open(path, name, &attributes)
}

fn append(text: &mut String, piece: &str) -> Result<(), XmlFault> {
    text.push_str(piece);
    if text.len() > MOST_TEXT {
        return Err(XmlFault::TooLarge);
    }
    Ok(())
}

/// What a reference such as `&amp;` or `&#228;` stands for.
fn resolved(name: &str) -> Result<Cow<'static, str>, XmlFault> {
    let known = match name {
        "amp" => Some("&"),
        "lt" => Some("<"),
        "gt" => Some(">"),
        "apos" => Some("'"),
        "quot" => Some("\""),
        _ => None,
    };
    if let Some(known) = known {
        return Ok(Cow::Borrowed(known));
    }
    let number = name
        .strip_prefix('#')
        .and_then(|digits| match digits.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        });
    number
        .and_then(char::from_u32)
        .filter(|c| *c != '\0')
        .map(|c| Cow::Owned(c.to_string()))
        .ok_or_else(|| XmlFault::Entity(name.to_owned()))
}
