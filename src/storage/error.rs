//! What can go wrong below the domain, told apart only as far as somebody above acts on the difference.

use std::panic::Location;

use diesel::result::{DatabaseErrorKind, Error as DieselError};

/// An error of the storage layer.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such row, or one that the scope does not contain.
    #[error("not found")]
    NotFound,
    /// A unique index refused the row; the name is the index's, on both databases (`<table>_<columns>_key`).
    #[error("unique index {0} violated")]
    Violated(String),
    /// The database is away, locked or out of connections: worth another try later.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// A fault of the program or its data. Logged once, where the answer is made.
    #[error("{cause} (at {location})")]
    Internal {
        /// The text of the database or library; never shown to visitors.
        cause: String,
        /// Where in our code the error was born.
        location: &'static Location<'static>,
    },
}

impl Error {
    /// The database cannot be reached.
    pub fn unavailable(cause: impl std::fmt::Display) -> Self {
        Self::Unavailable(cause.to_string())
    }

    /// Whether the same request may work in a while.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }

    /// A fault of our own.
    #[track_caller]
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal {
            cause: cause.to_string(),
            location: Location::caller(),
        }
    }
}

impl From<DieselError> for Error {
    #[track_caller]
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                match violated(info.constraint_name(), info.message()) {
                    Some(name) => Self::Violated(name),
                    None => Self::internal(error),
                }
            }
            DieselError::DatabaseError(
                DatabaseErrorKind::ClosedConnection | DatabaseErrorKind::UnableToSendCommand,
                info,
            ) => Self::Unavailable(info.message().to_owned()),
            DieselError::DatabaseError(_, info) if is_passing(info.message()) => {
                Self::Unavailable(info.message().to_owned())
            }
            _ => Self::internal(error),
        }
    }
}

/// "database is locked" and friends: the same statement may work in a second.
fn is_passing(message: &str) -> bool {
    [
        "database is locked",
        "database table is locked",
        "disk is full",
        "disk I/O",
        "terminating connection",
        "too many clients",
        "server closed the connection",
    ]
    .iter()
    .any(|sign| message.contains(sign))
}

/// The name of the violated index. PostgreSQL names it; SQLite only says `UNIQUE constraint failed: users.email_key`, from which the
/// name `users_email_key_key` follows because every unique index is named `<table>_<columns>_key`.
fn violated(constraint: Option<&str>, message: &str) -> Option<String> {
    if let Some(name) = constraint {
        return Some(name.to_owned());
    }
    let columns = message.strip_prefix("UNIQUE constraint failed: ")?;
    let mut name = String::new();
    for (position, column) in columns.split(", ").enumerate() {
        let (table, column) = column.split_once('.')?;
        if position == 0 {
            name.push_str(table);
        }
        name.push('_');
        name.push_str(column);
    }
    name.push_str("_key");
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::violated;

    #[test]
    fn both_databases_yield_the_same_name_for_a_violated_index() {
        assert_eq!(
            violated(Some("users_email_key_key"), "duplicate key"),
            Some("users_email_key_key".to_owned())
        );
        assert_eq!(
            violated(None, "UNIQUE constraint failed: users.email_key"),
            Some("users_email_key_key".to_owned())
        );
        assert_eq!(
            violated(None, "UNIQUE constraint failed: tags.organisation_id, tags.name_key"),
            Some("tags_organisation_id_name_key_key".to_owned())
        );
        assert_eq!(violated(None, "something else"), None);
    }
}
