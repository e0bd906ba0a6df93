//! Tests the query plans for letters with hundreds of thousands of signers: no query may read all of them.

use super::deciders::TO_REMIND;
use crate::signatures::store::holds::UNVERIFIED;
use crate::signatures::store::public::PUBLIC_COMMENTS;
use crate::store::{Store, params};

/// Indexes by which a query would read everyone who signed a letter.
const BY_LETTER_ALONE: [&str; 2] = ["one_row_an_asker (letter=?)", "by_name (letter=?)"];

#[test]
fn no_confirmation_page_or_hourly_round_reads_everyone_who_signed() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_file(&folder.path().join("a.db"), 1).expect("opens");
    for (sql, numbers) in [(UNVERIFIED, 2), (PUBLIC_COMMENTS, 1), (TO_REMIND, 1)] {
        let explain = format!("EXPLAIN QUERY PLAN {sql}");
        let plan = store.read_now(|db| {
            let detail = |row: &crate::store::Row<'_>| row.get::<String>("detail");
            match numbers {
                1 => db.all(&explain, params!["a", 1], detail),
                _ => db.all(&explain, params!["a", 1, 1], detail),
            }
        });
        let plan = plan.expect("explains");
        assert!(!plan.is_empty(), "{sql}");
        for line in &plan {
            let reads_all = BY_LETTER_ALONE.iter().any(|it| line.contains(it))
                || ["SCAN signatures", "SCAN s", "SCAN p", "SCAN o"].contains(&line.as_str());
            assert!(!reads_all, "{sql}: {plan:?}");
        }
    }
}
