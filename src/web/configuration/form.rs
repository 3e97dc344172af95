//! The form of auto-top-up: one for each kind of volume.

use serde::Deserialize;

use crate::domain::auto_top_ups::{Pays, Problem, SettingRow, Wish};
use crate::types::auto_top_up::VolumeKind;
use crate::types::money::Money;
use crate::types::order::PaymentMethod;
use crate::web::fields::FieldErrors;
use crate::web::layout::Layout;

/// What the value of a saved card begins with; its key follows.
const CARD: &str = "card-";

/// What is sent.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct SettingForm {
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub on: String,
    #[serde(default)]
    pub product: String,
    #[serde(default)]
    pub payment: String,
    #[serde(default)]
    pub cap: String,
    #[serde(default)]
    pub future: String,
}

/// Names of the fields of a kind on the page: product, payment, cap.
pub(super) const fn fields(kind: VolumeKind) -> [&'static str; 3] {
    match kind {
        VolumeKind::Data => ["data-product", "data-payment", "data-cap"],
        VolumeKind::Sms => ["sms-product", "sms-payment", "sms-cap"],
    }
}

/// The value of a way to pay.
pub(super) fn value_of(pays: Pays) -> String {
    match pays {
        Pays::MonthlyInvoice => PaymentMethod::MonthlyInvoice.to_string(),
        Pays::Card(id) => format!("{CARD}{id}"),
    }
}

impl SettingForm {
    /// The form of a setting as it is kept.
    pub fn of(layout: &Layout, kind: VolumeKind, setting: Option<&SettingRow>) -> Self {
        let flag = |is: bool| if is { "yes" } else { "" }.to_owned();
        let Some(setting) = setting else {
            return Self {
                kind: kind.to_string(),
                ..Self::default()
            };
        };
        let pays = match setting.payment_method_id {
            Some(id) => value_of(Pays::Card(id)),
            // Switched off by itself with its card: there is no choice to show.
            None if !setting.is_on && !setting.switched_off_reason.is_empty() => String::new(),
            None => value_of(Pays::MonthlyInvoice),
        };
        let cap = setting.monthly_cap;
        Self {
            kind: kind.to_string(),
            on: flag(setting.is_on),
            product: setting.product_id.map(|id| id.to_string()).unwrap_or_default(),
            payment: pays,
            cap: if cap > Money::ZERO {
                layout.formats.exact(cap.decimal())
            } else {
                String::new()
            },
            future: flag(setting.for_future_sims),
        }
    }

    /// What is wished. What is wrong with it the domain says, of all fields at once.
    pub fn wish(&self) -> Wish {
        let typed = self.cap.trim();
        let monthly_cap = if typed.is_empty() {
            Some(Money::ZERO)
        } else {
            Money::parse(typed).ok().filter(|cap| *cap >= Money::ZERO)
        };
        let pays = match self.payment.strip_prefix(CARD) {
            Some(id) => id.parse().ok().map(Pays::Card),
            None => (PaymentMethod::parse(&self.payment) == Some(PaymentMethod::MonthlyInvoice))
                .then_some(Pays::MonthlyInvoice),
        };
        Wish {
            is_on: self.on == "yes",
            product_id: self.product.parse().ok(),
            pays,
            monthly_cap,
            for_future_sims: self.future == "yes",
        }
    }
}

/// What the domain found wrong, by field.
pub(super) fn errors(kind: VolumeKind, problem: Problem) -> FieldErrors {
    let mut errors = FieldErrors::new();
    let found = [problem.product, problem.pays, problem.cap];
    for (field, key) in fields(kind).into_iter().zip(found) {
        if let Some(key) = key {
            errors.add(field, key);
        }
    }
    errors
}
