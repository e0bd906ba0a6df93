//! Tests what strangers type, and what is taken of it.

use super::*;

#[rstest::rstest]
#[case("O'Brien")]
#[case("José Ñandú")]
#[case("李小龍")]
#[case("Null")]
#[case("Madonna")]
#[case("عبد الرحمن")]
#[case("Anne-Marie d’Arc, Jr.")]
#[case("Ng̃ũgĩ wa Thiong'o")]
#[case("X Æ A-12")]
fn names_of_the_world_pass(#[case] given: &str) {
    assert_eq!(name(given, 120), Ok(tidy(given)));
}

#[rstest::rstest]
#[case("  ", TextError::Missing)]
#[case("Win at https://spam.example", TextError::Link)]
#[case("me@example.org", TextError::Link)]
#[case("<b>Bob</b>", TextError::Link)]
#[case("Bob 🎉", TextError::Signs)]
#[case("---", TextError::Form)]
fn an_invalid_name_is_refused_with_its_reason(#[case] given: &str, #[case] why: TextError) {
    assert_eq!(name(given, 120), Err(why));
}

#[test]
fn invisible_reordering_is_removed() {
    assert_eq!(tidy(" Ann\u{202e}\t\u{200b} Lee\u{0} "), "Ann Lee");
    assert_eq!(tidy("\tAnn \u{1} \r\n Lee\u{0}\u{7f} "), "Ann Lee");
}

#[rstest::rstest]
#[case("\u{3164}")]
#[case("\u{115f}\u{1160}")]
#[case("\u{ffa0}\u{2800}")]
#[case("\u{ad}\u{61c}\u{34f}")]
#[case("\u{fff9}\u{fffa}\u{fffb}\u{e0041}\u{e0042}")]
#[case("\u{200c}\u{200d}")]
fn an_invisible_name_counts_as_missing(#[case] given: &str) {
    assert_eq!(name(given, 120), Err(TextError::Missing));
}

#[test]
fn invisible_characters_are_removed_unless_they_affect_spelling() {
    assert_eq!(tidy("A\u{ad}na\u{e0061} \u{61c}L\u{fff9}ee\u{200d}"), "Ana Lee");
    assert_eq!(tidy("A\u{ffff}na\u{fdd0} L\u{1fffe}ee"), "Ana Lee");
    for spelled in ["علی\u{200c}رضا", "ක්\u{200d}රි", "葛\u{e0100}城", "ᠡ\u{180b}"] {
        assert_eq!(tidy(spelled), spelled);
    }
}

#[rstest::rstest]
#[case("Ana\u{3164}Ruiz", "Ana Ruiz")]
#[case("Ana\u{ffa0}\u{2800}Ruiz", "Ana Ruiz")]
#[case("Ana\u{1160}Ruiz", "Ana Ruiz")]
#[case("Ana \u{3164} Ruiz", "Ana Ruiz")]
#[case("Smith\u{ad}Jones", "Smith-Jones")]
#[case("Ana\u{200b}Ruiz", "Ana Ruiz")]
#[case("Orga\u{ad}ni\u{ad}za\u{ad}tion", "Organization")]
#[case("Ana\u{ad} Ruiz", "Ana Ruiz")]
#[case("ᄒ\u{1160}ᆫ", "ᄒᆫ")]
#[case("À\u{1cd0}\u{7f}\u{1039}", "À\u{1039}\u{1cd0}")]
#[case("ភាសា\u{200b}ខ្មែរ", "ភាសាខ្មែរ")]
fn removing_invisible_characters_joins_no_words(#[case] typed: &str, #[case] taken: &str) {
    assert_eq!(tidy(typed), taken);
    assert_eq!(tidy(taken), taken);
}

#[test]
fn a_letter_may_have_only_a_few_marks() {
    for few in ["Ng̃ũgĩ", "ế", "ཧཱུྃ", "שָׁלוֹם", "क्षि", "Ṣ̌ạ̈"] {
        assert_eq!(name(few, 120), Ok(tidy(few)), "{few}");
    }
    let tower = format!("Ana{}", "\u{301}\u{302}".repeat(40));
    assert_eq!(name(&tower, 200), Err(TextError::Marks));
    assert_eq!(name("Ana \u{301}Ruiz", 120), Err(TextError::Marks), "no letter below");
    assert_eq!(name(&format!("ع{}", "\u{64b}".repeat(7)), 120), Err(TextError::Marks));
}

#[rstest::rstest]
#[case("Harvest.org Action", Some("harvest.org"), Ok("Harvest.org Action"))]
#[case("MoveForward.org", Some("moveforward.org"), Ok("MoveForward.org"))]
#[case("Harvest.org", None, Err(TextError::OtherAddress))]
#[case("Harvest.org", Some("other.org"), Err(TextError::OtherAddress))]
#[case("harvest.org/prize", Some("harvest.org"), Err(TextError::Link))]
#[case("harvest.org and evil.com", Some("harvest.org"), Err(TextError::OtherAddress))]
#[case("First Presb.Church", None, Ok("First Presb. Church"))]
fn an_organization_may_be_named_after_its_own_domain(
    #[case] given: &str,
    #[case] own: Option<&str>,
    #[case] read: Result<&str, TextError>,
) {
    assert_eq!(organization_name(given, 120, own), read.map(str::to_owned));
}

#[rstest::rstest]
#[case("H.R. 1234", "hr-1234")]
#[case("Rep. Ñandú-Øster, Jr.", "rep-nandu-oster-jr")]
#[case("../../etc/passwd", "etc-passwd")]
#[case("李明 2", "2")]
#[case("O'Brien", "obrien")]
fn a_file_name_is_plain(#[case] text: &str, #[case] name: &str) {
    assert_eq!(file_name(text), name);
}

#[test]
fn folding_unifies_the_spellings_of_a_name() {
    assert_eq!(fold("The Coalición & Friends, Inc."), fold("coalicion and friends inc"));
    assert_ne!(fold("Local 12"), fold("Local 21"));
}
