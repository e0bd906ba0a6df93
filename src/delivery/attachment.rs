//! The file name of the attached PDF: an aide saves it among hundreds, so it says who sends it, about which bill, to which office and when.

use super::Target;
use super::rendition::RenditionContext;
use crate::text;

/// Words that a shortened part must not end with.
const LEADING_ON: [&str; 12] = [
    "a", "and", "con", "de", "for", "la", "of", "para", "por", "the", "with", "y",
];

/// The maximum length of a part of the name; longer ones are cut between words.
const LONGEST: usize = 32;

/// Builds the name: `coalition-for-migration-hr1234-rep-ortega-ca21-2026-12-01.pdf`. Without a bill, the letter's slug says what it is
/// about.
pub fn name(context: &RenditionContext<'_>, target: &Target) -> String {
    let about = match context.letter.bills.first() {
        Some(bill) => text::file_name(&bill.number).replace('-', ""),
        None => context.letter.slug.to_string(),
    };
    let supplement = context.supplement_heading();
    let parts = [
        cut(&text::file_name(context.publisher())),
        cut(&about),
        cut(&target.short),
        cut(&text::file_name(&supplement)),
        context.date.to_string(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.pdf", parts.join("-"))
}

fn cut(part: &str) -> String {
    if part.len() <= LONGEST {
        return part.to_owned();
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut length = 0;
    for word in part.split('-') {
        length += word.len() + usize::from(!kept.is_empty());
        if length > LONGEST {
            break;
        }
        kept.push(word);
    }
    while kept.last().is_some_and(|word| LEADING_ON.contains(word)) {
        kept.pop();
    }
    // A single word that is longer than the limit is cut inside.
    if kept.is_empty() {
        return part[..LONGEST].to_owned();
    }
    kept.join("-")
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_part_is_cut_between_words() {
        assert_eq!(cut("coalition"), "coalition");
        assert_eq!(
            cut("coalition-for-migration-with-rights-and-more"),
            "coalition-for-migration"
        );
        assert_eq!(cut(&"x".repeat(40)), "x".repeat(32));
    }

    #[test]
    fn a_part_of_the_maximum_length_is_not_cut() {
        let (first, second) = ("x".repeat(15), "y".repeat(16));
        assert_eq!(cut(&format!("{first}-{second}-z")), format!("{first}-{second}"));
        assert_eq!(cut(&format!("{first}-{second}y-z")), first);
    }
}
