//! Values with invariants: whoever holds one needs no check. Imports nothing of ours but other values.

pub mod access;
pub mod account_number;
pub mod attention;
pub mod carrier;
pub mod eid;
pub mod email;
pub mod event_type;
pub mod iccid;
pub mod imei;
pub mod imsi;
pub mod ip;
pub mod label;
pub mod lang;
pub mod matrix;
pub mod msisdn;
pub mod note;
pub mod password;
pub mod role;
pub mod secret_hash;
pub mod status;
pub mod tag;
pub(crate) mod text_enum;
pub(crate) mod text_value;
pub mod time;
pub mod user_agent;
pub mod volume;
