//! JSON arrays read element by element, and fields read leniently.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufReader, Cursor, Read};

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// UTF-8 byte order mark.
const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Where and why a text is no JSON array of records.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (line {line}, column {column})")]
pub struct JsonError {
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1; 0 when the error stands before the first byte of the line.
    pub column: usize,
    /// What was wrong, in English.
    pub message: String,
}

/// Why reading records ended early. The records before that place have been handed over.
#[derive(Debug, thiserror::Error)]
pub enum StreamError<E> {
    /// The text is malformed, not an array, or followed by something else.
    #[error("{0}")]
    Json(JsonError),
    /// The source failed.
    #[error("cannot read the records: {0}")]
    Io(io::Error),
    /// The receiver of the records did not want to go on.
    #[error("{0}")]
    Stopped(E),
}

/// What is read at once before streaming begins: reading from memory costs a fraction of reading through a stream, and
/// all but huge files fit.
const AT_ONCE: u64 = 16 * 1024 * 1024;

/// Hands every element of a JSON array to `receive`, with its position from 1, and returns their number. Of a source of any
/// length at most 16 MiB and one element are in memory. A UTF-8 byte order mark before the array is ignored.
///
/// A mistake in the text is found when it is reached: a receiver that must take all or nothing has to keep its work
/// revocable until this function returns.
pub fn for_each_record<R, F, E>(mut source: R, receive: F) -> Result<u64, StreamError<E>>
where
    R: Read,
    F: FnMut(u64, &RawValue) -> Result<(), E>,
{
    let mut start = Vec::new();
    let read = source
        .by_ref()
        .take(AT_ONCE)
        .read_to_end(&mut start)
        .map_err(StreamError::Io)?;
    if u64::try_from(read).is_ok_and(|read| read < AT_ONCE) {
        return for_each_record_in(&start, receive);
    }
    let source = skip_bom(Cursor::new(start).chain(source)).map_err(StreamError::Io)?;
    drive(
        serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, source)),
        receive,
    )
}

/// The same as [`for_each_record`] for bytes that are in memory already, such as the body of a request.
pub fn for_each_record_in<F, E>(bytes: &[u8], receive: F) -> Result<u64, StreamError<E>>
where
    F: FnMut(u64, &RawValue) -> Result<(), E>,
{
    drive(
        serde_json::Deserializer::from_slice(bytes.strip_prefix(BOM).unwrap_or(bytes)),
        receive,
    )
}

fn drive<'de, R, F, E>(mut deserializer: serde_json::Deserializer<R>, mut receive: F) -> Result<u64, StreamError<E>>
where
    R: serde_json::de::Read<'de>,
    F: FnMut(u64, &RawValue) -> Result<(), E>,
{
    let mut count = 0;
    let mut stopped = None;
    let elements = Elements {
        receive: &mut receive,
        count: &mut count,
        stopped: &mut stopped,
    };
    let outcome = elements
        .deserialize(&mut deserializer)
        .and_then(|()| deserializer.end());
    match (outcome, stopped) {
        (_, Some(error)) => Err(StreamError::Stopped(error)),
        (Ok(()), None) => Ok(count),
        (Err(error), None) if error.is_io() => Err(StreamError::Io(error.into())),
        (Err(error), None) => Err(StreamError::Json(JsonError::from(&error))),
    }
}

impl From<&serde_json::Error> for JsonError {
    fn from(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        let message = message
            .strip_suffix(&format!(" at line {line} column {column}"))
            .unwrap_or(&message);
        Self {
            line,
            column,
            message: message.to_owned(),
        }
    }
}

/// The array, as something that is visited instead of built. `stopped` carries the receiver's error past serde, which
/// knows only its own.
struct Elements<'call, F, E> {
    receive: &'call mut F,
    count: &'call mut u64,
    stopped: &'call mut Option<E>,
}

impl<'de, F, E> DeserializeSeed<'de> for Elements<'_, F, E>
where
    F: FnMut(u64, &RawValue) -> Result<(), E>,
{
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de, F, E> Visitor<'de> for Elements<'_, F, E>
where
    F: FnMut(u64, &RawValue) -> Result<(), E>,
{
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an array of records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<(), A::Error> {
        while let Some(element) = elements.next_element::<Box<RawValue>>()? {
            *self.count += 1;
            if let Err(error) = (self.receive)(*self.count, &element) {
                *self.stopped = Some(error);
                return Err(A::Error::custom("stopped by the receiver"));
            }
        }
        Ok(())
    }
}

/// The source without a UTF-8 byte order mark at its start.
pub(super) fn skip_bom<R: Read>(mut source: R) -> io::Result<io::Chain<Cursor<Vec<u8>>, R>> {
    let mut start = Vec::with_capacity(3);
    source.by_ref().take(3).read_to_end(&mut start)?;
    if start == BOM {
        start.clear();
    }
    Ok(Cursor::new(start).chain(source))
}

/// The text of a field: the content of a string, or the literal text of a number or boolean, so that decimals are never
/// rounded. `None` when the field is absent, null, or an object or array.
pub(super) fn scalar(field: Option<&RawValue>) -> Option<Cow<'_, str>> {
    let text = field?.get();
    match text.as_bytes().first()? {
        b'"' => match serde_json::from_str::<&str>(text) {
            Ok(content) => Some(Cow::Borrowed(content)),
            // There are escapes in it, so that it cannot be borrowed. Half of a surrogate pair is no text at all.
            Err(_) => serde_json::from_str(text).ok().map(Cow::Owned),
        },
        b'{' | b'[' | b'n' => None,
        _ => Some(Cow::Borrowed(text)),
    }
}

/// A whole number, written as a number or as a string.
pub(super) fn integer(field: Option<&RawValue>) -> Option<i64> {
    scalar(field)?.trim().parse().ok()
}

/// A describing name; see [`name`](super::name).
pub(super) fn name(field: Option<&RawValue>) -> Option<String> {
    scalar(field).and_then(|text| super::name(&text))
}

/// The fields of an object, or none of them when it is absent, null or something else.
pub(super) fn object<'a, T: Deserialize<'a> + Default>(field: Option<&'a RawValue>) -> T {
    field.and_then(|raw| parse_object(raw.get())).unwrap_or_default()
}

/// The fields of an object in this text; `None` if it is something else, or has a field twice.
pub(super) fn parse_object<'a, T: Deserialize<'a>>(text: &'a str) -> Option<T> {
    // Without the look at the brace serde would take an array for the fields in the order of their declaration.
    if text.trim_start().starts_with('{') {
        serde_json::from_str(text).ok()
    } else {
        None
    }
}
