//! What people can ask to be told by mail (product sections 6 and 9: "notification ticks").

use super::text_enum::text_enum;

text_enum! {
    /// A kind of news.
    pub enum Notification {
        /// Volume: SIMs that used up their data or SMS, or reached a limit.
        Volume => "volume",
        /// SIMs that were transferred from or to the organisation.
        Transfers => "transfers",
    }
}

impl Notification {
    /// Reads what is stored; what no version of ours wrote is left out.
    pub fn read(stored: &str) -> Vec<Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|kind| stored.split(',').any(|word| word == kind.as_str()))
            .collect()
    }

    /// What is stored: words in the order of [`Self::ALL`], comma-separated.
    pub fn stored(chosen: &[Self]) -> String {
        let words: Vec<&str> = Self::ALL
            .iter()
            .filter(|kind| chosen.contains(kind))
            .map(|kind| kind.as_str())
            .collect();
        words.join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_survive_being_stored_in_any_order() {
        let stored = Notification::stored(&[Notification::Transfers, Notification::Volume]);
        assert_eq!(stored, "volume,transfers");
        assert_eq!(
            Notification::read(&stored),
            [Notification::Volume, Notification::Transfers]
        );
        assert_eq!(Notification::read(""), []);
        assert_eq!(Notification::read("volumes,old"), []);
    }
}
