//! What stands in the QR code of an invoice that is paid by transfer: banking apps fill in the form from it (European Payments Council,
//! EPC069-12, version 2.1, known as GiroCode). Amounts in euro only.

use crate::types::iban::Iban;
use crate::types::money::Money;

/// Most bytes of a payload: then a code of version 13 with error correction M holds it, as the document asks.
const MOST_BYTES: usize = 331;
/// Most characters of a name.
const MOST_NAME: usize = 70;
/// Most characters of a remittance text.
const MOST_TEXT: usize = 140;
/// Largest amount, in cents.
const MOST_CENTS: i64 = 99_999_999_999;

/// A transfer that is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Transfer<'a> {
    /// Holder of the account. Cut to 70 characters, or as many as there is room for.
    pub holder: &'a str,
    /// The account.
    pub iban: &'a Iban,
    /// Its bank, 8 or 11 letters and digits; empty within the European Economic Area.
    pub bic: &'a str,
    /// The amount, in euro.
    pub amount: Money,
    /// What the payer's bank hands on to us: the number by which the payment is found again. At most 140 characters.
    pub text: &'a str,
}

/// Why there is no code for a transfer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EpcError {
    /// Nothing, less than nothing, or a billion and more.
    #[error("the amount must be between 0.01 and 999999999.99")]
    Amount,
    /// The BIC has neither 8 nor 11 characters.
    #[error("the BIC is none")]
    Bic,
    /// There is no name.
    #[error("the account has no holder")]
    Holder,
    /// The text is too long, or leaves no room for a name.
    #[error("the text is too long")]
    Text,
}

/// The payload: UTF-8, lines end with LF, and there is none behind the last one. Error correction of the code must be M.
pub fn payload(transfer: &Transfer<'_>) -> Result<String, EpcError> {
    let cents = transfer.amount.cents();
    if !(1..=MOST_CENTS).contains(&cents) {
        return Err(EpcError::Amount);
    }
    let bic = transfer.bic.trim().to_ascii_uppercase();
    if !matches!(bic.len(), 0 | 8 | 11) || !bic.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Err(EpcError::Bic);
    }
    let text = one_line(transfer.text);
    if text.chars().count() > MOST_TEXT {
        return Err(EpcError::Text);
    }
    let mut name: String = one_line(transfer.holder).chars().take(MOST_NAME).collect();
    if name.is_empty() {
        return Err(EpcError::Holder);
    }
    loop {
        let payload = [
            "BCD",
            "002",
            // UTF-8.
            "1",
            "SCT",
            &bic,
            name.trim_end(),
            transfer.iban.as_str(),
            &format!("EUR{}", transfer.amount),
            // Purpose, and a reference in the form of ISO 11649: our numbers are none.
            "",
            "",
            &text,
        ]
        .join("\n");
        if payload.len() <= MOST_BYTES {
            return Ok(payload);
        }
        name.pop();
        if name.trim().is_empty() {
            return Err(EpcError::Text);
        }
    }
}

/// The text in one line, without what no form can hold.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn iban() -> Iban {
        Iban::parse("DE89 3704 0044 0532 0130 00").unwrap()
    }

    #[test]
    fn a_payload_has_the_lines_of_the_document_in_their_order() {
        let transfer = Transfer {
            holder: "Simportal  GmbH\n",
            iban: &iban(),
            bic: "cobadeffxxx",
            amount: Money::from_cents(238_000),
            text: "RE-2026-000123",
        };
        assert_eq!(
            payload(&transfer).unwrap(),
            "BCD\n002\n1\nSCT\nCOBADEFFXXX\nSimportal GmbH\nDE89370400440532013000\nEUR2380.00\n\n\nRE-2026-000123"
        );
        let without_bic = Transfer { bic: "", ..transfer };
        assert!(payload(&without_bic).unwrap().contains("SCT\n\nSimportal"));
    }

    #[test]
    fn what_no_bank_would_take_has_no_code() {
        let (iban, long) = (iban(), "x".repeat(141));
        let right = Transfer {
            holder: "Simportal GmbH",
            iban: &iban,
            bic: "",
            amount: Money::from_cents(1),
            text: "1",
        };
        assert!(payload(&right).is_ok());
        for (wrong, error) in [
            (
                Transfer {
                    amount: Money::ZERO,
                    ..right
                },
                EpcError::Amount,
            ),
            (
                Transfer {
                    amount: Money::from_cents(-1),
                    ..right
                },
                EpcError::Amount,
            ),
            (
                Transfer {
                    amount: Money::from_cents(100_000_000_000),
                    ..right
                },
                EpcError::Amount,
            ),
            (Transfer { bic: "COBADE", ..right }, EpcError::Bic),
            (
                Transfer {
                    bic: "COBA\nDEF",
                    ..right
                },
                EpcError::Bic,
            ),
            (Transfer { holder: " \n", ..right }, EpcError::Holder),
            (Transfer { text: &long, ..right }, EpcError::Text),
        ] {
            assert_eq!(payload(&wrong), Err(error), "{wrong:?}");
        }
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_breaks_the_lines_or_the_limit(holder in "\\PC{1,90}", text in "[\\PC\\n\\t]{0,140}", cents in 1_i64..=MOST_CENTS) {
            let iban = iban();
            let transfer = Transfer { holder: &holder, iban: &iban, bic: "", amount: Money::from_cents(cents), text: &text };
            if let Ok(payload) = payload(&transfer) {
                prop_assert!(payload.len() <= MOST_BYTES);
                let lines: Vec<&str> = payload.split('\n').collect();
                prop_assert_eq!(lines.len(), 11);
                prop_assert_eq!(lines[6], iban.as_str());
                prop_assert_eq!(Money::parse(lines[7].strip_prefix("EUR").unwrap()), Ok(Money::from_cents(cents)));
            }
        }
    }
}
