//! A phone number as people write it: with labels, any dash, and an extension.

use crate::text::{self, TextError};

/// Words before an extension, as people write them in English and Spanish.
const EXTENSIONS: &[&str] = &[
    "extension",
    "extensión",
    "ext",
    "ex",
    "x",
    "anexo",
    "interno",
    "int",
    "#",
];

/// Parses a phone number with digits of any keyboard, any dash, and perhaps an extension.
pub(super) fn phone(given: &str) -> Result<Option<String>, TextError> {
    let given = text::tidy(&text::plain_numbers(given));
    if given.is_empty() {
        return Ok(None);
    }
    let bare = without_labels(&given);
    let begins = |c: char| c.is_alphabetic() || "#;,".contains(c);
    let (number, extension) = bare.split_at(bare.find(begins).unwrap_or(bare.len()));
    let digits = |part: &str| part.chars().filter(char::is_ascii_digit).count();
    let plain = number.chars().all(|c| c.is_ascii_digit() || " +-()./".contains(c));
    if plain && (7..=20).contains(&digits(number)) && is_extension(extension) {
        Ok(Some(given))
    } else {
        Err(TextError::Form)
    }
}

/// Words that people write before or behind a number to say what kind it is, in English and Spanish.
const LABELS: &[&str] = &[
    "telephone",
    "teléfono",
    "telefono",
    "tel",
    "tél",
    "phone",
    "ph",
    "cellphone",
    "cell",
    "cel",
    "celular",
    "móvil",
    "movil",
    "mobile",
    "mob",
    "office",
    "oficina",
    "work",
    "trabajo",
    "home",
    "casa",
    "main",
    "direct",
    "directo",
    "line",
    "línea",
    "number",
    "número",
    "no",
    "fax",
    "voice",
    "text",
    "whatsapp",
    "t",
    "p",
    "c",
    "m",
    "o",
    "w",
    "h",
];

/// Strips words that say what kind of number it is: `tel. 202-555-0143`, `(202) 555-0143 (cell)`.
fn without_labels(given: &str) -> &str {
    let between = [' ', '.', ':', ',', '-'];
    let is_label = |word: &str| LABELS.contains(&word.to_lowercase().as_str());
    let mut bare = given.trim();
    loop {
        let begun = bare.trim_start_matches(['(', ' ']);
        let word: &str = begun.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !is_label(word) {
            break;
        }
        bare = begun[word.len()..].trim_start_matches([' ', '.', ':', ',', '-', ')']);
    }
    loop {
        let ended = bare.trim_end_matches([')', ' ', '.']);
        let word = ended.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        if !is_label(word) {
            return bare;
        }
        bare = ended[..ended.len() - word.len()]
            .trim_end_matches('(')
            .trim_end_matches(between);
    }
}

fn is_extension(text: &str) -> bool {
    let text = text.trim_start_matches([',', ';', ' ']).to_lowercase();
    if text.is_empty() {
        return true;
    }
    let after = EXTENSIONS.iter().find_map(|word| text.strip_prefix(word));
    after.is_some_and(|after| {
        let number = after.trim_start_matches(['.', ':', '=', ' ']);
        (1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("", Ok(None))]
    #[case(" (202)  555-0143 x12 ", Ok(Some("(202) 555-0143 x12")))]
    #[case("+63 2 8123 4567", Ok(Some("+63 2 8123 4567")))]
    #[case("(202) 555-0143 ext. 12", Ok(Some("(202) 555-0143 ext. 12")))]
    #[case("202.555.0143, Extension 12", Ok(Some("202.555.0143, Extension 12")))]
    #[case("202-555-0143;ext=12", Ok(Some("202-555-0143;ext=12")))]
    #[case("202-555-0143 #12", Ok(Some("202-555-0143 #12")))]
    #[case("(202) 555-0143 (cell)", Ok(Some("(202) 555-0143 (cell)")))]
    #[case("tel. 202-555-0143", Ok(Some("tel. 202-555-0143")))]
    #[case("Tel: (202) 555-0143", Ok(Some("Tel: (202) 555-0143")))]
    #[case("Teléfono móvil: 202 555 0143", Ok(Some("Teléfono móvil: 202 555 0143")))]
    #[case("Office phone 202-555-0143 ext. 12", Ok(Some("Office phone 202-555-0143 ext. 12")))]
    #[case("202-555-0143, office", Ok(Some("202-555-0143, office")))]
    #[case("(cell) 202-555-0143", Ok(Some("(cell) 202-555-0143")))]
    #[case("c. 202.555.0143", Ok(Some("c. 202.555.0143")))]
    #[case("cell", Err(()))]
    #[case("call me at 202-555-0143", Err(()))]
    #[case("202‑555‑0143", Ok(Some("202-555-0143")))]
    #[case("202–555—0143", Ok(Some("202-555-0143")))]
    #[case("２０２－５５５－０１４３", Ok(Some("202-555-0143")))]
    #[case("202\u{a0}555\u{a0}0143", Ok(Some("202 555 0143")))]
    #[case("202-555-0143 ext. twelve", Err(()))]
    #[case("202-555-0143 or 202-555-0144", Err(()))]
    #[case("555", Err(()))]
    #[case("555-CALL-NOW", Err(()))]
    #[case("123456789012345678901", Err(()))]
    fn a_phone_number_is_digits_with_what_stands_between_them(
        #[case] given: &str,
        #[case] kept: Result<Option<&str>, ()>,
    ) {
        assert_eq!(phone(given).map_err(|_| ()), kept.map(|kept| kept.map(str::to_owned)));
    }
}
