//! EN 16931 as UN/CEFACT Cross Industry Invoice (D16B). The order of the elements is that of the schema.

mod parties;
mod xml;

use chrono::NaiveDate;

use super::Profile;
use super::data::{Invoice, Kind, Line, Payment, Period};
use super::totals::Totals;
use super::words;
use crate::types::money::{Currency, Money, VatCategory};
use xml::Xml;

const NAMESPACES: &str = " xmlns:rsm=\"urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100\" \
     xmlns:qdt=\"urn:un:unece:uncefact:data:standard:QualifiedDataType:100\" \
     xmlns:ram=\"urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100\" \
     xmlns:udt=\"urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100\"";

/// BT-23: billing as Peppol does it, which XRechnung asks for.
const PROCESS: &str = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

/// Writes the document. Its sums are handed in, since they were checked.
pub fn write(invoice: &Invoice, totals: &Totals, profile: Profile) -> String {
    let mut xml = Xml::new("rsm:CrossIndustryInvoice", NAMESPACES);
    xml.within("rsm:ExchangedDocumentContext", |xml| {
        xml.within("ram:BusinessProcessSpecifiedDocumentContextParameter", |xml| {
            xml.leaf("ram:ID", PROCESS);
        });
        xml.within("ram:GuidelineSpecifiedDocumentContextParameter", |xml| {
            xml.leaf("ram:ID", guideline(profile));
        });
    });
    xml.within("rsm:ExchangedDocument", |xml| {
        xml.leaf("ram:ID", &invoice.number);
        xml.leaf("ram:TypeCode", invoice.kind.as_str());
        xml.within("ram:IssueDateTime", |xml| date(xml, invoice.issued_on));
        for note in words::notes(invoice) {
            if !xml::clean(&note).is_empty() {
                xml.within("ram:IncludedNote", |xml| xml.leaf("ram:Content", &note));
            }
        }
    });
    xml.within("rsm:SupplyChainTradeTransaction", |xml| {
        for one in &invoice.lines {
            line(xml, one);
        }
        xml.within("ram:ApplicableHeaderTradeAgreement", |xml| {
            parties::agreement(xml, invoice, totals);
        });
        xml.within("ram:ApplicableHeaderTradeDelivery", |xml| {
            if let Some(place) = &invoice.ship_to {
                parties::ship_to(xml, place);
            }
            xml.within("ram:ActualDeliverySupplyChainEvent", |xml| {
                xml.within("ram:OccurrenceDateTime", |xml| date(xml, invoice.delivered_on));
            });
        });
        xml.within("ram:ApplicableHeaderTradeSettlement", |xml| {
            settlement(xml, invoice, totals);
        });
    });
    xml.finish()
}

/// BT-24. Factur-X refuses XRechnung's inside its PDF (FX-SCH-A-000556).
const fn guideline(profile: Profile) -> &'static str {
    match profile {
        Profile::En16931 => "urn:cen.eu:en16931:2017",
        Profile::XRechnung => "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0",
    }
}

fn date(xml: &mut Xml, day: NaiveDate) {
    xml.leaf_with(
        "udt:DateTimeString",
        " format=\"102\"",
        &day.format("%Y%m%d").to_string(),
    );
}

fn period(xml: &mut Xml, period: Period) {
    xml.within("ram:BillingSpecifiedPeriod", |xml| {
        xml.within("ram:StartDateTime", |xml| date(xml, period.from));
        xml.within("ram:EndDateTime", |xml| date(xml, period.until));
    });
}

fn line(xml: &mut Xml, line: &Line) {
    xml.within("ram:IncludedSupplyChainTradeLineItem", |xml| {
        xml.within("ram:AssociatedDocumentLineDocument", |xml| {
            xml.leaf("ram:LineID", &line.position.to_string());
        });
        xml.within("ram:SpecifiedTradeProduct", |xml| {
            xml.leaf("ram:SellerAssignedID", &line.sku);
            xml.leaf("ram:Name", &line.name);
            xml.leaf("ram:Description", &line.description);
        });
        xml.within("ram:SpecifiedLineTradeAgreement", |xml| {
            xml.within("ram:NetPriceProductTradePrice", |xml| {
                xml.leaf("ram:ChargeAmount", &line.unit_price.to_string());
            });
        });
        xml.within("ram:SpecifiedLineTradeDelivery", |xml| {
            let unit = format!(" unitCode=\"{}\"", line.unit);
            xml.leaf_with("ram:BilledQuantity", &unit, &line.quantity.to_string());
        });
        xml.within("ram:SpecifiedLineTradeSettlement", |xml| {
            xml.within("ram:ApplicableTradeTax", |xml| {
                xml.leaf("ram:TypeCode", "VAT");
                xml.leaf("ram:CategoryCode", line.vat_category.as_str());
                if line.vat_category != VatCategory::OutOfScope {
                    xml.leaf("ram:RateApplicablePercent", &line.vat_rate.to_string());
                }
            });
            if let Some(days) = line.period {
                period(xml, days);
            }
            xml.within("ram:SpecifiedTradeSettlementLineMonetarySummation", |xml| {
                xml.leaf("ram:LineTotalAmount", &line.net.to_string());
            });
            if !xml::clean(&line.cost_centre).is_empty() {
                xml.within("ram:ReceivableSpecifiedTradeAccountingAccount", |xml| {
                    xml.leaf("ram:ID", &line.cost_centre);
                });
            }
        });
    });
}

fn settlement(xml: &mut Xml, invoice: &Invoice, totals: &Totals) {
    xml.leaf("ram:PaymentReference", &invoice.number);
    xml.leaf("ram:InvoiceCurrencyCode", invoice.currency.as_str());
    means(xml, invoice);
    for group in &totals.groups {
        xml.within("ram:ApplicableTradeTax", |xml| {
            xml.leaf("ram:CalculatedAmount", &group.vat.to_string());
            xml.leaf("ram:TypeCode", "VAT");
            let exemption = exemption(group.category);
            if exemption.is_some() {
                let reason = words::exemption(invoice.language, group.category);
                xml.leaf("ram:ExemptionReason", &reason);
            }
            xml.leaf("ram:BasisAmount", &group.basis.to_string());
            xml.leaf("ram:CategoryCode", group.category.as_str());
            xml.leaf("ram:ExemptionReasonCode", exemption.unwrap_or_default());
            // XRechnung wants a rate here (BR-DE-14), also where EN 16931 could do without.
            xml.leaf("ram:RateApplicablePercent", &group.rate.to_string());
        });
    }
    if let Some(days) = invoice.period {
        period(xml, days);
    }
    xml.within("ram:SpecifiedTradePaymentTerms", |xml| {
        xml.leaf("ram:Description", &words::terms(invoice, totals));
        if let Some(day) = invoice.due_on {
            xml.within("ram:DueDateDateTime", |xml| date(xml, day));
        }
    });
    xml.within("ram:SpecifiedTradeSettlementHeaderMonetarySummation", |xml| {
        let mut amount = |name: &'static str, amount: Money| xml.leaf(name, &amount.to_string());
        amount("ram:LineTotalAmount", totals.net);
        amount("ram:TaxBasisTotalAmount", totals.net);
        let currency = format!(" currencyID=\"{}\"", invoice.currency);
        xml.leaf_with("ram:TaxTotalAmount", &currency, &totals.vat.to_string());
        xml.leaf("ram:GrandTotalAmount", &totals.gross.to_string());
        if totals.paid != Money::ZERO {
            xml.leaf("ram:TotalPrepaidAmount", &totals.paid.to_string());
        }
        xml.leaf("ram:DuePayableAmount", &totals.due.to_string());
    });
    if let Some(original) = &invoice.corrects {
        xml.within("ram:InvoiceReferencedDocument", |xml| {
            xml.leaf("ram:IssuerAssignedID", &original.number);
            xml.within("ram:FormattedIssueDateTime", |xml| {
                let day = original.issued_on.format("%Y%m%d").to_string();
                xml.leaf_with("qdt:DateTimeString", " format=\"102\"", &day);
            });
        });
    }
}

/// BG-16. The code is one of UNTDID 4461.
fn means(xml: &mut Xml, invoice: &Invoice) {
    let bank = &invoice.seller.bank;
    xml.within("ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
        match &invoice.payment {
            Payment::Card { last4 } => {
                xml.leaf("ram:TypeCode", "48");
                if !last4.is_empty() {
                    xml.within("ram:ApplicableTradeSettlementFinancialCard", |xml| {
                        xml.leaf("ram:ID", last4);
                    });
                }
            }
            // Money goes back to an account that is the buyer's business: the instrument is not said.
            Payment::Transfer | Payment::Monthly if invoice.kind == Kind::CreditNote => xml.leaf("ram:TypeCode", "1"),
            Payment::Transfer | Payment::Monthly => {
                let sepa = invoice.currency == Currency::Eur;
                xml.leaf("ram:TypeCode", if sepa { "58" } else { "30" });
                xml.within("ram:PayeePartyCreditorFinancialAccount", |xml| {
                    xml.leaf("ram:IBANID", &words::without_blanks(&bank.iban));
                    let holder = words::holder(&invoice.seller);
                    xml.leaf("ram:AccountName", holder);
                });
                let bic = words::without_blanks(&bank.bic);
                if !xml::clean(&bic).is_empty() {
                    xml.within("ram:PayeeSpecifiedCreditorFinancialInstitution", |xml| {
                        xml.leaf("ram:BICID", &bic);
                    });
                }
            }
        }
    });
}

/// Why no VAT is charged, by its code (BT-121, the list VATEX).
const fn exemption(category: VatCategory) -> Option<&'static str> {
    match category {
        VatCategory::Standard => None,
        VatCategory::ReverseCharge => Some("VATEX-EU-AE"),
        VatCategory::IntraCommunity => Some("VATEX-EU-IC"),
        VatCategory::Export => Some("VATEX-EU-G"),
        VatCategory::OutOfScope => Some("VATEX-EU-O"),
    }
}
