//! Files of lists of SIMs.

use super::text_enum::text_enum;

text_enum! {
    /// What kind of file.
    pub enum ExportFormat {
        /// Lines of text (RFC 4180).
        Csv => "csv",
        /// A workbook (ECMA-376).
        Xlsx => "xlsx",
    }
}

text_enum! {
    /// How far a file is that a job makes.
    pub enum ExportStatus {
        /// Asked for.
        Waiting => "waiting",
        /// Being written.
        Running => "running",
        /// Can be downloaded.
        Ready => "ready",
        /// Given up.
        Failed => "failed",
        /// Taken back by a person.
        Cancelled => "cancelled",
    }
}

impl ExportFormat {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

impl ExportStatus {
    /// Whether a job still works on it.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::Waiting | Self::Running)
    }
}
