//! The first page above the title (DIN 5008, form B): letterhead, address window, facts, marks for folding.

use super::super::InvoiceError;
use super::super::data::Kind;
use super::super::words;
use super::compose::{Composer, LEFT, RIGHT};
use super::letters::{Run, Style, fit, run, wrap};
use super::sheet::{Colour, Meaning, Role, left, lines, mm, rule};

/// The window that an address must show in: 80 mm of text between 62.7 mm and 90 mm from the top.
const WINDOW_TOP: f32 = mm(62.7);
const WINDOW_WIDTH: f32 = mm(80.0);
const WINDOW_LINES: usize = 6;

/// The block of facts: where it begins, and where its values do.
const FACTS: f32 = mm(125.0);
const VALUES: f32 = mm(153.0);

impl Composer<'_> {
    /// Name of the company, its address for the window, marks for folding and punching.
    pub fn letterhead(&mut self) -> Result<(), InvoiceError> {
        let seller = &self.invoice.seller;
        let mut marks = vec![rule(LEFT, mm(15.0), mm(16.0), 3.2, self.accent)];
        let runs = wrap(&seller.name, Style::bold(15.0), mm(95.0), 2)?;
        marks.extend(lines(LEFT, mm(23.5), 19.0, runs, self.ink));
        let mut sender = vec![seller.name.as_str()];
        sender.extend(seller.address.first().map(String::as_str));
        let city = format!("{} {}", seller.postcode, seller.city);
        sender.push(&city);
        let sender = fit(&sender.join(" · "), Style::regular(6.6), WINDOW_WIDTH)?;
        marks.push(left(LEFT, mm(60.2), sender, Colour::GREY));
        self.sheets.put(Meaning::Header, marks);
        let folds = [105.0, 148.5, 210.0].map(|at| {
            let width = if at == 148.5 { 6.0 } else { 4.0 };
            rule(mm(5.0), mm(at), mm(width), 0.4, Colour::HAIRLINE)
        });
        let mut folds = folds.to_vec();
        folds.push(rule(LEFT, mm(61.3), WINDOW_WIDTH, 0.4, Colour::HAIRLINE));
        self.sheets.put(Meaning::Decoration, folds);
        Ok(())
    }

    /// The buyer's address, never longer than the window.
    pub fn address(&mut self) -> Result<(), InvoiceError> {
        let buyer = &self.invoice.buyer;
        let (bold, style) = (Style::bold(9.8), Style::regular(9.8));
        let mut below: Vec<Run> = Vec::new();
        let mut street: Vec<&str> = buyer.address.iter().map(String::as_str).collect();
        street.retain(|line| !line.trim().is_empty());
        let rest = street.split_off(street.len().min(1)).join(", ");
        let city = format!("{} {}", buyer.postcode, buyer.city);
        let mut texts = vec![buyer.contact.as_str()];
        texts.extend(street);
        texts.extend([rest.as_str(), city.as_str()]);
        for text in texts.into_iter().filter(|text| !text.trim().is_empty()) {
            below.push(fit(text, style, WINDOW_WIDTH)?);
        }
        if buyer.country != self.invoice.seller.country {
            let country = words::country(self.lang, buyer.country);
            below.push(fit(&country, style, WINDOW_WIDTH)?);
        }
        let room = WINDOW_LINES.saturating_sub(below.len()).clamp(1, 2);
        let mut runs = wrap(&buyer.name, bold, WINDOW_WIDTH, room)?;
        runs.extend(below);
        let marks = lines(LEFT, WINDOW_TOP + 10.0, 12.8, runs, Colour::INK);
        self.sheets.leaf(None, Role::Paragraph, marks);
        Ok(())
    }

    /// Number, days, references; answers with where they end.
    pub fn facts(&mut self) -> Result<f32, InvoiceError> {
        let mut y = mm(50.0);
        let table = self.sheets.part(None, Role::Table(self.word("facts")));
        for (index, (key, value)) in self.fact_list().into_iter().enumerate() {
            let label = fit(&self.word(key), Style::regular(8.4), VALUES - FACTS - 6.0)?;
            let style = if index == 0 {
                Style::bold(8.8)
            } else {
                Style::regular(8.8)
            };
            let mut values = wrap(&value, style, RIGHT - VALUES, 3)?;
            if values.is_empty() {
                values.push(run("–", style)?);
            }
            let height = 13.2 + 11.0 * values.len().saturating_sub(1) as f32;
            let row = self.sheets.part(Some(table), Role::Row);
            let marks = vec![left(FACTS, y + 9.0, label, Colour::GREY)];
            self.sheets.leaf(Some(row), Role::RowHead, marks);
            let marks = lines(VALUES, y + 9.0, 11.0, values, Colour::INK);
            self.sheets.leaf(Some(row), Role::Cell, marks);
            y += height;
        }
        Ok(y + mm(6.0))
    }

    /// What is said beside the address, in words; what is empty is left out.
    pub fn fact_list(&self) -> Vec<(&'static str, String)> {
        let invoice = self.invoice;
        let date = |day| words::date(self.lang, day);
        let number = match invoice.kind {
            Kind::Invoice => "number-invoice",
            Kind::CreditNote => "number-credit-note",
            Kind::Corrected => "number-corrected",
        };
        let delivered = match invoice.period {
            Some(days) => ("period", words::period(self.lang, days)),
            None => ("delivered", date(invoice.delivered_on)),
        };
        let mut facts = vec![
            (number, invoice.number.clone()),
            ("issued", date(invoice.issued_on)),
            delivered,
        ];
        if let Some(day) = invoice
            .due_on
            .filter(|_| self.totals.due.cents() > 0 && !self.is_credit())
        {
            facts.push(("due", date(day)));
        }
        facts.push(("customer", invoice.buyer.customer_number.clone()));
        facts.push(("buyer-vat-id", words::without_blanks(&invoice.buyer.vat_id)));
        facts.push(("order", invoice.order.clone()));
        facts.push(("purchase-order", invoice.purchase_order.clone()));
        if invoice.reference != invoice.buyer.customer_number {
            facts.push(("reference", invoice.reference.clone()));
        }
        facts.push(("contact", invoice.seller.contact.name.clone()));
        facts.retain(|(_, value)| !value.trim().is_empty());
        facts
    }
}
