//! People and API users.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;

use super::schema::{organisations, users};
use super::{Db, Result};
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
}

impl UserRow {
    /// First and last name.
    pub fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name).trim().to_owned()
    }

    /// Since when two-factor is on, by the app or by a passkey, whichever came first; `None` when it is off.
    pub fn two_factor_since(&self) -> Option<NaiveDateTime> {
        self.totp_confirmed_at.into_iter().chain(self.passkeys_since).min()
    }
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
    Ok(diesel::insert_into(users::table)
        .values(user)
        .returning(users::id)
        .get_result(db)?)
}

/// Sets the password hash and makes an invited person active.
pub fn set_secret(db: &mut Db, id: i64, hash: &str, now: NaiveDateTime) -> Result<()> {
    diesel::update(users::table.find(id))
        .set((
            users::secret_hash.eq(Some(hash)),
            users::status.eq("active"),
            users::updated_at.eq(now),
        ))
        .execute(db)?;
    Ok(())
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
