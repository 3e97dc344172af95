//! Random tokens, hashes and the key of the installation. A leaf: imports nothing of ours.

use std::io;
use std::path::Path;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom, SystemRandom};
use ring::{digest, hkdf, hmac};

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            text.push_str(&format!("{byte:02x}"));
            text
        })
}

/// Reads hexadecimal digits of either case.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    text.as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}

/// SHA-256 as hexadecimal: how tokens and session keys are stored. They have 256 random bits, so no salt is needed.
pub fn sha256_hex(text: &str) -> String {
    hex(digest::digest(&digest::SHA256, text.as_bytes()).as_ref())
}

/// SHA-256 of bytes as hexadecimal.
pub fn sha256_bytes(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

/// HMAC-SHA-256 (RFC 2104) over the parts in a row, with a key that somebody else gave us, such as the secret of a webhook.
pub fn hmac_sha256(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, key));
    for part in parts {
        context.update(part);
    }
    let mut tag = [0u8; 32];
    for (to, from) in tag.iter_mut().zip(context.sign().as_ref()) {
        *to = *from;
    }
    tag
}

/// Whether `tag` is that, compared in constant time.
pub fn is_hmac_sha256(key: &[u8], parts: &[&[u8]], tag: &[u8]) -> bool {
    use subtle::ConstantTimeEq;
    hmac_sha256(key, parts).ct_eq(tag).into()
}

/// The operating system could not give random bytes: nothing safe can be done then.
#[derive(Debug, thiserror::Error)]
#[error("no random bytes")]
pub struct NoRandom;

/// Random bytes of the operating system.
pub fn random_bytes<const N: usize>() -> Result<[u8; N], NoRandom> {
    let mut bytes = [0u8; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| NoRandom)?;
    Ok(bytes)
}

/// A token of 256 random bits, fit for URLs and cookies (43 characters).
pub fn random_token() -> Result<String, NoRandom> {
    Ok(URL_SAFE_NO_PAD.encode(random_bytes::<32>()?))
}

/// The secret key of the installation and what is derived from it: one key per use, so that no use weakens another.
#[derive(Clone)]
pub struct Keys {
    signing: hmac::Key,
    sealing: [u8; 32],
    cookie: [u8; 64],
}

impl Keys {
    /// Derives all keys from the secret (HKDF, RFC 5869).
    pub fn derive(secret: &[u8; 32]) -> Self {
        let prk = hkdf::Salt::new(hkdf::HKDF_SHA256, b"simportal keys v1").extract(secret);
        let mut signing = [0u8; 32];
        let mut sealing = [0u8; 32];
        let mut cookie = [0u8; 64];
        expand(&prk, b"signing", &mut signing);
        expand(&prk, b"sealing", &mut sealing);
        expand(&prk, b"cookie", &mut cookie);
        Self {
            signing: hmac::Key::new(hmac::HMAC_SHA256, &signing),
            sealing,
            cookie,
        }
    }

    /// Key of the session cookie's signature (64 bytes).
    pub fn cookie(&self) -> &[u8; 64] {
        &self.cookie
    }

    /// A signature over `message` for one purpose, 128 bits in URL-safe base64.
    pub fn sign(&self, purpose: &str, message: &str) -> String {
        let tag = hmac::sign(&self.signing, format!("{purpose}\0{message}").as_bytes());
        URL_SAFE_NO_PAD.encode(tag.as_ref().get(..16).unwrap_or_default())
    }

    /// Whether `signature` is ours, compared in constant time.
    pub fn verify(&self, purpose: &str, message: &str, signature: &str) -> bool {
        use subtle::ConstantTimeEq;
        self.sign(purpose, message)
            .as_bytes()
            .ct_eq(signature.as_bytes())
            .into()
    }

    /// Encrypts a small secret such as a PIN (AES-256-GCM, random nonce in front); `context` binds it to its row.
    pub fn seal(&self, context: &str, plain: &str) -> Result<String, NoRandom> {
        let mut nonce = [0u8; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| NoRandom)?;
        let mut data = plain.as_bytes().to_vec();
        self.aead()?
            .seal_in_place_append_tag(
                Nonce::assume_unique_for_key(nonce),
                Aad::from(context.as_bytes()),
                &mut data,
            )
            .map_err(|_| NoRandom)?;
        Ok(URL_SAFE_NO_PAD.encode([nonce.as_slice(), data.as_slice()].concat()))
    }

    /// Decrypts what [`Keys::seal`] made; `None` when it was made with another key or for another context.
    pub fn open(&self, context: &str, sealed: &str) -> Option<String> {
        let bytes = URL_SAFE_NO_PAD.decode(sealed).ok()?;
        let (nonce, data) = bytes.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut data = data.to_vec();
        let plain = self
            .aead()
            .ok()?
            .open_in_place(nonce, Aad::from(context.as_bytes()), &mut data)
            .ok()?;
        String::from_utf8(plain.to_vec()).ok()
    }

    fn aead(&self) -> Result<LessSafeKey, NoRandom> {
        Ok(LessSafeKey::new(
            UnboundKey::new(&AES_256_GCM, &self.sealing).map_err(|_| NoRandom)?,
        ))
    }
}

struct Length(usize);

impl hkdf::KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

fn expand(prk: &hkdf::Prk, info: &[u8], out: &mut [u8]) {
    let info = [info];
    // Fails only for outputs over 255 hashes long; ours are two.
    if let Ok(okm) = prk.expand(&info, Length(out.len())) {
        let filled = okm.fill(out);
        debug_assert!(filled.is_ok());
    }
}

/// Reads the secret key of the data directory, or makes it at the first start, readable by its owner only.
pub fn secret_key_file(path: &Path) -> io::Result<[u8; 32]> {
    match std::fs::read_to_string(path) {
        Ok(text) => unhex(text.trim())
            .and_then(|bytes| <[u8; 32]>::try_from(bytes).ok())
            .ok_or_else(|| io::Error::other(format!("{} does not hold 64 hexadecimal digits", path.display()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            let mut key = [0u8; 32];
            SystemRandom::new()
                .fill(&mut key)
                .map_err(|_| io::Error::other("no random bytes"))?;
            write_private(path, &hex(&key))?;
            Ok(key)
        }
        Err(error) => Err(error),
    }
}

fn write_private(path: &Path, text: &str) -> io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_only_in_its_own_context_and_with_its_own_key() {
        let keys = Keys::derive(&[7; 32]);
        let sealed = keys.seal("pin/1", "1234").expect("random bytes");
        assert_eq!(keys.open("pin/1", &sealed).as_deref(), Some("1234"));
        assert_eq!(keys.open("pin/2", &sealed), None);
        assert_eq!(Keys::derive(&[8; 32]).open("pin/1", &sealed), None);
        assert_eq!(keys.open("pin/1", "AAAA"), None);
    }

    #[test]
    fn a_signature_holds_for_its_purpose_and_message_only() {
        let keys = Keys::derive(&[7; 32]);
        let signature = keys.sign("page", "after=5");
        assert!(keys.verify("page", "after=5", &signature));
        assert!(!keys.verify("page", "after=6", &signature));
        assert!(!keys.verify("csrf", "after=5", &signature));
    }

    #[test]
    fn a_tag_is_the_one_of_rfc_4231() {
        let tag = hmac_sha256(b"Jefe", &[b"what do ya want ", b"for nothing?"]);
        assert_eq!(
            hex(&tag),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
        assert!(is_hmac_sha256(b"Jefe", &[b"what do ya want for nothing?"], &tag));
        assert!(!is_hmac_sha256(b"Jefe", &[b"what do ya want for nothing?"], &tag[..31]));
        assert!(!is_hmac_sha256(b"Jeff", &[b"what do ya want for nothing?"], &tag));
    }

    #[test]
    fn hexadecimal_survives_the_round_trip() {
        assert_eq!(unhex(&hex(&[0, 1, 255])), Some(vec![0, 1, 255]));
        assert_eq!(unhex("abc"), None);
        assert_eq!(unhex("zz"), None);
    }
}
