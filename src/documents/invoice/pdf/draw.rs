//! Turns laid-out pages into a PDF with krilla: the only file that knows it, but for the letters.

use std::num::NonZeroU16;

use chrono::Datelike;
use krilla::color::rgb;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect, Transform};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, BBox, ContentTag, Identifier, Node, SpanTag, TableHeaderScope, Tag, TagGroup, TagKind,
    TagTree,
};
use krilla::{Document, SerializeSettings};

use super::super::data::Invoice;
use super::super::words;
use super::super::{EMBEDDED_NAME, InvoiceError};
use super::letters::letters;
use super::sheet::{Child, Colour, HEIGHT, Mark, Meaning, Piece, Role, Sheets, WIDTH, mm};

/// Draws all pages and puts the data inside.
pub fn draw(invoice: &Invoice, sheets: Sheets, xml: String) -> Result<Vec<u8>, InvoiceError> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(fault)?;
    let mut document = Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let mut identifiers = Vec::with_capacity(sheets.pages.len());
    for pieces in &sheets.pages {
        identifiers.push(page(&mut document, pieces)?);
    }
    let mut tree = TagTree::new().with_lang(Some(invoice.language.as_str().to_owned()));
    for root in &sheets.roots {
        if let Some(group) = group(&sheets, *root, &mut identifiers) {
            tree.push(group);
        }
    }
    document.set_tag_tree(tree);
    let title = brief(&format!("{} {}", words::title(invoice), invoice.number));
    let seller = brief(&invoice.seller.name);
    let mut outline = Outline::new();
    outline.push_child(OutlineNode::new(
        title.clone(),
        XyzDestination::new(0, Point::from_xy(0.0, mm(95.0))),
    ));
    document.set_outline(outline);
    let day = day(invoice);
    document.set_metadata(
        Metadata::new()
            .title(format!("{title}, {seller}"))
            .authors(vec![seller])
            .language(invoice.language.as_str().to_owned())
            .creator("Simportal".to_owned())
            .creation_date(day),
    );
    let data = EmbeddedFile {
        path: EMBEDDED_NAME.to_owned(),
        mime_type: MimeType::new("text/xml"),
        description: Some("EN 16931 (Factur-X, ZUGFeRD)".to_owned()),
        association_kind: AssociationKind::Alternative,
        data: xml.into_bytes().into(),
        modification_date: Some(day),
        compress: Some(true),
        location: None,
    };
    document
        .embed_file(data)
        .ok_or_else(|| InvoiceError::Pdf("the data cannot be embedded".to_owned()))?;
    document.finish().map_err(fault)
}

/// The beginning of a text that is only described by it. PDF/A allows no texts above 32,767 bytes there.
fn brief(text: &str) -> String {
    text.chars().take(300).collect()
}

fn fault(error: impl std::fmt::Debug) -> InvoiceError {
    InvoiceError::Pdf(format!("{error:?}"))
}

/// Files of one document are the same at any time, so the day of issue is also the day the file was made.
fn day(invoice: &Invoice) -> DateTime {
    let day = invoice.issued_on;
    let part = |number: u32| u8::try_from(number).unwrap_or(1);
    DateTime::new(u16::try_from(day.year()).unwrap_or(1))
        .month(part(day.month()))
        .day(part(day.day()))
        .hour(0)
        .minute(0)
        .second(0)
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// Draws a page; answers with the identifiers of its pieces.
fn page(document: &mut Document, pieces: &[Piece]) -> Result<Vec<Option<Identifier>>, InvoiceError> {
    let settings =
        PageSettings::from_wh(WIDTH, HEIGHT).ok_or_else(|| InvoiceError::Pdf("no size of page".to_owned()))?;
    let mut page = document.start_page_with(settings);
    let mut surface = page.surface();
    let mut identifiers = Vec::with_capacity(pieces.len());
    // Nothing in here may return early: krilla aborts the program where a section is left open.
    for piece in pieces {
        let is_text = matches!(piece.marks.first(), Some(Mark::Text { .. }));
        let tag = match piece.meaning {
            Meaning::Part(_) if is_text => ContentTag::Span(SpanTag::empty()),
            Meaning::Part(_) => ContentTag::Other,
            Meaning::Header => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header)),
            Meaning::Footer => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)),
            Meaning::Decoration => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
        };
        let identifier = surface.start_tagged(tag);
        for mark in &piece.marks {
            draw_mark(&mut surface, mark);
        }
        surface.end_tagged();
        identifiers.push(matches!(piece.meaning, Meaning::Part(_)).then_some(identifier));
    }
    surface.finish();
    page.finish();
    Ok(identifiers)
}

fn draw_mark(surface: &mut Surface<'_>, mark: &Mark) {
    match mark {
        Mark::Text {
            x,
            baseline,
            run,
            colour,
        } => {
            let Ok(letters) = letters(run.style.weight) else { return };
            if run.glyphs.is_empty() {
                return;
            }
            surface.set_fill(Some(fill(*colour)));
            surface.draw_glyphs(
                Point::from_xy(*x, *baseline),
                &run.glyphs,
                letters.font.clone(),
                &run.text,
                run.style.size,
                false,
            );
        }
        Mark::Fill {
            x,
            y,
            width,
            height,
            colour,
        } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(*x, *y, *width, *height) {
                path.push_rect(rect);
            }
            if let Some(path) = path.finish() {
                surface.set_fill(Some(fill(*colour)));
                surface.draw_path(&path);
            }
        }
        Mark::Code {
            x,
            y,
            side,
            modules,
            dark,
        } => {
            // Whole numbers and one scale make a shorter file than fractions.
            let scale = side / *modules as f32;
            surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, *x, *y));
            if let Some(path) = code(*modules, dark).finish() {
                surface.set_fill(Some(fill(Colour::INK)));
                surface.draw_path(&path);
            }
            surface.pop();
        }
    }
}

/// The dark squares of a code, those beside each other as one.
fn code(modules: usize, dark: &[bool]) -> PathBuilder {
    let mut path = PathBuilder::new();
    for (row, squares) in dark.chunks(modules.max(1)).enumerate() {
        let mut column = 0;
        for same in squares.chunk_by(|one, other| one == other) {
            let rect = Rect::from_xywh(column as f32, row as f32, same.len() as f32, 1.0);
            if let (Some(true), Some(rect)) = (same.first(), rect) {
                path.push_rect(rect);
            }
            column += same.len();
        }
    }
    path
}

fn fill(Colour(red, green, blue): Colour) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        ..Fill::default()
    }
}

/// A part with everything inside it; none if nothing is. Each identifier is used once.
fn group(sheets: &Sheets, number: usize, identifiers: &mut [Vec<Option<Identifier>>]) -> Option<TagGroup> {
    let part = sheets.parts.get(number)?;
    let mut children = Vec::with_capacity(part.children.len());
    for child in &part.children {
        match child {
            Child::Part(inner) => children.extend(group(sheets, *inner, identifiers).map(Node::Group)),
            Child::Piece(page, piece) => {
                let identifier = identifiers.get_mut(*page).and_then(|page| page.get_mut(*piece));
                children.extend(identifier.and_then(Option::take).map(Node::Leaf));
            }
        }
    }
    (!children.is_empty()).then(|| TagGroup::with_children(tag(&part.role), children))
}

fn tag(role: &Role) -> TagKind {
    let second = NonZeroU16::MIN.saturating_add(1);
    match role {
        Role::Title(text) => Tag::Hn(NonZeroU16::MIN, Some(brief(text))).into(),
        Role::Heading(text) => Tag::Hn(second, Some(brief(text))).into(),
        Role::Paragraph => Tag::P.into(),
        Role::Table(summary) => Tag::Table.with_summary(Some(brief(summary))).into(),
        Role::TableHead => Tag::THead.into(),
        Role::TableBody => Tag::TBody.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure {
            words,
            page,
            x,
            y,
            side,
        } => {
            let place = Rect::from_xywh(*x, *y, *side, *side).map(|rect| BBox::new(*page, rect));
            Tag::Figure(Some(brief(words))).with_bbox(place).into()
        }
    }
}
