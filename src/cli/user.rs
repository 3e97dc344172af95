//! `simportal user`: the first people of an installation (later ones are invited in the portal), the way back for who has lost the second
//! factor, and what nobody in an organisation may do to an Owner, so that staff can do it on request (`user_change.rs`).

use clap::{Args, Subcommand};

use super::Failure;
use super::user_change::{Change, SetRole, Target};
use crate::domain::auth::two_factor;
use crate::domain::users::{self, Invitation, Place};
use crate::domain::{self};
use crate::mail::MailContext;
use crate::state::AppState;
use crate::types::access::OrgScope;
use crate::types::account_number::AccountNumber;
use crate::types::email::Email;
use crate::types::lang::Lang;
use crate::types::role::{Role, StaffRole};

/// Manage people.
#[derive(Subcommand)]
pub(super) enum User {
    /// Invite a person: makes the account and sends the link to set a password
    Add(Add),
    /// Reset the two-factor of who has lost app or passkeys and recovery codes; ends the person's sessions
    ResetTwoFactor(Reset),
    /// Give a member of an organisation another role, Owners included; ends the person's sessions
    SetRole(SetRole),
    /// Shut a member out; an organisation keeps at least one Owner who can sign in
    Disable(Target),
    /// Let a disabled member in again
    Enable(Target),
    /// Delete a member; the history keeps the name
    Delete(Target),
}

/// Reset somebody's two-factor.
#[derive(Args)]
pub(super) struct Reset {
    /// E-mail address of the person
    #[arg(long)]
    email: String,
}

/// Invite a person.
#[derive(Args)]
pub(super) struct Add {
    /// E-mail address, unique in the installation
    email: String,
    /// First name
    #[arg(long)]
    first_name: String,
    /// Last name
    #[arg(long)]
    last_name: String,
    /// Account number of the organisation; leave out for staff
    #[arg(long, value_name = "ACCOUNT", required_unless_present = "staff")]
    organisation: Option<String>,
    /// owner, admin, user, read_only, third_party, accountant or end_user
    #[arg(long, required_unless_present = "staff")]
    role: Option<String>,
    /// Role of staff instead: support, fulfilment, finance or administrator
    #[arg(long, conflicts_with_all = ["organisation", "role"])]
    staff: Option<String>,
    /// Name of the master organisation to make if the account number does not exist yet
    #[arg(long, value_name = "NAME")]
    create: Option<String>,
    /// en or de
    #[arg(long, default_value = "en")]
    language: String,
}

impl User {
    pub(super) fn run(self, state: &AppState) -> Result<(), Failure> {
        match self {
            Self::Add(add) => add.run(state),
            Self::ResetTwoFactor(reset) => reset.run(state),
            Self::SetRole(set) => set.run(state),
            Self::Disable(target) => target.run(state, Change::Disable),
            Self::Enable(target) => target.run(state, Change::Enable),
            Self::Delete(target) => target.run(state, Change::Delete),
        }
    }
}

impl Reset {
    fn run(self, state: &AppState) -> Result<(), Failure> {
        let email = Email::parse(&self.email).map_err(|error| Failure::usage(format!("e-mail address: {error}")))?;
        let (context, now) = (MailContext::of(&state.config), state.clock.now());
        let scope = |root_id, organisation_id| OrgScope::for_job(root_id, organisation_id, "user reset-two-factor");
        let reset = state
            .db
            .write_blocking(|db| two_factor::reset_by_command(db, &context, &email.key(), scope, now));
        match reset {
            Ok(true) => println!("The two-factor of {email} is reset, all sessions are ended, and a mail tells of it."),
            Ok(false) => println!("{email} has no two-factor; nothing was changed."),
            Err(domain::Error::NotFound) => return Err(Failure::new(format!("nobody has the address {email}"))),
            Err(error) => return Err(error.into()),
        }
        Ok(())
    }
}

impl Add {
    fn run(self, state: &AppState) -> Result<(), Failure> {
        let invitation = self.parse()?;
        let (context, now) = (MailContext::of(&state.config), state.clock.now());
        let email = invitation.email.clone();
        let added = state
            .db
            .write_blocking(|db| users::invite(db, &context, &invitation, now));
        match added {
            Ok(()) => {}
            Err(domain::Error::Refused("error-email-taken")) => {
                return Err(Failure::new(format!("{email}: somebody has this address already")));
            }
            Err(domain::Error::NotFound) => {
                return Err(Failure::new(
                    "no organisation has this account number; --create NAME makes it",
                ));
            }
            Err(error) => return Err(error.into()),
        }
        println!(
            "{email} is invited. The mail with the link leaves with the next run of `simportal serve` or `simportal worker`."
        );
        Ok(())
    }

    fn parse(self) -> Result<Invitation, Failure> {
        let email = Email::parse(&self.email).map_err(|error| Failure::usage(format!("e-mail address: {error}")))?;
        let lang = Lang::parse(&self.language).ok_or_else(|| Failure::usage("--language: en or de"))?;
        let place = match (&self.staff, &self.organisation, &self.role) {
            (Some(staff), ..) => Place::Staff(
                StaffRole::parse(staff)
                    .ok_or_else(|| Failure::usage("--staff: support, fulfilment, finance or administrator"))?,
            ),
            (None, Some(number), Some(role)) => {
                let role = Role::parse(role).filter(|role| *role != Role::ApiUser);
                Place::Organisation {
                    account_number: AccountNumber::parse(number)
                        .map_err(|error| Failure::usage(format!("--organisation: {error}")))?,
                    create: self.create.clone(),
                    role: role.ok_or_else(|| {
                        Failure::usage("--role: owner, admin, user, read_only, third_party, accountant or end_user")
                    })?,
                }
            }
            _ => return Err(Failure::usage("name --organisation and --role, or --staff")),
        };
        Ok(Invitation {
            email,
            first_name: self.first_name,
            last_name: self.last_name,
            lang,
            place,
        })
    }
}
