//! Slows down guessing: after 5 failures per account or 20 per address within 15 minutes each further try waits, longer each
//! time, up to 15 minutes. Never a permanent lock, or anybody could lock out anybody (product section 2).

use std::net::IpAddr;

use chrono::{NaiveDateTime, TimeDelta};

use crate::crypto::sha256_hex;
use crate::domain::Result;
use crate::storage::Db;
use crate::storage::login_throttles::{self, ThrottleRow};

const WINDOW: TimeDelta = TimeDelta::minutes(15);
const LONGEST: TimeDelta = TimeDelta::minutes(15);
const FIRST: TimeDelta = TimeDelta::seconds(30);

/// Whose failures are counted. Stored as a hash: the table names neither people nor addresses.
#[derive(Debug, Clone)]
pub struct Subject {
    key: String,
    free: i64,
}

impl Subject {
    /// An account, by its address; it need not exist, or the throttle would tell which ones do.
    pub fn account(email_key: &str) -> Self {
        Self {
            key: sha256_hex(&format!("account {email_key}")),
            free: 5,
        }
    }

    /// A network address.
    pub fn address(address: &str) -> Self {
        Self {
            key: sha256_hex(&format!("address {}", network(address))),
            free: 20,
        }
    }

    /// Requests for password links from a network address.
    pub fn link_requests(address: &str) -> Self {
        Self {
            key: sha256_hex(&format!("links {}", network(address))),
            free: 10,
        }
    }

    /// Wrong secrets at /ingest from a network address.
    pub fn ingest(address: &str) -> Self {
        Self {
            key: sha256_hex(&format!("ingest {}", network(address))),
            free: 20,
        }
    }

    /// Invitations of an organisation: they go to addresses that somebody typed.
    pub fn invitations(organisation_id: i64) -> Self {
        Self {
            key: sha256_hex(&format!("invitations {organisation_id}")),
            free: 50,
        }
    }

    /// Mails to the owner of an address that somebody else entered as theirs.
    pub fn address_in_use(email_key: &str) -> Self {
        Self {
            key: sha256_hex(&format!("in use {email_key}")),
            free: 5,
        }
    }

    /// Carts that strangers begin from a network address.
    pub fn carts(address: &str) -> Self {
        Self {
            key: sha256_hex(&format!("carts {}", network(address))),
            free: 50,
        }
    }

    /// First orders of strangers from a network address, whatever became of them.
    pub fn first_orders(address: &str) -> Self {
        Self {
            key: sha256_hex(&format!("first orders {}", network(address))),
            free: 5,
        }
    }

    /// Links for a new sign-in address that a person asked for.
    pub fn email_changes(user_id: i64) -> Self {
        Self {
            key: sha256_hex(&format!("email changes {user_id}")),
            free: 5,
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.key
    }

    fn pause_after(&self, failures: i64) -> Option<TimeDelta> {
        let over = failures - self.free;
        let doublings = u32::try_from(over).ok()?.min(10);
        Some((FIRST * 2i32.pow(doublings)).min(LONGEST))
    }
}

/// What is counted together: an IPv4 address, and of IPv6 the network that a customer of an access provider gets (/64), all of whose
/// addresses one machine can use in turn.
fn network(address: &str) -> String {
    match address.parse::<IpAddr>().map(|ip| ip.to_canonical()) {
        Ok(IpAddr::V6(ip)) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
        Ok(IpAddr::V4(ip)) => ip.to_string(),
        Err(_) => address.to_owned(),
    }
}

/// The time before which no try counts, if one of the subjects has to wait.
pub fn blocked_until(db: &mut Db, subjects: &[Subject], now: NaiveDateTime) -> Result<Option<NaiveDateTime>> {
    let keys: Vec<String> = subjects.iter().map(|subject| subject.key.clone()).collect();
    let rows = login_throttles::find(db, &keys)?;
    Ok(rows
        .into_iter()
        .filter_map(|row| row.blocked_until)
        .filter(|until| *until > now)
        .max())
}

/// Books a failure of each subject.
pub fn note_failure(db: &mut Db, subjects: &[Subject], now: NaiveDateTime) -> Result<()> {
    let keys: Vec<String> = subjects.iter().map(|subject| subject.key.clone()).collect();
    let rows = login_throttles::find(db, &keys)?;
    for subject in subjects {
        let known = rows.iter().find(|row| row.subject == subject.key);
        let (failures, window_started_at) = match known {
            Some(row)
                if now - row.window_started_at < WINDOW
                    || row.blocked_until.is_some_and(|until| now - until < WINDOW) =>
            {
                (row.failures + 1, row.window_started_at)
            }
            _ => (1, now),
        };
        let blocked_until = subject.pause_after(failures).map(|pause| now + pause);
        login_throttles::put(
            db,
            &ThrottleRow {
                subject: subject.key.clone(),
                failures,
                window_started_at,
                blocked_until,
            },
        )?;
    }
    Ok(())
}

/// Forgets windows that can have no effect any more.
pub fn forget_old_failures(db: &mut Db, now: NaiveDateTime) -> Result<usize> {
    Ok(login_throttles::delete_older(db, now - TimeDelta::days(1))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_customer_are_one_network() {
        for (address, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::9", "2001:db8:1:3::/64"),
            ("", ""),
        ] {
            assert_eq!(network(address), expected);
        }
    }

    #[test]
    fn pauses_begin_after_the_free_tries_and_grow_to_a_quarter_of_an_hour() {
        let account = Subject::account("a@b.example");
        assert_eq!(account.pause_after(4), None);
        assert_eq!(account.pause_after(5), Some(TimeDelta::seconds(30)));
        assert_eq!(account.pause_after(7), Some(TimeDelta::seconds(120)));
        assert_eq!(account.pause_after(500), Some(TimeDelta::minutes(15)));
    }
}
