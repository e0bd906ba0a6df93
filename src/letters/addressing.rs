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
    all(
        "states",
        &delivery.states,
        |code| STATES.contains(&code),
        "is not a state: use a two-letter code, such as CA",
    );
    all(
        "senators_of",
        &delivery.senators_of,
        |code| STATES.contains(&code) && !WITHOUT_SENATORS.contains(&code),
        "is not a state with senators: use the two-letter code of one of the 50 states, such as CA",
    );
    all(
        "except",
        &delivery.except,
        is_bioguide,
        "is not a Member's bioguide ID: use an ID from legislators-current, such as P000197",
    );
    problems.extend(contradictions(file, text, delivery));
    problems.extend(recipients(file, text, delivery));
    problems
}

/// Returns the problems of recipients who are not Members.
fn recipients(file: &Path, text: &str, delivery: &Delivery) -> Vec<Problem> {
    let mut problems = Vec::new();
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

/// Returns the problems of rules that exclude each other, or that have no effect.
fn contradictions(file: &Path, text: &str, delivery: &Delivery) -> Vec<Problem> {
    let mut problems = Vec::new();
    for id in delivery.except.iter().filter(|id| delivery.members.contains(id)) {
        let what = format!("\"{id}\" is also in members: remove one of them");
        problems.push(Problem::of_value(file, text, ("except", 0), id, what));
    }
    let chooses = delivery.chooses_by_seat();
    if !delivery.except.is_empty() && !chooses && !delivery.leadership && delivery.committees.is_empty() {
        let what = "except has nobody to leave out: add chambers, states, leadership or committees, or remove it";
        problems.push(Problem::near(file, text, "except", what));
    }
    if delivery.approvals.is_some_and(|it| !(1..=2).contains(&it)) {
        problems.push(Problem::near(file, text, "approvals", "approvals must be 1 or 2"));
    }
    match delivery.at_least {
        Some(0) => {
            let what = "at_least must be 1 or more: use a greater number, or remove it";
            problems.push(Problem::near(file, text, "at_least", what));
        }
        Some(_) if !chooses => {
            let what = "at_least works only with chambers, states, senators_of or states_of_signers: add one of them, or remove it";
            problems.push(Problem::near(file, text, "at_least", what));
        }
        _ => {}
    }
    problems
}

/// The USPS codes of the states, the District of Columbia and the territories.
const STATES: [&str; 56] = [
    "AK", "AL", "AR", "AS", "AZ", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "GU", "HI", "IA", "ID", "IL", "IN", "KS",
    "KY", "LA", "MA", "MD", "ME", "MI", "MN", "MO", "MP", "MS", "MT", "NC", "ND", "NE", "NH", "NJ", "NM", "NV", "NY",
    "OH", "OK", "OR", "PA", "PR", "RI", "SC", "SD", "TN", "TX", "UT", "VA", "VI", "VT", "WA", "WI", "WV", "WY",
];

/// Those of them without senators.
const WITHOUT_SENATORS: [&str; 6] = ["AS", "DC", "GU", "MP", "PR", "VI"];

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

pub(super) fn is_bioguide(id: &str) -> bool {
    let bytes = id.as_bytes();
    bytes.len() == 7 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::offices::seats;

    fn told(settings: &str) -> String {
        let delivery: Delivery = toml::from_str(settings).expect("a table");
        let problems = check(Path::new("letter.toml"), settings, &delivery);
        let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
        told.join("\n")
    }

    #[test]
    fn the_states_are_those_of_congress() {
        let mut states: Vec<&str> = seats::states().collect();
        states.sort_unstable();
        assert_eq!(states, STATES);
        assert_eq!(WITHOUT_SENATORS, seats::DELEGATES);
    }

    #[test]
    fn rules_without_effect_or_with_unknown_codes_are_problems_with_their_place() {
        insta::assert_snapshot!(told("states = [\"CA\", \"ca\"]\nsenators_of = [\"DC\", \"AK\"]\nexcept = [\"P1\"]\nat_least = 0"), @r#"
        letter.toml:1:17: "ca" is not a state: use a two-letter code, such as CA
        letter.toml:2:16: "DC" is not a state with senators: use the two-letter code of one of the 50 states, such as CA
        letter.toml:3:11: "P1" is not a Member's bioguide ID: use an ID from legislators-current, such as P000197
        letter.toml:4:1: at_least must be 1 or more: use a greater number, or remove it
        "#);
        insta::assert_snapshot!(told("members = [\"P000197\"]\nexcept = [\"P000197\"]\nat_least = 5"), @r#"
        letter.toml:2:11: "P000197" is also in members: remove one of them
        letter.toml:2:1: except has nobody to leave out: add chambers, states, leadership or committees, or remove it
        letter.toml:3:1: at_least works only with chambers, states, senators_of or states_of_signers: add one of them, or remove it
        "#);
        assert_eq!(told("chambers = [\"house\"]\nexcept = [\"P000197\"]\nat_least = 5"), "");
    }
}
