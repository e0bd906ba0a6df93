//! Detects names that are written to look like another name.

use super::government;
use super::lookalikes::{is_common, is_latin, is_mixed, latin, readings};
use crate::text;

/// Returns whether a name is written to look like another one: a word mixes scripts, a word of look-alike letters stands between Latin
/// words, or a digit replaces a letter in a common word.
pub(crate) fn is_disguised(name: &str) -> bool {
    let words = || {
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
    };
    let has_latin = name.chars().any(is_latin);
    let borrowed = |word: &str| has_latin && word.chars().count() > 1 && word.chars().all(|c| latin(c).is_some());
    words().any(|word| is_mixed(word) || borrowed(word)) || words().any(digits_stand_for_letters)
}

fn digits_stand_for_letters(word: &str) -> bool {
    let folded = text::fold(word);
    let mixed = folded.chars().any(|c| c.is_ascii_digit()) && folded.chars().any(char::is_alphabetic);
    mixed
        && readings(&folded)
            .iter()
            .any(|word| is_common(word) || government::is_word(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("Nationa1 Council of Nonprofits")]
    #[case("National Council 0f Nonprofits")]
    #[case("Harvest W0rkers Un1on")]
    #[case("Uпited Farm Workers")]
    #[case("Cаsa del Pueblo")]
    #[case("САЅА del Pueblo")]
    #[case("Νurses United")]
    #[case("U.S. H0use of Representatives")]
    #[case("Sen4te Watchers")]
    #[case("C0ngr3ss Watchers")]
    #[case("Hou5e Watchers")]
    #[case("Embajad4 Libre")]
    #[case("О Farm Wоrkers")]
    fn a_disguised_name_is_detected(#[case] name: &str) {
        assert!(is_disguised(name), "{name}");
    }

    #[rstest::rstest]
    #[case("350.org")]
    #[case("Farm Workers Local 12")]
    #[case("H2O for Life")]
    #[case("K12 Parents")]
    #[case("4-H Club")]
    #[case("1st Baptist Church")]
    #[case("Studio1")]
    #[case("Союз рабочих")]
    #[case("Union Союз")]
    #[case("Ένωση Εργατών")]
    #[case("工人中心")]
    #[case("Ng̃ũgĩ Fund")]
    #[case("Local 101 Workers")]
    #[case("Москва House")]
    #[case("Union Α")]
    #[case("Sil4te Watchers")]
    fn ordinary_names_are_not_disguised(#[case] name: &str) {
        assert!(!is_disguised(name), "{name}");
    }
}
