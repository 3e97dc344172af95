//! Help for developers and for trying the portal out; not registered in production.
//!
//! `mailbox.rs` shows the mails that a development server writes to files, `letter.rs` reads these files; `payment.rs` shows the pages of the
//! simulated payment provider; `terms.rs` stands in the place of terms of business.

mod letter;
mod mailbox;
mod payment;
mod terms;

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Public;

/// Registers the pages. They are open to everybody: the mail with the link to the first password has to be read by somebody who
/// cannot sign in yet.
pub fn register(r: &mut Routes) {
    r.get(urls::MAILBOX, Public, mailbox::list);
    r.get(urls::MAILBOX_MESSAGE, Public, mailbox::message);
    r.get(urls::MAILBOX_HTML, Public, mailbox::html);
    r.get(urls::SAMPLE_TERMS, Public, terms::get);
    register_payments(r);
}

/// Registers the pages of the simulated payment provider alone. Whoever sends their browser there has no session with it.
pub fn register_payments(r: &mut Routes) {
    r.get(urls::SIMULATED_PAYMENT, Public, payment::get);
    r.post(urls::SIMULATED_PAYMENT, Public, payment::post);
}
