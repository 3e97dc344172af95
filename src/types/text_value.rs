//! What the text-like value types share: trait implementations and the checks on characters and digits.

/// `Display`, `AsRef<str>` and serde's `Serialize` for a type that has `as_str(&self) -> &str`.
macro_rules! text_traits {
    ($name:ident) => {
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use text_traits;

/// `as_str`, `into_string` and [`text_traits`] for a tuple struct around a `String`.
macro_rules! text_value {
    ($name:ident) => {
        impl $name {
            /// The text as it is stored and shown.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The stored text, without copying it.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        $crate::types::text_value::text_traits!($name);
    };
}
pub(crate) use text_value;

/// The trimmed text if it is made of `min` to `max` ASCII digits and nothing else.
pub(crate) fn digits(text: &str, min: usize, max: usize) -> Option<&str> {
    let text = text.trim();
    let fits = (min..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then_some(text)
}

/// Whether the character has no place in one line of text: control characters, and the two Unicode separators, which
/// start a new line in browsers, JSON readers and spreadsheets although they are no control characters.
pub(crate) fn breaks_a_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}
