//! Internal links of a letter lead to its headings in the PDF, too.

use lopdf::{Dictionary, Document, Object, ObjectId};
use undersigned::delivery::snapshot::Snapshot;
use undersigned::letters::render::check;
use undersigned::typesetting::Work;

use super::{sheet_of, text_of, typesetter};

/// Returns the page of a destination, direct or named.
fn page(document: &Document, destination: &Object) -> Option<ObjectId> {
    let (_, destination) = document.dereference(destination).ok()?;
    match destination {
        Object::Array(place) => place.first()?.as_reference().ok(),
        Object::Dictionary(place) => page(document, place.get(b"D").ok()?),
        Object::String(name, _) => {
            let names = document.catalog().ok()?.get(b"Names").ok()?.as_dict().ok()?;
            let list = names
                .get(b"Dests")
                .ok()?
                .as_dict()
                .ok()?
                .get(b"Names")
                .ok()?
                .as_array()
                .ok()?;
            let place = list.chunks(2).find(|pair| pair[0].as_str().ok() == Some(name))?;
            page(document, &place[1])
        }
        _ => None,
    }
}

fn is_link(object: &Dictionary) -> bool {
    object
        .get(b"Subtype")
        .and_then(Object::as_name)
        .is_ok_and(|it| it == b"Link")
}

/// Returns the page numbers of internal links, except footnotes, in the order of objects.
fn within(pdf: &[u8]) -> Vec<u32> {
    let document = Document::load_mem(pdf).expect("a PDF");
    let pages = document.get_pages();
    let links = document
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|it| is_link(it));
    let inner = links.filter_map(|link| {
        let said = link.get(b"Contents").and_then(Object::as_str).unwrap_or_default();
        let is_note = said.starts_with(b"Footnote") || said.iter().all(u8::is_ascii_digit);
        link.get(b"Dest").ok().filter(|_| !is_note)
    });
    let mut found: Vec<u32> = inner
        .filter_map(|destination| {
            let id = page(&document, destination)?;
            pages.iter().find(|(_, page)| **page == id).map(|(number, _)| *number)
        })
        .collect();
    found.sort_unstable();
    found
}

/// Returns the number of the page that a line is on.
fn page_of(pdf: &[u8], line: &str) -> u32 {
    let text = text_of(pdf, "-raw");
    let mut pages = text.split('\u{c}');
    let index = pages
        .position(|page| page.lines().any(|it| it.trim() == line))
        .expect("is printed");
    u32::try_from(index + 1).expect("few")
}

#[test]
fn a_link_leads_to_its_heading_wherever_that_stands() {
    let many = "Words that fill a page of the letter, line by line.\n\n".repeat(40);
    let text = format!(
        "See [below](#qué-pasó), [there](#quoted) and the note.[^a]\n\n{many}## ¿Qué pasó?\n\nMuch.\n\n{many}> ## Quoted\n>\n> More.\n\n\
         [^a]: As [we say](#qué-pasó).\n"
    );
    assert_eq!(check(&text), []);
    let made = typesetter().set(Work::Bundle, &sheet_of(&Snapshot::default(), Some(&text)));
    let pdf = made.expect("is set").file;
    let (first, second) = (page_of(&pdf, "¿Qué pasó?"), page_of(&pdf, "Quoted"));
    assert!(1 < first && first < second, "they stand on pages of their own");
    assert_eq!(within(&pdf), [first, first, second]);
}

#[test]
fn a_link_to_a_heading_that_is_not_printed_is_plain_words() {
    let text = "See [nothing](#section).\n\n##\n\nText.\n";
    assert_eq!(check(text), []);
    let made = typesetter().set(Work::Bundle, &sheet_of(&Snapshot::default(), Some(text)));
    let pdf = made.expect("is set").file;
    assert!(text_of(&pdf, "-raw").contains("See nothing."));
    assert_eq!(within(&pdf), [0; 0]);
}
