//! What stands on an invoice, as plain data: kept as JSON beside the file that was made of it.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::types::country::Country;
use crate::types::lang::Lang;
use crate::types::money::{Currency, Money, UnitPrice, VatCategory, VatRate};
use crate::types::text_enum::text_enum;

text_enum! {
    /// Kind of document by its code (UNTDID 1001, EN 16931 BT-3).
    pub enum Kind {
        /// Invoice.
        Invoice => "380",
        /// Gives back money of an earlier invoice; amounts are positive.
        CreditNote => "381",
        /// Corrects an earlier invoice; a line that is taken back has a negative quantity.
        Corrected => "384",
    }
}

/// A document about money owed, complete: nothing is looked up when it is written.
///
/// Text may hold anything; an empty text means that there is none. What must be there is said by [`InvoiceError`](super::InvoiceError).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Kind of document.
    pub kind: Kind,
    /// Number of the document, without gaps in its series (BT-1).
    pub number: String,
    /// Day of issue (BT-2).
    pub issued_on: NaiveDate,
    /// Day until which it is to be paid (BT-9). Needed while something is due on an invoice.
    pub due_on: Option<NaiveDate>,
    /// Language of the document.
    #[serde(with = "lang")]
    pub language: Lang,
    /// Currency of all amounts (BT-5).
    pub currency: Currency,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Buyer,
    /// Where goods went, if elsewhere than to the buyer or if it decides the VAT (BG-13).
    pub ship_to: Option<ShipTo>,
    /// Number of the order in the portal (BT-14); may be empty.
    pub order: String,
    /// Number of the buyer's own purchase order (BT-13); may be empty.
    pub purchase_order: String,
    /// What the buyer asked to be quoted: a Leitweg-ID, else the customer number (BT-10).
    pub reference: String,
    /// Day of delivery or of the service (BT-72).
    pub delivered_on: NaiveDate,
    /// Days that the whole document is about, instead of one day of delivery (BG-14).
    pub period: Option<Period>,
    /// What is charged, at least one line.
    pub lines: Vec<Line>,
    /// How it is paid.
    pub payment: Payment,
    /// What has been paid already (BT-113), zero or more.
    pub paid: Money,
    /// The document that this one corrects or credits (BG-3); needed by all but invoices.
    pub corrects: Option<Corrects>,
    /// Texts below the lines (BT-22).
    pub notes: Vec<String>,
    /// What the European Commission answered about the buyer's VAT ID. Kept as proof; not printed.
    pub vies: Option<ViesCheck>,
}

/// The company that issues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seller {
    /// Name of the company (BT-27).
    pub name: String,
    /// Street and what more an address needs (BT-35, BT-36, BT-162).
    pub address: Vec<String>,
    /// Postcode (BT-38).
    pub postcode: String,
    /// Town (BT-37).
    pub city: String,
    /// Country (BT-40).
    #[serde(deserialize_with = "country")]
    pub country: Country,
    /// VAT ID (BT-31); may be empty.
    pub vat_id: String,
    /// Number at the tax office (BT-32); may be empty.
    pub tax_number: String,
    /// Court and number of the commercial register, such as `Amtsgericht Hamburg, HRB 123456` (BT-30); may be empty.
    pub register: String,
    /// Managing directors (BT-33).
    pub directors: Vec<String>,
    /// Who answers questions (BG-6).
    pub contact: Contact,
    /// Account for transfers.
    pub bank: Bank,
    /// Web site; may be empty.
    pub web: String,
}

/// Whom the buyer asks (BG-6).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// Person or department (BT-41).
    pub name: String,
    /// Telephone number with at least three digits (BT-42).
    pub phone: String,
    /// E-mail address (BT-43, BT-34).
    pub email: String,
}

/// A bank account (BG-17).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bank {
    /// IBAN (BT-84), with or without blanks; may be empty where nothing is transferred.
    pub iban: String,
    /// BIC (BT-86); may be empty.
    pub bic: String,
    /// Name of the account's holder (BT-85); may be empty, then it is the seller.
    pub holder: String,
}

/// The company that is charged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buyer {
    /// Name of the company or person (BT-44).
    pub name: String,
    /// Person or department below the name; may be empty.
    pub contact: String,
    /// Street and what more an address needs (BT-50, BT-51, BT-163).
    pub address: Vec<String>,
    /// Postcode (BT-53); may be empty where a country has none.
    pub postcode: String,
    /// Town (BT-52).
    pub city: String,
    /// Country (BT-55).
    #[serde(deserialize_with = "country")]
    pub country: Country,
    /// VAT ID (BT-48); may be empty where the VAT does not depend on it.
    pub vat_id: String,
    /// Number of the customer (BT-46).
    pub customer_number: String,
    /// E-mail address that the document goes to (BT-49).
    pub email: String,
}

/// Where goods went (BG-13).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShipTo {
    /// Name (BT-70).
    pub name: String,
    /// Street and what more an address needs (BT-75, BT-76, BT-165).
    pub address: Vec<String>,
    /// Postcode (BT-78).
    pub postcode: String,
    /// Town (BT-77).
    pub city: String,
    /// Country (BT-80).
    #[serde(deserialize_with = "country")]
    pub country: Country,
}

/// A line (BG-25).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Number of the line, from 1 (BT-126).
    pub position: u32,
    /// Number of the product (BT-155); may be empty.
    pub sku: String,
    /// Name of the product (BT-153).
    pub name: String,
    /// More about it (BT-154); may be empty.
    pub description: String,
    /// How many (BT-129).
    pub quantity: i64,
    /// Of what (BT-130).
    pub unit: Unit,
    /// Price of one without VAT (BT-146).
    pub unit_price: UnitPrice,
    /// Quantity times price, rounded to the cent (BT-131).
    pub net: Money,
    /// Why VAT is charged or not (BT-151).
    pub vat_category: VatCategory,
    /// Rate of the VAT (BT-152).
    pub vat_rate: VatRate,
    /// Where the buyer books it (BT-133); may be empty.
    pub cost_centre: String,
    /// Days that the line is about (BG-26).
    pub period: Option<Period>,
}

text_enum! {
    /// What is counted (UN/ECE recommendation 20).
    pub enum Unit {
        /// Pieces.
        Piece => "C62",
        /// Months.
        Month => "MON",
        /// One sum for all.
        LumpSum => "LS",
    }
}

/// Days from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// First day (BT-73, BT-134).
    pub from: NaiveDate,
    /// Last day (BT-74, BT-135).
    pub until: NaiveDate,
}

/// How a document is paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Payment {
    /// By bank transfer of each document.
    Transfer,
    /// By bank transfer, with the other documents of a month.
    Monthly,
    /// By card.
    Card {
        /// The last four digits of the card's number, empty where they are not known; nothing more may be printed (BT-87).
        last4: String,
    },
}

/// The document that is corrected (BG-3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Corrects {
    /// Its number (BT-25).
    pub number: String,
    /// Its day of issue (BT-26).
    pub issued_on: NaiveDate,
}

/// Answer of VIES about a VAT ID.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViesCheck {
    /// Day of the question.
    pub checked_on: NaiveDate,
    /// Whether the number is valid.
    pub is_valid: bool,
    /// Number of the request, which proves it; may be empty.
    pub request: String,
}

/// [`Lang`] as its stored text.
mod lang {
    use super::{Deserialize, Deserializer, Lang, Serializer};

    pub fn serialize<S: Serializer>(lang: &Lang, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(lang.as_str())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let text = String::deserialize(deserializer)?;
        Lang::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no language")))
    }
}

fn country<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Country, D::Error> {
    let text = String::deserialize(deserializer)?;
    Country::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("{text:?} is no country")))
}
