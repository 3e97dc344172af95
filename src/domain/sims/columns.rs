//! Columns of the list of SIMs. The order is ours: a list looks the same on every screen and in every file.

use super::Sort;

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// ICCID; always shown, because it leads to the SIM.
    Iccid,
    /// Label.
    Label,
    /// IMSI.
    Imsi,
    /// MSISDN.
    Msisdn,
    /// Device last seen.
    Imei,
    /// Static address.
    IpAddress,
    /// Service.
    Service,
    /// Product name.
    SimType,
    /// Status.
    Status,
    /// Session.
    Session,
    /// Data volume left.
    Data,
    /// SMS left.
    Sms,
    /// Last day of the lifetime.
    LifetimeEnd,
    /// Whether only one device is accepted.
    ImeiLock,
    /// Auto-top-up.
    AutoTopUp,
    /// Tags.
    Tags,
    /// Last sign of life.
    LastActivity,
}

impl Column {
    /// All of them, in the order in which every list shows them.
    pub const ALL: [Self; 17] = [
        Self::Iccid,
        Self::Label,
        Self::Imsi,
        Self::Msisdn,
        Self::Imei,
        Self::IpAddress,
        Self::Service,
        Self::SimType,
        Self::Status,
        Self::Session,
        Self::Data,
        Self::Sms,
        Self::LifetimeEnd,
        Self::ImeiLock,
        Self::AutoTopUp,
        Self::Tags,
        Self::LastActivity,
    ];

    /// Name as it is stored, and the end of its text key `sims-column-…`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Iccid => "iccid",
            Self::Label => "label",
            Self::Imsi => "imsi",
            Self::Msisdn => "msisdn",
            Self::Imei => "imei",
            Self::IpAddress => "ip",
            Self::Service => "service",
            Self::SimType => "type",
            Self::Status => "status",
            Self::Session => "session",
            Self::Data => "data",
            Self::Sms => "sms",
            Self::LifetimeEnd => "ends",
            Self::ImeiLock => "imei-lock",
            Self::AutoTopUp => "auto-top-up",
            Self::Tags => "tags",
            Self::LastActivity => "activity",
        }
    }

    /// What a click on its head sorts by.
    pub const fn sort(self) -> Option<Sort> {
        match self {
            Self::Iccid => Some(Sort::Iccid),
            Self::Imsi => Some(Sort::Imsi),
            Self::Label => Some(Sort::Label),
            Self::Status => Some(Sort::Status),
            Self::Data => Some(Sort::DataLeft),
            Self::Sms => Some(Sort::SmsLeft),
            Self::LifetimeEnd => Some(Sort::LifetimeEnd),
            Self::LastActivity => Some(Sort::LastActivity),
            _ => None,
        }
    }

    const fn is_usual(self) -> bool {
        matches!(
            self,
            Self::Iccid
                | Self::Label
                | Self::Imsi
                | Self::Msisdn
                | Self::Status
                | Self::Session
                | Self::Data
                | Self::Sms
                | Self::LifetimeEnd
        )
    }
}

/// The columns of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// In their order.
    pub shown: Vec<Column>,
    /// The person's own choice: nothing of it is left out on narrow screens.
    pub is_chosen: bool,
}

impl Columns {
    /// The stored choice. Names that no longer exist are passed over; nothing left of it is no choice.
    pub fn of(stored: &str) -> Self {
        Self::choose(&stored.split(',').collect::<Vec<_>>())
    }

    /// The columns with these names, and the ICCID in any case, because it leads to the SIM.
    pub fn choose(names: &[&str]) -> Self {
        let is_named = |column: &Column| names.contains(&column.name());
        let usual: Vec<Column> = Column::ALL.into_iter().filter(|column| column.is_usual()).collect();
        if !Column::ALL.iter().any(is_named) {
            return Self {
                shown: usual,
                is_chosen: false,
            };
        }
        let shown: Vec<Column> = Column::ALL
            .into_iter()
            .filter(|column| *column == Column::Iccid || is_named(column))
            .collect();
        let is_chosen = shown != usual;
        Self { shown, is_chosen }
    }

    /// Names in their order, comma-separated.
    pub fn names(&self) -> String {
        let names: Vec<&str> = self.shown.iter().map(|column| column.name()).collect();
        names.join(",")
    }

    /// As it is stored; nothing when it is as usual, so that a later change of what is usual reaches the person.
    pub fn stored(&self) -> String {
        if !self.is_chosen {
            return String::new();
        }
        self.names()
    }

    /// Whether a column is shown.
    pub fn has(&self, column: Column) -> bool {
        self.shown.contains(&column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_choice_the_usual_columns_are_shown_and_give_way_on_narrow_screens() {
        for stored in ["", "gone,also-gone"] {
            let columns = Columns::of(stored);
            assert!(!columns.is_chosen);
            assert_eq!(columns.shown.len(), 9);
            assert_eq!(columns.stored(), "");
        }
    }

    #[test]
    fn a_choice_keeps_our_order_and_always_has_the_iccid() {
        let columns = Columns::choose(&["tags", "label", "nonsense"]);
        assert_eq!(columns.shown, [Column::Iccid, Column::Label, Column::Tags]);
        assert!(columns.is_chosen);
        assert_eq!(columns.stored(), "iccid,label,tags");
        assert_eq!(Columns::of(&columns.stored()), columns);
    }

    #[test]
    fn choosing_the_usual_columns_is_no_choice() {
        let usual = Columns::of("");
        let names: Vec<&str> = usual.shown.iter().map(|column| column.name()).collect();
        assert_eq!(Columns::choose(&names), usual);
        assert_eq!(Columns::choose(&["iccid"]).shown, [Column::Iccid]);
    }
}
