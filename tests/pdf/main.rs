//! Tests of PDFs typeset by the child process: hostile names, long lists, limits.
#![cfg(feature = "pdf")]

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use undersigned::config::{Config, figment};
use undersigned::delivery::rendition::{Rendition, RenditionContext};
use undersigned::delivery::snapshot::{Organization, Person, Residence, Snapshot};
use undersigned::delivery::supplement::Since;
use undersigned::delivery::{Reach, Target};
use undersigned::letters::Slug;
use undersigned::letters::library::Library;
use undersigned::locale::Locales;
use undersigned::offices::Seat;
use undersigned::offices::address::Addressee;
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::locality::Locality;
use undersigned::typesetting::{Typesetter, TypesettingError, Work};

mod cases;
mod characters;
mod feet;
mod links;
mod names;
mod property;
mod shape;
mod spoken;
mod supplements;
mod texts;

fn fresno() -> Locality {
    Locality {
        city: Some("Fresno".to_owned()),
        state: Some("CA".to_owned()),
        country: "US".to_owned(),
    }
}

fn person(name: String) -> Person {
    Person {
        signature: SignatureId::new(1),
        lang: "en".to_owned(),
        name: Some(name),
        place: fresno(),
        title: String::new(),
        affiliation: String::new(),
        full: None,
        comment: None,
        residence: Residence {
            state: Some("CA".to_owned()),
            districts: vec![21],
        },
    }
}

fn sheet(names: impl Iterator<Item = String>) -> Rendition {
    let national = |n: usize| Organization {
        signature: SignatureId::new(2),
        name: format!("Sample Alliance {n}"),
        national: n.is_multiple_of(2),
        place: fresno(),
    };
    let snapshot = Snapshot {
        people: names.map(person).collect(),
        organizations: (0..20).map(national).collect(),
        ..Snapshot::default()
    };
    sheet_of(&snapshot, None)
}

/// Composes the rendition of a sample letter, with another text if there is one.
fn sheet_of(snapshot: &Snapshot, text: Option<&str>) -> Rendition {
    sheet_since(snapshot, text, None)
}

/// Composes the same for an office that has something of the letter.
fn sheet_since(snapshot: &Snapshot, text: Option<&str>, since: Option<Since<'_>>) -> Rendition {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let locales = Locales::load().expect("messages");
    let library = Library::load(&root.join("letters"), &locales).expect("letters");
    let slug = Slug::parse("protect-temporary-visa-workers").expect("a name");
    let letter = library.letter(&slug).expect("a letter");
    let mut edition = letter.edition(locales.fallback()).clone();
    if let Some(text) = text {
        text.clone_into(&mut edition.markdown);
    }
    let target = Target {
        office: "member:X000001".to_owned(),
        name: "Inés Ortega (CA-21)".to_owned(),
        seat: Some(Seat::House {
            state: "CA".to_owned(),
            district: 21,
        }),
        addressee: Addressee {
            lines: vec!["The Honorable Inés Ortega".to_owned()],
            salutation: "Dear Sample:".to_owned(),
        },
        stem: "ca-21-ortega".to_owned(),
        short: "rep-ortega-ca21".to_owned(),
        reach: Reach::Constituents,
        contacts: Vec::new(),
        capacity: String::new(),
        rules: Vec::new(),
    };
    let context = RenditionContext {
        letter,
        edition: &edition,
        snapshot,
        earlier: &std::collections::BTreeMap::new(),
        site: &Config::extract(&figment()).expect("settings").site,
        locales: &locales,
        congress: 119,
        date: "2026-11-24".parse().expect("a day"),
        code: "K7QF-2MXD",
        most_people: usize::MAX,
        since,
    };
    context.rendition(&target)
}

/// Returns a file's text as poppler reads it: `-raw` in the order of the file, `-layout` as it is on the page.
fn text_of(pdf: &[u8], order: &str) -> String {
    let mut reader = Command::new("pdftotext")
        .args([order, "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext, of Debian's poppler-utils");
    let mut input = reader.stdin.take().expect("a pipe");
    let pdf = pdf.to_vec();
    let writing = std::thread::spawn(move || input.write_all(&pdf));
    let output = reader.wait_with_output().expect("its text");
    writing.join().expect("a thread").expect("is read");
    String::from_utf8(output.stdout).expect("UTF-8")
}

fn typesetter() -> Typesetter {
    Typesetter {
        program: PathBuf::from(env!("CARGO_BIN_EXE_undersigned")),
        limit: Duration::from_mins(2),
        megabytes: 2048,
        fonts: Vec::new(),
        unshown: BTreeSet::new(),
    }
}

#[test]
fn unsupported_characters_and_code_like_text_are_typeset() {
    let names = [
        "#import \"x\"",
        "$x$ _y_ *z* `c`",
        "\\ @ref <label>",
        "李明",
        "مريم",
        "\u{202e}reversed",
        "a\u{0}b",
        "👩‍🌾",
        "e\u{301}\u{301}\u{301}",
    ];
    let pdf = typesetter()
        .set(Work::Bundle, &sheet(names.into_iter().map(str::to_owned)))
        .expect("is set")
        .file;
    assert!(
        pdf.windows(12).any(|bytes| bytes == b"pdfuaid:part"),
        "PDF/UA was validated and declared"
    );
}

#[test]
fn a_hundred_or_five_thousand_names_stay_small() {
    let pdf = typesetter()
        .set(Work::Bundle, &sheet((0..5_000).map(|n| format!("Person Sample {n}"))))
        .expect("is set")
        .file;
    assert!(pdf.len() < 1_000_000, "{} bytes", pdf.len());
}

#[test]
fn a_child_that_takes_too_long_or_too_much_is_stopped_and_says_so() {
    let many = sheet((0..5_000).map(|n| format!("Person Sample {n}")));
    let hasty = Typesetter {
        limit: Duration::from_millis(1),
        ..typesetter()
    };
    assert!(matches!(hasty.set(Work::Bundle, &many), Err(TypesettingError::Slow(_))));
    let poor = Typesetter {
        megabytes: 64,
        ..typesetter()
    };
    assert!(matches!(
        poor.set(Work::Bundle, &many),
        Err(TypesettingError::Failed(_))
    ));
    let wrong = Typesetter {
        program: PathBuf::from("/bin/false"),
        ..typesetter()
    };
    assert!(matches!(
        wrong.set(Work::Bundle, &many),
        Err(TypesettingError::Failed(_))
    ));
}
