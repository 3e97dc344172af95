//! The network inside the program: what it says about a SIM, as the data streamer would say it (`api.md` section 10).
//!
//! Pure: no clock, no database. The simulated carrier answers with it, and the demo data are made of it.
//!
//! - `random.rs` numbers from a seed; `places.rs` networks and where a device is; `events.rs` and `ids.rs` the records
//! - `habits.rs` what the profiles of devices mean; `device.rs` what a device does next

mod device;
mod events;
mod habits;
mod ids;
mod places;
mod random;

pub use device::{Acted, Situation, act};
pub use events::{Device, Happening, event, parsed};
pub use habits::{Habits, habits};
pub use ids::{batch_order, demo_id, device_id, order_id};
pub use places::{NETWORKS, Network, Place};
pub use random::Random;
