//! How SQLite finds the rows of every statement that these tests cause: never by reading a whole table, or everyone who signed a letter.
//!
//! Each test's service is looked at when the test ends, so that no statement of a request, a confirmation or an hour is left out that any
//! test runs. SQLite's plans depend neither on what is stored nor on the values of parameters, as nothing is ever analyzed.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use undersigned::store::{Explainer, Store};

/// What may read much: where it stands, the beginning of the step, and why.
const EXPLAINED: &[(&str, &str, &str)] = &[
    ("src/offices/", "SCAN members", "there are 541"),
    ("src/offices/", "SCAN committees", "there are some hundreds"),
    (
        "src/offices/",
        "SCAN contact",
        "what staff have of some hundreds of offices",
    ),
    ("src/offices/", "SCAN s", "the stops among them"),
    (
        "src/delivery/",
        "SEARCH s USING INDEX by_name",
        "a bundle holds everyone",
    ),
    (
        "src/delivery/",
        "SEARCH s USING INDEX one_row_an_asker",
        "a bundle holds everyone",
    ),
    (
        "src/delivery/",
        "SEARCH signatures USING INDEX by_name",
        "a bundle holds everyone",
    ),
    (
        "src/delivery/",
        "SCAN bundle_signers",
        "only while a foreign key is violated, and none is",
    ),
    (
        "src/exports/",
        "SEARCH s USING INDEX by_name",
        "an export holds everyone",
    ),
    (
        "src/signatures/store/search.rs",
        "SEARCH",
        "staff look at all that there is",
    ),
    ("src/signatures/store/own.rs", "SCAN editions", "a row for each text"),
    (
        "src/signatures/store/saved.rs",
        "SEARCH saved_forms",
        "forms are kept for days",
    ),
    (
        "src/signatures/store/erase.rs",
        "SCAN invitations",
        "when an organization's contact leaves; staff's list",
    ),
    (
        "src/signatures/store/rivals.rs",
        "SEARCH s USING INDEX organizations_of_a_letter",
        "each is compared with all",
    ),
    (
        "src/signatures/store/lists.rs",
        "SEARCH s USING INDEX by_name (letter=? AND kind=?)",
        "the page shows all organizations",
    ),
    (
        "src/signatures/store/lists.rs",
        "SCAN p USING INDEX words_let_through",
        "newest first, up to a limit",
    ),
    (
        "src/signatures/store/deciders.rs",
        "SCAN d USING INDEX undecided",
        "they wait, and only they",
    ),
];

/// Indexes over all that a letter, or a kind of mail, ever had.
const WIDE: &[&str] = &[
    "one_row_an_asker (letter=?)",
    "by_name (letter=?)",
    "by_name (letter=? AND kind=?)",
    "newest_first (letter=?)",
    "newest_first (letter=? AND kind=?)",
    "organizations_of_a_letter (letter=?)",
    "about (kind=?)",
];

/// The steps of a statement that read more than they answer.
fn reads_all(explainer: &Explainer, sql: &str) -> Vec<String> {
    let steps = explainer.steps(sql).expect("explains");
    let is_table = |name: &str| !name.starts_with(['(', 'C']) && !sql.contains(&format!(") {name}"));
    let wide = |step: &String| {
        let scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        scanned.is_some_and(is_table) || step.contains(" AUTOMATIC ") || WIDE.iter().any(|index| step.ends_with(index))
    };
    steps.into_iter().filter(wide).collect()
}

/// Every statement that a store was asked by the program finds its rows by an index, or is explained.
pub fn hold(store: &Store) {
    static GOOD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut good = GOOD.lock().unwrap_or_else(PoisonError::into_inner);
    let asked = store.statements().into_iter().filter(|(_, at)| at.starts_with("src/"));
    let new: Vec<_> = asked.filter(|(sql, _)| !good.contains(sql)).collect();
    if new.is_empty() {
        return;
    }
    let explainer = Explainer::new().expect("opens");
    for (sql, at) in new {
        let is_allowed = |step: &String| {
            let mut why = EXPLAINED.iter();
            why.any(|(place, begins, _)| at.starts_with(place) && step.starts_with(begins))
        };
        let unexplained: Vec<_> = reads_all(&explainer, &sql)
            .into_iter()
            .filter(|step| !is_allowed(step))
            .collect();
        assert_eq!(unexplained, Vec::<String>::new(), "{at}: {sql}");
        good.insert(sql);
    }
}

#[test]
fn a_statement_that_reads_a_whole_table_or_all_signers_of_a_letter_is_found() {
    let explainer = Explainer::new().expect("opens");
    for bad in [
        "SELECT id FROM signatures WHERE listed_name = ?1",
        "UPDATE people SET comment = NULL WHERE comment_state = 'refused'",
        "SELECT COUNT(*) FROM signatures s WHERE s.letter = ?1",
        "SELECT id FROM outbox WHERE recipient = ?1",
        "SELECT MIN(id) FROM outbox WHERE kind = 'bundle' AND state = 'sent'",
        "SELECT i.id FROM invitations i JOIN organizations o ON o.phone = i.name WHERE i.id = ?1",
    ] {
        assert_ne!(reads_all(&explainer, bad), Vec::<String>::new(), "{bad}");
    }
    for good in [
        "SELECT id FROM signatures WHERE letter = ?1 AND asker_key = ?2",
        "SELECT f.n FROM (SELECT COUNT(*) AS n FROM links WHERE signature = ?1) f",
        "DELETE FROM outbox WHERE id = ?1",
    ] {
        assert_eq!(reads_all(&explainer, good), Vec::<String>::new(), "{good}");
    }
}

#[rocket::async_test]
async fn what_the_service_asks_is_noted_with_its_place() {
    let app = crate::app::TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let noted = app.worker.store.statements();
    for (place, verb) in [
        ("src/signatures/store/record.rs:", "INSERT INTO signatures"),
        ("src/signatures/store/counting.rs:", "UPDATE tally"),
        ("src/outbox/store/claim.rs:", "UPDATE outbox"),
    ] {
        let found = noted
            .iter()
            .any(|(sql, at)| at.starts_with(place) && sql.contains(verb));
        assert!(found, "{place} {verb}");
    }
}
