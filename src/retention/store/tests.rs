//! Tests that every step deletes a row that is due and keeps one that is not yet.

use crate::retention::store::*;
use crate::store::Store;

/// The test's time; a microsecond earlier, a row of that age is not due.
const NOW: i64 = 1_796_126_400_000_000;

/// Settings that differ from each other.
const ORIGIN_DAYS: u32 = 11;
const APPROVAL_DAYS: u32 = 13;
const UNCONFIRMED_DAYS: u32 = 5;

/// A step, with how many days its rows are kept, the statement that makes a row of that age (`?1`: its time, `?2`: its name, a letter), and
/// the query for the names of those that are left.
struct Case {
    step: Step,
    days: u32,
    makes: &'static [&'static str],
    left: &'static str,
}

/// A signature that no step affects.
const SIGNER: &str = "INSERT INTO signatures (letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, country, lang, revision,
     edition, created_at, state_at, confirmed_at, counted_at)
   VALUES ('a', 'organization', 'confirmed', hex(randomblob(8)), hex(randomblob(8)), ?2 || '@signer.example', 'N', x'6e', 'full', 'C', 'US', 'en', 1, zeroblob(32), ?1, ?1, ?1, ?1)";
const LAST: &str = "(SELECT MAX(id) FROM signatures)";

/// Returns the case of a step. The match is exhaustive, so that a new step needs one.
#[expect(clippy::too_many_lines, reason = "a table: the rows that each step deletes")]
fn case(step: Step) -> Case {
    let (days, makes, left): (u32, &[&str], &str) = match step {
        Step::Origins => (
            ORIGIN_DAYS,
            &[
                SIGNER,
                "INSERT INTO links (signature, nonce, created_at, own_until, origin, origin_range) VALUES ({last}, zeroblob(16), ?1, {never}, zeroblob(32), zeroblob(32))",
            ],
            "SELECT s.email AS name FROM links l JOIN signatures s ON s.id = l.signature WHERE l.origin IS NOT NULL OR l.origin_range IS NOT NULL",
        ),
        Step::Links => (
            30,
            &[
                SIGNER,
                "INSERT INTO links (signature, nonce, created_at, own_until, used_at) VALUES ({last}, zeroblob(16), ?1, ?1, 1)",
            ],
            "SELECT s.email AS name FROM links l JOIN signatures s ON s.id = l.signature WHERE l.used_at = 1",
        ),
        Step::Drafts => (
            APPROVAL_DAYS,
            &[
                SIGNER,
                "UPDATE signatures SET state = 'awaiting' WHERE id = {last}",
                "INSERT INTO organizations (signature, legal_name, listed_key, kind, scope, contact_name, contact_title, authorized) VALUES ({last}, 'N', 'n', 'union', 'local', 'C', 'T', '')",
                "INSERT INTO deciders (signature, name, email) VALUES ({last}, 'Director', ?2 || '@director.example')",
            ],
            "SELECT email AS name FROM deciders",
        ),
        Step::SavedForms => (
            UNCONFIRMED_DAYS,
            &[
                "INSERT INTO saved_forms (letter, nonce, email, lang, fields, saved_at) VALUES ('a', zeroblob(16), ?2 || '@form.example', 'en', '{\"approver_email\":\"d@director.example\"}', ?1)",
            ],
            "SELECT email AS name FROM saved_forms",
        ),
        Step::Handovers => (
            APPROVAL_DAYS + 30,
            &[
                SIGNER,
                "INSERT INTO handovers (signature, nonce, name, title, email, made_at) VALUES ({last}, zeroblob(16), 'Named', 'T', ?2 || '@named.example', ?1)",
            ],
            "SELECT email AS name FROM handovers",
        ),
        Step::Submitters => (
            APPROVAL_DAYS + 30,
            &[
                SIGNER,
                "INSERT INTO organizations (signature, legal_name, listed_key, kind, scope, contact_name, contact_title, authorized, submitted_by, submitted_from, contact_since) VALUES ({last}, 'N', 'n', 'union', 'local', 'C', 'T', '', 'Submitter', ?2 || '@submitter.example', ?1)",
            ],
            "SELECT COALESCE(submitted_from, submitted_by) AS name FROM organizations WHERE submitted_from IS NOT NULL OR submitted_by IS NOT NULL",
        ),
        Step::Spent => (
            1,
            &[
                "INSERT INTO spent_challenges (digest, expires_at) VALUES (CAST(substr(?2 || hex(zeroblob(16)), 1, 32) AS BLOB), ?1)",
            ],
            "SELECT CAST(digest AS TEXT) AS name FROM spent_challenges",
        ),
        Step::Quotas => (
            1,
            &[
                "INSERT INTO mail_quota (address, sent_at) VALUES (CAST(substr(?2 || hex(zeroblob(16)), 1, 32) AS BLOB), ?1)",
            ],
            "SELECT CAST(address AS TEXT) AS name FROM mail_quota",
        ),
        Step::Recipients => (
            UNCONFIRMED_DAYS,
            &[
                "INSERT INTO outbox (kind, subject_id, payload, recipient, message_id, state, due_at, created_at, settled_at) VALUES ('confirmation', 1, '{}', ?2 || '@recipient.example', hex(randomblob(8)), 'sent', ?1, ?1, ?1)",
            ],
            "SELECT recipient AS name FROM outbox WHERE recipient <> ''",
        ),
        Step::Decided => (
            30,
            &[
                SIGNER,
                "INSERT INTO decisions (letter, kind, via, at, phase) VALUES ('a', 'hold', 'browser', ?1, 'done')",
                "INSERT INTO decided_signatures (decision, signature, event, before) VALUES ((SELECT MAX(id) FROM decisions), {last}, 1, '{}')",
            ],
            "SELECT s.email AS name FROM decided_signatures d JOIN signatures s ON s.id = d.signature",
        ),
        Step::Decisions => (
            30,
            &[
                "INSERT INTO decisions (letter, kind, via, at, phase) VALUES (?2 || '@letter', 'hold', 'browser', ?1, 'done')",
            ],
            "SELECT letter AS name FROM decisions WHERE letter <> 'a'",
        ),
        Step::Unconfirmed => (
            UNCONFIRMED_DAYS,
            &[
                SIGNER,
                "UPDATE signatures SET state = 'pending', confirmed_at = NULL WHERE id = {last}",
            ],
            "SELECT email AS name FROM signatures WHERE state = 'pending'",
        ),
    };
    Case {
        step,
        days,
        makes,
        left,
    }
}

fn kept() -> Signing {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Rocket.toml")).expect("the settings");
    let settings: toml::Table = text.parse().expect("TOML");
    let mut kept: Signing = settings["default"]["signing"]
        .clone()
        .try_into()
        .expect("settings of signing");
    kept.origin_kept_days = ORIGIN_DAYS;
    kept.approval_days = APPROVAL_DAYS;
    kept.unconfirmed_kept_days = UNCONFIRMED_DAYS;
    kept
}

fn opened() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::in_file(&folder.path().join("a.db"), 1).expect("opens");
    (folder, store)
}

impl Case {
    /// Creates the rows `o`, which is just due, and `y`, which is not.
    fn make(&self, store: &Store) {
        let due = NOW - i64::from(self.days) * DAY_MICROS;
        let makes: Vec<String> = self
            .makes
            .iter()
            .map(|sql| sql.replace("{last}", LAST).replace("{never}", "9000000000000000000"))
            .collect();
        let made = store.write_now(move |tx| {
            for (at, name) in [(due, "o"), (due + 1, "y")] {
                for sql in &makes {
                    // A statement may have no use for one of them.
                    match (sql.contains("?1"), sql.contains("?2")) {
                        (true, true) => tx.execute(sql, params![at, name])?,
                        (true, false) => tx.execute(sql, params![at])?,
                        (false, true) => tx.execute(&sql.replace("?2", "?1"), params![name])?,
                        (false, false) => tx.execute(sql, [])?,
                    };
                }
            }
            Ok::<_, StoreError>(())
        });
        made.unwrap_or_else(|error| panic!("{:?}: {error}", self.step));
    }

    /// Returns the first letters of the names that are left.
    fn left(&self, store: &Store) -> String {
        let found = store.read_now(|db| db.all(self.left, [], |row| row.get::<String>("name")));
        let mut letters: Vec<char> = found
            .expect("reads")
            .iter()
            .filter_map(|name| name.chars().next())
            .collect();
        letters.sort_unstable();
        letters.into_iter().collect()
    }
}

fn now() -> Timestamp {
    Timestamp::from_microsecond(NOW).expect("in range")
}

#[test]
fn each_step_deletes_only_rows_that_are_due() {
    for case in Step::ALL.map(case) {
        let (_folder, store) = opened();
        case.make(&store);
        assert_eq!(case.left(&store), "oy", "{:?}", case.step);
        let (step, kept) = (case.step, kept());
        let forgotten = store
            .write_now(move |tx| forget(tx, step, now(), &kept))
            .expect("forgets");
        assert_eq!((forgotten, case.left(&store).as_str()), (1, "y"), "{step:?}");
    }
}

#[test]
fn each_step_that_deletes_has_it_wiped_off_the_disk_and_one_that_finds_nothing_does_not() {
    for case in Step::ALL.map(case) {
        let (_folder, store) = opened();
        case.make(&store);
        let before = store.wipes();
        let step = case.step;
        let wipes = || {
            let kept = kept();
            store
                .write_now(move |tx| forget(tx, step, now(), &kept))
                .expect("forgets");
            store.wipes() - before
        };
        assert_eq!((wipes(), wipes()), (1, 1), "{step:?}");
    }
}

#[test]
fn a_round_takes_every_step_and_no_step_takes_another_s_rows() {
    let (_folder, store) = opened();
    let cases = Step::ALL.map(case);
    for case in &cases {
        case.make(&store);
    }
    for step in Step::ALL {
        let kept = kept();
        store
            .write_now(move |tx| forget(tx, step, now(), &kept))
            .expect("forgets");
    }
    for case in cases {
        assert_eq!(case.left(&store), "y", "{:?}", case.step);
    }
    // Again, and nothing more goes.
    for step in Step::ALL {
        let kept = kept();
        assert_eq!(
            store
                .write_now(move |tx| forget(tx, step, now(), &kept))
                .expect("forgets"),
            0,
            "{step:?}"
        );
    }
}

#[test]
fn no_hourly_round_reads_a_whole_table() {
    let (_folder, store) = opened();
    for step in Step::ALL {
        let sql = format!("EXPLAIN QUERY PLAN {}", step.sql());
        let plan = store.write_now(move |tx| tx.all(&sql, params![0, 1], |row| row.get::<String>("detail")));
        let plan = plan.expect("explains");
        assert!(!plan.is_empty(), "{step:?}");
        assert!(!plan.iter().any(|line| line.starts_with("SCAN")), "{step:?}: {plan:?}");
    }
}
