//! When two names are one organization: what is written in many ways is folded into one key.
//!
//! Folded are case, accents, punctuation, "The", ampersands, legal forms at the end, common abbreviations, "No." before numbers,
//! an acronym in parentheses behind the name that it stands for, and letters of other scripts that look like Latin ones.
//! Chapters, locals and numbers stay apart: a wrong "same" would silence someone.

use crate::text;

/// Legal forms, dropped at the end of a name.
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

/// What abbreviations stand for.
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

/// Words that an acronym passes over.
const SMALL: &[&str] = &[
    "of", "the", "and", "for", "in", "de", "la", "las", "los", "y", "del", "para",
];

/// The key of an organization's name: equal for the same organization.
pub fn organization(name: &str) -> String {
    let plain: String = without_acronym(name).chars().map(looks_like).collect();
    let folded = text::fold(&plain);
    let joined = format!(" {folded} ")
        .replace(" d b a ", " dba ")
        .replace(" doing business as ", " dba ")
        .replace(" co op ", " coop ");
    let joined = joined.trim();
    // Who trades under another name is known by that one.
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

/// `Inc.`, `L.L.C.` and the like, as often as they stand there, but never the whole name.
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

/// `Service Workers Union (SWU)` → `Service Workers Union`; parentheses that say something else stay.
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

/// A letter of another script that looks like a Latin one (UTS #39) becomes that one.
fn looks_like(c: char) -> char {
    if c.is_ascii() || !c.is_alphabetic() {
        return c;
    }
    let mut skeleton = unicode_security::skeleton(c.encode_utf8(&mut [0; 4]))
        .collect::<Vec<_>>()
        .into_iter();
    match (skeleton.next(), skeleton.next()) {
        (Some(latin), None) if latin.is_ascii_alphabetic() => latin,
        _ => c,
    }
}

/// From how many letters on two keys may be one written with a slip.
const LONG: usize = 12;

/// Whether two keys may be one organization: the same, or long and a slip or two apart. Numbers must agree: locals are not slips.
pub fn near(a: &str, b: &str) -> bool {
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    a == b
        || a.len().min(b.len()) >= LONG
            && a.len().abs_diff(b.len()) <= 4
            && digits(a) == digits(b)
            && strsim::osa_distance(a, b) <= 2
}

/// Whether a key is another way to write the same name, so that a correction of a listing need not wait: near, one within the other,
/// or mostly the same letters with the same numbers.
pub fn alike(a: &str, b: &str) -> bool {
    let digits = |key: &str| key.chars().filter(char::is_ascii_digit).collect::<String>();
    let within = |long: &str, short: &str| short.len() >= 4 && long.contains(short);
    near(a, b) || within(a, b) || within(b, a) || (digits(a) == digits(b) && strsim::jaro_winkler(a, b) >= 0.9)
}

#[cfg(test)]
mod tests;
