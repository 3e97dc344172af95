//! Lays a document out on pages: letterhead, address window and facts as DIN 5008 (form B) places them, lines, sums, payment, notes.

use super::super::InvoiceError;
use super::super::data::{Invoice, Kind};
use super::super::totals::Totals;
use super::super::words;
use super::letters::{Style, fit, wrap};
use super::sheet::{Colour, HEIGHT, Mark, Meaning, Role, Sheets, WIDTH, left, lines, mm, right, rule};
use crate::types::lang::Lang;

/// Where text begins and ends.
pub const LEFT: f32 = mm(25.0);
pub const RIGHT: f32 = WIDTH - mm(20.0);
pub const MEASURE: f32 = RIGHT - LEFT;
/// Where the text of a second page begins, and where that of each page ends.
const TOP: f32 = mm(29.0);
pub const BOTTOM: f32 = mm(259.0);

/// What is at hand while pages are filled.
pub struct Composer<'a> {
    pub invoice: &'a Invoice,
    pub totals: &'a Totals,
    pub lang: Lang,
    /// The colour of the brand for rules.
    pub accent: Colour,
    /// The same for text, or ink where it would be too pale to read.
    pub ink: Colour,
    pub sheets: Sheets,
    /// How far down the page is filled.
    pub y: f32,
}

/// The pages of a document.
pub fn compose(invoice: &Invoice, totals: &Totals, accent: Colour, ink: Colour) -> Result<Sheets, InvoiceError> {
    let mut page = Composer {
        invoice,
        totals,
        lang: invoice.language,
        accent,
        ink,
        sheets: Sheets::default(),
        y: 0.0,
    };
    page.sheets.turn();
    page.letterhead()?;
    page.address()?;
    let facts = page.facts()?;
    page.y = facts.max(mm(101.0));
    page.title()?;
    page.lines()?;
    page.exemptions()?;
    page.payment()?;
    page.notes()?;
    page.frames()?;
    Ok(page.sheets)
}

impl Composer<'_> {
    /// A word of the document.
    pub fn word(&self, key: &str) -> String {
        words::text(self.lang, key)
    }

    /// Whether money goes to the buyer.
    pub fn is_credit(&self) -> bool {
        self.invoice.kind == Kind::CreditNote
    }

    /// Begins the next page.
    pub fn turn(&mut self) {
        self.sheets.turn();
        self.y = TOP;
    }

    /// Begins the next page if less than this is left of this one.
    pub fn need(&mut self, height: f32) {
        if self.y + height > BOTTOM {
            self.turn();
        }
    }

    /// A paragraph over the whole width; it may go on on the next page.
    pub fn paragraph(&mut self, text: &str, style: Style, colour: Colour) -> Result<(), InvoiceError> {
        let leading = style.size * 1.42;
        let runs = wrap(text, style, MEASURE, 200)?;
        if runs.is_empty() {
            return Ok(());
        }
        let part = self.sheets.part(None, Role::Paragraph);
        for run in runs {
            self.need(leading);
            let mark = left(LEFT, self.y + style.size, run, colour);
            self.sheets.put(Meaning::Part(part), vec![mark]);
            self.y += leading;
        }
        Ok(())
    }

    /// Title, and what precedes the lines.
    fn title(&mut self) -> Result<(), InvoiceError> {
        let text = format!("{} {}", words::title(self.invoice), self.invoice.number);
        let runs = wrap(&text, Style::bold(17.0), MEASURE, 3)?;
        let leading = 22.0;
        let height = leading * runs.len() as f32;
        let marks = lines(LEFT, self.y + 15.0, leading, runs, Colour::INK);
        self.sheets.leaf(None, Role::Title(text), marks);
        self.y += height + 3.0;
        if let Some(sentence) = words::correction(self.invoice) {
            self.paragraph(&sentence, Style::regular(9.5), Colour::INK)?;
            self.y += 2.0;
        }
        if let Some(place) = &self.invoice.ship_to {
            let mut address = vec![place.name.clone()];
            address.extend(place.address.iter().cloned());
            address.push(format!("{} {}", place.postcode, place.city));
            address.push(words::country(self.lang, place.country));
            address.retain(|line| !line.trim().is_empty());
            let sentence = words::text_with(self.lang, "ship-to", &[("address", &address.join(", "))]);
            self.paragraph(&sentence, Style::regular(9.0), Colour::GREY)?;
        }
        self.y += 10.0;
        Ok(())
    }

    /// Why no VAT is charged, once for each reason.
    fn exemptions(&mut self) -> Result<(), InvoiceError> {
        let mut categories: Vec<_> = self.totals.groups.iter().map(|group| group.category).collect();
        categories.dedup();
        for category in categories {
            let sentence = words::exemption(self.lang, category);
            self.paragraph(&sentence, Style::bold(9.0), Colour::INK)?;
        }
        self.y += 12.0;
        Ok(())
    }

    fn notes(&mut self) -> Result<(), InvoiceError> {
        for note in &self.invoice.notes {
            self.y += 4.0;
            for line in note.lines() {
                self.paragraph(line, Style::regular(8.6), Colour::GREY)?;
            }
        }
        Ok(())
    }

    /// What stands on all pages: head (but for the first), foot, number of the page.
    fn frames(&mut self) -> Result<(), InvoiceError> {
        let pages = self.sheets.pages.len();
        let foot = self.foot()?;
        let small = Style::regular(7.6);
        let title = format!("{} {}", words::title(self.invoice), self.invoice.number);
        for page in 0..pages {
            if page > 0 {
                let marks = vec![
                    left(
                        LEFT,
                        mm(17.0),
                        fit(&self.invoice.seller.name, Style::bold(8.6), mm(80.0))?,
                        self.ink,
                    ),
                    right(RIGHT, mm(17.0), fit(&title, small, mm(80.0))?, Colour::GREY),
                    rule(LEFT, mm(20.0), MEASURE, 0.5, Colour::HAIRLINE),
                ];
                self.sheets.put_on(page, Meaning::Header, marks);
            }
            let values = [("page", (page + 1).to_string()), ("pages", pages.to_string())];
            let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
            let number = words::text_with(self.lang, "page", &values);
            let mut marks = foot.clone();
            marks.push(right(
                RIGHT,
                mm(265.6),
                fit(&number, small.figures(), mm(60.0))?,
                Colour::GREY,
            ));
            self.sheets.put_on(page, Meaning::Footer, marks);
        }
        Ok(())
    }

    /// The company's data in columns.
    fn foot(&self) -> Result<Vec<Mark>, InvoiceError> {
        let seller = &self.invoice.seller;
        let with = |key, name, value: &str| words::text_with(self.lang, key, &[(name, value)]);
        let mut company = vec![seller.name.clone()];
        company.extend(seller.address.iter().cloned());
        company.push(format!("{} {}", seller.postcode, seller.city));
        let reach = vec![
            seller.contact.phone.clone(),
            seller.contact.email.clone(),
            seller.web.clone(),
        ];
        let mut law = vec![seller.register.clone()];
        if !seller.directors.is_empty() {
            law.push(with("directors", "names", &seller.directors.join(", ")));
        }
        if !seller.vat_id.is_empty() {
            law.push(with("vat-id", "number", &seller.vat_id));
        }
        if !seller.tax_number.is_empty() {
            law.push(with("tax-number", "number", &seller.tax_number));
        }
        let bank = vec![
            words::holder(seller).to_owned(),
            words::iban(&seller.bank.iban),
            words::without_blanks(&seller.bank.bic),
        ];
        let mut marks = vec![rule(LEFT, mm(268.0), MEASURE, 0.5, Colour::HAIRLINE)];
        let columns = [
            (0.0, 39.0, company),
            (41.0, 36.0, reach),
            (79.0, 45.0, law),
            (126.0, 39.0, bank),
        ];
        let (style, leading) = (Style::regular(6.8), 9.0);
        for (from, width, texts) in columns {
            let mut runs = Vec::new();
            for text in texts.iter().filter(|text| !text.trim().is_empty()) {
                runs.extend(wrap(text, style, mm(width), 2)?);
            }
            runs.truncate(6);
            marks.extend(lines(LEFT + mm(from), mm(272.2), leading, runs, Colour::GREY));
        }
        debug_assert!(mm(272.2) + 6.0 * leading < HEIGHT, "the foot is on the page");
        Ok(marks)
    }
}
