//! Letters: which of them the fonts have, how wide a text is, where its lines end.
//!
//! PDF/A fails as a whole for one letter without a glyph, and krilla panics on ranges that do not ascend. So text is cleaned first, is
//! always set from left to right, and a result that is not as it should be is set anew, letter by letter.

use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face, Feature, ShapePlan, UnicodeBuffer, script};

use super::super::InvoiceError;

/// More letters than any line here has.
const LETTERS_IN_LINE: usize = 300;

/// A line filled up to this part by the sum of its words fits for sure: kerning across blanks takes less than the rest.
const SURE: f32 = 0.9;

/// Weight of a font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    SemiBold,
}

/// How a text is set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    pub weight: Weight,
    /// Points.
    pub size: f32,
    /// Digits of one width, so that they stand below each other.
    pub tabular: bool,
}

impl Style {
    pub const fn regular(size: f32) -> Self {
        Self {
            weight: Weight::Regular,
            size,
            tabular: false,
        }
    }

    pub const fn bold(size: f32) -> Self {
        Self {
            weight: Weight::SemiBold,
            size,
            tabular: false,
        }
    }

    pub const fn figures(self) -> Self {
        Self { tabular: true, ..self }
    }
}

/// One line of text, ready to be drawn.
#[derive(Clone, Debug)]
pub struct Run {
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    /// Points, without a blank at the end.
    pub width: f32,
    pub style: Style,
}

/// A font with what takes time to prepare.
pub struct Letters {
    face: Face<'static>,
    /// For the writer of the PDF.
    pub font: Font,
    per_em: f32,
    plain: ShapePlan,
    tabular: ShapePlan,
}

static REGULAR: LazyLock<Option<Letters>> = LazyLock::new(|| load(include_bytes!("../../fonts/Inter-Regular.ttf")));
static SEMI_BOLD: LazyLock<Option<Letters>> = LazyLock::new(|| load(include_bytes!("../../fonts/Inter-SemiBold.ttf")));

/// The font of a weight. It is part of the program; a test sets text in both.
pub fn letters(weight: Weight) -> Result<&'static Letters, InvoiceError> {
    let font = match weight {
        Weight::Regular => &*REGULAR,
        Weight::SemiBold => &*SEMI_BOLD,
    };
    font.as_ref()
        .ok_or_else(|| InvoiceError::Pdf("a font cannot be read".to_owned()))
}

fn load(bytes: &'static [u8]) -> Option<Letters> {
    let face = Face::from_slice(bytes, 0)?;
    let font = Font::new(bytes.to_vec().into(), 0)?;
    let plan = |tabular: u32| {
        let features = [Feature::new(Tag::from_bytes(b"tnum"), tabular, ..)];
        ShapePlan::new(&face, Direction::LeftToRight, Some(script::LATIN), None, &features)
    };
    let (plain, tabular) = (plan(0), plan(1));
    let per_em = face.units_per_em() as f32;
    Some(Letters {
        face,
        font,
        per_em,
        plain,
        tabular,
    })
}

/// Sets one line.
pub fn run(text: &str, style: Style) -> Result<Run, InvoiceError> {
    let letters = letters(style.weight)?;
    Ok(letters.set(letters.clean(text), style))
}

/// Sets a text in lines of at most this width, and at most so many; what is left over ends in an ellipsis.
pub fn wrap(text: &str, style: Style, width: f32, most: usize) -> Result<Vec<Run>, InvoiceError> {
    let letters = letters(style.weight)?;
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        // Nobody needs the lines that are cut off anyway.
        let paragraph: String = paragraph.chars().take(most.saturating_mul(LETTERS_IN_LINE)).collect();
        letters.wrap_one(&letters.clean(&paragraph), style, width, &mut lines);
        if lines.len() > most {
            break;
        }
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.pop() {
            lines.push(letters.cut(&last.text, style, width));
        }
    }
    Ok(lines)
}

/// Sets one line that is cut with an ellipsis where it is too long.
pub fn fit(text: &str, style: Style, width: f32) -> Result<Run, InvoiceError> {
    let letters = letters(style.weight)?;
    let text: String = text.chars().take(LETTERS_IN_LINE).collect();
    let set = letters.set(letters.clean(&text), style);
    if set.width <= width {
        return Ok(set);
    }
    Ok(letters.cut(&set.text, style, width))
}

impl Letters {
    /// The text in letters that the font has: what is invisible is left out, what is unknown becomes a question mark.
    fn clean(&self, text: &str) -> String {
        let kept = text.chars().filter_map(|c| match c {
            _ if c.is_whitespace() && c != '\u{a0}' && c != '\u{202f}' => Some(' '),
            _ if is_invisible(c) => None,
            _ if self.face.glyph_index(c).is_some_and(|glyph| glyph.0 != 0) => Some(c),
            _ => Some('?'),
        });
        kept.collect::<String>().trim().to_owned()
    }

    /// Sets a clean text.
    fn set(&self, text: String, style: Style) -> Run {
        let glyphs = self.shaped(&text, style).unwrap_or_else(|| self.by_letter(&text));
        let blank = self.blanks_at_end(&text);
        let width = glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() - blank;
        Run {
            text,
            glyphs,
            width: width * style.size,
            style,
        }
    }

    fn shaped(&self, text: &str, style: Style) -> Option<Vec<KrillaGlyph>> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let plan = if style.tabular { &self.tabular } else { &self.plain };
        let shaped = rustybuzz::shape_with_plan(&self.face, plan, buffer);
        let starts: Vec<usize> = shaped.glyph_infos().iter().map(|info| info.cluster as usize).collect();
        let mut glyphs = Vec::with_capacity(starts.len());
        let all = shaped.glyph_infos().iter().zip(shaped.glyph_positions()).enumerate();
        for (index, (info, position)) in all {
            let start = *starts.get(index)?;
            let later = starts.get(index + 1..)?.iter().find(|next| **next != start);
            let end = later.copied().unwrap_or(text.len());
            if info.glyph_id == 0 || end <= start || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
                return None;
            }
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                position.x_advance as f32 / self.per_em,
                position.x_offset as f32 / self.per_em,
                position.y_offset as f32 / self.per_em,
                0.0,
                start..end,
                None,
            ));
        }
        let begins = starts.first().is_none_or(|first| *first == 0);
        begins.then_some(glyphs)
    }

    /// Without kerning and marks: each letter by itself. `clean` has seen to it that the font has all of them.
    fn by_letter(&self, text: &str) -> Vec<KrillaGlyph> {
        let glyph_of = |(start, c): (usize, char)| {
            let glyph = self.face.glyph_index(c)?;
            let advance = self.face.glyph_hor_advance(glyph).unwrap_or_default();
            Some(KrillaGlyph::new(
                GlyphId::new(u32::from(glyph.0)),
                f32::from(advance) / self.per_em,
                0.0,
                0.0,
                0.0,
                start..start + c.len_utf8(),
                None,
            ))
        };
        text.char_indices().filter_map(glyph_of).collect()
    }

    fn blanks_at_end(&self, text: &str) -> f32 {
        let blanks = text.len() - text.trim_end_matches(' ').len();
        let advance = self
            .face
            .glyph_index(' ')
            .and_then(|blank| self.face.glyph_hor_advance(blank));
        blanks as f32 * f32::from(advance.unwrap_or_default()) / self.per_em
    }

    /// Lines of one paragraph. A line keeps the blank that it was broken at, so that who reads the text aloud knows where words end.
    fn wrap_one(&self, text: &str, style: Style, width: f32, lines: &mut Vec<Run>) {
        let whole = self.set(text.to_owned(), style);
        if whole.width <= width {
            if !whole.text.is_empty() {
                lines.push(whole);
            }
            return;
        }
        let mut line = String::new();
        // The width of the line as the sum of its words: near enough to spare setting it again for each word but the last ones.
        let mut about = 0.0;
        for word in text.split_inclusive(' ') {
            let set = self.set(word.to_owned(), style);
            let advance = set.glyphs.iter().map(|glyph| glyph.x_advance).sum::<f32>() * style.size;
            let longer = format!("{line}{word}");
            if about + advance <= width * SURE || self.set(longer.clone(), style).width <= width {
                line = longer;
                about += advance;
                continue;
            }
            if !line.is_empty() {
                lines.push(self.set(std::mem::take(&mut line), style));
            }
            line = self.broken(word, style, width, lines);
            about = self.set(line.clone(), style).width;
        }
        if !line.trim().is_empty() {
            lines.push(self.set(line, style));
        }
    }

    /// Breaks a word that is wider than a line, and answers with its last piece.
    fn broken(&self, word: &str, style: Style, width: f32, lines: &mut Vec<Run>) -> String {
        let mut rest = word.to_owned();
        loop {
            // No more than a line may hold is set, or long words would cost the square of their length.
            let ahead: String = rest.chars().take(LETTERS_IN_LINE).collect();
            let set = self.set(ahead, style);
            if set.width <= width {
                return rest;
            }
            let mut piece = set.text.get(..fitting(&set, width)).unwrap_or(&set.text).to_owned();
            let mut line = self.set(piece.clone(), style);
            // At the break letters may come out wider than they were before the next one.
            while line.width > width && piece.pop().is_some() && !piece.is_empty() {
                line = self.set(piece.clone(), style);
            }
            rest = rest.split_off(line.text.len());
            lines.push(line);
        }
    }

    /// As much of a text as fits before an ellipsis.
    fn cut(&self, text: &str, style: Style, width: f32) -> Run {
        let mut kept = text.trim_end().to_owned();
        loop {
            let set = self.set(format!("{kept}…"), style);
            if set.width <= width || kept.is_empty() {
                return set;
            }
            let at = fitting(&set, width).min(kept.len());
            let shorter = kept.get(..at).filter(|shorter| shorter.len() < kept.len());
            match shorter.map(|shorter| shorter.trim_end().to_owned()) {
                Some(shorter) => kept = shorter,
                None => {
                    kept.pop();
                }
            }
        }
    }
}

/// Bytes of a run that fit into a width; at least one letter.
fn fitting(run: &Run, width: f32) -> usize {
    let mut x = 0.0;
    let mut first = 0;
    for glyph in &run.glyphs {
        x += glyph.x_advance * run.style.size;
        if x > width && glyph.text_range.start > 0 {
            return glyph.text_range.start;
        }
        if first == 0 {
            first = glyph.text_range.end;
        }
    }
    first.max(1)
}

/// Characters without a form of their own: control and format characters, variation selectors, private use, tags.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}
