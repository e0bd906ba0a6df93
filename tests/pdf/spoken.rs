//! Signers' words are marked with their own language, whatever the language of the file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use lopdf::content::Content;
use lopdf::{Document, Object};
use undersigned::delivery::snapshot::{Person, Snapshot};
use undersigned::typesetting::{Typesetter, Work};

use super::{person, sheet_of, typesetter};

/// Returns the languages that the file names: its own, and those of parts of its structure or its pages.
fn languages(people: Vec<Person>) -> BTreeSet<String> {
    let snapshot = Snapshot {
        people: people.into(),
        ..Snapshot::default()
    };
    let typesetter = Typesetter {
        fonts: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts")],
        ..typesetter()
    };
    let made = typesetter
        .set(Work::Bundle, &sheet_of(&snapshot, None))
        .expect("is set");
    let document = Document::load_mem(&made.file).expect("a PDF");
    let language = |object: &Object| {
        let language = object.as_dict().ok()?.get(b"Lang").ok()?.as_str().ok()?;
        Some(String::from_utf8_lossy(language).into_owned())
    };
    let mut found: BTreeSet<String> = document.objects.values().filter_map(language).collect();
    for page in document.get_pages().into_values() {
        let content = document.get_page_content(page);
        let content = Content::decode(&content).expect("operations");
        found.extend(
            content
                .operations
                .iter()
                .flat_map(|it| &it.operands)
                .filter_map(language),
        );
    }
    found
}

#[test]
fn comments_and_titles_have_the_language_of_their_words() {
    let in_spanish = |mut person: Person| {
        person.lang = "es".to_owned();
        person
    };
    let says = |comment: &str| Person {
        full: None,
        comment: Some(comment.to_owned()),
        ..person("Ana Ruiz".to_owned())
    };
    let titled = |title: &str| Person {
        title: title.to_owned(),
        ..person("Ana Ruiz".to_owned())
    };
    let spanish = "Mi madre cosecha la comida de todos y merece un trato justo.";
    let arabic = "أمي تعمل في الحقول وتستحق معاملة عادلة";
    for (people, others) in [
        (vec![says("My mother harvests the food that all of us eat.")], &[][..]),
        (vec![in_spanish(says(spanish))], &["es"]),
        // The script says it, whatever the form's language was.
        (vec![says(arabic)], &["ar"]),
        (vec![in_spanish(titled("Enfermera titulada"))], &["es"]),
        (vec![titled("مديرة المدرسة")], &["ar"]),
        (vec![in_spanish(says(spanish)), says(arabic)], &["ar", "es"]),
    ] {
        let mut expected: BTreeSet<String> = others.iter().map(|it| (*it).to_owned()).collect();
        expected.insert("en".to_owned());
        assert_eq!(languages(people), expected);
    }
}
