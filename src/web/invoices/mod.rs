//! Invoices, credit notes and corrected invoices of the organisation (product section 7).
//!
//! | page | file |
//! |---|---|
//! | `/orders/documents` | `list.rs`, its period in `period.rs` |
//! | `/orders/documents/{document}.pdf`, `.xml` | `document.rs` |
//! | `/orders/documents.zip` | `archive.rs` |
//! | `/orders/documents.csv`, `/orders/documents/datev.csv` | `bookkeeping.rs`, the accounts in `books.rs` |

mod archive;
mod bookkeeping;
mod books;
pub(in crate::web) mod document;
mod list;
mod period;

use super::routes::Routes;
use super::urls;
use crate::types::access::Access::Org;
use crate::types::matrix::Permission::DownloadInvoices;

/// Registers the pages.
pub fn register(r: &mut Routes) {
    r.get(urls::DOCUMENTS, Org(DownloadInvoices), list::get);
    r.get(urls::DOCUMENTS_ZIP, Org(DownloadInvoices), archive::get);
    r.get(urls::DOCUMENTS_CSV, Org(DownloadInvoices), bookkeeping::csv);
    r.get(urls::DOCUMENTS_DATEV, Org(DownloadInvoices), bookkeeping::datev);
    r.get(urls::DOCUMENT_PDF, Org(DownloadInvoices), document::pdf);
    r.get(urls::DOCUMENT_XML, Org(DownloadInvoices), document::xml);
}
