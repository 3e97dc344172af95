//! The site that passkeys are made for ("relying party" in WebAuthn): host name and address of this portal. A passkey made here signs for
//! this name only, which is what makes it proof against imitations of the sign-in page.

use webauthn_rs::prelude::{Url, Webauthn, WebauthnBuilder};

/// The portal as passkeys know it.
#[derive(Debug, Clone)]
pub struct RelyingParty(Webauthn);

/// Why passkeys cannot be used at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotHere {
    /// It is not HTTPS: browsers offer passkeys to secure pages only (and to `localhost`).
    NoHttps,
    /// It has no host name: a passkey is bound to one, and a number is none (WebAuthn level 3, section 5.1.2).
    NoName,
}

impl RelyingParty {
    /// The portal at the address that people type, with the name that their devices show.
    pub fn of(base_url: &str, brand: &str) -> Result<Self, NotHere> {
        let address = Url::parse(base_url).map_err(|_| NotHere::NoName)?;
        let name = address.domain().ok_or(NotHere::NoName)?;
        if address.scheme() != "https" && name != "localhost" {
            return Err(NotHere::NoHttps);
        }
        WebauthnBuilder::new(name, &address)
            .and_then(|builder| builder.rp_name(brand).build())
            .map(Self)
            .map_err(|_| NotHere::NoName)
    }

    pub(super) fn webauthn(&self) -> &Webauthn {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_https() {
        let of = |address: &str| RelyingParty::of(address, "Simportal").map(|_| ());
        for address in [
            "https://portal.example",
            "https://portal.example:8443",
            "https://portal",
            "https://kühl.example",
            "http://localhost:8080",
            "https://localhost",
        ] {
            assert_eq!(of(address), Ok(()), "{address}");
        }
        for address in [
            "http://portal.example",
            "http://localhost.example",
            "http://notlocalhost",
        ] {
            assert_eq!(of(address), Err(NotHere::NoHttps), "{address}");
        }
        for address in [
            "https://192.0.2.7",
            "http://127.0.0.1:8080",
            "https://[2001:db8::7]",
            "https://",
            "portal.example",
        ] {
            assert_eq!(of(address), Err(NotHere::NoName), "{address}");
        }
    }
}
