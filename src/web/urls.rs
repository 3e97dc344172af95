//! Every address of the portal, typed: no handler and no template writes a path by hand.

mod orders;
mod payments;
mod staff;
mod top_ups;

pub use orders::*;
pub use payments::*;
pub use staff::*;
pub use top_ups::*;

use crate::types::iccid::Iccid;

/// Home: leads to the Dashboard or the sign-in page.
pub const HOME: &str = "/";
/// Sign-in page.
pub const LOGIN: &str = "/login";
/// Second step of signing in: a code.
pub const SECOND_STEP: &str = "/login/second";
/// What the browser is asked when the second step is taken with a passkey.
pub const SECOND_STEP_OPTIONS: &str = "/login/second/options";
/// Signing out.
pub const LOGOUT: &str = "/logout";
/// Forgotten password.
pub const FORGOTTEN: &str = "/password/forgotten";
/// Set-password link.
pub const PASSWORD: &str = "/password/{token}";
/// A new link in place of a used or expired one.
pub const PASSWORD_AGAIN: &str = "/password/{token}/again";
/// Choice of theme.
pub const THEME: &str = "/preferences/theme";
/// Choice of language.
pub const LANGUAGE: &str = "/preferences/language";
/// What a person sees whose tabs come later (an accountant before orders exist).
pub const NOTHING_YET: &str = "/welcome";
/// Dashboard.
pub const DASHBOARD: &str = "/dashboard";
/// Requests for a second person's approval.
pub const APPROVALS: &str = "/approvals";
/// What needs one.
pub const APPROVAL_SWITCHES: &str = "/approvals/settings";
/// One of the requests.
pub const APPROVAL: &str = "/approvals/{approval}";
/// Approving or refusing it.
pub const APPROVAL_DECISION: &str = "/approvals/{approval}/decision";
/// Taking it back.
pub const APPROVAL_WITHDRAWAL: &str = "/approvals/{approval}/withdrawal";
/// Audit log.
pub const AUDIT: &str = "/audit";
/// The audit log as a file.
pub const AUDIT_CSV: &str = "/audit/log.csv";
/// My SIMs.
pub const SIMS: &str = "/sims";
/// Asking for a file of the list.
pub const SIMS_EXPORT: &str = "/sims/export";
/// Files of lists.
pub const EXPORTS: &str = "/sims/exports";
/// One of them.
pub const EXPORT: &str = "/sims/exports/{export}";
/// Its content.
pub const EXPORT_FILE: &str = "/sims/exports/{export}/file";
/// Taking back a file that is being made.
pub const EXPORT_CANCEL: &str = "/sims/exports/{export}/cancel";
/// Removing a file.
pub const EXPORT_DELETION: &str = "/sims/exports/{export}/deletion";
/// Saved views.
pub const VIEWS: &str = "/sims/views";
/// A saved view.
pub const VIEW: &str = "/sims/views/{view}";
/// What it shows.
pub const VIEW_CONTENT: &str = "/sims/views/{view}/content";
/// The view that the list opens with.
pub const VIEW_DEFAULT: &str = "/sims/views/{view}/default";
/// Removing a view.
pub const VIEW_DELETION: &str = "/sims/views/{view}/deletion";
/// The report that a person gets of a view.
pub const REPORT: &str = "/sims/views/{view}/report";
/// Not sending it for a while.
pub const REPORT_PAUSE: &str = "/sims/views/{view}/report/pause";
/// Sending it again.
pub const REPORT_RESUME: &str = "/sims/views/{view}/report/resume";
/// Sending it once more, now.
pub const REPORT_SEND: &str = "/sims/views/{view}/report/send";
/// Ending it.
pub const REPORT_END: &str = "/sims/views/{view}/report/end";
/// Choice of columns of the list.
pub const SIM_COLUMNS: &str = "/sims/columns";
/// Bulk actions so far.
pub const BULK: &str = "/sims/bulk";
/// Activating or deactivating many SIMs.
pub const BULK_STATE: &str = "/sims/bulk/state";
/// IMEI lock of many SIMs.
pub const BULK_IMEI_LOCK: &str = "/sims/bulk/imei-lock";
/// Reset of many connections.
pub const BULK_RESET: &str = "/sims/bulk/reset";
/// One label for many SIMs.
pub const BULK_LABEL: &str = "/sims/bulk/label";
/// Tags of many SIMs.
pub const BULK_TAGS: &str = "/sims/bulk/tags";
/// Labels from a file.
pub const BULK_LABELS: &str = "/sims/bulk/labels";
/// A bulk action: its preview, its progress or its result.
pub const BULK_ACTION: &str = "/sims/bulk/{bulk}";
/// Letting it run.
pub const BULK_CONFIRM: &str = "/sims/bulk/{bulk}/confirm";
/// Giving it up, or stopping it.
pub const BULK_CANCEL: &str = "/sims/bulk/{bulk}/cancel";
/// Putting back what it changed.
pub const BULK_UNDO: &str = "/sims/bulk/{bulk}/undo";
/// The result of each SIM as CSV.
pub const BULK_CSV: &str = "/sims/bulk/{bulk}/result.csv";
/// A SIM (its Usage).
pub const SIM: &str = "/sims/{iccid}";
/// Usage as CSV.
pub const SIM_USAGE_CSV: &str = "/sims/{iccid}/usage.csv";
/// Events of a SIM.
pub const SIM_EVENTS: &str = "/sims/{iccid}/events";
/// Events as CSV.
pub const SIM_EVENTS_CSV: &str = "/sims/{iccid}/events.csv";
/// History of a SIM.
pub const SIM_HISTORY: &str = "/sims/{iccid}/history";
/// Label.
pub const SIM_LABEL: &str = "/sims/{iccid}/label";
/// Tags.
pub const SIM_TAGS: &str = "/sims/{iccid}/tags";
/// Note.
pub const SIM_NOTE: &str = "/sims/{iccid}/note";
/// Activation.
pub const SIM_ACTIVATION: &str = "/sims/{iccid}/activation";
/// Deactivation.
pub const SIM_DEACTIVATION: &str = "/sims/{iccid}/deactivation";
/// IMEI lock.
pub const SIM_IMEI_LOCK: &str = "/sims/{iccid}/imei-lock";
/// Reset of the connection.
pub const SIM_RESET: &str = "/sims/{iccid}/reset";
/// The public shop.
pub const SHOP: &str = "/shop";
/// Putting something into the cart.
pub const SHOP_LINES: &str = "/shop/lines";
/// The cart.
pub const SHOP_CART: &str = "/shop/cart";
/// The cart that a mail leads to.
pub const SHOP_KEPT: &str = "/shop/cart/{token}";
/// Signing in or registering.
pub const SHOP_CHECKOUT: &str = "/shop/checkout";
/// Registering with a first order.
pub const SHOP_REGISTER: &str = "/shop/register";
/// After a first order.
pub const SHOP_THANKS: &str = "/shop/thanks";
/// Account: leads to its first section.
pub const ACCOUNT: &str = "/account";
/// Customer data of the organisation.
pub const COMPANY: &str = "/account/company";
/// Its further e-mail addresses.
pub const COMPANY_EMAILS: &str = "/account/company/emails";
/// Removing one of them.
pub const COMPANY_EMAIL_REMOVAL: &str = "/account/company/emails/{entry}/removal";
/// Billing and shipping addresses.
pub const ADDRESSES: &str = "/account/addresses";
/// A new one.
pub const ADDRESS_NEW: &str = "/account/addresses/new";
/// One of them.
pub const ADDRESS: &str = "/account/addresses/{address}";
/// Making it the default of its kind.
pub const ADDRESS_DEFAULT: &str = "/account/addresses/{address}/default";
/// Removing it.
pub const ADDRESS_DELETION: &str = "/account/addresses/{address}/deletion";
/// Security of the person: password, two-factor, sessions.
pub const SECURITY: &str = "/account/security";
/// Change of one's password.
pub const OWN_PASSWORD: &str = "/account/security/password";
/// Beginning of setting up two-factor.
pub const TWO_FACTOR: &str = "/account/security/two-factor";
/// QR code and first code of the app.
pub const TWO_FACTOR_SET_UP: &str = "/account/security/two-factor/set-up";
/// Switching two-factor off.
pub const TWO_FACTOR_OFF: &str = "/account/security/two-factor/off";
/// New recovery codes, to be noted.
pub const RECOVERY_CODES: &str = "/account/security/recovery-codes";
/// The same as a text file.
pub const RECOVERY_FILE: &str = "/account/security/recovery-codes.txt";
/// They are noted.
pub const RECOVERY_DONE: &str = "/account/security/recovery-codes/done";
/// Asking for a new set.
pub const RECOVERY_NEW: &str = "/account/security/recovery-codes/new";
/// Beginning of adding a passkey: the password again.
pub const PASSKEY_BEGIN: &str = "/account/security/passkeys/begin";
/// Adding a passkey.
pub const PASSKEY_NEW: &str = "/account/security/passkeys/new";
/// What the browser is asked when it makes a passkey.
pub const PASSKEY_NEW_OPTIONS: &str = "/account/security/passkeys/new/options";
/// What the browser is asked when a passkey confirms a step of the account.
pub const PASSKEY_OPTIONS: &str = "/account/security/passkeys/options";
/// A passkey: its name.
pub const PASSKEY: &str = "/account/security/passkeys/{passkey}";
/// Removing a passkey.
pub const PASSKEY_REMOVAL: &str = "/account/security/passkeys/{passkey}/removal";
/// End of one's session on another device.
pub const SESSION_END: &str = "/account/security/sessions/end";
/// End of all of one's other sessions.
pub const SESSIONS_END: &str = "/account/security/sessions/end-others";
/// Forgetting a known browser.
pub const DEVICE_FORGET: &str = "/account/security/devices/forget";
/// Whether the organisation asks everybody for two-factor.
pub const REQUIREMENT: &str = "/account/security/requirement";
/// Organisation: the sub-organisations of a master, or what a sub-organisation is to its master.
pub const ORGANISATION: &str = "/organisation";
/// The list of sub-organisations as CSV.
pub const ORGANISATION_CSV: &str = "/organisation/sub-organisations.csv";
/// A new sub-organisation.
pub const ORGANISATION_NEW: &str = "/organisation/new";
/// What a sub-organisation grants its master.
pub const MASTER_ACCESS: &str = "/organisation/access";
/// Back from a sub-organisation that the person has entered.
pub const ORGANISATION_LEAVE: &str = "/organisation/leave";
/// A sub-organisation, by its account number.
pub const SUB: &str = "/organisation/{sub}";
/// Inviting its owner again.
pub const SUB_INVITATION: &str = "/organisation/{sub}/invitation";
/// Going into it.
pub const SUB_ENTER: &str = "/organisation/{sub}/enter";
/// Deleting it.
pub const SUB_DELETION: &str = "/organisation/{sub}/deletion";
/// One's own name, address, language and notifications.
pub const PROFILE: &str = "/account/profile";
/// Asking for another sign-in address.
pub const EMAIL_CHANGE: &str = "/account/profile/email";
/// Giving that up.
pub const EMAIL_GIVE_UP: &str = "/account/profile/email/give-up";
/// Link that confirms another sign-in address.
pub const EMAIL_LINK: &str = "/account/email/{token}";
/// People of the organisation.
pub const USERS: &str = "/users";
/// They as CSV.
pub const USERS_CSV: &str = "/users/export.csv";
/// Inviting somebody.
pub const USER_NEW: &str = "/users/new";
/// Making an API user.
pub const CLIENT_NEW: &str = "/users/new/api";
/// What each role may do.
pub const ROLES: &str = "/users/roles";
/// A person or API user.
pub const USER: &str = "/users/{user}";
/// Another role.
pub const USER_ROLE: &str = "/users/{user}/role";
/// Sending the invitation again.
pub const USER_INVITATION: &str = "/users/{user}/invitation";
/// Sending a link for a new password.
pub const USER_RESET: &str = "/users/{user}/password";
/// Resetting two-factor.
pub const USER_TWO_FACTOR: &str = "/users/{user}/two-factor";
/// Shutting out.
pub const USER_DISABLING: &str = "/users/{user}/disabling";
/// Letting in again.
pub const USER_ENABLING: &str = "/users/{user}/enabling";
/// Removing, or withdrawing the invitation.
pub const USER_DELETION: &str = "/users/{user}/deletion";
/// A new secret for an API user.
pub const USER_SECRET: &str = "/users/{user}/secret";
/// Last day of the secret.
pub const USER_SECRET_END: &str = "/users/{user}/secret/end";
/// The new secret, to be noted.
pub const USER_SECRET_SHOWN: &str = "/users/{user}/secret/shown";
/// It is noted.
pub const USER_SECRET_NOTED: &str = "/users/{user}/secret/noted";
/// Transfers of SIMs between the organisation and its sub-organisations.
pub const TRANSFERS: &str = "/organisation/transfers";
/// A new one.
pub const TRANSFER_NEW: &str = "/organisation/transfers/new";
/// One of them: its preview, its progress or its result.
pub const TRANSFER: &str = "/organisation/transfers/{transfer}";
/// Letting it take place.
pub const TRANSFER_CONFIRM: &str = "/organisation/transfers/{transfer}/confirm";
/// Giving it up.
pub const TRANSFER_CANCEL: &str = "/organisation/transfers/{transfer}/cancel";
/// Taking it back.
pub const TRANSFER_UNDO: &str = "/organisation/transfers/{transfer}/undo";
/// Ordering it anew with its file repaired.
pub const TRANSFER_REPAIR: &str = "/organisation/transfers/{transfer}/repair";
/// The repaired file.
pub const TRANSFER_REPAIRED: &str = "/organisation/transfers/{transfer}/repaired.csv";
/// What is wrong with its lines, as CSV.
pub const TRANSFER_ERRORS: &str = "/organisation/transfers/{transfer}/errors.csv";
/// The SIMs that it moved, as CSV.
pub const TRANSFER_CSV: &str = "/organisation/transfers/{transfer}/result.csv";
/// Records that were set aside (staff).
pub const SET_ASIDE: &str = "/operations/set-aside";
/// One of them.
pub const SET_ASIDE_RECORD: &str = "/operations/set-aside/{record}";
/// Try one of them again.
pub const SET_ASIDE_RETRY_ONE: &str = "/operations/set-aside/{record}/retry";
/// Try all of them again, or all of one reason.
pub const SET_ASIDE_RETRY: &str = "/operations/set-aside/retry";
/// Discard a record.
pub const SET_ASIDE_DISCARD: &str = "/operations/set-aside/{record}/discard";
/// Products and prices (staff).
pub const PRODUCTS: &str = "/operations/products";
/// A new one.
pub const PRODUCT_NEW: &str = "/operations/products/new";
/// One of them.
pub const PRODUCT: &str = "/operations/products/{product}";
/// Offering it no more.
pub const PRODUCT_WITHDRAWAL: &str = "/operations/products/{product}/withdrawal";
/// Offering it again.
pub const PRODUCT_OFFER: &str = "/operations/products/{product}/offer";
/// The operator's own company (staff).
pub const SELLER: &str = "/operations/seller";
/// What stands in the place of terms of business in development.
pub const SAMPLE_TERMS: &str = "/development/terms";
/// Mails that left no further than the data directory (development).
pub const MAILBOX: &str = "/development/mail";
/// One of them.
pub const MAILBOX_MESSAGE: &str = "/development/mail/{file}";
/// Its HTML part, for a frame.
pub const MAILBOX_HTML: &str = "/development/mail/{file}/html";

/// The sign-in page that leads on to `back` afterwards.
pub fn sign_in(back: &str) -> String {
    if back == HOME || back.is_empty() {
        LOGIN.to_owned()
    } else {
        format!("{LOGIN}?next={}", encode(back))
    }
}

/// The page of a set-password link.
pub fn password(token: &str) -> String {
    PASSWORD.replace("{token}", &encode(token))
}

/// Asks for a new link in place of this one.
pub fn password_again(token: &str) -> String {
    PASSWORD_AGAIN.replace("{token}", &encode(token))
}

/// An address of one SIM: `sim(SIM_LABEL, &iccid)`.
pub fn sim(pattern: &str, iccid: &Iccid) -> String {
    pattern.replace("{iccid}", iccid.as_str())
}

/// The page of a SIM.
pub fn sim_page(iccid: &str) -> String {
    SIM.replace("{iccid}", &encode(iccid))
}

/// An address of one bulk action: `bulk(BULK_CONFIRM, &id)`.
pub fn bulk(pattern: &str, id: &i64) -> String {
    pattern.replace("{bulk}", &id.to_string())
}

/// An address of one request for approval: `approval(APPROVAL_DECISION, &id)`.
pub fn approval(pattern: &str, id: &i64) -> String {
    pattern.replace("{approval}", &id.to_string())
}

/// An address of one transfer: `transfer(TRANSFER_CONFIRM, &id)`.
pub fn transfer(pattern: &str, id: &i64) -> String {
    pattern.replace("{transfer}", &id.to_string())
}

/// A new transfer with a sub-organisation that is already chosen.
pub fn transfer_with(partner: &i64, takes: &bool) -> String {
    let direction = if *takes { "take" } else { "give" };
    format!("{TRANSFER_NEW}?partner={partner}&direction={direction}")
}

/// A file of a list.
pub fn export(pattern: &str, id: &i64) -> String {
    pattern.replace("{export}", &id.to_string())
}

/// A saved view.
pub fn view(pattern: &str, id: &i64) -> String {
    pattern.replace("{view}", &id.to_string())
}

/// The list as a saved view shows it.
pub fn sims_view(id: &i64) -> String {
    format!("{SIMS}?view={id}")
}

/// The list without any view.
pub fn all_sims() -> String {
    format!("{SIMS}?view=none")
}

/// A further e-mail address of the organisation.
pub fn company_email(pattern: &str, id: &i64) -> String {
    pattern.replace("{entry}", &id.to_string())
}

/// A postal address.
pub fn address(pattern: &str, id: &i64) -> String {
    pattern.replace("{address}", &id.to_string())
}

/// The form for a new address of a kind.
pub fn new_address(kind: &str) -> String {
    format!("{ADDRESS_NEW}?kind={kind}")
}

/// An address of a sub-organisation: `sub(SUB_DELETION, account_number)`.
pub fn sub(pattern: &str, account_number: &str) -> String {
    pattern.replace("{sub}", &encode(account_number))
}

/// An address of one person: `user(USER_ROLE, &id)`.
pub fn user(pattern: &str, id: &i64) -> String {
    pattern.replace("{user}", &id.to_string())
}

/// The page behind the link of a new sign-in address.
pub fn email_link(token: &str) -> String {
    EMAIL_LINK.replace("{token}", &encode(token))
}

/// A passkey.
pub fn passkey(pattern: &str, id: &i64) -> String {
    pattern.replace("{passkey}", &id.to_string())
}

/// A set-aside record.
pub fn set_aside(pattern: &str, record: &i64) -> String {
    pattern.replace("{record}", &record.to_string())
}

/// An address of one product: `product(PRODUCT_OFFER, &id)`.
pub fn product(pattern: &str, id: &i64) -> String {
    pattern.replace("{product}", &id.to_string())
}

/// The shop with prices in a currency.
pub fn shop_in(currency: &str) -> String {
    format!("{SHOP}?currency={}", encode(currency))
}

/// The cart behind a token of a mail.
pub fn shop_kept(token: &str) -> String {
    SHOP_KEPT.replace("{token}", &encode(token))
}

/// A new order that begins with the person's cart.
pub fn order_of_cart() -> String {
    format!("{ORDER_NEW}?cart=1")
}

/// A mail of the development mailbox.
pub fn mailbox(pattern: &str, file: &str) -> String {
    pattern.replace("{file}", &encode(file))
}

/// Percent-encodes a path segment or query value (RFC 3986: everything but unreserved characters).
pub fn encode(text: &str) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut encoded, byte| {
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                encoded.push_str(&format!("%{byte:02X}"));
            }
            encoded
        })
}

/// A path of ours to go on to, or home: never another host (`//evil.example` and `/\evil.example` are hosts to browsers).
pub fn local(path: &str) -> &str {
    let is_ours =
        path.starts_with('/') && !path.starts_with("//") && !path.contains('\\') && !path.contains(char::is_control);
    if is_ours { path } else { HOME }
}

#[cfg(test)]
mod tests;
