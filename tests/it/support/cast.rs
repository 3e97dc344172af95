//! The people of the tests, always the same: Alice owns, Bob may only read, Charlie belongs to somebody else.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDateTime;
use simportal::storage::organisations::{self, NewOrganisation};
use simportal::storage::users::{self, NewUser};
use simportal::storage::{Db, Error};
use simportal::types::lang::Lang;
use simportal::types::role::{Role, StaffRole};
use simportal::types::secret_hash::{self, Cost};

/// The password of everybody who has one.
pub const PASSWORD: &str = "harbour crane at midnight";

/// A person of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// Owner of the master organisation.
    Alice,
    /// Its admin; chose no language, so the organisation's German holds.
    Adam,
    /// Its user.
    Uma,
    /// May only read.
    Bob,
    /// Outside integrator.
    Tessa,
    /// Accountant.
    Anna,
    /// End user.
    Emil,
    /// Owner of the sub-organisation.
    Sven,
    /// Owner of an organisation that has nothing to do with the others.
    Charlie,
    /// Staff, administrator.
    Stella,
    /// Staff, support.
    Sam,
    /// Invited to the master organisation, has no password yet.
    Ivy,
    /// Disabled in the master organisation; her password is still stored.
    Dora,
    /// A credential for the interfaces; no e-mail address.
    Robot,
}

/// Where a person of the cast belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A role in an organisation of the cast.
    Member(Org, Role),
    /// Staff.
    Staff(StaffRole),
}

/// An organisation of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Org {
    /// Hansa Kühllogistik GmbH, a master.
    Master,
    /// Its sub-organisation in Denmark.
    Sub,
    /// Charlie's.
    Stranger,
}

impl Who {
    /// Everybody.
    pub const ALL: [Who; 14] = [
        Who::Alice,
        Who::Adam,
        Who::Uma,
        Who::Bob,
        Who::Tessa,
        Who::Anna,
        Who::Emil,
        Who::Sven,
        Who::Charlie,
        Who::Stella,
        Who::Sam,
        Who::Ivy,
        Who::Dora,
        Who::Robot,
    ];

    /// Everybody who can sign in.
    pub fn people() -> impl Iterator<Item = Who> {
        Self::ALL
            .into_iter()
            .filter(|who| !matches!(who, Who::Ivy | Who::Dora | Who::Robot))
    }

    /// Where the person belongs.
    pub fn place(self) -> Place {
        use Place::{Member, Staff};
        match self {
            Who::Alice => Member(Org::Master, Role::Owner),
            Who::Adam => Member(Org::Master, Role::Admin),
            Who::Uma | Who::Ivy | Who::Dora => Member(Org::Master, Role::User),
            Who::Bob => Member(Org::Master, Role::ReadOnly),
            Who::Tessa => Member(Org::Master, Role::ThirdParty),
            Who::Anna => Member(Org::Master, Role::Accountant),
            Who::Emil => Member(Org::Master, Role::EndUser),
            Who::Robot => Member(Org::Master, Role::ApiUser),
            Who::Sven => Member(Org::Sub, Role::Owner),
            Who::Charlie => Member(Org::Stranger, Role::Owner),
            Who::Stella => Staff(StaffRole::Administrator),
            Who::Sam => Staff(StaffRole::Support),
        }
    }

    /// Sign-in address, lower case.
    pub fn email(self) -> &'static str {
        match self {
            Who::Alice => "alice@hansa.example",
            Who::Adam => "adam@hansa.example",
            Who::Uma => "uma@hansa.example",
            Who::Bob => "bob@hansa.example",
            Who::Tessa => "tessa@integrator.example",
            Who::Anna => "anna@books.example",
            Who::Emil => "emil@hansa.example",
            Who::Sven => "sven@hansa.example",
            Who::Charlie => "charlie@logistics.example",
            Who::Stella => "stella@simportal.example",
            Who::Sam => "sam@simportal.example",
            Who::Ivy => "ivy@hansa.example",
            Who::Dora => "dora@hansa.example",
            Who::Robot => panic!("an API user has no address"),
        }
    }

    /// The language in which the person sees the portal.
    pub fn lang(self) -> Lang {
        if self == Who::Adam { Lang::De } else { Lang::En }
    }
}

impl Org {
    /// Its account number.
    pub fn account_number(self) -> &'static str {
        match self {
            Org::Master => "81000001",
            Org::Sub => "81000002",
            Org::Stranger => "81000003",
        }
    }
}

/// Keys of the cast in the database of a test.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    users: BTreeMap<Who, i64>,
    organisations: BTreeMap<Org, i64>,
}

impl Cast {
    /// Key of a person.
    pub fn user(&self, who: Who) -> i64 {
        self.users[&who]
    }

    /// Key of an organisation.
    pub fn organisation(&self, org: Org) -> i64 {
        self.organisations[&org]
    }
}

/// The moment at which every test begins: a Saturday evening in Germany, 18:20.
pub fn beginning() -> NaiveDateTime {
    "2026-11-21T17:20:00".parse().unwrap()
}

/// Writes the cast into a migrated database.
pub fn make(db: &mut Db) -> Result<Cast, Error> {
    let mut cast = Cast::default();
    for (org, account_number, name, language, time_zone) in [
        (
            Org::Master,
            "81000001",
            "Hansa Kühllogistik GmbH",
            "de",
            "Europe/Berlin",
        ),
        (
            Org::Sub,
            "81000002",
            "Hansa Cold Chain Denmark ApS",
            "en",
            "Europe/Copenhagen",
        ),
        (
            Org::Stranger,
            "81000003",
            "Charlie Logistics Ltd",
            "en",
            "Europe/London",
        ),
    ] {
        let new = NewOrganisation {
            parent_id: (org == Org::Sub).then(|| cast.organisation(Org::Master)),
            account_number,
            name,
            language,
            time_zone,
        };
        let row = organisations::insert(db, &new, beginning())?;
        cast.organisations.insert(org, row.id);
    }
    for who in Who::ALL {
        let id = users::insert(db, row(who, &cast))?;
        cast.users.insert(who, id);
    }
    Ok(cast)
}

fn row(who: Who, cast: &Cast) -> NewUser {
    let first_name = format!("{who:?}");
    let mut user = NewUser {
        root_id: None,
        organisation_id: None,
        email: None,
        email_key: None,
        client_id: None,
        last_name: format!("{}sen", first_name.trim_end_matches(['a', 'e', 'y'])),
        first_name,
        role: None,
        staff_role: None,
        status: "active".to_owned(),
        secret_hash: Some(hash().to_owned()),
        language: Some("en".to_owned()),
        created_at: beginning(),
        updated_at: beginning(),
    };
    match who.place() {
        Place::Staff(role) => user.staff_role = Some(role.as_str().to_owned()),
        Place::Member(org, role) => {
            let root = if org == Org::Sub { Org::Master } else { org };
            user.root_id = Some(cast.organisation(root));
            user.organisation_id = Some(cast.organisation(org));
            user.role = Some(role.as_str().to_owned());
        }
    }
    match who {
        Who::Robot => user.client_id = Some("hansa-robot".to_owned()),
        _ => {
            user.email = Some(who.email().to_owned());
            user.email_key = Some(who.email().to_owned());
        }
    }
    match who {
        Who::Adam => user.language = None,
        Who::Dora => user.status = "disabled".to_owned(),
        Who::Ivy => {
            user.status = "invited".to_owned();
            user.secret_hash = None;
        }
        _ => {}
    }
    user
}

/// The hash of [`PASSWORD`]: made once, since hashing is slow on purpose.
pub fn hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| secret_hash::hash(PASSWORD, Cost::TEST).unwrap())
}
