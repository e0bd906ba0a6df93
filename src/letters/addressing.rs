//! Checks `[delivery]` in `letter.toml`, as far as that is possible without the data of Congress.

use std::collections::BTreeSet;
use std::path::Path;

use super::{Delivery, Slug};
use crate::problem::Problem;

/// Returns every problem that the types do not catch.
pub(crate) fn check(file: &Path, text: &str, delivery: &Delivery) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut all = |key: &'static str, values: &[String], good: fn(&str) -> bool, mend: &str| {
        let wrong = values.iter().filter(|value| !good(value));
        problems
            .extend(wrong.map(|value| Problem::of_value(file, text, (key, 0), value, format!("\"{value}\" {mend}"))));
    };
    all(
        "chambers",
        &delivery.chambers,
        is_chamber,
        "is not a chamber: use \"house\" or \"senate\"",
    );
    all(
        "committees",
        &delivery.committees,
        is_committee,
        "is not a committee code: use a code from committees-current, such as HSJU, or HSJU01 for a subcommittee",
    );
    all(
        "members",
        &delivery.members,
        is_bioguide,
        "is not a Member's bioguide ID: use an ID from legislators-current, such as P000197",
    );
    let mut keys = BTreeSet::new();
    for (nth, recipient) in delivery.recipients.iter().enumerate() {
        let mut wrong = |key: &'static str, value: &str, what: String| {
            problems.push(Problem::of_value(file, text, (key, nth), value, what));
        };
        if Slug::parse(&recipient.key).is_err() || !keys.insert(&recipient.key) {
            let what = format!(
                "the recipient's key \"{}\" must be unique and use only lowercase letters, digits and hyphens",
                recipient.key
            );
            wrong("key", &recipient.key, what);
        }
        for (key, value) in [("name", &recipient.name), ("salutation", &recipient.salutation)] {
            if value.trim().is_empty() {
                wrong(
                    key,
                    value,
                    format!("the recipient's {key} is empty: fill it in, because it is printed on the letter"),
                );
            }
        }
        if recipient.address.is_empty() || recipient.address.iter().any(|line| line.trim().is_empty()) {
            wrong(
                "address",
                "",
                "the recipient's address is missing or has an empty line: fill it in".to_owned(),
            );
        }
    }
    problems
}

fn is_chamber(word: &str) -> bool {
    matches!(word, "house" | "senate")
}

/// Returns whether a code is a committee's: House, Senate or joint; four letters, and two more characters for a subcommittee.
fn is_committee(code: &str) -> bool {
    let bytes = code.as_bytes();
    matches!(bytes.len(), 4 | 6)
        && matches!(bytes[0], b'H' | b'S' | b'J')
        && bytes[..4].iter().all(u8::is_ascii_uppercase)
        && bytes[4..].iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

fn is_bioguide(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() == 7 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}
