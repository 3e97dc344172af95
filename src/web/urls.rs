//! Every address of the portal, typed: no handler and no template writes a path by hand.

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
/// Account: leads to its first section.
pub const ACCOUNT: &str = "/account";
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

/// A passkey.
pub fn passkey(pattern: &str, id: &i64) -> String {
    pattern.replace("{passkey}", &id.to_string())
}

/// A set-aside record.
pub fn set_aside(pattern: &str, record: &i64) -> String {
    pattern.replace("{record}", &record.to_string())
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
mod tests {
    use super::*;

    #[test]
    fn a_return_path_never_leads_to_another_host() {
        assert_eq!(local("/sims?q=1"), "/sims?q=1");
        for foreign in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "",
            "evil",
            "/a\nb",
        ] {
            assert_eq!(local(foreign), HOME, "{foreign:?}");
        }
    }

    #[test]
    fn values_are_encoded_for_the_place_they_stand_in() {
        assert_eq!(
            sign_in("/sims?q=a b&x=ü"),
            "/login?next=%2Fsims%3Fq%3Da%20b%26x%3D%C3%BC"
        );
    }
}
