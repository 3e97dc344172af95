//! The organisations of the demo data and the people in them: every role once, so that each can be tried out.

use super::PASSWORD;
use crate::crypto::sha256_hex;
use crate::domain::Result;
use crate::storage::organisations::{self, NewOrganisation};
use crate::storage::users::{self, NewUser};
use crate::storage::{Db, ingest_clients};
use crate::types::access::OrgScope;
use crate::types::role::{Role, StaffRole};
use crate::types::time::UtcTime;

/// An organisation of the demo data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum House {
    /// The big master organisation, a German cold logistics company.
    Hansa,
    /// Its Danish sub-organisation.
    Denmark,
    /// Another master organisation, whose SIMs the first must never see.
    Northmast,
}

impl House {
    /// All of them, masters before their sub-organisations.
    pub const ALL: [Self; 3] = [Self::Hansa, Self::Denmark, Self::Northmast];

    /// Eight digits.
    pub const fn account_number(self) -> &'static str {
        match self {
            Self::Hansa => "81000001",
            Self::Denmark => "81000002",
            Self::Northmast => "81000003",
        }
    }

    /// Name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hansa => "Hansa Kühllogistik GmbH",
            Self::Denmark => "Hansa Cold Chain Denmark ApS",
            Self::Northmast => "Northmast Charging Ltd",
        }
    }

    /// Name of its owner, who does in the demo data what a person does.
    pub(super) fn owner(self) -> String {
        let owner = LOGINS
            .iter()
            .find(|login| login.post == Post::Member(self, Role::Owner));
        owner.map_or_else(String::new, |login| format!("{} {}", login.first_name, login.last_name))
    }

    const fn language(self) -> &'static str {
        match self {
            Self::Hansa => "de",
            Self::Denmark | Self::Northmast => "en",
        }
    }

    const fn time_zone(self) -> &'static str {
        match self {
            Self::Hansa => "Europe/Berlin",
            Self::Denmark => "Europe/Copenhagen",
            Self::Northmast => "Europe/London",
        }
    }
}

/// Where somebody of the demo data belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Post {
    /// In an organisation, with a role.
    Member(House, Role),
    /// Among the staff of the platform.
    Staff(StaffRole),
}

/// A login of the demo data; all have the password [`PASSWORD`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Login {
    /// E-mail address, or client id of an API user.
    pub name: &'static str,
    /// Role and place.
    pub post: Post,
    first_name: &'static str,
    last_name: &'static str,
    language: &'static str,
}

const fn member(
    house: House,
    role: Role,
    name: &'static str,
    first_name: &'static str,
    last_name: &'static str,
    language: &'static str,
) -> Login {
    Login {
        name,
        post: Post::Member(house, role),
        first_name,
        last_name,
        language,
    }
}

const fn staff(role: StaffRole, name: &'static str, first_name: &'static str, last_name: &'static str) -> Login {
    Login {
        name,
        post: Post::Staff(role),
        first_name,
        last_name,
        language: "en",
    }
}

/// The login to begin with, by which the demo data are recognised, too.
pub const FIRST_LOGIN: &str = "owner@hansa.example";

/// Everybody, in the order in which they are printed.
pub const LOGINS: &[Login] = &[
    member(House::Hansa, Role::Owner, FIRST_LOGIN, "Greta", "Hansen", "en"),
    member(
        House::Hansa,
        Role::Admin,
        "admin@hansa.example",
        "Jonas",
        "Petersen",
        "de",
    ),
    member(House::Hansa, Role::User, "user@hansa.example", "Fatma", "Yıldız", "de"),
    member(
        House::Hansa,
        Role::ReadOnly,
        "read-only@hansa.example",
        "Karl",
        "Brandt",
        "de",
    ),
    member(
        House::Hansa,
        Role::ThirdParty,
        "third-party@hansa.example",
        "Nora",
        "Lindqvist",
        "en",
    ),
    member(
        House::Hansa,
        Role::Accountant,
        "accountant@hansa.example",
        "Ute",
        "Lorenz",
        "de",
    ),
    member(
        House::Hansa,
        Role::EndUser,
        "end-user@hansa.example",
        "Piet",
        "Jansen",
        "en",
    ),
    member(
        House::Hansa,
        Role::ApiUser,
        "81000001_demo",
        "Warehouse",
        "interface",
        "en",
    ),
    member(
        House::Denmark,
        Role::Owner,
        "owner@hansa-denmark.example",
        "Mette",
        "Sørensen",
        "en",
    ),
    member(
        House::Denmark,
        Role::EndUser,
        "end-user@hansa-denmark.example",
        "Lars",
        "Holm",
        "en",
    ),
    member(
        House::Northmast,
        Role::Owner,
        "owner@northmast.example",
        "Priya",
        "Shah",
        "en",
    ),
    staff(
        StaffRole::Administrator,
        "administrator@simportal.example",
        "Alex",
        "Morgan",
    ),
    staff(StaffRole::Support, "support@simportal.example", "Sam", "Okafor"),
    staff(StaffRole::Fulfilment, "fulfilment@simportal.example", "Robin", "Keller"),
    staff(StaffRole::Finance, "finance@simportal.example", "Kim", "Novak"),
];

/// Sender of records of the demo data; its secret is [`PASSWORD`], too.
pub const INGEST_CLIENT: &str = "demo-network";

/// An organisation as it was made.
pub(super) struct Home {
    pub scope: OrgScope,
    pub end_user_id: Option<i64>,
}

/// Makes organisations, people and the sender of records. All people get the same hash: it was made with the usual cost, but one salt
/// for a password that is printed in the README protects nothing, and fifteen hashes would only cost the first start a second.
/// `with_small` adds the small organisations of a large fleet.
pub(super) fn insert(db: &mut Db, password_hash: &str, with_small: bool, now: UtcTime) -> Result<Vec<Home>> {
    let mut homes: Vec<Home> = Vec::new();
    for house in House::ALL {
        let hansa = homes.first().map(|home| home.scope.organisation_id());
        let new = NewOrganisation {
            parent_id: hansa.filter(|_| house == House::Denmark),
            account_number: house.account_number(),
            name: house.name(),
            language: house.language(),
            time_zone: house.time_zone(),
        };
        let made = organisations::insert(db, &new, now)?;
        homes.push(Home {
            scope: OrgScope::for_job(made.root_id, made.id, "demo"),
            end_user_id: None,
        });
    }
    for login in LOGINS {
        let home = match login.post {
            Post::Member(house, _) => homes.get_mut(house as usize),
            Post::Staff(_) => None,
        };
        let id = users::insert(db, user(login, home.as_deref(), password_hash, now))?;
        if let (Some(home), Post::Member(_, Role::EndUser)) = (home, login.post) {
            home.end_user_id = Some(id);
        }
    }
    ingest_clients::put(db, INGEST_CLIENT, &sha256_hex(PASSWORD), now)?;
    if with_small {
        insert_small(db, &mut homes, password_hash, now)?;
    }
    Ok(homes)
}

/// Number of small organisations beside a large fleet.
pub const SMALL_HOMES: usize = 1_000;
/// Each of so many of them belongs to the first house.
const SMALL_SUBS: usize = 50;
/// Account number of the first one, less one.
const SMALL_NUMBER: usize = 81_001_000;

fn is_small_sub(small: usize) -> bool {
    (small + 1).is_multiple_of(SMALL_SUBS)
}

/// The house that a small organisation's SIMs look like.
pub(super) fn small_style(small: usize) -> House {
    if is_small_sub(small) {
        House::Denmark
    } else {
        House::Northmast
    }
}

/// Sign-in address of the owner of a small organisation; the first is number 0.
pub fn small_login(small: usize) -> String {
    format!("owner@small-{:04}.example", small + 1)
}

/// Name of the owner of a small organisation.
fn small_owner(small: usize) -> (&'static str, &'static str) {
    const FIRST: [&str; 8] = ["Amara", "Ben", "Chloe", "Dev", "Erin", "Finn", "Gwen", "Hari"];
    const LAST: [&str; 7] = ["Abbott", "Clarke", "Iqbal", "Marsh", "Okoro", "Reid", "Walsh"];
    let of = |names: &[&'static str]| names.get(small % names.len()).copied().unwrap_or_default();
    (of(&FIRST), of(&LAST))
}

/// Name of the owner of the organisation with this place in the list.
pub(super) fn owner_of(home: usize) -> String {
    if let Some(house) = House::ALL.get(home) {
        return house.owner();
    }
    let (first, last) = small_owner(home - House::ALL.len());
    format!("{first} {last}")
}

fn insert_small(db: &mut Db, homes: &mut Vec<Home>, password_hash: &str, now: UtcTime) -> Result<()> {
    const TRADES: [&str; 6] = ["Lifts", "Vending", "Water", "Scaffolding", "Bakeries", "Pumps"];
    let hansa = homes.first().map(|home| home.scope.organisation_id());
    for small in 0..SMALL_HOMES {
        let trade = TRADES.get(small % TRADES.len()).copied().unwrap_or_default();
        let (parent_id, name) = if is_small_sub(small) {
            (hansa, format!("Hansa Depot {:02}", (small + 1) / SMALL_SUBS))
        } else {
            (None, format!("Small {trade} {:04} Ltd", small + 1))
        };
        let new = NewOrganisation {
            parent_id,
            account_number: &(SMALL_NUMBER + small + 1).to_string(),
            name: &name,
            language: "en",
            time_zone: "Europe/London",
        };
        let made = organisations::insert(db, &new, now)?;
        let home = Home {
            scope: OrgScope::for_job(made.root_id, made.id, "demo"),
            end_user_id: None,
        };
        let (first_name, last_name) = small_owner(small);
        let login = member(House::Northmast, Role::Owner, "", first_name, last_name, "en");
        let address = small_login(small);
        users::insert(
            db,
            NewUser {
                email: Some(address.clone()),
                email_key: Some(address),
                ..user(&login, Some(&home), password_hash, now)
            },
        )?;
        homes.push(home);
    }
    Ok(())
}

fn user(login: &Login, home: Option<&Home>, password_hash: &str, now: UtcTime) -> NewUser {
    let (role, staff_role) = match login.post {
        Post::Member(_, role) => (Some(role), None),
        Post::Staff(role) => (None, Some(role)),
    };
    let is_person = role != Some(Role::ApiUser);
    let name = || login.name.to_owned();
    NewUser {
        root_id: home.map(|home| home.scope.root_id()),
        organisation_id: home.map(|home| home.scope.organisation_id()),
        email: is_person.then(name),
        email_key: is_person.then(name),
        client_id: (!is_person).then(name),
        first_name: login.first_name.to_owned(),
        last_name: login.last_name.to_owned(),
        role: role.map(|role| role.as_str().to_owned()),
        staff_role: staff_role.map(|role| role.as_str().to_owned()),
        status: "active".to_owned(),
        secret_hash: Some(password_hash.to_owned()),
        language: Some(login.language.to_owned()),
        created_at: now,
        updated_at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::email::Email;

    #[test]
    fn every_role_can_be_tried_out_and_every_address_is_one_in_its_stored_form() {
        let has = |post| LOGINS.iter().any(|login| login.post == post);
        assert!(Role::ALL.iter().all(|role| has(Post::Member(House::Hansa, *role))));
        assert!(StaffRole::ALL.iter().all(|role| has(Post::Staff(*role))));
        for login in LOGINS.iter().filter(|login| login.name.contains('@')) {
            assert_eq!(Email::parse(login.name).unwrap().key(), login.name);
        }
        assert!(LOGINS.iter().any(|login| login.name == FIRST_LOGIN));
    }

    #[test]
    fn the_client_id_begins_with_the_account_number() {
        let api = LOGINS.iter().find(|login| !login.name.contains('@')).unwrap();
        assert!(api.name.starts_with(&format!("{}_", House::Hansa.account_number())));
    }
}
