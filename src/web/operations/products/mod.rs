//! Products and prices, for staff of finance. They belong to no tenant; the log of staff says who changed what.
//!
//! | page | file |
//! |---|---|
//! | `/operations/products` | `list.rs` |
//! | `/operations/products/new`, `/operations/products/{product}` and below | `product.rs`, its fields in `form.rs` |

mod form;
mod list;
mod product;

use crate::types::access::Access::Staff;
use crate::types::matrix::StaffPermission::Finance;
use crate::web::routes::Routes;
use crate::web::urls;

/// Registers the pages.
pub(super) fn register(r: &mut Routes) {
    r.get(urls::PRODUCTS, Staff(Finance), list::get);
    r.get(urls::PRODUCT_NEW, Staff(Finance), product::new);
    r.post(urls::PRODUCT_NEW, Staff(Finance), product::add);
    r.get(urls::PRODUCT, Staff(Finance), product::get);
    r.post(urls::PRODUCT, Staff(Finance), product::change);
    r.post(urls::PRODUCT_WITHDRAWAL, Staff(Finance), product::withdraw);
    r.post(urls::PRODUCT_OFFER, Staff(Finance), product::offer);
}
