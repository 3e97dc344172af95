//! Who sells, who buys, where it went.

use super::super::data::{Invoice, Seller, ShipTo};
use super::super::totals::Totals;
use super::super::words;
use super::xml::{Xml, clean};
use crate::types::country::Country;
use crate::types::money::VatCategory;

/// Reference, seller, buyer, orders (`ApplicableHeaderTradeAgreement`).
pub fn agreement(xml: &mut Xml, invoice: &Invoice, totals: &Totals) {
    // Who sells what is not taxable here names no VAT ID (EN 16931, BR-O-02).
    let names_vat_ids = totals
        .groups
        .iter()
        .all(|group| group.category != VatCategory::OutOfScope);
    xml.leaf("ram:BuyerReference", &invoice.reference);
    xml.within("ram:SellerTradeParty", |xml| {
        seller(xml, &invoice.seller, names_vat_ids)
    });
    xml.within("ram:BuyerTradeParty", |xml| {
        let buyer = &invoice.buyer;
        xml.leaf("ram:ID", &buyer.customer_number);
        xml.leaf("ram:Name", &buyer.name);
        if !clean(&buyer.contact).is_empty() {
            xml.within("ram:DefinedTradeContact", |xml| {
                xml.leaf("ram:PersonName", &buyer.contact);
            });
        }
        address(xml, &buyer.postcode, &buyer.address, &buyer.city, buyer.country);
        electronic(xml, &buyer.email);
        if names_vat_ids {
            registration(xml, "VA", &buyer.vat_id);
        }
    });
    document(xml, "ram:SellerOrderReferencedDocument", &invoice.order);
    document(xml, "ram:BuyerOrderReferencedDocument", &invoice.purchase_order);
}

/// BG-13.
pub fn ship_to(xml: &mut Xml, place: &ShipTo) {
    xml.within("ram:ShipToTradeParty", |xml| {
        xml.leaf("ram:Name", &place.name);
        address(xml, &place.postcode, &place.address, &place.city, place.country);
    });
}

fn seller(xml: &mut Xml, seller: &Seller, names_vat_id: bool) {
    // One of BT-29, BT-30 and BT-31 must say who it is (BR-CO-26).
    if !names_vat_id && clean(&seller.register).is_empty() {
        xml.leaf("ram:ID", &seller.tax_number);
    }
    xml.leaf("ram:Name", &seller.name);
    xml.leaf("ram:Description", &seller.directors.join(", "));
    if !clean(&seller.register).is_empty() {
        xml.within("ram:SpecifiedLegalOrganization", |xml| {
            xml.leaf("ram:ID", &seller.register);
        });
    }
    xml.within("ram:DefinedTradeContact", |xml| {
        xml.leaf("ram:PersonName", &seller.contact.name);
        xml.within("ram:TelephoneUniversalCommunication", |xml| {
            xml.leaf("ram:CompleteNumber", &seller.contact.phone);
        });
        xml.within("ram:EmailURIUniversalCommunication", |xml| {
            xml.leaf("ram:URIID", &seller.contact.email);
        });
    });
    address(xml, &seller.postcode, &seller.address, &seller.city, seller.country);
    electronic(xml, &seller.contact.email);
    registration(xml, "FC", &seller.tax_number);
    if names_vat_id {
        registration(xml, "VA", &seller.vat_id);
    }
}

/// The first three lines have places of their own; what is left joins the third.
fn address(xml: &mut Xml, postcode: &str, lines: &[String], city: &str, country: Country) {
    let mut lines = lines.iter().map(String::as_str).filter(|line| !clean(line).is_empty());
    let (first, second) = (lines.next().unwrap_or_default(), lines.next().unwrap_or_default());
    let rest = lines.collect::<Vec<_>>().join(", ");
    xml.within("ram:PostalTradeAddress", |xml| {
        xml.leaf("ram:PostcodeCode", postcode);
        xml.leaf("ram:LineOne", first);
        xml.leaf("ram:LineTwo", second);
        xml.leaf("ram:LineThree", &rest);
        xml.leaf("ram:CityName", city);
        xml.leaf("ram:CountryID", country.as_str());
    });
}

/// BT-34 and BT-49: an e-mail address (`EM` of the list of electronic addresses).
fn electronic(xml: &mut Xml, email: &str) {
    xml.within("ram:URIUniversalCommunication", |xml| {
        xml.leaf_with("ram:URIID", " schemeID=\"EM\"", email);
    });
}

fn registration(xml: &mut Xml, scheme: &str, number: &str) {
    let number = if scheme == "VA" {
        words::without_blanks(number)
    } else {
        number.to_owned()
    };
    if !clean(&number).is_empty() {
        xml.within("ram:SpecifiedTaxRegistration", |xml| {
            xml.leaf_with("ram:ID", &format!(" schemeID=\"{scheme}\""), &number);
        });
    }
}

fn document(xml: &mut Xml, name: &'static str, number: &str) {
    if !clean(number).is_empty() {
        xml.within(name, |xml| xml.leaf("ram:IssuerAssignedID", number));
    }
}
