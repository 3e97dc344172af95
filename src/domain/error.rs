//! What a use-case answers when it does not do what was asked.

use crate::storage;
use crate::types::access::Denied;
use crate::types::matrix::Permission;

/// An error of the domain.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such thing, or not in this organisation: the visitor cannot tell which.
    #[error("not found")]
    NotFound,
    /// The role lacks the permission.
    #[error("permission denied")]
    Denied(Permission),
    /// The state of things does not allow it (any more); the key names the sentence that says why.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// Something below failed.
    #[error(transparent)]
    Storage(storage::Error),
}

/// Result of the domain.
pub type Result<T> = std::result::Result<T, Error>;

impl From<storage::Error> for Error {
    fn from(error: storage::Error) -> Self {
        match error {
            storage::Error::NotFound => Self::NotFound,
            other => Self::Storage(other),
        }
    }
}

impl From<diesel::result::Error> for Error {
    #[track_caller]
    fn from(error: diesel::result::Error) -> Self {
        storage::Error::from(error).into()
    }
}

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        Self::Denied(denied.0)
    }
}

impl From<crate::crypto::NoRandom> for Error {
    #[track_caller]
    fn from(error: crate::crypto::NoRandom) -> Self {
        Self::Storage(storage::Error::internal(error))
    }
}
