//! What is sold: kinds of products, forms of SIM cards, and the number that a product is known by.

use super::text_enum::text_enum;
use super::text_value::text_value;

text_enum! {
    /// What a product is (product section 7).
    pub enum ProductKind {
        /// A SIM with its volume and lifetime: delivered.
        Sim => "sim",
        /// Volume for a SIM that the customer has.
        TopUp => "top_up",
        /// A longer lifetime, usually with volume, for a SIM that the customer has.
        Extension => "extension",
    }
}

text_enum! {
    /// The form of a SIM (ETSI TS 102 221, section 4).
    pub enum FormFactor {
        /// Mini-SIM, 25 × 15 mm.
        Ff2 => "2ff",
        /// Micro-SIM, 15 × 12 mm.
        Ff3 => "3ff",
        /// Nano-SIM, 12.3 × 8.8 mm.
        Ff4 => "4ff",
        /// A card of one of these sizes for heat, cold and vibration.
        Industrial => "industrial",
        /// A chip to be soldered.
        Mff2 => "mff2",
        /// A profile for an eUICC that the device has already; nothing is shipped.
        Esim => "esim",
    }
}

/// Words by which the type of a SIM, as its manufacturer writes it, names forms.
const FORM_WORDS: &[(&str, &[FormFactor])] = &[
    ("mff2", &[FormFactor::Mff2]),
    ("2ff", &[FormFactor::Ff2]),
    ("mini", &[FormFactor::Ff2]),
    ("3ff", &[FormFactor::Ff3]),
    ("micro", &[FormFactor::Ff3]),
    ("4ff", &[FormFactor::Ff4]),
    ("nano", &[FormFactor::Ff4]),
    ("triple", &[FormFactor::Ff2, FormFactor::Ff3, FormFactor::Ff4]),
    ("3in1", &[FormFactor::Ff2, FormFactor::Ff3, FormFactor::Ff4]),
    ("industrial", &[FormFactor::Industrial]),
    ("esim", &[FormFactor::Esim]),
];

impl FormFactor {
    /// Whether a SIM of this type, as inventories write it, can be delivered for this form. A type that names no form can: nothing is known
    /// against it.
    pub fn fits(self, sim_type: &str) -> bool {
        let text = sim_type.to_lowercase();
        let mut named = FORM_WORDS.iter().filter(|(word, _)| text.contains(word)).peekable();
        named.peek().is_none() || named.any(|(_, forms)| forms.contains(&self))
    }

    /// Whether something is sent by parcel.
    pub const fn is_shipped(self) -> bool {
        !matches!(self, Self::Esim)
    }
}

text_enum! {
    /// What a sale is for VAT; the operator's tax adviser decides, product by product.
    pub enum Supply {
        /// Goods: taxed where they are sent.
        Goods => "goods",
        /// A service: taxed where the customer is.
        Service => "service",
    }
}

text_enum! {
    /// Whether a product can be ordered.
    pub enum ProductStatus {
        /// Shown, and can be ordered.
        Offered => "offered",
        /// Kept for the orders that name it.
        Withdrawn => "withdrawn",
    }
}

/// The number that a product is known by on orders and invoices, such as `SIM-4FF-10Y`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sku(String);

/// Why a text is no product number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SkuError {
    /// Nothing was given.
    #[error("the product number is missing")]
    Missing,
    /// Something other than letters, digits and hyphens between them, or more than [`Sku::MOST`] characters.
    #[error("not a product number")]
    WrongForm,
}

impl Sku {
    /// Longest product number.
    pub const MOST: usize = 32;

    /// Reads a product number; it is kept in upper case.
    pub fn parse(text: &str) -> Result<Self, SkuError> {
        let text = text.trim().to_ascii_uppercase();
        if text.is_empty() {
            return Err(SkuError::Missing);
        }
        let is_plain = text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_plain || text.len() > Self::MOST || text.starts_with('-') || text.ends_with('-') {
            return Err(SkuError::WrongForm);
        }
        Ok(Self(text))
    }
}

text_value!(Sku);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_number_is_letters_digits_and_hyphens_between_them() {
        assert_eq!(Sku::parse(" sim-4ff-10y ").unwrap().as_str(), "SIM-4FF-10Y");
        assert_eq!(Sku::parse("  "), Err(SkuError::Missing));
        for wrong in ["-SIM", "SIM-", "SIM 4", "SIM/4", "SÍM", &"A".repeat(33)] {
            assert_eq!(Sku::parse(wrong), Err(SkuError::WrongForm), "{wrong}");
        }
    }

    #[test]
    fn the_type_of_a_sim_says_what_it_fits() {
        for (form, sim_type, fits) in [
            (FormFactor::Ff4, "", true),
            (FormFactor::Ff4, "FlexSIM Business", true),
            (FormFactor::Ff4, "Triple cut 2FF/3FF/4FF", true),
            (FormFactor::Ff4, "Nano", true),
            (FormFactor::Ff4, "MFF2", false),
            (FormFactor::Ff2, "MFF2", false),
            (FormFactor::Mff2, "MFF2", true),
            (FormFactor::Industrial, "eSIM Industrial", true),
            (FormFactor::Esim, "FlexSIM Industrial", false),
        ] {
            assert_eq!(form.fits(sim_type), fits, "{form} {sim_type}");
        }
    }

    #[test]
    fn everything_but_a_profile_is_shipped() {
        let not_shipped: Vec<_> = FormFactor::ALL.iter().filter(|form| !form.is_shipped()).collect();
        assert_eq!(not_shipped, [&FormFactor::Esim]);
    }
}
