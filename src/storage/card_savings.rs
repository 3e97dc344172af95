//! Pages of a payment provider on which a card is saved.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::schema::card_savings;
use super::{Db, Result};
use crate::types::access::OrgScope;

/// A page on which a card is saved.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct SavingRow {
    /// Key.
    pub id: i64,
    /// Master organisation of the tree.
    pub root_id: i64,
    /// Whose card.
    pub organisation_id: i64,
    /// Where it is saved.
    pub provider: String,
    /// Names the attempt at the provider.
    pub attempt_key: String,
    /// The customer there; empty until known.
    pub customer_reference: String,
    /// What the provider calls the page, once it has told.
    pub reference: Option<String>,
    /// Language of the page.
    pub language: String,
    /// Who began it.
    pub actor_name: String,
    /// When.
    pub created_at: NaiveDateTime,
    /// When the provider is asked next.
    pub look_at: NaiveDateTime,
    /// When it was known that the card is saved, or that it will not be.
    pub settled_at: Option<NaiveDateTime>,
}

/// Adds the attempt to save a card.
pub fn insert_saving(
    db: &mut Db,
    scope: &OrgScope,
    (provider, attempt_key, language): (&str, &str, &str),
    (now, look_at): (NaiveDateTime, NaiveDateTime),
) -> Result<i64> {
    use card_savings as s;
    Ok(diesel::insert_into(s::table)
        .values((
            s::root_id.eq(scope.root_id()),
            s::organisation_id.eq(scope.organisation_id()),
            s::provider.eq(provider),
            s::attempt_key.eq(attempt_key),
            s::language.eq(language),
            s::actor_name.eq(&scope.by().name),
            s::created_at.eq(now),
            s::look_at.eq(look_at),
        ))
        .returning(s::id)
        .get_result(db)?)
}

/// An attempt of the scope to save a card.
pub fn find_saving(db: &mut Db, scope: &OrgScope, id: i64) -> Result<SavingRow> {
    use card_savings as s;
    Ok(s::table
        .filter(s::organisation_id.eq(scope.organisation_id()))
        .filter(s::id.eq(id))
        .select(s::all_columns)
        .first(db)?)
}

/// Whose an attempt to save a card is: for jobs, which get only its key.
pub fn home_of_saving(db: &mut Db, id: i64) -> Result<(i64, i64)> {
    use card_savings as s;
    Ok(s::table.find(id).select((s::root_id, s::organisation_id)).first(db)?)
}

/// Open attempts of the scope to save a card, newest first.
pub fn open_savings(db: &mut Db, scope: &OrgScope, most: i64) -> Result<Vec<SavingRow>> {
    use card_savings as s;
    Ok(s::table
        .filter(s::organisation_id.eq(scope.organisation_id()))
        .filter(s::settled_at.is_null())
        .order(s::id.desc())
        .limit(most)
        .select(s::all_columns)
        .load(db)?)
}

/// Writes what may change of an attempt to save a card.
pub fn save_saving(db: &mut Db, saving: &SavingRow) -> Result<()> {
    use card_savings as s;
    diesel::update(s::table.find(saving.id))
        .set((
            s::customer_reference.eq(&saving.customer_reference),
            s::reference.eq(&saving.reference),
            s::look_at.eq(saving.look_at),
            s::settled_at.eq(saving.settled_at),
        ))
        .execute(db)?;
    Ok(())
}

/// Master organisation, organisation and key of the attempt behind a page of a provider.
pub fn saving_home(db: &mut Db, provider: &str, reference: &str) -> Result<Option<(i64, i64, i64)>> {
    use card_savings as s;
    Ok(s::table
        .filter(s::provider.eq(provider))
        .filter(s::reference.eq(Some(reference)))
        .select((s::root_id, s::organisation_id, s::id))
        .first(db)
        .optional()?)
}

/// Open attempts to save a card whose provider is to be asked by now.
pub fn due_savings(db: &mut Db, now: NaiveDateTime, most: i64) -> Result<Vec<SavingRow>> {
    use card_savings as s;
    Ok(s::table
        .filter(s::settled_at.is_null())
        .filter(s::look_at.le(now))
        .order((s::look_at, s::id))
        .limit(most)
        .select(s::all_columns)
        .load(db)?)
}

/// Says when the provider is asked next about an attempt to save a card.
pub fn set_saving_look_at(db: &mut Db, id: i64, at: NaiveDateTime) -> Result<()> {
    diesel::update(card_savings::table.find(id))
        .set(card_savings::look_at.eq(at))
        .execute(db)?;
    Ok(())
}
