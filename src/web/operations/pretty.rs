//! Indents JSON without touching its values: a record that was refused must be seen with the very digits and spellings it came with,
//! which reading it into values and writing it again would not keep.

use std::iter::Peekable;
use std::str::Chars;

use serde::de::IgnoredAny;

/// Deeper records stay as they came: indenting thousands of levels would make a page of gigabytes out of a record of kilobytes.
const DEEPEST: usize = 32;

/// The text with a line per value, indented by two blanks; `None` if it is no JSON, or nested too deeply.
pub(super) fn json(text: &str) -> Option<String> {
    serde_json::from_str::<IgnoredAny>(text).ok()?;
    let mut pretty = String::with_capacity(text.len() * 2);
    let mut depth = 0_usize;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' => copy_string(&mut rest, &mut pretty),
            '{' | '[' => {
                pretty.push(c);
                while rest.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    pretty.push(end);
                    continue;
                }
                depth += 1;
                if depth > DEEPEST {
                    return None;
                }
                break_line(&mut pretty, depth);
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                break_line(&mut pretty, depth);
                pretty.push(c);
            }
            ',' => {
                pretty.push(c);
                break_line(&mut pretty, depth);
            }
            ':' => pretty.push_str(": "),
            c if c.is_ascii_whitespace() => {}
            c => pretty.push(c),
        }
    }
    Some(pretty)
}

/// Copies a string whose opening quote was read, with its quotes and escapes.
fn copy_string(rest: &mut Peekable<Chars<'_>>, pretty: &mut String) {
    pretty.push('"');
    while let Some(c) = rest.next() {
        pretty.push(c);
        match c {
            '"' => break,
            '\\' => pretty.extend(rest.next()),
            _ => {}
        }
    }
}

fn break_line(pretty: &mut String, depth: usize) {
    pretty.push('\n');
    pretty.extend(std::iter::repeat_n("  ", depth));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_on_lines_of_their_own_and_keep_their_spelling() {
        let text = r#"{"id":007e1 }"#;
        assert_eq!(json(text), None, "no JSON stays as it came");
        let text = r#"{ "id":1.10,"big":123456789012345678901234567890 ,"id":[1,{}, [ ] ,"a\" , {b"],"empty":{ }}"#;
        let expected = r#"{
  "id": 1.10,
  "big": 123456789012345678901234567890,
  "id": [
    1,
    {},
    [],
    "a\" , {b"
  ],
  "empty": {}
}"#;
        assert_eq!(json(text).as_deref(), Some(expected));
        assert_eq!(json("5").as_deref(), Some("5"));
        assert_eq!(json("id,iccid\n1,2"), None);
    }

    #[test]
    fn a_record_nested_without_end_does_not_grow() {
        let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
        assert_eq!(json(&deep), None);
        let fair = format!("{}1{}", "[".repeat(DEEPEST), "]".repeat(DEEPEST));
        assert!(json(&fair).is_some());
    }
}
