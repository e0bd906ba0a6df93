//! Decides when two names belong to one organization: folds the many ways to write a name into one key.
//!
//! Folded are case, ornamental marks, punctuation, "The", ampersands, legal forms at the end, common abbreviations, "No." before numbers,
//! an acronym in parentheses behind the name that it stands for, and look-alike letters within a Latin word. Chapters, locals and numbers
//! stay apart. A key alone decides nothing: [`super::sameness`] asks for more evidence.

use super::lookalikes;
use crate::text;

/// Legal forms, which are dropped at the end of a name.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "incorporated",
    "llc",
    "llp",
    "pllc",
    "ltd",
    "limited",
    "corp",
    "corporation",
    "co",
    "company",
    "pbc",
    "ac",
    "iap",
    "asbl",
];

/// Abbreviations and what they stand for.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("assn", "association"),
    ("assoc", "association"),
    ("asoc", "asociacion"),
    ("centre", "center"),
    ("ctr", "center"),
    ("cmte", "committee"),
    ("coop", "cooperative"),
    ("dept", "department"),
    ("fdn", "foundation"),
    ("govt", "government"),
    ("intl", "international"),
    ("labour", "labor"),
    ("mount", "mt"),
    ("natl", "national"),
    ("organisation", "organization"),
    ("org", "organization"),
    ("saint", "st"),
    ("univ", "university"),
];

/// Words that an acronym skips.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "de", "la", "las", "los", "y", "del", "para",
];

/// Returns the key of an organization's name; names of the same organization have equal keys.
pub fn organization(name: &str) -> String {
    let folded = text::fold(&lookalikes::unmixed(without_acronym(name)));
    let joined = format!(" {folded} ")
        .replace(" d b a ", " dba ")
        .replace(" doing business as ", " dba ")
        .replace(" co op ", " coop ");
    let joined = joined.trim();
    // An organization that trades under another name is known by that one.
    let known = joined.split_once(" dba ").map_or(joined, |(_, trading)| trading);
    let mut words: Vec<&str> = known.split(' ').map(full).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    drop_legal_forms(&mut words);
    let numbered = |index: usize| {
        words
            .get(index + 1)
            .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()))
    };
    let kept = words
        .iter()
        .enumerate()
        .filter(|(index, word)| !(matches!(**word, "no" | "num" | "number") && numbered(*index)));
    // Without spaces: "AFL-CIO", "AFL CIO" and "A.F.L.-C.I.O." are one.
    kept.map(|(_, word)| *word).collect()
}

fn full(word: &str) -> &str {
    ABBREVIATIONS
        .iter()
        .find(|(short, _)| *short == word)
        .map_or(word, |(_, long)| long)
}

/// Drops `Inc.`, `L.L.C.` and the like from the end, however many there are, but never the whole name.
fn drop_legal_forms(words: &mut Vec<&str>) {
    loop {
        let single = words.iter().rev().take_while(|word| word.chars().count() == 1).count();
        let spelled: String = words[words.len() - single..].concat();
        if words.len() > single && single > 1 && LEGAL_FORMS.contains(&spelled.as_str()) {
            words.truncate(words.len() - single);
        } else if words.len() > 1 && words.last().is_some_and(|word| LEGAL_FORMS.contains(word)) {
            words.pop();
        } else {
            return;
        }
    }
}

/// Drops an acronym in parentheses: `Service Workers Union (SWU)` → `Service Workers Union`. Parentheses that say something else stay.
fn without_acronym(name: &str) -> &str {
    let Some((long, rest)) = name.rsplit_once('(') else {
        return name;
    };
    let Some(short) = rest.trim_end().strip_suffix(')') else {
        return name;
    };
    let short = text::fold(short).replace(' ', "");
    let words = text::fold(long);
    let initials = |small: bool| {
        let counted = words.split(' ').filter(|word| small || !SMALL.contains(word));
        counted.filter_map(|word| word.chars().next()).collect::<String>()
    };
    if short.chars().count() > 1 && [initials(true), initials(false)].contains(&short) {
        long.trim_end()
    } else {
        name
    }
}

/// The minimum length, in letters, at which two keys that differ by a typo may be the same.
const LONG: usize = 12;

/// Returns whether two keys may be one organization: equal, visually alike, or long and one or two typos apart. Numbers must agree: a
/// different local is not a typo.
pub fn near(a: &str, b: &str) -> bool {
    let letters = |key: &str| key.chars().count();
    a == b
        || lookalikes::skeleton(a) == lookalikes::skeleton(b)
        || letters(a).min(letters(b)) >= LONG
            && letters(a).abs_diff(letters(b)) <= 2
            && digits(a) == digits(b)
            && strsim::osa_distance(a, b) <= 2
}

fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}

/// Returns whether an organization with this legal name may be listed under the other name without review: another spelling, a part of it,
/// its acronym, or the same words in another order.
pub(crate) fn may_be_listed_as(legal: &str, listed: &str) -> bool {
    let (a, b) = (organization(legal), organization(listed));
    near(&a, &b)
        || a.contains(&b) && says_something(&b)
        || b.contains(&a) && 2 * a.chars().count() >= b.chars().count() && digits(&a) == digits(&b)
        || digits(&a) == digits(&b) && strsim::jaro_winkler(&a, &b) >= 0.9
        || is_acronym(legal, &b)
        || is_of_the_words_of(legal, listed)
}

/// Returns whether a key is long enough to identify something: four letters, or two characters of a script in which a character is a
/// syllable or a word.
fn says_something(key: &str) -> bool {
    key.chars().count() >= if key.is_ascii() { 4 } else { 2 }
}

/// Returns whether a key is the acronym of a name: `UFW` for `United Farm Workers of America`, `AFL-CIO`.
fn is_acronym(long: &str, key: &str) -> bool {
    let words = text::fold(long);
    let initials = |small: bool| {
        let counted = words.split(' ').filter(|word| small || !SMALL.contains(word));
        counted.filter_map(|word| word.chars().next()).collect::<String>()
    };
    key.chars().count() >= 2 && [initials(true), initials(false)].iter().any(|it| it.starts_with(key))
}

fn is_of_the_words_of(long: &str, short: &str) -> bool {
    let words = |name: &str| {
        let folded = text::fold(name);
        folded.split(' ').map(|word| full(word).to_owned()).collect::<Vec<_>>()
    };
    let known = words(long);
    let mut used = words(short);
    used.retain(|word| !SMALL.contains(&word.as_str()) && !LEGAL_FORMS.contains(&word.as_str()));
    !used.is_empty()
        && used.iter().all(|word| known.contains(word))
        && used.iter().any(|word| word.chars().count() >= 4)
}

#[cfg(test)]
mod tests;
