//! What the parameters of paths stand for: one table, so that every law can fill in every route.

use simportal::web::routes::Entry;
use simportal::web::urls;

use crate::support::cast::Org;
use crate::support::make;
use crate::support::{TestApp, Who};

/// What stands in for a parameter.
pub enum Fill {
    /// An object of the master organisation.
    Real,
    /// Well formed, but nothing has this name.
    Unknown,
    /// Not even well formed.
    Malformed,
}

/// Paths of one application, filled in.
pub struct Objects {
    bulk: String,
    purchase: String,
    iccid: String,
    record: String,
    file: String,
    passkey: String,
    export: String,
    transfer: String,
    view: String,
    address: String,
    approval: String,
    entry: String,
    user: String,
    product: String,
    order: String,
    document: String,
    incoming: String,
    card: String,
    reference: String,
}

impl Objects {
    /// Makes one object of the master organisation for each parameter.
    pub fn of(app: &TestApp) -> Self {
        let order = make::order(app, Org::Master);
        let documents = app.db(|db| simportal::domain::invoices::of_order(db, order.id));
        Self {
            document: documents[0].number.clone(),
            bulk: make::bulk(app).to_string(),
            purchase: make::purchase(app).to_string(),
            iccid: make::sim(app, Org::Master).iccid,
            record: make::set_aside(app).to_string(),
            file: make::mail_file(app),
            passkey: make::passkey(app).to_string(),
            export: make::export(app).to_string(),
            transfer: make::transfer(app).to_string(),
            view: make::shared_view(app).to_string(),
            address: make::address(app).to_string(),
            approval: make::approval(app).to_string(),
            entry: make::further_email(app).to_string(),
            user: make::member(app).to_string(),
            product: make::product(app).to_string(),
            order: order.number,
            incoming: make::incoming(app).to_string(),
            card: make::card(app).to_string(),
            reference: make::simulated_page(app),
        }
    }

    /// The path of a route with its parameters filled in.
    pub fn path(&self, entry: &Entry, fill: &Fill) -> String {
        let mut path = entry.path.clone();
        while let Some((before, rest)) = path.split_once('{') {
            let (name, after) = rest.split_once('}').unwrap();
            let value = match (name, fill) {
                ("iccid", Fill::Real) => self.iccid.as_str(),
                ("iccid", Fill::Unknown) => "8988228099999999999",
                ("iccid", Fill::Malformed) => "8988x",
                // Not every bulk action leads to an order.
                ("bulk", Fill::Real) if entry.path == urls::BULK_ORDER => self.purchase.as_str(),
                ("bulk", Fill::Real) => self.bulk.as_str(),
                ("bulk", Fill::Unknown) => "999999999",
                ("bulk", Fill::Malformed) => "last",
                ("record", Fill::Real) => self.record.as_str(),
                ("record", Fill::Unknown) => "999999999",
                ("record", Fill::Malformed) => "last",
                ("file", Fill::Real) => self.file.as_str(),
                ("file", Fill::Unknown) => "20261121-172000000000-nobody.eml",
                ("file", Fill::Malformed) => "..%2Fsecret.key",
                ("passkey", Fill::Real) => self.passkey.as_str(),
                ("export", Fill::Real) => self.export.as_str(),
                ("view", Fill::Real) => self.view.as_str(),
                ("address", Fill::Real) => self.address.as_str(),
                ("approval", Fill::Real) => self.approval.as_str(),
                ("entry", Fill::Real) => self.entry.as_str(),
                ("product", Fill::Real) => self.product.as_str(),
                ("incoming", Fill::Real) => self.incoming.as_str(),
                ("incoming", Fill::Unknown) => "999999999",
                ("incoming", Fill::Malformed) => "last",
                ("card", Fill::Real) => self.card.as_str(),
                ("reference", Fill::Real) => self.reference.as_str(),
                ("reference", Fill::Unknown) => "simcharge_000000000000000000000000",
                ("reference", Fill::Malformed) => "..%2Flock",
                ("order", Fill::Real) => self.order.as_str(),
                ("order", Fill::Unknown) => "SO-99999999",
                ("order", Fill::Malformed) => "100001",
                ("document", Fill::Real) => self.document.as_str(),
                ("document", Fill::Unknown) => "RE-2026-99999",
                ("document", Fill::Malformed) => "RE-1",
                ("sub", Fill::Real) => Org::Sub.account_number(),
                ("sub", Fill::Unknown) => "81999999",
                ("sub", Fill::Malformed) => "8100",
                ("transfer", Fill::Real) => self.transfer.as_str(),
                ("user", Fill::Real) => self.user.as_str(),
                (
                    "export" | "passkey" | "transfer" | "user" | "view" | "address" | "approval" | "entry" | "product"
                    | "card",
                    Fill::Unknown,
                ) => "999999999",
                (
                    "export" | "passkey" | "transfer" | "user" | "view" | "address" | "approval" | "entry" | "product"
                    | "card",
                    Fill::Malformed,
                ) => "last",
                // A link of nobody: its page says so to everybody alike.
                ("token", _) => "bm9ib2R5IGhhcyBldmVyIG1hZGUgdGhpcyBsaW5r",
                _ => panic!("{}: say in laws/objects.rs what {{{name}}} stands for", entry.path),
            };
            path = format!("{before}{value}{after}");
        }
        path
    }
}

/// Whether the object is of the person's organisation, but not for them: an end user sees no view but their own, and nobody the passkeys
/// of somebody else.
pub fn is_hidden(entry: &Entry, who: Who) -> bool {
    (who == Who::Emil && entry.path.contains("{view}")) || (who != Who::Alice && entry.path.contains("{passkey}"))
}

/// Whether the path names an object.
pub fn has_object(entry: &Entry) -> bool {
    entry.path.contains('{')
}
