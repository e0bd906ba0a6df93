//! How well headings match the names of fields.

use std::collections::BTreeMap;

use crate::intake::fields::{FIRST_NAME, Field, LAST_NAME};
use crate::text;

/// The score of a heading that is a field's name; that of a later synonym is a little lower.
const EXACT: usize = 10_000;

/// Returns how well a folded heading matches a field; 0 if it does not.
fn score(heading: &str, field: &Field) -> usize {
    let words = |text: &str| text.split(' ').count();
    let each = field.synonyms.iter().zip(1..).map(|(name, place): (&&str, usize)| {
        if heading == *name {
            EXACT - place
        } else if format!(" {heading} ").contains(&format!(" {name} ")) && name.len() > 2 {
            // The longer the name and the shorter the question, the surer.
            (100 * words(name)).saturating_sub(words(heading).min(50)) + 1
        } else {
            0
        }
    });
    each.max().unwrap_or(0)
}

/// Matches headings with fields, the best match first.
pub(super) fn guess(headings: &[String], fields: &[&'static Field]) -> BTreeMap<&'static str, usize> {
    let folded: Vec<String> = headings.iter().map(|heading| text::fold(heading)).collect();
    let mut matches = Vec::new();
    for (at, heading) in folded.iter().enumerate().filter(|(_, heading)| !heading.is_empty()) {
        for (nth, field) in fields.iter().enumerate() {
            let score = score(heading, field);
            if score > 0 {
                matches.push((score, at, nth));
            }
        }
    }
    matches.sort_by_key(|(score, at, nth)| (usize::MAX - score, *at, *nth));
    let mut found: BTreeMap<&'static str, usize> = BTreeMap::new();
    for (_, at, nth) in matches {
        let field = fields[nth].name;
        if !found.contains_key(field) && !found.values().any(|taken| *taken == at) {
            found.insert(field, at);
        }
    }
    if found.contains_key(FIRST_NAME) && found.contains_key(LAST_NAME) {
        // "May we publish your name?" is not the name then.
        let is_name = |field: &str, at: usize| {
            let field = fields.iter().find(|it| it.name == field);
            field.is_some_and(|field| score(&folded[at], field) >= EXACT - field.synonyms.len())
        };
        found.retain(|field, at| !matches!(*field, "name" | "contact_name") || is_name(field, *at));
    }
    found
}

/// Fields of which a wrong column would be a wrong signature.
const IMPORTANT: &[&str] = &[
    "name",
    FIRST_NAME,
    LAST_NAME,
    "legal_name",
    "contact_name",
    "email",
    "postal_code",
    "state",
];

/// Returns an important field that is also the name of a column that was guessed to be nothing.
pub(super) fn ambiguous(
    headings: &[String],
    fields: &[&'static Field],
    found: &BTreeMap<&'static str, usize>,
) -> Option<(&'static str, usize, usize)> {
    let unused = |at: &usize| !found.values().any(|taken| taken == at);
    let is_called = |at: usize, field: &Field| score(&text::fold(&headings[at]), field) >= EXACT - field.synonyms.len();
    let mut important = fields.iter().filter(|field| IMPORTANT.contains(&field.name));
    important.find_map(|field| {
        let one = *found.get(field.name)?;
        let other = (0..headings.len()).filter(unused).find(|at| is_called(*at, field));
        other
            .filter(|_| is_called(one, field))
            .map(|other| (field.name, one.min(other), one.max(other)))
    })
}
