//! A software authenticator with one key (ES256), and the browser around it: makes what WebAuthn level 3 says that they send (sections 6.1,
//! 6.5 and 8.7), and what they would send if somebody had meddled with them.

use std::cell::Cell;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};

use super::ORIGIN;

/// Flags of authenticator data (section 6.1).
const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const HAS_KEY: u8 = 0x40;

/// One key and the browser that it is used with.
pub struct Authenticator {
    pair: EcdsaKeyPair,
    /// What the key is called.
    pub id: Vec<u8>,
    /// Signatures so far; a key that does not count stays at 0.
    pub counter: Cell<u32>,
    /// Whether it counts.
    pub counts: bool,
    /// The page on which the browser thinks it is.
    pub origin: String,
    /// The name that the key is made for.
    pub site: String,
    /// Whether fingerprint or PIN were right.
    pub verified: bool,
}

impl Authenticator {
    /// A new key, at home on the portal of the tests.
    pub fn new() -> Self {
        Self::with_pair(&Self::secret())
    }

    fn secret() -> Vec<u8> {
        let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &SystemRandom::new());
        made.unwrap().as_ref().to_vec()
    }

    fn with_pair(secret: &[u8]) -> Self {
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, secret, &random).unwrap();
        Self {
            id: digest(&SHA256, pair.public_key().as_ref()).as_ref()[..16].to_vec(),
            pair,
            counter: Cell::new(0),
            counts: true,
            origin: ORIGIN.to_owned(),
            site: "localhost".to_owned(),
            verified: true,
        }
    }

    /// A key and an exact copy of it.
    pub fn twins() -> (Self, Self) {
        let secret = Self::secret();
        (Self::with_pair(&secret), Self::with_pair(&secret))
    }

    /// How the browser writes the name of the key.
    pub fn name(&self) -> String {
        URL_SAFE_NO_PAD.encode(&self.id)
    }

    /// Makes a passkey: what `navigator.credentials.create` answers, as `toJSON` writes it.
    pub fn make(&self, options: &Value) -> String {
        let client = self.client_data("webauthn.create", options);
        let mut data = self.data(HAS_KEY);
        data.extend([0; 16]); // no model is told
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        let mut object = vec![0xa3]; // a map of three
        object.extend(text("fmt"));
        object.extend(text("none"));
        object.extend(text("attStmt"));
        object.push(0xa0);
        object.extend(text("authData"));
        object.push(0x59);
        object.extend(u16::try_from(data.len()).unwrap().to_be_bytes());
        object.extend(data);
        self.answer(json!({
            "attestationObject": URL_SAFE_NO_PAD.encode(object),
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            "transports": ["internal", "hybrid", "of-tomorrow"],
        }))
    }

    /// Signs: what `navigator.credentials.get` answers, as `toJSON` writes it.
    pub fn sign(&self, options: &Value) -> String {
        if self.counts {
            self.counter.set(self.counter.get() + 1);
        }
        let client = self.client_data("webauthn.get", options);
        let data = self.data(0);
        let signed = [data.as_slice(), digest(&SHA256, client.as_bytes()).as_ref()].concat();
        let signature = self.pair.sign(&SystemRandom::new(), &signed).unwrap();
        self.answer(json!({
            "authenticatorData": URL_SAFE_NO_PAD.encode(data),
            "clientDataJSON": URL_SAFE_NO_PAD.encode(client),
            "signature": URL_SAFE_NO_PAD.encode(signature),
        }))
    }

    fn answer(&self, response: Value) -> String {
        let name = self.name();
        json!({
            "id": name,
            "rawId": name,
            "type": "public-key",
            "authenticatorAttachment": "platform",
            "clientExtensionResults": { "credProps": { "rk": true } },
            "response": response,
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        json!({
            "type": kind,
            "challenge": options["publicKey"]["challenge"],
            "origin": self.origin,
            "crossOrigin": false,
        })
        .to_string()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let verified = if self.verified { USER_VERIFIED } else { 0 };
        let mut data = digest(&SHA256, self.site.as_bytes()).as_ref().to_vec();
        data.push(flags | USER_PRESENT | verified);
        data.extend(self.counter.get().to_be_bytes());
        data
    }

    /// The public key in COSE (RFC 9053, section 7.1.1): kty 2, alg -7, crv 1, x, y.
    fn public_key(&self) -> Vec<u8> {
        let point = self.pair.public_key().as_ref();
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(&point[1..33]);
        key.extend([0x22, 0x58, 0x20]);
        key.extend(&point[33..]);
        key
    }
}

/// A short text in CBOR.
fn text(text: &str) -> Vec<u8> {
    let mut bytes = vec![0x60 | u8::try_from(text.len()).unwrap()];
    bytes.extend(text.as_bytes());
    bytes
}
