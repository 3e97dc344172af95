//! The detail of an event as people can read it.

use serde::de::IgnoredAny;

/// JSON on several lines; what is no JSON stays as it came.
///
/// Only white space between the values changes. A parsed and rewritten value would not do: it sorts the keys and rounds numbers of
/// more than 19 digits, and the detail is what support compares with the sender's log.
pub(super) fn readable(text: &str) -> String {
    if serde_json::from_str::<IgnoredAny>(text).is_err() {
        return text.to_owned();
    }
    let mut lines = Lines::default();
    let mut in_string = false;
    let mut escaped = false;
    let mut characters = text.chars().filter(|c| !c.is_control()).peekable();
    while let Some(c) = characters.next() {
        if in_string {
            lines.text.push(c);
            in_string = escaped || c != '"';
            escaped = !escaped && c == '\\';
            continue;
        }
        match c {
            ' ' => {}
            '{' | '[' => {
                while characters.next_if_eq(&' ').is_some() {}
                lines.text.push(c);
                match characters.next_if(|next| matches!(next, '}' | ']')) {
                    Some(end) => lines.text.push(end),
                    None => lines.indent(1),
                }
            }
            '}' | ']' => {
                lines.indent(-1);
                lines.text.push(c);
            }
            ',' => {
                lines.text.push(c);
                lines.indent(0);
            }
            ':' => lines.text.push_str(": "),
            _ => {
                in_string = c == '"';
                lines.text.push(c);
            }
        }
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
    depth: i32,
}

impl Lines {
    fn indent(&mut self, by: i32) {
        self.depth += by;
        self.text.push('\n');
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_gets_lines_and_keeps_order_numbers_and_strings() {
        let text = "{\"z\":12345678901234567890123, \"a\" : [ ],\t\"s\":\"{a, \\\"b: c\\\\\",\"l\":[1,{}]}";
        assert_eq!(
            readable(text),
            "{\n  \"z\": 12345678901234567890123,\n  \"a\": [],\n  \"s\": \"{a, \\\"b: c\\\\\",\n  \"l\": [\n    1,\n    {}\n  ]\n}"
        );
    }

    #[test]
    fn what_is_no_json_stays_as_it_came() {
        for text in ["", "PDP context lost: {", "{\"a\":1,}", "a\n b"] {
            assert_eq!(readable(text), text);
        }
    }
}
