//! The address that authenticator apps read (`otpauth:`, the "Key URI Format"), which a QR code holds.

use crate::web::urls::encode;

/// The address of a seed. Issuer and account are what the app shows; the parameters are said, although they are what apps assume.
pub(super) fn address(issuer: &str, account: &str, secret: &str) -> String {
    // A colon would end the issuer.
    let issuer = encode(&issuer.replace(':', " "));
    format!(
        "otpauth://totp/{issuer}:{}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30",
        encode(account)
    )
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
}
