use super::super::clusters;
use super::*;

fn chosen(text: &str, places: &[PathBuf]) -> Fonts {
    Fonts::choose(&clusters::distinct(&serde_json::json!(text)), places, &BTreeSet::new())
}

fn replaced(text: &str) -> String {
    let mut sheet = serde_json::json!({ "text": text });
    clusters::replace(&mut sheet, &chosen(text, &[]).replacements);
    sheet["text"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn unsupported_characters_are_printed_as_numbers_and_letters_without_unsupported_marks() {
    assert_eq!(replaced("José 李"), "José [U+674E]");
    assert_eq!(replaced("Ana Ruiz\u{1f3fb}"), "Ana Ruiz[U+1F3FB]");
    // Private characters are whatever a font makes of them; Libertinus has some.
    assert_eq!(replaced("\u{e000}\u{fdd0}\u{1}"), "[U+E000][U+FDD0][U+0001]");
    assert_eq!(replaced("e\u{301} \u{200d}x"), "e\u{301} \u{200d}x");
}

#[test]
fn embedded_mathematical_and_monospaced_fonts_set_no_text() {
    for name in ["देवेन्द्र", "أحمد", "مريم"] {
        let fonts = chosen(name, &[]);
        assert!(!fonts.replacements.is_empty(), "{name} needs a font of the machine");
    }
    // A symbol is not text.
    assert_eq!(replaced("∮ ⇒"), "∮ ⇒");
}

#[test]
fn a_font_with_rules_for_the_script_goes_before_one_that_has_only_its_characters() {
    let place = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/fonts"));
    for (name, file) in [("देवेन्द्र शर्मा", "SampleDevanagari.ttf"), ("أحمد", "SampleArabic.ttf")]
    {
        let fonts = chosen(name, std::slice::from_ref(&place));
        assert_eq!(fonts.files, [place.join(file)], "{name}");
        assert_eq!(fonts.replacements, Replacements::new(), "{name}");
    }
}
