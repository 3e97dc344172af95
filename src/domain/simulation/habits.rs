//! What the profiles mean in numbers: one table for the demo data and for the devices that act.

use crate::types::device_profile::DeviceProfile;
use crate::types::status::Bearer;

/// From the first to the second, both possible.
pub type Range = (i64, i64);

/// The habits of a kind of device.
#[derive(Debug)]
pub struct Habits {
    /// Minutes between two sessions.
    pub pause: Range,
    /// Minutes from one record of use to the next within a session.
    pub report: Range,
    /// Bytes of a record.
    pub bytes: Range,
    /// Percent of them that the device sends.
    pub uplink: Range,
    /// In how many of 100 records SMS go along.
    pub sms: i64,
    /// After how many of 100 records the session ends.
    pub ends: i64,
    /// In how many of 100 ends the network forgets the device, too.
    pub gone: i64,
    /// After how many of 100 records it is in another cell.
    pub moves: i64,
    /// In how many of 100 moves it is in another country.
    pub crosses: i64,
    /// Countries (ISO 3166-1) in which it turns up beside its own.
    pub abroad: &'static [&'static str],
    /// Whether it does less on Saturdays and Sundays.
    pub rests: bool,
    /// Radio technology of one that was never seen.
    pub bearer: Bearer,
}

/// The habits behind a profile.
pub fn habits(profile: DeviceProfile) -> &'static Habits {
    match profile {
        DeviceProfile::Meter => &METER,
        DeviceProfile::Tracker => &TRACKER,
        DeviceProfile::Camera => &CAMERA,
        DeviceProfile::Silent => &SILENT,
        DeviceProfile::Roaming => &ROAMING,
        DeviceProfile::Chatty => &CHATTY,
        DeviceProfile::QuotaBurner => &QUOTA_BURNER,
    }
}

const METER: Habits = Habits {
    pause: (180, 480),
    report: (2, 5),
    bytes: (1_500, 12_000),
    uplink: (60, 80),
    sms: 1,
    ends: 100,
    gone: 60,
    moves: 0,
    crosses: 0,
    abroad: &[],
    rests: false,
    bearer: Bearer::NbIot,
};

const TRACKER: Habits = Habits {
    pause: (15, 120),
    report: (4, 12),
    bytes: (8_000, 60_000),
    uplink: (55, 75),
    sms: 1,
    ends: 8,
    gone: 30,
    moves: 70,
    crosses: 2,
    abroad: &["DK", "NL", "PL"],
    rests: true,
    bearer: Bearer::LteM,
};

const CAMERA: Habits = Habits {
    pause: (1, 5),
    report: (10, 20),
    bytes: (150_000, 900_000),
    uplink: (88, 97),
    sms: 0,
    ends: 3,
    gone: 10,
    moves: 0,
    crosses: 0,
    abroad: &[],
    rests: true,
    bearer: Bearer::Lte,
};

const SILENT: Habits = Habits {
    pause: (3 * 24 * 60, 20 * 24 * 60),
    report: (3, 10),
    bytes: (500, 4_000),
    uplink: (60, 80),
    sms: 0,
    ends: 100,
    gone: 100,
    moves: 0,
    crosses: 0,
    abroad: &[],
    rests: false,
    bearer: Bearer::LteM,
};

const ROAMING: Habits = Habits {
    pause: (20, 180),
    report: (5, 15),
    bytes: (20_000, 180_000),
    uplink: (40, 65),
    sms: 2,
    ends: 10,
    gone: 35,
    moves: 85,
    crosses: 8,
    abroad: &["NL", "BE", "FR", "AT", "CH", "PL", "IT", "ES", "SE", "CZ"],
    rests: true,
    bearer: Bearer::Lte,
};

const CHATTY: Habits = Habits {
    pause: (5, 25),
    report: (3, 10),
    bytes: (600, 9_000),
    uplink: (50, 75),
    sms: 4,
    ends: 25,
    gone: 15,
    moves: 3,
    crosses: 0,
    abroad: &[],
    rests: false,
    bearer: Bearer::LteM,
};

const QUOTA_BURNER: Habits = Habits {
    pause: (1, 6),
    report: (3, 8),
    bytes: (1_500_000, 9_000_000),
    uplink: (30, 60),
    sms: 1,
    ends: 5,
    gone: 10,
    moves: 2,
    crosses: 0,
    abroad: &[],
    rests: false,
    bearer: Bearer::Lte,
};
