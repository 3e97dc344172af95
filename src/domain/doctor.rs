//! Checks that what the portal adds up as it goes equals what it was added up from. Nothing is mended: a difference is a fault to be
//! reported, and its cause would make the next one.

use super::Result;
use crate::storage::Db;
pub use crate::storage::doctor::Finding;
use crate::storage::doctor::{checks, make};

/// Makes every check; `tell` hears of each as it is done.
pub fn examine(db: &mut Db, tell: &mut dyn FnMut(&Finding)) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for check in checks() {
        let finding = make(db, check)?;
        tell(&finding);
        findings.push(finding);
    }
    Ok(findings)
}
