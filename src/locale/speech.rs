//! The language in which a screen reader should speak what people typed.

use std::collections::BTreeMap;

use icu_locale::LocaleExpander;
use icu_locale_core::LanguageIdentifier;
use icu_locale_core::subtags::Language;
use unicode_script::{Script, UnicodeScript};

/// Returns the language of a text that was typed into a form in language `form`: `form`, unless it is not written in the text's script.
/// Then it is the language that is written in this script most (Unicode's likely subtags).
pub fn language(text: &str, form: &str) -> String {
    let likely_subtags = LocaleExpander::new_extended();
    let expanded = |mut tag: LanguageIdentifier| {
        likely_subtags.maximize(&mut tag);
        tag
    };
    let Some(script) = script(text).map(Script::short_name) else {
        return form.to_owned();
    };
    let form_script = form.parse().ok().and_then(|tag| expanded(tag).script);
    // Japanese and Korean are written in several scripts: their tags name all of them together.
    let together = matches!(
        (form_script.map(|script| script.to_string()).as_deref(), script),
        (Some("Jpan"), "Hira" | "Kana" | "Hani") | (Some("Kore"), "Hang" | "Hani") | (Some("Hans" | "Hant"), "Hani")
    );
    let Ok(known) = script.parse() else {
        return form.to_owned();
    };
    if together || form_script == Some(known) {
        return form.to_owned();
    }
    let likely = match script {
        "Hira" | "Kana" => "ja".to_owned(),
        "Hang" => "ko".to_owned(),
        "Hani" => "zh".to_owned(),
        _ => {
            let unknown = LanguageIdentifier {
                script: Some(known),
                ..LanguageIdentifier::UNKNOWN
            };
            expanded(unknown).language.to_string()
        }
    };
    if likely == Language::UNKNOWN.to_string() {
        form.to_owned()
    } else {
        likely
    }
}

/// Returns the script of most letters of a text; `None` if it has no letters.
fn script(text: &str) -> Option<Script> {
    if text.is_ascii() {
        return text
            .bytes()
            .any(|byte| byte.is_ascii_alphabetic())
            .then_some(Script::Latin);
    }
    let mut letters: BTreeMap<&str, (usize, Script)> = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = c.script();
        if !matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
            letters.entry(script.short_name()).or_insert((0, script)).0 += 1;
        }
    }
    // Kana means Japanese, however many Chinese characters there are.
    if let Some((_, kana)) = letters.get("Hira").or_else(|| letters.get("Kana")) {
        return Some(*kana);
    }
    letters
        .into_values()
        .max_by_key(|(count, _)| *count)
        .map(|(_, script)| script)
}

#[cfg(test)]
mod tests {
    use super::language;

    #[rstest::rstest]
    #[case("Protejan a quienes trabajan", "es", "es")]
    #[case("Enfermera titulada", "en", "en")]
    #[case("نحن نستحق الحماية", "en", "ar")]
    #[case("نحن نستحق الحماية", "ur", "ur")]
    #[case("हम सुरक्षा चाहते हैं (H-2A)", "es", "hi")]
    #[case("我们要求保护", "en", "zh")]
    #[case("我们要求保护", "zh-Hant", "zh-Hant")]
    #[case("私たちを守ってください", "en", "ja")]
    #[case("私たちを守ってください", "ja", "ja")]
    #[case("우리를 보호해 주세요", "en", "ko")]
    #[case("Ми просимо", "en", "ru")]
    #[case("አማርኛ", "en", "am")]
    #[case("12 345!", "es", "es")]
    #[case("", "es", "es")]
    fn the_forms_language_is_spoken_unless_the_script_says_otherwise(
        #[case] text: &str,
        #[case] form: &str,
        #[case] spoken: &str,
    ) {
        assert_eq!(language(text, form), spoken);
    }
}
