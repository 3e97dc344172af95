//! My SIMs (product section 4): `sim/` is the page of one SIM.

pub mod sim;

use super::routes::Routes;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    sim::register(r);
}
