//! People and API users. `list.rs` reads the list of an organisation, `write.rs` changes its people.

mod list;
mod write;

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

pub use list::{PeopleFilter, PeopleSlice, count_by_role, deciders, page};
pub use write::{
    Data, active_owners, claim, clear_end_user, count_end_user_sims, delete, insert_or_unclaimed, lock_people,
    set_client_secret, set_data, set_email, set_last_used, set_role, set_secret_expiry, set_status,
    unclaimed_addresses, with_notification,
};

use super::schema::{organisations, users};
use super::{Db, Error, Result};
use crate::types::access::OrgScope;

/// A row of `users`.
#[derive(Debug, Clone, Queryable)]
pub struct UserRow {
    /// Key.
    pub id: i64,
    /// Master of the organisation; `None` for staff.
    pub root_id: Option<i64>,
    /// Organisation; `None` for staff.
    pub organisation_id: Option<i64>,
    /// Sign-in address as typed.
    pub email: Option<String>,
    /// Lower-case form, unique.
    pub email_key: Option<String>,
    /// Client id of an API user.
    pub client_id: Option<String>,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Role in the organisation.
    pub role: Option<String>,
    /// Role of staff.
    pub staff_role: Option<String>,
    /// Partner tick boxes, comma-separated.
    pub ticks: String,
    /// `invited`, `active` or `disabled`.
    pub status: String,
    /// Argon2id hash of password or client secret.
    pub secret_hash: Option<String>,
    /// Chosen language.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Columns of My SIMs, comma-separated.
    pub sim_columns: Option<String>,
    /// Last day of the role (accountants).
    pub role_ends_on: Option<NaiveDate>,
    /// Last sign-in.
    pub last_login_at: Option<NaiveDateTime>,
    /// Made at.
    pub created_at: NaiveDateTime,
    /// Changed at.
    pub updated_at: NaiveDateTime,
    /// Seed of the authenticator app, encrypted; `None` without two-factor.
    pub totp_sealed: Option<String>,
    /// When the first code was right: two-factor counts from then on.
    pub totp_confirmed_at: Option<NaiveDateTime>,
    /// Time step of the code that was used last: a code counts once.
    pub totp_last_step: i64,
    /// Since when the person has passkeys; `None` without any.
    pub passkeys_since: Option<NaiveDateTime>,
    /// Saved view that My SIMs opens with.
    pub default_view_id: Option<i64>,
    /// What the person wants to be told by mail: keys, comma-separated.
    pub notifications: String,
    /// When the client secret of an API user was set.
    pub secret_set_at: Option<NaiveDateTime>,
    /// When it ends, if it does.
    pub secret_expires_at: Option<NaiveDateTime>,
    /// When it was used last.
    pub last_used_at: Option<NaiveDateTime>,
    /// Lower-case name, then address or client id: what the list is sorted by and searched in.
    pub search_key: String,
}

impl UserRow {
    /// First and last name.
    pub fn name(&self) -> String {
        full_name(&self.first_name, &self.last_name)
    }

    /// Since when two-factor is on, by the app or by a passkey, whichever came first; `None` when it is off.
    pub fn two_factor_since(&self) -> Option<NaiveDateTime> {
        self.totp_confirmed_at.into_iter().chain(self.passkeys_since).min()
    }
}

fn full_name(first: &str, last: &str) -> String {
    format!("{first} {last}").trim().to_owned()
}

/// What the list is sorted by and searched in. `sign_in` is the address or client id.
pub(in crate::storage) fn search_key(first: &str, last: &str, sign_in: &str) -> String {
    format!("{} {sign_in}", full_name(first, last)).to_lowercase()
}

/// A row to insert.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = users, treat_none_as_default_value = false)]
#[expect(missing_docs, reason = "the same fields as UserRow")]
pub struct NewUser {
    pub root_id: Option<i64>,
    pub organisation_id: Option<i64>,
    pub email: Option<String>,
    pub email_key: Option<String>,
    pub client_id: Option<String>,
    pub first_name: String,
    pub last_name: String,
    pub role: Option<String>,
    pub staff_role: Option<String>,
    pub status: String,
    pub secret_hash: Option<String>,
    pub language: Option<String>,
    pub created_at: NaiveDateTime,
    pub updated_at: NaiveDateTime,
}

/// What a person's organisation adds to the person: read together, one query a request.
#[derive(Debug, Clone, Queryable)]
pub struct HomeRow {
    /// Name.
    pub name: String,
    /// Account number.
    pub account_number: String,
    /// Master, if it is a sub-organisation.
    pub parent_id: Option<i64>,
    /// Language of the organisation.
    pub language: String,
    /// Its time zone.
    pub time_zone: String,
    /// Whether it asks everybody for two-factor.
    pub two_factor_required: bool,
    /// When it was deleted.
    pub deleted_at: Option<NaiveDateTime>,
}

/// The person and, unless staff, the organisation.
pub fn find_with_home(db: &mut Db, id: i64) -> Result<(UserRow, Option<HomeRow>)> {
    let home = (
        organisations::name,
        organisations::account_number,
        organisations::parent_id,
        organisations::language,
        organisations::time_zone,
        organisations::two_factor_required,
        organisations::deleted_at,
    );
    Ok(users::table
        .left_join(organisations::table)
        .filter(users::id.eq(id))
        .select((users::all_columns, home.nullable()))
        .first(db)?)
}

/// The person with this sign-in address (lower-case form).
pub fn find_by_email(db: &mut Db, email_key: &str) -> Result<Option<UserRow>> {
    Ok(users::table
        .filter(users::email_key.eq(email_key))
        .select(users::all_columns)
        .first(db)
        .optional()?)
}

/// The API user with this client id.
pub fn find_by_client_id(db: &mut Db, client_id: &str) -> Result<Option<UserRow>> {
    Ok(users::table
        .filter(users::client_id.eq(client_id))
        .select(users::all_columns)
        .first(db)
        .optional()?)
}

/// The person with this key.
pub fn find(db: &mut Db, id: i64) -> Result<UserRow> {
    Ok(users::table.find(id).select(users::all_columns).first(db)?)
}

/// The member of the scope's organisation with this key.
pub fn find_member(db: &mut Db, scope: &OrgScope, id: i64) -> Result<UserRow> {
    Ok(users::table
        .filter(users::id.eq(id))
        .filter(users::organisation_id.eq(Some(scope.organisation_id())))
        .select(users::all_columns)
        .first(db)?)
}

/// Adds a person; `users_email_key_key` or `users_client_id_key` is violated when the address or client id is taken.
pub fn insert(db: &mut Db, user: NewUser) -> Result<i64> {
    let sign_in = user.email.as_deref().or(user.client_id.as_deref()).unwrap_or_default();
    let key = search_key(&user.first_name, &user.last_name, sign_in);
    Ok(diesel::insert_into(users::table)
        .values((user, users::search_key.eq(key)))
        .returning(users::id)
        .get_result(db)?)
}

/// Sets the password hash and makes an invited person active. A disabled one is `NotFound`: no link and no form opens that door again.
pub fn set_secret(db: &mut Db, id: i64, hash: &str, now: NaiveDateTime) -> Result<()> {
    let changed = diesel::update(users::table.find(id).filter(users::status.ne("disabled")))
        .set((
            users::secret_hash.eq(Some(hash)),
            users::status.eq("active"),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound) }
}

/// Replaces a hash by one of the same secret with higher cost.
pub fn set_rehashed(db: &mut Db, id: i64, hash: &str) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::secret_hash.eq(Some(hash)))
        .execute(db)?;
    Ok(())
}

/// Notes a sign-in.
pub fn set_last_login(db: &mut Db, id: i64, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::last_login_at.eq(Some(now)))
        .execute(db)?;
    Ok(())
}

/// Sets the theme.
pub fn set_theme(db: &mut Db, id: i64, theme: &str) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::theme.eq(theme))
        .execute(db)?;
    Ok(())
}

/// Sets the language.
pub fn set_language(db: &mut Db, id: i64, language: &str) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::language.eq(Some(language)))
        .execute(db)?;
    Ok(())
}

/// Sets the columns of My SIMs.
pub fn set_sim_columns(db: &mut Db, id: i64, columns: &str) -> Result<()> {
    diesel::update(users::table.find(id))
        .set(users::sim_columns.eq(Some(columns)))
        .execute(db)?;
    Ok(())
}

/// How many people there are: none at the very first start.
pub fn count(db: &mut Db) -> Result<i64> {
    Ok(users::table.count().get_result(db)?)
}
