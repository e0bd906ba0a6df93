//! How PostgreSQL finds rows: by the indexes that SQLite finds them by, or by others that are as good.
//!
//! The server chooses its plans by what is stored, so that a plan over a small table says nothing: these are over a large campaign
//! ([`rows`]), of which it has taken statistics. What is small even then is found by its indexes as well, since the server is asked for the
//! plan that it has left when it may neither read a whole table nor join by hashing or sorting one.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Mutex, Once, PoisonError};

use undersigned::store::{Expected, ServerExplainer, Store};

use super::rows;
use crate::app::test_server;
use crate::plans::{EXPLAINED, is_put_together, is_wide, written};

/// Steps that may read much on a server, besides those that may in a file: where they are, how they begin, and why.
const ON_A_SERVER: &[(&str, &str, &str)] = &[
    (
        "src/offices/",
        "SCAN zip_districts USING INDEX zip_districts_pkey",
        "it ends at the last row",
    ),
    ("src/offices/", "SCAN m USING INDEX members_pkey", "there are 541"),
    (
        "src/offices/",
        "SCAN c USING INDEX contacts_pkey",
        "what staff have of some hundreds of offices",
    ),
    (
        "src/delivery/",
        "SEARCH signatures USING INDEX one_row_an_asker",
        "a bundle holds everyone",
    ),
    (
        "src/exports/",
        "SEARCH s USING INDEX one_row_an_asker",
        "an export holds everyone",
    ),
    (
        "src/signatures/store/erase.rs",
        "SCAN signatures USING INDEX signatures_pkey",
        "a restore looks at every number, and is not of a server",
    ),
    (
        "src/signatures/store/erase.rs",
        "SCAN saved_forms USING INDEX saved_forms_pkey",
        "a restore looks at every number, and is not of a server",
    ),
    (
        "src/outbox/store/withhold.rs",
        "SEARCH outbox USING INDEX about (kind=?)",
        "of a kind that has a mail for each office of a few bundles: looking for each of them costs as much",
    ),
    (
        "src/review/store/dossier.rs",
        "SCAN s USING INDEX",
        "staff look at one organization, which is compared with all",
    ),
];

/// The tables are filled once.
static FILLED: Once = Once::new();

fn explainer() -> Option<ServerExplainer> {
    let url = test_server::url(Path::new("plans on the server"))?;
    FILLED.call_once(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::connect(&url, Expected::default(), &folder.path().join("a.db"), 1).expect("connects");
        rows::make(&store);
    });
    Some(ServerExplainer::new(&url).expect("connects"))
}

fn reads_all(explainer: &ServerExplainer, sql: &str) -> Vec<String> {
    let steps = explainer.steps(sql).unwrap_or_else(|error| panic!("{error}: {sql}"));
    let wide = steps
        .into_iter()
        .filter(|step| step.starts_with("SCAN ") || is_wide(step));
    wide.collect()
}

/// Returns the steps of a statement that read more rows than they return, without a reason.
fn unexplained(explainer: &ServerExplainer, sql: &str, at: &str) -> Vec<String> {
    let is_allowed = |step: &String| {
        let mut why = EXPLAINED.iter().chain(ON_A_SERVER);
        why.any(|(place, begins, _)| at.starts_with(place) && step.starts_with(begins))
    };
    let steps = reads_all(explainer, sql).into_iter();
    steps.filter(|step| !is_allowed(step)).collect()
}

/// Checks that the server finds the rows of these statements by an index, or that there is a reason, if tests use one.
pub fn hold(asked: &[(String, String)]) {
    static GOOD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut good = GOOD.lock().unwrap_or_else(PoisonError::into_inner);
    // A test that stores in a file whatever the others use asks the file's own index of words.
    let is_for_both = |sql: &str| !sql.contains("search_words MATCH");
    let new: Vec<_> = asked
        .iter()
        .filter(|(sql, _)| !good.contains(sql) && is_for_both(sql))
        .collect();
    // A thread of its own: the running one may be a runtime's.
    let found = std::thread::scope(|scope| {
        let look = || {
            let explainer = explainer().filter(|_| !new.is_empty())?;
            let steps = new.iter().flat_map(|(sql, at)| {
                let steps = unexplained(&explainer, sql, at).into_iter();
                steps.map(move |step| format!("{at}: {step}: {sql}"))
            });
            Some(steps.collect::<Vec<_>>())
        };
        scope.spawn(look).join().expect("explains")
    });
    let found = found.unwrap_or_default();
    assert!(found.is_empty(), "{}", found.join("\n"));
    good.extend(new.into_iter().map(|(sql, _)| sql.clone()));
}

#[test]
fn every_statement_that_stands_in_a_store_finds_its_rows_on_a_server_as_well() {
    let Some(explainer) = explainer() else { return };
    // What the file's engine asks of itself is not for a server.
    let of_the_file = ["src/store/sqlite/", "src/store/schema.rs"];
    let is_for_both = |at: &str| !of_the_file.iter().any(|place| at.starts_with(place));
    let found: Vec<String> = written()
        .into_iter()
        .filter(|(at, sql)| !is_put_together(sql) && is_for_both(at))
        .flat_map(|(at, sql)| {
            let steps = unexplained(&explainer, &sql, &at);
            steps.into_iter().map(move |step| format!("{at}: {step}: {sql}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_statement_that_reads_a_whole_table_on_a_server_is_found() {
    let Some(explainer) = explainer() else { return };
    for bad in [
        "SELECT id FROM signatures WHERE listed_name = ?1",
        "UPDATE people SET comment = NULL WHERE comment_state = 'refused'",
        "SELECT COUNT(*) AS n FROM signatures s WHERE s.letter = ?1",
        "SELECT id FROM outbox WHERE recipient = ?1",
        "SELECT MIN(id) AS id FROM outbox WHERE kind = 'bundle' AND state = 'sent'",
        "SELECT i.id FROM invitations i JOIN organizations o ON o.phone = i.name WHERE i.id = ?1",
        "SELECT id FROM signatures WHERE state = 'confirmed' ORDER BY id LIMIT 1",
    ] {
        assert_ne!(reads_all(&explainer, bad), Vec::<String>::new(), "{bad}");
    }
    for good in [
        "SELECT id FROM signatures WHERE letter = ?1 AND asker_key = ?2",
        "SELECT f.n FROM (SELECT COUNT(*) AS n FROM links WHERE signature = ?1) f",
        "DELETE FROM outbox WHERE id = ?1",
        "SELECT id FROM signatures WHERE lower(email) = ?1 AND kind = 'organization'",
    ] {
        assert_eq!(reads_all(&explainer, good), Vec::<String>::new(), "{good}");
    }
}
