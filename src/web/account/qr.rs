//! The address that authenticator apps read (`otpauth:`, the "Key URI Format"), as a QR code drawn in SVG.

use qrcode::{Color, EcLevel, QrCode};

use crate::web::error::{Error, Result};
use crate::web::urls::encode;

/// Light modules around the code, without which cameras do not find it (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code for a template: one path of dark modules on a light square.
pub(super) struct Qr {
    /// Modules of a side, with the quiet zone.
    pub side: usize,
    /// Data of the path.
    pub path: String,
}

/// The address of a seed. Issuer and account are what the app shows; the parameters are said, although they are what apps assume.
pub(super) fn address(issuer: &str, account: &str, secret: &str) -> String {
    // A colon would end the issuer.
    let issuer = encode(&issuer.replace(':', " "));
    format!(
        "otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        encode(account)
    )
}

/// Draws a text.
pub(super) fn draw(text: &str) -> Result<Qr> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|error| Error::Internal(format!("QR code: {error}")))?;
    let width = code.width();
    let mut path = String::new();
    for (place, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (place % width + QUIET, place / width + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Ok(Qr {
        side: width + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_keeps_its_parts_apart_whatever_they_hold() {
        assert_eq!(
            address("My: Portal & Co", "a+b@x.example", "ABC"),
            "otpauth://totp/My%20%20Portal%20%26%20Co:a%2Bb%40x.example?secret=ABC&issuer=My%20%20Portal%20%26%20Co&algorithm=SHA1&digits=6&period=30"
        );
    }

    #[test]
    fn a_code_begins_with_its_finder_pattern_inside_the_quiet_zone() {
        let qr = draw("otpauth://totp/x").unwrap();
        assert!(qr.side >= 21 + 8);
        let has = |x: usize, y: usize| qr.path.contains(&format!("M{x} {y}h1v1h-1z"));
        assert!((4..11).all(|n| has(n, 4) && has(4, n)));
        assert!(!has(5, 5) && has(6, 6) && !has(11, 4) && !has(3, 4));
    }
}
