//! Pages as a list of marks with their meaning, before they become a PDF. What is laid out here knows nothing of the file's format.

use super::letters::Run;

/// Points in a millimetre.
pub const fn mm(millimetres: f32) -> f32 {
    millimetres * 72.0 / 25.4
}

/// A4.
pub const WIDTH: f32 = mm(210.0);
pub const HEIGHT: f32 = mm(297.0);

/// A colour of the sRGB space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    pub const INK: Self = Self(0x14, 0x19, 0x1b);
    pub const GREY: Self = Self(0x5a, 0x66, 0x6b);
    pub const HAIRLINE: Self = Self(0xcf, 0xd6, 0xd8);
}

/// Something visible. Lengths are points from the upper left corner.
#[derive(Clone, Debug)]
pub enum Mark {
    /// A line of text that begins at `x` on a baseline.
    Text {
        x: f32,
        baseline: f32,
        run: Run,
        colour: Colour,
    },
    /// A filled rectangle, which a hairline is, too.
    Fill {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
    /// Squares of a QR code: so many on a side, and which of them are dark, row by row.
    Code {
        x: f32,
        y: f32,
        side: f32,
        modules: usize,
        dark: Vec<bool>,
    },
}

/// What a group of marks is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A part of the structure, by its number in [`Sheets::parts`].
    Part(usize),
    /// Repeated above the text of a page.
    Header,
    /// Repeated below it.
    Footer,
    /// Rules and the like.
    Decoration,
}

/// Marks with one meaning.
#[derive(Clone, Debug)]
pub struct Piece {
    pub meaning: Meaning,
    pub marks: Vec<Mark>,
}

/// What a part of the text is (PDF 1.7, section 14.8.4).
#[derive(Clone, Debug, PartialEq)]
pub enum Role {
    /// The title of the document.
    Title(String),
    /// A heading within it.
    Heading(String),
    Paragraph,
    /// With a summary for those who do not see it.
    Table(String),
    TableHead,
    TableBody,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    /// A picture: its words, and where it is (page, x, y, side).
    Figure {
        words: String,
        page: usize,
        x: f32,
        y: f32,
        side: f32,
    },
}

/// A part with its parts and pieces in the order of reading.
#[derive(Clone, Debug)]
pub struct Part {
    pub role: Role,
    pub children: Vec<Child>,
}

/// What a part is made of.
#[derive(Clone, Copy, Debug)]
pub enum Child {
    Part(usize),
    /// Page and number of the piece on it.
    Piece(usize, usize),
}

/// All pages, and the structure of their text.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    pub pages: Vec<Vec<Piece>>,
    pub parts: Vec<Part>,
    /// The parts that are in no other.
    pub roots: Vec<usize>,
}

impl Sheets {
    /// Begins a page.
    pub fn turn(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Number of the page that is written on, from 0.
    pub fn page(&self) -> usize {
        self.pages.len().saturating_sub(1)
    }

    /// Opens a part inside another one, or at the top.
    pub fn part(&mut self, inside: Option<usize>, role: Role) -> usize {
        let number = self.parts.len();
        self.parts.push(Part {
            role,
            children: Vec::new(),
        });
        match inside.and_then(|inside| self.parts.get_mut(inside)) {
            Some(outer) => outer.children.push(Child::Part(number)),
            None => self.roots.push(number),
        }
        number
    }

    /// Puts marks on the last page.
    pub fn put(&mut self, meaning: Meaning, marks: Vec<Mark>) {
        let page = self.page();
        self.put_on(page, meaning, marks);
    }

    /// Puts marks on a page. Parts of the structure are put in the order in which they are read.
    pub fn put_on(&mut self, page: usize, meaning: Meaning, marks: Vec<Mark>) {
        let Some(pieces) = self.pages.get_mut(page).filter(|_| !marks.is_empty()) else {
            return;
        };
        if let Meaning::Part(number) = meaning
            && let Some(part) = self.parts.get_mut(number)
        {
            part.children.push(Child::Piece(page, pieces.len()));
        }
        pieces.push(Piece { meaning, marks });
    }

    /// A part that holds nothing but these marks.
    pub fn leaf(&mut self, inside: Option<usize>, role: Role, marks: Vec<Mark>) -> usize {
        let part = self.part(inside, role);
        self.put(Meaning::Part(part), marks);
        part
    }
}

/// Lines of text below each other, whose first baseline is given.
pub fn lines(x: f32, baseline: f32, leading: f32, runs: Vec<Run>, colour: Colour) -> Vec<Mark> {
    let place = |(index, run): (usize, Run)| Mark::Text {
        x,
        baseline: baseline + index as f32 * leading,
        run,
        colour,
    };
    runs.into_iter().enumerate().map(place).collect()
}

/// A line of text that ends at `right`.
pub fn right(right: f32, baseline: f32, run: Run, colour: Colour) -> Mark {
    Mark::Text {
        x: right - run.width,
        baseline,
        run,
        colour,
    }
}

/// A line of text that begins at `x`.
pub const fn left(x: f32, baseline: f32, run: Run, colour: Colour) -> Mark {
    Mark::Text {
        x,
        baseline,
        run,
        colour,
    }
}

/// A horizontal rule whose upper edge is at `y`.
pub const fn rule(x: f32, y: f32, width: f32, height: f32, colour: Colour) -> Mark {
    Mark::Fill {
        x,
        y,
        width,
        height,
        colour,
    }
}
