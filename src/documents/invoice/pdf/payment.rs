//! How the document is paid: the sentence, the account, and the code that banking apps read.

use qrcode::{Color, EcLevel, QrCode, Version};

use super::super::InvoiceError;
use super::super::data::{Invoice, Kind, Payment};
use super::super::totals::Totals;
use super::super::words;
use super::compose::{BOTTOM, Composer, LEFT, MEASURE, RIGHT};
use super::letters::{Style, fit, wrap};
use super::sheet::{Colour, Mark, Role, left, lines, mm};
use crate::documents::epc::{self, Transfer};
use crate::types::iban::Iban;
use crate::types::money::{Currency, Money};

/// Length of a side of the code.
const SIDE: f32 = mm(27.0);
/// Where values stand behind their labels.
const LABEL: f32 = mm(32.0);

impl Composer<'_> {
    /// Sentence, account, code: they stay together on a page.
    pub fn payment(&mut self) -> Result<(), InvoiceError> {
        let code = girocode(self.invoice, self.totals);
        let width = if code.is_some() {
            MEASURE - SIDE - mm(8.0)
        } else {
            MEASURE
        };
        let sentence = words::terms(self.invoice, self.totals);
        let sentence = wrap(&sentence, Style::regular(9.2), width, 6)?;
        let account = self.account();
        let text = 17.0 + 13.0 * sentence.len() as f32 + 4.0 + 13.0 * account.len() as f32;
        let height = if code.is_some() { text.max(SIDE + 22.0) } else { text };
        if self.y + height > BOTTOM {
            self.turn();
        }
        let top = self.y;
        let heading = self.word("payment");
        let marks = vec![left(LEFT, top + 9.0, fit(&heading, Style::bold(9.6), width)?, self.ink)];
        self.sheets.leaf(None, Role::Heading(heading), marks);
        let marks = lines(LEFT, top + 25.0, 13.0, sentence.clone(), Colour::INK);
        self.sheets.leaf(None, Role::Paragraph, marks);
        let mut baseline = top + 25.0 + 13.0 * sentence.len() as f32 + 4.0;
        if !account.is_empty() {
            let table = self.sheets.part(None, Role::Table(self.word("bank-details")));
            for (key, value) in account {
                let row = self.sheets.part(Some(table), Role::Row);
                let label = fit(&self.word(key), Style::regular(8.4), LABEL - 6.0)?;
                self.sheets.leaf(
                    Some(row),
                    Role::RowHead,
                    vec![left(LEFT, baseline, label, Colour::GREY)],
                );
                let value = fit(&value, Style::regular(9.2), width - LABEL)?;
                let marks = vec![left(LEFT + LABEL, baseline, value, Colour::INK)];
                self.sheets.leaf(Some(row), Role::Cell, marks);
                baseline += 13.0;
            }
        }
        if let Some(code) = code {
            self.code(code, top)?;
        }
        self.y = top + height + 10.0;
        Ok(())
    }

    fn code(&mut self, (modules, dark): (usize, Vec<bool>), top: f32) -> Result<(), InvoiceError> {
        let (x, y) = (RIGHT - SIDE, top + 2.0);
        let values = [
            words::amount_in(self.lang, self.totals.due, self.invoice.currency),
            words::iban(&self.invoice.seller.bank.iban),
        ];
        let [amount, iban] = values.each_ref().map(String::as_str);
        let values = [
            ("amount", amount),
            ("iban", iban),
            ("reference", self.invoice.number.as_str()),
        ];
        let figure = Role::Figure {
            words: words::text_with(self.lang, "qr-alt", &values),
            page: self.sheets.page(),
            x,
            y,
            side: SIDE,
        };
        let mark = Mark::Code {
            x,
            y,
            side: SIDE,
            modules,
            dark,
        };
        self.sheets.leaf(None, figure, vec![mark]);
        let caption = wrap(&self.word("qr-caption"), Style::regular(6.6), SIDE, 2)?;
        let marks = lines(x, y + SIDE + 8.5, 8.2, caption, Colour::GREY);
        self.sheets.leaf(None, Role::Paragraph, marks);
        Ok(())
    }

    /// Where to transfer the money to; nothing if none is transferred.
    fn account(&self) -> Vec<(&'static str, String)> {
        if !is_open_transfer(self.invoice, self.totals) {
            return Vec::new();
        }
        let seller = &self.invoice.seller;
        let mut rows = vec![
            ("account-holder", words::holder(seller).to_owned()),
            ("iban", words::iban(&seller.bank.iban)),
            ("bic", words::without_blanks(&seller.bank.bic)),
            ("transfer-reference", self.invoice.number.clone()),
        ];
        rows.retain(|(_, value)| !value.trim().is_empty());
        rows
    }
}

fn is_open_transfer(invoice: &Invoice, totals: &Totals) -> bool {
    let is_transfer = matches!(invoice.payment, Payment::Transfer | Payment::Monthly);
    let is_charged = invoice.kind != Kind::CreditNote && totals.due > Money::ZERO;
    is_transfer && is_charged
}

/// The modules of the code for an open transfer in euros.
fn girocode(invoice: &Invoice, totals: &Totals) -> Option<(usize, Vec<bool>)> {
    let text = payload(invoice, totals)?;
    // The guideline allows no version above 13, which 331 bytes at level M never need.
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    if matches!(code.version(), Version::Normal(version) if version > 13) {
        return None;
    }
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Some((code.width(), dark))
}

/// What banking apps read; `None` for what is not transferred, or what the code cannot hold.
pub fn payload(invoice: &Invoice, totals: &Totals) -> Option<String> {
    if !is_open_transfer(invoice, totals) || invoice.currency != Currency::Eur {
        return None;
    }
    let bank = &invoice.seller.bank;
    let transfer = Transfer {
        holder: words::holder(&invoice.seller),
        iban: &Iban::parse(&bank.iban).ok()?,
        bic: &words::without_blanks(&bank.bic),
        amount: totals.due,
        text: &invoice.number,
    };
    epc::payload(&transfer).ok()
}
