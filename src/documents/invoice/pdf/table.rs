//! The lines of a document and their sums. The head is repeated on each page, and the last line stays with the sums.

use super::super::InvoiceError;
use super::super::data::Line;
use super::super::words;
use super::compose::{BOTTOM, Composer, LEFT, MEASURE, RIGHT};
use super::letters::{Run, Style, run, wrap};
use super::sheet::{Colour, Mark, Meaning, Role, left, lines, mm, right, rule};
use crate::types::lang::Lang;
use crate::types::money::VatCategory;

/// Where columns begin or end, from the left of the page, and how wide figures may be.
const NAME: f32 = LEFT + mm(10.0);
const NAME_WIDTH: f32 = mm(70.0);
const QUANTITY: (f32, f32) = (LEFT + mm(98.0), mm(18.0));
const PRICE: (f32, f32) = (LEFT + mm(122.0), mm(22.5));
const RATE: (f32, f32) = (LEFT + mm(137.0), mm(13.5));
const AMOUNT: (f32, f32) = (RIGHT, mm(26.0));
const SUMS: f32 = LEFT + mm(82.0);

/// Lines of text that a line of the document may have. Whoever needs more finds it in the embedded data.
const MOST_NAME_LINES: usize = 8;
const MOST_SMALL_LINES: usize = 24;

const NAME_LEADING: f32 = 12.2;
const SMALL_LEADING: f32 = 10.6;
const PADDING: f32 = 5.0;
const HEAD: f32 = 19.0;

/// A line as it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Printed {
    pub position: String,
    pub name: String,
    /// Below the name: description, then number, cost centre and days in one line.
    pub small: Vec<String>,
    pub quantity: String,
    pub price: String,
    pub rate: String,
    pub amount: String,
}

/// The words and figures of a line.
pub fn printed(lang: Lang, line: &Line) -> Printed {
    let with = |key, name, value: &str| words::text_with(lang, key, &[(name, value)]);
    let mut marks = Vec::new();
    if !line.sku.trim().is_empty() {
        marks.push(with("sku", "sku", &line.sku));
    }
    if !line.cost_centre.trim().is_empty() {
        marks.push(with("cost-centre", "name", &line.cost_centre));
    }
    marks.extend(line.period.map(|days| words::period(lang, days)));
    let mut small: Vec<String> = line.description.lines().map(str::to_owned).collect();
    if !marks.is_empty() {
        small.push(marks.join(" · "));
    }
    Printed {
        position: line.position.to_string(),
        name: line.name.clone(),
        small,
        quantity: words::quantity(lang, line.quantity, line.unit),
        price: words::price(lang, line.unit_price),
        rate: match line.vat_category {
            VatCategory::OutOfScope => "–".to_owned(),
            _ => words::percent(lang, line.vat_rate),
        },
        amount: words::amount(lang, line.net),
    }
}

struct Row {
    printed: Printed,
    name: Vec<Run>,
    small: Vec<Run>,
    height: f32,
}

impl Composer<'_> {
    /// All lines, then the sums.
    pub fn lines(&mut self) -> Result<(), InvoiceError> {
        let rows: Vec<Row> = self
            .invoice
            .lines
            .iter()
            .map(|line| row(self.lang, line))
            .collect::<Result<_, _>>()?;
        let sums = self.sum_list();
        let table = self.sheets.part(None, Role::Table(self.word("lines")));
        let first = rows.first().map_or(0.0, |row| row.height);
        let closing = if rows.len() == 1 { sums_height(sums.len()) } else { 0.0 };
        self.need(HEAD + first + closing);
        self.table_head(Some(table))?;
        let body = self.sheets.part(Some(table), Role::TableBody);
        let last = rows.len().saturating_sub(1);
        for (index, row) in rows.into_iter().enumerate() {
            let closing = if index == last { sums_height(sums.len()) } else { 0.0 };
            if self.y + row.height + closing > BOTTOM {
                self.turn();
                self.table_head(None)?;
            }
            self.table_row(body, row)?;
        }
        self.sums(sums)
    }

    /// The names of the columns: a part of the table at first, and decoration where they are repeated.
    fn table_head(&mut self, table: Option<usize>) -> Result<(), InvoiceError> {
        let style = Style::bold(7.8);
        let baseline = self.y + 8.0;
        let amount = words::text_with(self.lang, "amount", &[("currency", self.invoice.currency.as_str())]);
        let heads = [
            left(LEFT, baseline, run(&self.word("position"), style)?, Colour::GREY),
            left(NAME, baseline, run(&self.word("description"), style)?, Colour::GREY),
            right(QUANTITY.0, baseline, run(&self.word("quantity"), style)?, Colour::GREY),
            right(PRICE.0, baseline, run(&self.word("unit-price"), style)?, Colour::GREY),
            right(RATE.0, baseline, run(&self.word("vat-rate"), style)?, Colour::GREY),
            right(AMOUNT.0, baseline, run(&amount, style)?, Colour::GREY),
        ];
        match table {
            None => self.sheets.put(Meaning::Header, heads.to_vec()),
            Some(table) => {
                let head = self.sheets.part(Some(table), Role::TableHead);
                let row = self.sheets.part(Some(head), Role::Row);
                for mark in heads {
                    self.sheets.leaf(Some(row), Role::ColumnHead, vec![mark]);
                }
            }
        }
        let line = rule(LEFT, self.y + HEAD - 6.0, MEASURE, 1.0, self.accent);
        self.sheets.put(Meaning::Decoration, vec![line]);
        self.y += HEAD - 5.0;
        Ok(())
    }

    fn table_row(&mut self, body: usize, row: Row) -> Result<(), InvoiceError> {
        let style = Style::regular(9.2).figures();
        let baseline = self.y + PADDING + 9.0;
        let Row {
            printed,
            name,
            small,
            height,
        } = row;
        let below = baseline + NAME_LEADING * name.len().saturating_sub(1) as f32 + SMALL_LEADING + 0.8;
        let mut text = lines(NAME, baseline, NAME_LEADING, name, Colour::INK);
        text.extend(lines(NAME, below, SMALL_LEADING, small, Colour::GREY));
        let figure = |text: &str, (edge, width): (f32, f32)| -> Result<Vec<Mark>, InvoiceError> {
            Ok(vec![right(edge, baseline, fitted(text, style, width)?, Colour::INK)])
        };
        let position = fitted(&printed.position, style, mm(9.0))?;
        let cells = [
            vec![left(LEFT, baseline, position, Colour::GREY)],
            text,
            figure(&printed.quantity, QUANTITY)?,
            figure(&printed.price, PRICE)?,
            figure(&printed.rate, RATE)?,
            figure(&printed.amount, AMOUNT)?,
        ];
        let row = self.sheets.part(Some(body), Role::Row);
        for marks in cells {
            self.sheets.leaf(Some(row), Role::Cell, marks);
        }
        self.y += height;
        let line = rule(LEFT, self.y - 0.5, MEASURE, 0.5, Colour::HAIRLINE);
        self.sheets.put(Meaning::Decoration, vec![line]);
        Ok(())
    }

    /// The sums in words and figures; the last one is what counts.
    pub fn sum_list(&self) -> Vec<(String, String)> {
        let (lang, totals) = (self.lang, self.totals);
        let amount = |money| words::amount(lang, money);
        let mut sums = vec![(self.word("net"), amount(totals.net))];
        for group in &totals.groups {
            let basis = amount(group.basis);
            let label = match group.category {
                VatCategory::OutOfScope => words::text_with(lang, "no-vat", &[("basis", &basis)]),
                _ => {
                    let rate = words::percent(lang, group.rate);
                    words::text_with(lang, "vat", &[("rate", &rate), ("basis", &basis)])
                }
            };
            sums.push((label, amount(group.vat)));
        }
        let gross = words::amount_in(lang, totals.gross, self.invoice.currency);
        let label = if self.is_credit() { "gross-credit" } else { "gross" };
        sums.push((self.word(label), gross));
        if totals.paid.cents() != 0 {
            sums.push((self.word("paid"), amount(totals.paid.negated())));
            let due = words::amount_in(lang, totals.due, self.invoice.currency);
            let label = if self.is_credit() { "due-credit" } else { "due-amount" };
            sums.push((self.word(label), due));
        }
        sums
    }

    fn sums(&mut self, sums: Vec<(String, String)>) -> Result<(), InvoiceError> {
        self.y += 7.0;
        let table = self.sheets.part(None, Role::Table(self.word("totals")));
        // The whole sum comes after the VAT groups, and what is left to pay comes last.
        let gross = 1 + self.totals.groups.len();
        let last = sums.len().saturating_sub(1);
        for (index, (label, figure)) in sums.into_iter().enumerate() {
            let is_strong = index == last;
            let is_ruled = index == gross || is_strong;
            let style = match (is_strong, is_ruled) {
                (true, _) => Style::bold(11.4),
                (false, true) => Style::bold(9.2),
                _ => Style::regular(9.2),
            };
            if is_ruled {
                let (height, colour) = if is_strong {
                    (1.0, self.accent)
                } else {
                    (0.5, Colour::HAIRLINE)
                };
                let line = rule(SUMS, self.y + 2.0, RIGHT - SUMS, height, colour);
                self.sheets.put(Meaning::Decoration, vec![line]);
                self.y += 4.0;
            }
            let baseline = self.y + style.size + 2.4;
            let figure = fitted(&figure, style.figures(), mm(44.0))?;
            let room = RIGHT - SUMS - figure.width - 8.0;
            let label = fitted(&label, style.figures(), room)?;
            let row = self.sheets.part(Some(table), Role::Row);
            let marks = vec![left(SUMS, baseline, label, Colour::INK)];
            self.sheets.leaf(Some(row), Role::RowHead, marks);
            let marks = vec![right(RIGHT, baseline, figure, Colour::INK)];
            self.sheets.leaf(Some(row), Role::Cell, marks);
            self.y += style.size + 5.8;
        }
        self.y += 12.0;
        Ok(())
    }
}

/// Points that so many sums take at most.
fn sums_height(sums: usize) -> f32 {
    7.0 + sums as f32 * 15.0 + 2.0 * 6.2 + 8.0
}

fn row(lang: Lang, line: &Line) -> Result<Row, InvoiceError> {
    let printed = printed(lang, line);
    let mut name = wrap(&printed.name, Style::regular(9.2), NAME_WIDTH, MOST_NAME_LINES)?;
    if name.is_empty() {
        // Nothing of the name can be seen, but a cell without text would not be a cell.
        name.push(run("–", Style::regular(9.2))?);
    }
    let mut small = Vec::new();
    for text in &printed.small {
        let room = MOST_SMALL_LINES.saturating_sub(small.len());
        if room == 0 {
            break;
        }
        small.extend(wrap(text, Style::regular(7.9), NAME_WIDTH, room)?);
    }
    let text = NAME_LEADING * name.len().max(1) as f32 + SMALL_LEADING * small.len() as f32;
    Ok(Row {
        height: text + 2.0 * PADDING + 1.0,
        printed,
        name,
        small,
    })
}

/// A figure in one line; made smaller where it is too wide, never cut.
fn fitted(text: &str, style: Style, width: f32) -> Result<Run, InvoiceError> {
    let set = run(text, style)?;
    if set.width <= width {
        return Ok(set);
    }
    let size = style.size * width / set.width;
    run(text, Style { size, ..style })
}
