//! Adds to a finished PDF what says that it is a Factur-X document (Factur-X 1.0, section 6.2; PDF/A-3, section 6.6.2.3).
//!
//! krilla 0.8 writes no properties of others into the document's metadata. Their stream is not compressed, so the text goes in there, and
//! the length of the stream, the table of objects and its place are set right after that. This file goes when krilla can do it
//! (issue 209, pull request 408 of krilla).

use std::ops::Range;

/// The properties, as a description of their own.
const PROPERTIES: &str = "<rdf:Description rdf:about=\"\" xmlns:fx=\"urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#\">\
     <fx:DocumentType>INVOICE</fx:DocumentType><fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>\
     <fx:Version>1.0</fx:Version><fx:ConformanceLevel>EN 16931</fx:ConformanceLevel></rdf:Description>";

/// What PDF/A wants to be told about the properties, as one more entry of the list that is there for PDF/UA.
const SCHEMA: &str = "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Factur-X PDFA Extension Schema</pdfaSchema:schema>\
     <pdfaSchema:namespaceURI>urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#</pdfaSchema:namespaceURI>\
     <pdfaSchema:prefix>fx</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>{PROPERTIES}</rdf:Seq></pdfaSchema:property></rdf:li>";

const DESCRIBED: [(&str, &str); 4] = [
    ("DocumentFileName", "name of the embedded XML invoice file"),
    ("DocumentType", "INVOICE"),
    ("Version", "The actual version of the Factur-X XML schema"),
    (
        "ConformanceLevel",
        "The conformance level of the embedded Factur-X data",
    ),
];

/// A change: these bytes are replaced by that text.
struct Edit {
    at: Range<usize>,
    text: String,
}

/// The same file with the properties in its metadata; or what is not as it should be.
pub fn with_factur_x(file: Vec<u8>) -> Result<Vec<u8>, String> {
    let head = find(&file, b"/Subtype/XML", 0).ok_or("no metadata")?;
    let object = before(&file, b" obj", head).ok_or("metadata outside an object")?;
    let length = find(&file, b"/Length ", object).ok_or("metadata without length")? + b"/Length ".len();
    let digits = digits(&file, length);
    let begin = find(&file, b"stream\n", length).ok_or("metadata without stream")? + b"stream\n".len();
    let end = find(&file, b"</rdf:RDF>", begin).ok_or("metadata without end")?;
    let list = b"</rdf:Bag></pdfaExtension:schemas>";
    let list = find(&file, list, begin)
        .filter(|at| *at < end)
        .ok_or("no list of schemas")?;
    let old: usize = text(&file, digits.clone())?
        .parse()
        .map_err(|_| "length is no number")?;
    let edits = [
        Edit {
            at: digits,
            text: (old + schema().len() + PROPERTIES.len()).to_string(),
        },
        Edit {
            at: list..list,
            text: schema(),
        },
        Edit {
            at: end..end,
            text: PROPERTIES.to_owned(),
        },
    ];
    apply(&file, &edits)
}

fn schema() -> String {
    let described: String = DESCRIBED
        .iter()
        .map(|(name, description)| {
            format!(
                "<rdf:li rdf:parseType=\"Resource\"><pdfaProperty:name>{name}</pdfaProperty:name>\
                 <pdfaProperty:valueType>Text</pdfaProperty:valueType><pdfaProperty:category>external</pdfaProperty:category>\
                 <pdfaProperty:description>{description}</pdfaProperty:description></rdf:li>"
            )
        })
        .collect();
    SCHEMA.replace("{PROPERTIES}", &described)
}

/// Applies edits, which do not overlap and ascend, and sets the table of objects right.
fn apply(file: &[u8], edits: &[Edit]) -> Result<Vec<u8>, String> {
    let moved = |offset: usize| -> usize {
        let earlier = edits.iter().filter(|edit| edit.at.end <= offset);
        earlier.fold(offset, |offset, edit| offset + edit.text.len() - edit.at.len())
    };
    let (table, place) = table(file)?;
    let mut new = Vec::with_capacity(file.len() + 4096);
    let mut done = 0;
    for edit in edits {
        new.extend_from_slice(file.get(done..edit.at.start).ok_or("edits out of order")?);
        new.extend_from_slice(edit.text.as_bytes());
        done = edit.at.end;
    }
    new.extend_from_slice(file.get(done..table.start).ok_or("table before the metadata")?);
    for entry in file.get(table.clone()).ok_or("table outside the file")?.chunks(ENTRY) {
        let used = entry.get(17) == Some(&b'n');
        if !used {
            new.extend_from_slice(entry);
            continue;
        }
        let offset: usize = text(entry, 0..10)?.parse().map_err(|_| "offset is no number")?;
        new.extend_from_slice(format!("{:010}", moved(offset)).as_bytes());
        new.extend_from_slice(entry.get(10..).unwrap_or_default());
    }
    new.extend_from_slice(file.get(table.end..place.start).ok_or("no trailer")?);
    let old: usize = text(file, place.clone())?.parse().map_err(|_| "place is no number")?;
    new.extend_from_slice(moved(old).to_string().as_bytes());
    new.extend_from_slice(file.get(place.end..).unwrap_or_default());
    Ok(new)
}

/// Bytes of an entry of the table of objects (PDF 1.7, section 7.5.4).
const ENTRY: usize = 20;

/// Where the entries of the table of objects are, and where its place is said.
fn table(file: &[u8]) -> Result<(Range<usize>, Range<usize>), String> {
    let start = file
        .windows(9)
        .rposition(|window| window == b"startxref")
        .ok_or("no startxref")?;
    let place = digits(file, start + "startxref\n".len());
    let xref: usize = text(file, place.clone())?
        .parse()
        .map_err(|_| "startxref is no number")?;
    let head = xref + b"xref\n".len();
    if file.get(xref..head) != Some(b"xref\n") {
        return Err("no table of objects".to_owned());
    }
    let first = digits(file, head);
    let count = digits(file, first.end + 1);
    let entries: usize = text(file, count.clone())?.parse().map_err(|_| "count is no number")?;
    let begin = count.end + 1;
    if text(file, first)? != "0" || file.get(count.end) != Some(&b'\n') {
        return Err("table of objects in parts".to_owned());
    }
    Ok((begin..begin + entries * ENTRY, place))
}

fn find(file: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = file.get(from..)?;
    rest.windows(what.len())
        .position(|window| window == what)
        .map(|at| from + at)
}

fn before(file: &[u8], what: &[u8], until: usize) -> Option<usize> {
    let rest = file.get(..until)?;
    rest.windows(what.len()).rposition(|window| window == what)
}

fn digits(file: &[u8], from: usize) -> Range<usize> {
    let rest = file.get(from..).unwrap_or_default();
    let count = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    from..from + count
}

fn text(file: &[u8], range: Range<usize>) -> Result<&str, String> {
    let bytes = file.get(range).ok_or("outside the file")?;
    std::str::from_utf8(bytes).map_err(|error| error.to_string())
}
