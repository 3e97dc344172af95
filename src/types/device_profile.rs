//! How a device uses the network.

use crate::types::text_enum::text_enum;

text_enum! {
    /// Ways of using the network, by which simulated devices act and demo data are made.
    pub enum DeviceProfile {
        /// Wakes a few times a day, sends a little, sleeps again.
        Meter => "meter",
        /// On the road in its own country and sometimes the next: online for hours, a little every few minutes.
        Tracker => "tracker",
        /// Stays where it is, always online, nearly all of it uplink.
        Camera => "camera",
        /// Says next to nothing.
        Silent => "silent",
        /// On the road through many countries.
        Roaming => "roaming",
        /// Short sessions all the time, and SMS.
        Chatty => "chatty",
        /// Uses up its volume in days.
        QuotaBurner => "quota_burner",
    }
}
