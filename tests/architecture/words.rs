//! The words for states occur in one file.

use crate::rooms;
use crate::source::{is_sql, literals};

const STATES: [&str; 9] = [
    "pending",
    "awaiting",
    "held",
    "confirmed",
    "duplicate",
    "declined",
    "withdrawn",
    "disowned",
    "rejected",
];

/// Words that are not states, although they are spelled like one: (file, word).
#[rustfmt::skip]
const OTHERS: &[(&str, &str)] = &[
    ("outbox/kinds.rs", "disowned"),                 // a kind of mail
    ("outbox/worker/attempt.rs", "held"),            // in the log: a mail
    ("review/store/trends.rs", "held"),              // a column of an answer
    ("signatures/origin.rs", "confirmed"),           // an origin
    ("signatures/store/ledger.rs", "confirmed"),     // what was done
    ("signatures/store/ledger.rs", "duplicate"),     // what was done
    ("signatures/store/renewal.rs", "declined"),     // a column of an answer
    ("signatures/store/rivalries.rs", "duplicate"),  // an outcome
    ("store/takebacks.rs", "declined"),              // marks that no room below the ledger's may name by its types
    ("store/takebacks.rs", "disowned"),
    ("store/takebacks.rs", "rejected"),
    ("store/takebacks.rs", "withdrawn"),
];

#[test]
fn states_are_named_by_their_type() {
    let mut found = Vec::new();
    for (name, lines) in rooms().into_iter().filter(|(name, _)| name != "signatures/state.rs") {
        for word in literals(&lines.join("\n")).into_iter().filter(|it| !is_sql(it)) {
            if let Some(state) = STATES.iter().find(|state| **state == word) {
                found.push((name.clone(), *state));
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    let found: Vec<(&str, &str)> = found.iter().map(|(name, word)| (name.as_str(), *word)).collect();
    assert_eq!(found, OTHERS);
}
