//! Amounts of data and of short messages. Both are read from decimal text digit by digit and never pass through a
//! floating-point number, so that sums of records agree with the source to the byte.

/// Digits behind the point of a megabyte: 1 MB = 1,000,000 bytes, as the data streamer counts.
const MB_PLACES: i64 = 6;

/// An amount of data in bytes, never negative. Shown and serialised as megabytes (see [`mb_text`](Self::mb_text)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DataVolume(i64);

/// A number of short messages, never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SmsCount(i64);

/// Why a text is no volume.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum VolumeError {
    /// Not a decimal number such as `0.283163` or `2e-05`.
    #[error("not a number")]
    NotANumber,
    /// Less than zero.
    #[error("the number is negative")]
    Negative,
    /// More than any SIM can use: above 10^15 bytes, or 10^12 messages.
    #[error("the number is too large to be true")]
    TooLarge,
    /// A fraction of a message.
    #[error("not a whole number")]
    NotWhole,
}

impl DataVolume {
    /// No data at all.
    pub const ZERO: Self = Self(0);
    /// The largest volume that is read from text: 10^15 bytes, a petabyte.
    pub const MAX_READ: Self = Self(1_000_000_000_000_000);

    /// The volume of so many bytes, or `None` when negative. Sums may exceed [`MAX_READ`](Self::MAX_READ).
    pub fn from_bytes(bytes: i64) -> Option<Self> {
        (bytes >= 0).then_some(Self(bytes))
    }

    /// Reads megabytes from decimal text, with or without an exponent. What lies behind the sixth decimal is rounded
    /// half to even; more than [`MAX_READ`](Self::MAX_READ) or less than zero is refused.
    pub fn from_mb_text(text: &str) -> Result<Self, VolumeError> {
        Decimal::scan(text)?
            .scaled(MB_PLACES, Self::MAX_READ.0)
            .map(|scaled| Self(scaled.value))
    }

    /// The number of bytes.
    pub const fn bytes(self) -> i64 {
        self.0
    }

    /// The exact number of megabytes, without zeros at the end: `62.184597`, `0.5`, `500`.
    pub fn mb_text(self) -> String {
        let (whole, fraction) = (self.0 / 1_000_000, self.0 % 1_000_000);
        let text = format!("{whole}.{fraction:06}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The sum, or `None` when it does not fit 63 bits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl std::fmt::Display for DataVolume {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.mb_text())
    }
}

impl serde::Serialize for DataVolume {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl SmsCount {
    /// The largest count that is read from text.
    pub const MAX_READ: Self = Self(1_000_000_000_000);

    /// So many messages, or `None` when negative.
    pub fn from_count(count: i64) -> Option<Self> {
        (count >= 0).then_some(Self(count))
    }

    /// Reads a whole number; the data streamer writes it with decimals (`1.000000`), which must all be zero.
    pub fn parse(text: &str) -> Result<Self, VolumeError> {
        let scaled = Decimal::scan(text)?.scaled(0, Self::MAX_READ.0)?;
        if scaled.exact {
            Ok(Self(scaled.value))
        } else {
            Err(VolumeError::NotWhole)
        }
    }

    /// The number of messages.
    pub const fn count(self) -> i64 {
        self.0
    }
}

impl std::fmt::Display for SmsCount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl serde::Serialize for SmsCount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A non-negative decimal number: its digits without leading zeros, read as `0.digits × 10^magnitude`.
struct Decimal {
    digits: Vec<u8>,
    magnitude: i64,
}

/// A decimal number as an integer in smaller units, and whether nothing was rounded away.
struct Scaled {
    value: i64,
    exact: bool,
}

impl Decimal {
    /// Reads `[-]digits[.digits][e[+-]digits]` with a digit on at least one side of the point.
    fn scan(text: &str) -> Result<Self, VolumeError> {
        let text = text.trim();
        let (negative, unsigned) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, parse_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_number = !(whole.is_empty() && fraction.is_empty())
            && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit());
        if !is_number {
            return Err(VolumeError::NotANumber);
        }
        let leading_zeros = whole.bytes().chain(fraction.bytes()).take_while(|b| *b == b'0').count();
        let digits: Vec<u8> = whole
            .bytes()
            .chain(fraction.bytes())
            .skip(leading_zeros)
            .map(|b| b - b'0')
            .collect();
        // Minus zero is what some serialisers make of a tiny negative remainder; it is zero.
        if negative && !digits.is_empty() {
            return Err(VolumeError::Negative);
        }
        let magnitude = to_i64(whole.len()) - to_i64(leading_zeros) + exponent;
        Ok(Self { digits, magnitude })
    }

    /// The number × 10^`places`, rounded half to even, refused above `max`.
    fn scaled(&self, places: i64, max: i64) -> Result<Scaled, VolumeError> {
        let integer_digits = self.magnitude + places;
        if self.digits.is_empty() || integer_digits < 0 {
            // Below a tenth of the unit, and so below the half that could round up.
            return Ok(Scaled {
                value: 0,
                exact: self.digits.is_empty(),
            });
        }
        let length = usize::try_from(integer_digits)
            .ok()
            .filter(|length| *length <= 18)
            .ok_or(VolumeError::TooLarge)?;
        let padded = self.digits.iter().copied().chain(std::iter::repeat(0)).take(length);
        let floor = padded.fold(0_i64, |value, digit| value * 10 + i64::from(digit));
        let mut rest = self.digits.iter().copied().skip(length);
        let first = rest.next().unwrap_or(0);
        let more = rest.any(|digit| digit != 0);
        let up = first > 5 || first == 5 && (more || floor % 2 == 1);
        let value = floor + i64::from(up);
        if value > max {
            Err(VolumeError::TooLarge)
        } else {
            Ok(Scaled {
                value,
                exact: first == 0 && !more,
            })
        }
    }
}

/// The exponent, cut off at a magnitude that is far beyond every volume, so that no arithmetic on it overflows.
fn parse_exponent(text: &str) -> Result<i64, VolumeError> {
    const FAR: i64 = 1 << 40;
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(VolumeError::NotANumber);
    }
    Ok(sign * digits.parse::<i64>().unwrap_or(FAR).min(FAR))
}

/// Lengths of texts in memory fit 63 bits.
fn to_i64(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX >> 1)
}

#[cfg(test)]
#[path = "volume_tests.rs"]
mod tests;
