//! Errors as pages: a fixed text, a number to tell support, and a way on. Causes go to the log, never to visitors.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};

use crate::domain;
use crate::types::matrix::Permission;

/// What a page handler answers instead of a page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Unknown, foreign or malformed: one page for all three.
    #[error("not found")]
    NotFound,
    /// Not signed in: on to the sign-in page, and back here afterwards.
    #[error("not signed in")]
    SignedOut,
    /// Signed in, but two-factor has to be set up before anything else: on to that page.
    #[error("two-factor not set up")]
    SetUpFirst,
    /// Signed in, but without the permission.
    #[error("permission denied")]
    Denied(Option<Permission>),
    /// The form's proof of origin is missing, old or forged.
    #[error("form check failed")]
    Forged,
    /// The page was made for another organisation than the current one.
    #[error("organisation switched")]
    Switched,
    /// The address exists, but not for this method.
    #[error("method not allowed")]
    Method,
    /// The body is too large, or not a form.
    #[error("unreadable request")]
    Unreadable,
    /// More than can be taken at once; the key names the sentence that says what to do instead.
    #[error("too large: {0}")]
    TooLarge(&'static str),
    /// The state of things does not allow it; the key names the sentence.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The database is away or busy.
    #[error("unavailable: {0}")]
    Unavailable(String),
    /// A fault of ours.
    #[error("{0}")]
    Internal(String),
}

/// Result of a page handler.
pub type Result<T> = std::result::Result<T, Error>;

/// What `problems` needs to draw the page; left in the response's extensions.
#[derive(Debug, Clone)]
pub struct Problem {
    /// Key of title and text: `error-<key>-title`, `error-<key>-text`.
    pub key: &'static str,
    /// The permission that was lacking.
    pub permission: Option<Permission>,
    /// Another sentence than the usual one.
    pub text: Option<&'static str>,
}

impl Error {
    fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignedOut => "signed-out",
            Self::SetUpFirst => "set-up-first",
            Self::Denied(_) => "denied",
            Self::Forged => "forged",
            Self::Switched => "switched",
            Self::Method => "method",
            Self::Unreadable => "unreadable",
            Self::TooLarge(_) => "too-large",
            Self::Refused(_) => "refused",
            Self::Unavailable(_) => "unavailable",
            Self::Internal(_) => "internal",
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignedOut | Self::SetUpFirst => StatusCode::SEE_OTHER,
            Self::Denied(_) | Self::Forged => StatusCode::FORBIDDEN,
            Self::Switched | Self::Refused(_) => StatusCode::CONFLICT,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        match self {
            Self::Internal(cause) => tracing::error!(error = %cause, "request failed"),
            Self::Unavailable(cause) => tracing::warn!(error = %cause, "database unavailable"),
            _ => {}
        }
        let mut response = HttpResponse::new(self.status_code());
        if let Self::Unavailable(_) = self {
            response.headers_mut().insert(
                actix_web::http::header::RETRY_AFTER,
                actix_web::http::header::HeaderValue::from_static("5"),
            );
        }
        let (permission, text) = match self {
            Self::Denied(permission) => (*permission, None),
            Self::Refused(key) | Self::TooLarge(key) => (None, Some(*key)),
            _ => (None, None),
        };
        response.extensions_mut().insert(Problem {
            key: self.key(),
            permission,
            text,
        });
        response
    }
}

impl From<domain::Error> for Error {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::NotFound => Self::NotFound,
            domain::Error::Denied(permission) => Self::Denied(Some(permission)),
            domain::Error::Refused(key) => Self::Refused(key),
            domain::Error::Storage(error) if error.is_passing() => Self::Unavailable(error.to_string()),
            domain::Error::Storage(error) => Self::Internal(error.to_string()),
        }
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.to_string())
    }
}

impl From<crate::crypto::NoRandom> for Error {
    fn from(error: crate::crypto::NoRandom) -> Self {
        Self::Internal(error.to_string())
    }
}

/// Writing into memory fails for no reason a visitor could do anything about.
impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::Internal(error.to_string())
    }
}
