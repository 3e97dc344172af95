//! Argon2id hashes of passwords and client secrets, in PHC text form, so that parameters travel with the hash and can rise.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, PasswordHash, Version};

/// Cost of a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Cost {
    /// 19 MiB and 2 passes: what OWASP names as the floor for argon2id (product section 2).
    pub const STANDARD: Self = Self {
        memory: 19 * 1024,
        passes: 2,
    };
    /// For tests: the smallest that argon2 takes.
    pub const TEST: Self = Self { memory: 8, passes: 1 };

    fn hasher(self) -> Option<Argon2<'static>> {
        Some(Argon2::new(
            Algorithm::Argon2id,
            Version::V0x13,
            Params::new(self.memory, self.passes, 1, None).ok()?,
        ))
    }
}

/// A secret could not be hashed: only with parameters that argon2 refuses, or without random bytes.
#[derive(Debug, thiserror::Error)]
#[error("hashing failed")]
pub struct HashError;

/// Hashes a secret with a fresh salt.
pub fn hash(secret: &str, cost: Cost) -> Result<String, HashError> {
    let hasher = cost.hasher().ok_or(HashError)?;
    hasher
        .hash_password(secret.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|_| HashError)
}

/// What a check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The secret is wrong.
    Wrong,
    /// It is right.
    Right,
    /// It is right, and the hash was made with weaker parameters than today's: hash again.
    RightButWeak,
}

/// Checks a secret. Without a stored hash the same work is done and the answer is `Wrong`, so that the time tells nothing.
pub fn verify(secret: &str, stored: Option<&str>, cost: Cost) -> Verdict {
    let Some(parsed) = stored.and_then(|stored| PasswordHash::new(stored).ok()) else {
        // The result does not matter, the time does.
        drop(hash(secret, cost));
        return Verdict::Wrong;
    };
    if Argon2::default().verify_password(secret.as_bytes(), &parsed).is_err() {
        return Verdict::Wrong;
    }
    match Params::try_from(&parsed) {
        Ok(params) if params.m_cost() >= cost.memory && params.t_cost() >= cost.passes => Verdict::Right,
        _ => Verdict::RightButWeak,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_secret_is_told_from_a_wrong_one_and_weak_hashes_are_noticed() {
        let weak = hash("correct horse battery", Cost::TEST).expect("hash");
        assert_eq!(verify("correct horse battery", Some(&weak), Cost::TEST), Verdict::Right);
        assert_eq!(verify("correct horse batterz", Some(&weak), Cost::TEST), Verdict::Wrong);
        assert_eq!(
            verify("correct horse battery", Some(&weak), Cost { memory: 64, passes: 2 }),
            Verdict::RightButWeak
        );
        assert_eq!(verify("anything", None, Cost::TEST), Verdict::Wrong);
        assert_eq!(verify("anything", Some("not a hash"), Cost::TEST), Verdict::Wrong);
    }
}
