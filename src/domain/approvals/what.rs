//! What is asked for: enough to show it to whoever decides, and, where the thing itself does not say what shall be done, to do it.

use serde::{Deserialize, Serialize};

use super::ApprovalRow;
use crate::domain::Result;
use crate::domain::users::RoleChange;
use crate::storage::Error as StorageError;
use crate::types::approval::ApprovalKind;

/// What is asked for; kept as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// SIMs change their organisation; the object is the transfer.
    Transfer {
        /// Name of the organisation that gives them away.
        from: String,
        /// Name of the organisation that gets them.
        to: String,
        /// How many.
        sims: i64,
    },
    /// SIMs are deactivated; the object is the bulk action.
    Deactivation {
        /// How many, by the preview.
        sims: i64,
    },
    /// Somebody gets another role; the object is the person.
    Role(RoleChange),
}

impl What {
    /// Its kind.
    pub const fn kind(&self) -> ApprovalKind {
        match self {
            Self::Transfer { .. } => ApprovalKind::Transfer,
            Self::Deactivation { .. } => ApprovalKind::Deactivation,
            Self::Role(_) => ApprovalKind::Role,
        }
    }

    /// As it is kept.
    pub(super) fn stored(&self) -> Result<String> {
        Ok(serde_json::to_string(self).map_err(StorageError::internal)?)
    }

    /// What a request asks for.
    pub fn of(approval: &ApprovalRow) -> Result<Self> {
        Ok(serde_json::from_str(&approval.argument).map_err(StorageError::internal)?)
    }
}
