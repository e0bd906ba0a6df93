//! Names in the scripts of the world: typeset in text fonts, or visibly replaced.

use std::collections::BTreeSet;
use std::path::PathBuf;

use undersigned::typesetting::{Typesetter, Work};

use super::{sheet, text_of, typesetter};

fn names(names: &[&str]) -> impl Iterator<Item = String> {
    names
        .iter()
        .map(|name| (*name).to_owned())
        .collect::<Vec<_>>()
        .into_iter()
}

/// Returns the PostScript names of the fonts in a file.
fn fonts(pdf: &[u8]) -> BTreeSet<String> {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let objects = document.objects.values().filter_map(|object| object.as_dict().ok());
    let named = objects.filter_map(|object| object.get(b"BaseFont").ok()?.as_name().ok());
    let plain = named.map(|name| String::from_utf8_lossy(name).into_owned());
    plain
        .filter_map(|name| Some(name.split_once('+')?.1.to_owned()))
        .collect()
}

#[test]
fn names_that_once_broke_the_pdf_are_set_and_reported() {
    let made = typesetter()
        .set(
            Work::Bundle,
            &sheet(names(&[
                "کوښښ احمدي\u{6cd}",
                "Ana a\u{20e3} Ruiz",
                "Ana Ruiz\u{300}\u{1dc4}",
                "✅ José",
            ])),
        )
        .expect("is set");
    let text = text_of(&made.file, "-raw");
    assert!(text.contains("José"), "{text}");
    assert!(
        made.unshown.contains("\u{6cd}") || made.unshown.contains("ي\u{6cd}"),
        "{:?}",
        made.unshown
    );
    assert!(text.contains("[U+06CD]") && text.contains("[U+2705]"), "{text}");
}

#[test]
fn a_script_is_set_by_a_font_with_its_rules_and_never_by_a_mathematical_or_monospaced_one() {
    let typesetter = Typesetter {
        fonts: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts")],
        ..typesetter()
    };
    let made = typesetter
        .set(Work::Bundle, &sheet(names(&["देवेन्द्र शर्मा", "أحمد المنصوري"])))
        .expect("is set");
    assert_eq!(made.unshown, BTreeSet::new());
    let fonts = fonts(&made.file);
    assert!(
        fonts.contains("NotoSansDevanagari") || fonts.contains("NotoSansDevanagari-Regular"),
        "{fonts:?}"
    );
    assert!(
        fonts.contains("NotoNaskhArabic") || fonts.contains("NotoNaskhArabic-Regular"),
        "{fonts:?}"
    );
    assert!(!fonts.iter().any(|name| name.contains("Math")), "{fonts:?}");
    let text = text_of(&made.file, "-raw");
    assert!(text.contains("देवेन्द्र शर्मा"), "{text}");
}

#[test]
fn names_in_the_scripts_of_many_signers_are_readable_with_fonts_that_are_found() {
    let typesetter = Typesetter {
        fonts: vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts")],
        ..typesetter()
    };
    let given = ["דוד לוי", "王小明", "山田ハナ", "김민수", "สมชาย ใจดี", "አበበ ቢቂላ"];
    let made = typesetter.set(Work::Bundle, &sheet(names(&given))).expect("is set");
    assert_eq!(made.unshown, BTreeSet::new());
    let text = text_of(&made.file, "-raw");
    // Words from right to left are extracted one by one.
    for word in given.iter().flat_map(|name| name.split(' ')) {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    let fonts = fonts(&made.file);
    assert!(fonts.iter().any(|name| name.contains("CJK")), "{fonts:?}");
}

#[test]
fn letters_that_a_virama_joins_are_set_by_one_font() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts");
    let typesetter = Typesetter {
        fonts: vec![folder],
        ..typesetter()
    };
    let given = ["കൃഷ്ണൻ", "രാധ", "देवेन्द्र शर्मा", "王小明"];
    let made = typesetter.set(Work::Bundle, &sheet(names(&given))).expect("is set");
    assert_eq!(made.unshown, BTreeSet::new());
    let text = text_of(&made.file, "-raw");
    for name in given {
        assert!(text.contains(name), "{name} is not in {text}");
    }
}

#[test]
fn a_prepared_typesetter_decides_like_an_unprepared_one() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data/fonts");
    let itself = Typesetter {
        fonts: vec![folder.clone()],
        ..typesetter()
    };
    let prepared = itself.prepared(&["أحمد 李"]).expect("looks");
    assert_eq!(prepared.fonts, [folder.join("SampleArabic.ttf"), folder]);
    assert_eq!(prepared.unshown, BTreeSet::from(["李".to_owned()]));
    // What was not asked for is looked for.
    let page = sheet(names(&["देवेन्द्र 李"]));
    let [one, other] = [itself, prepared].map(|typesetter| typesetter.set(Work::Bundle, &page).expect("is set"));
    assert_eq!(one.unshown, other.unshown);
    assert_eq!(text_of(&one.file, "-raw"), text_of(&other.file, "-raw"));
}
