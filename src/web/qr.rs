//! QR codes, drawn in SVG.

use qrcode::{Color, EcLevel, QrCode};

use super::error::{Error, Result};

/// Light modules around the code, without which cameras do not find it (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code for a template: one path of dark modules on a light square.
pub(super) struct Qr {
    /// Modules of a side, with the quiet zone.
    pub side: usize,
    /// Data of the path.
    pub path: String,
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
    fn a_code_begins_with_its_finder_pattern_inside_the_quiet_zone() {
        let qr = draw("otpauth://totp/x").unwrap();
        assert!(qr.side >= 21 + 8);
        let has = |x: usize, y: usize| qr.path.contains(&format!("M{x} {y}h1v1h-1z"));
        assert!((4..11).all(|n| has(n, 4) && has(4, n)));
        assert!(!has(5, 5) && has(6, 6) && !has(11, 4) && !has(3, 4));
    }
}
