//! Somebody registers with a first order: organisation, owner, addresses, terms, order and mail in one transaction, once per cart.
//!
//! **Nothing tells whether the address has an account.** If it has one, the same work is done and taken back; then the cart waits behind a
//! new token, which only the owner of the address is told, by mail. The browser's cart counts as ordered in both cases.

use chrono::{NaiveDateTime, TimeDelta};

use super::carts::{Cart, Holder, look};
use super::{end_of_life, hash, hash_kept};
use crate::config;
use crate::crypto::random_token;
use crate::domain::auth::{self, Subject, blocked_until, note_failure};
use crate::domain::company::{self, AddressKind};
use crate::domain::orders::{self, Customer, For, Placed, Placement, Quote};
use crate::domain::organisations::{NO_NUMBERS, Owner};
use crate::domain::{Error, Result, work};
use crate::mail::{self, MailContext};
pub use crate::storage::accepted_terms::list as accepted;
use crate::storage::carts::{self, CartLineRow, CartRow};
use crate::storage::organisations::{self, NewMaster};
use crate::storage::tx::write_tx;
use crate::storage::users::{self, NewUser};
use crate::storage::{Db, Error as StorageError, accepted_terms, audit};
use crate::types::access::OrgScope;
use crate::types::address::Address;
use crate::types::lang::Lang;
use crate::types::matrix::Permission;
use crate::types::order::{AttemptKey, PaymentMethod};
use crate::types::role::Role;
use crate::types::vat_id::VatId;

pub use config::Terms;

/// How a first order can be paid. A card is charged in the portal, once somebody has shown that the address is theirs.
pub const METHODS: [PaymentMethod; 1] = [PaymentMethod::BankTransfer];

/// Sentence: something changed in the same moment.
pub const AGAIN: &str = "shop-refused-again";

/// An ordered cart is remembered for so long: the same page sent again leads to the same answer.
const REMEMBERED: TimeDelta = TimeDelta::days(1);

/// Zone of the times that a new organisation is shown.
const ZONE: &str = "Europe/Berlin";

/// What somebody tells who orders for the first time; its parts are checked.
#[derive(Debug, Clone)]
pub struct Registration {
    /// Name of the company.
    pub company: String,
    /// VAT ID, if it has one.
    pub vat_id: Option<VatId>,
    /// Language of its mails and documents, and of its owner.
    pub language: Lang,
    /// Who will own it.
    pub owner: Owner,
    /// Phone; may be empty.
    pub phone: String,
    /// Where invoices go.
    pub billing: Address,
    /// Where parcels go, if something is shipped.
    pub shipping: Option<Address>,
    /// The customer's own number; may be empty.
    pub purchase_order: String,
    /// How it is paid: one of [`METHODS`].
    pub method: PaymentMethod,
    /// The terms of business that were accepted, if the operator has any.
    pub terms: Option<Terms>,
}

/// What an order would cost.
#[derive(Debug, Clone)]
pub enum Checked {
    /// There is nothing in the cart (any more).
    Empty,
    /// Something in the cart cannot be ordered as it is.
    Problems(Cart),
    /// All of it can.
    Ready(Cart, Box<Quote>),
}

/// What became of an order.
#[derive(Debug, Clone)]
pub enum Ordered {
    /// A mail is on its way: whether with the link to the first password or not, only its reader learns.
    Yes,
    /// There is nothing in the cart (any more).
    Empty,
    /// Something in the cart cannot be ordered as it is.
    Problems,
    /// The cart, or what it comes to, is another one than the page showed.
    Changed,
    /// Too many orders came from the network address; more count after this.
    Blocked(NaiveDateTime),
}

/// What the cart would cost whoever registers like this.
pub fn check(db: &mut Db, holder: &Holder, registration: &Registration, now: NaiveDateTime) -> Result<Checked> {
    let cart = look(db, holder, now)?;
    if cart.is_empty() {
        return Ok(Checked::Empty);
    }
    if cart.has_problems() {
        return Ok(Checked::Problems(cart));
    }
    let customer = Customer {
        currency: cart.currency,
        vat_id: registration.vat_id.as_ref().map_or("", VatId::as_str),
    };
    let shipping = registration.shipping.as_ref().map(|address| address.country);
    match orders::quote_for(db, customer, &cart.wanted(), registration.billing.country, shipping)? {
        Ok(quote) => Ok(Checked::Ready(cart, Box::new(quote))),
        // Changed between two queries: the cart says how.
        Err(_) => Ok(Checked::Problems(look(db, holder, now)?)),
    }
}

/// Whether what was in the stranger's cart was ordered already.
pub fn was_ordered(db: &mut Db, holder: &Holder, now: NaiveDateTime) -> Result<bool> {
    let Some(token) = &holder.token else { return Ok(false) };
    let found = carts::find_by_token(db, &hash(token), now)?;
    Ok(found.is_some_and(|cart| cart.ordered_at.is_some()))
}

/// Orders what is in a stranger's cart. `seen` is the fingerprint of what the page showed, `address` the network address.
pub fn order(
    db: &mut Db,
    context: &MailContext,
    holder: &Holder,
    registration: &Registration,
    (seen, address): (&str, &str),
    now: NaiveDateTime,
) -> Result<Ordered> {
    let Some(token) = &holder.token else {
        return Ok(Ordered::Empty);
    };
    let Some(row) = carts::lock_by_token(db, &hash(token), now)? else {
        return Ok(Ordered::Empty);
    };
    if row.ordered_at.is_some() {
        return Ok(Ordered::Yes);
    }
    let cart = match check(db, holder, registration, now)? {
        Checked::Empty => return Ok(Ordered::Empty),
        Checked::Problems(_) => return Ok(Ordered::Problems),
        Checked::Ready(cart, quote) if cart.fingerprint(&quote) == seen => cart,
        Checked::Ready(..) => return Ok(Ordered::Changed),
    };
    let subject = [Subject::first_orders(address)];
    if let Some(until) = blocked_until(db, &subject, now)? {
        return Ok(Ordered::Blocked(until));
    }
    note_failure(db, &subject, now)?;
    let key = registration.owner.email.key();
    let is_taken = users::find_by_email(db, &key)?.is_some();
    let made = write_tx(db, |db| {
        found(db, context, (&row, &cart), registration, (address, is_taken), now)?;
        if is_taken { Err(Undone::Taken) } else { Ok(()) }
    });
    match made {
        Ok(()) => {}
        Err(Undone::Taken) => tell_owner(db, context, &row, &key, now)?,
        Err(Undone::Failed(error)) => return Err(error),
    }
    carts::set_ordered(db, row.id, now + REMEMBERED, now)?;
    Ok(Ordered::Yes)
}

/// Why what was made is taken back.
enum Undone {
    /// The address has an account.
    Taken,
    /// Something else.
    Failed(Error),
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        match error {
            // Two who register under one address in the same moment: the index decides.
            Error::Storage(StorageError::Violated(name)) if name == "users_email_key_key" => Self::Taken,
            other => Self::Failed(other),
        }
    }
}

impl From<StorageError> for Undone {
    fn from(error: StorageError) -> Self {
        Error::from(error).into()
    }
}

/// Makes the organisation with everything that belongs to it. If the address is taken, all of it is taken back: the owner has no key to
/// sign in with then.
fn found(
    db: &mut Db,
    context: &MailContext,
    (row, cart): (&CartRow, &Cart),
    registration: &Registration,
    (address, is_taken): (&str, bool),
    now: NaiveDateTime,
) -> Result<()> {
    let owner = &registration.owner;
    let new = NewMaster {
        name: &registration.company,
        vat_id: registration.vat_id.as_ref().map_or("", VatId::as_str),
        country: registration.billing.country,
        language: registration.language,
        time_zone: ZONE,
        main_email: owner.email.as_str(),
        phone: &registration.phone,
        currency: cart.currency,
    };
    let made = organisations::insert_master(db, &new, now)?.ok_or(Error::Refused(NO_NUMBERS))?;
    let user = NewUser {
        root_id: Some(made.root_id),
        organisation_id: Some(made.id),
        email: Some(owner.email.as_str().to_owned()),
        email_key: (!is_taken).then(|| owner.email.key()),
        client_id: None,
        first_name: owner.first_name.clone(),
        last_name: owner.last_name.clone(),
        role: Some(Role::Owner.as_str().to_owned()),
        staff_role: None,
        status: "invited".to_owned(),
        secret_hash: None,
        language: Some(registration.language.as_str().to_owned()),
        created_at: now,
        updated_at: now,
    };
    let user_id = users::insert(db, user)?;
    let (user, home) = users::find_with_home(db, user_id)?;
    let actor = auth::signed_in(&user, home.as_ref(), address).ok_or(Error::NotFound)?;
    let scope = actor.enter(Permission::PlaceOrder)?;
    let change = audit::Change {
        new: Some(format!("{} {}", made.account_number, made.name)),
        ..company::about(&made, "organisation.create")
    };
    audit::insert(db, &scope, now, vec![change])?;
    company::add_address(db, &scope, (AddressKind::Billing, true), &registration.billing, now)?;
    let shipping = match &registration.shipping {
        Some(address) => Some(company::add_address(
            db,
            &scope,
            (AddressKind::Shipping, true),
            address,
            now,
        )?),
        None => None,
    };
    if let Some(terms) = &registration.terms {
        accepted_terms::insert(db, &scope, &terms.version, &terms.url, now)?;
        let change = audit::Change {
            new: Some(format!("{} {}", terms.version, terms.url)),
            ..company::about(&made, "terms.accept")
        };
        audit::insert(db, &scope, now, vec![change])?;
    }
    place(db, &scope, (row, cart), registration, shipping, now)?;
    auth::send_password_link(db, context, &owner.email.key(), now)
}

fn place(
    db: &mut Db,
    scope: &OrgScope,
    (row, cart): (&CartRow, &Cart),
    registration: &Registration,
    shipping: Option<i64>,
    now: NaiveDateTime,
) -> Result<()> {
    let key = row.token_hash.as_deref().and_then(AttemptKey::parse);
    let placement = Placement {
        wanted: cart.wanted(),
        purpose: For::Delivery(shipping),
        method: registration.method,
        purchase_order: registration.purchase_order.clone(),
        buyer_reference: String::new(),
        notes: String::new(),
        attempt: key.ok_or(Error::Refused(AGAIN))?,
    };
    match orders::place(db, scope, &placement, now)? {
        Placed::New(_) | Placed::Before(_) => Ok(()),
        Placed::Problems(_) => Err(Error::Refused(AGAIN)),
    }
}

/// Tells the owner of an address that somebody ordered under it, with a link to the cart. Not more often than people can bear.
fn tell_owner(db: &mut Db, context: &MailContext, row: &CartRow, email_key: &str, now: NaiveDateTime) -> Result<()> {
    let Some(user) = users::find_by_email(db, email_key)? else {
        return Ok(());
    };
    let subject = [Subject::address_in_use(email_key)];
    if blocked_until(db, &subject, now)?.is_some() {
        return Ok(());
    }
    note_failure(db, &subject, now)?;
    let token = random_token()?;
    let kept = carts::insert(db, &hash_kept(&token), row.currency, end_of_life(now), now)?;
    for line in carts::lines(db, row.id)? {
        let line = CartLineRow {
            cart_id: kept.id,
            ..line
        };
        carts::put_line(db, &line)?;
    }
    let (to, _) = auth::recipient(db, &user)?;
    let letter = mail::account_exists(context, &to, &token).map_err(StorageError::internal)?;
    work::send(db, user.organisation_id, letter, now)?;
    Ok(())
}
