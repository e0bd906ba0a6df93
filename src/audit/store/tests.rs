use super::*;
use crate::audit::{Act, Via};
use crate::store::Store;

fn by(number: i64) -> By {
    By {
        account: Some(StaffId::new(number)),
        via: Via::Browser,
    }
}

fn opened() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
    (folder, store)
}

/// A log with 5 entries.
fn filled() -> (tempfile::TempDir, Store) {
    let (folder, store) = opened();
    let filled = store.write_now(|tx| {
        for n in 1..=5 {
            let deed = Deed {
                act: Act::SignaturesApproved,
                letter: Some(if n == 3 { "nurses" } else { "farms" }),
                subject: None,
                counted: n,
            };
            record(tx, by(i64::from(n % 2)), &deed, crate::clock::from_micros(i64::from(n)))?;
        }
        Ok::<_, StoreError>(())
    });
    filled.expect("writes");
    (folder, store)
}

fn verdict(store: &Store, noted: Option<&str>) -> Verdict {
    store.read_now(|db| verify(db, noted)).expect("reads")
}

fn change(store: &Store, sql: &'static str) {
    store.write_now(move |tx| tx.execute(sql, [])).expect("writes");
}

#[test]
fn a_log_is_whole_as_it_was_written_and_grows() {
    let (_folder, store) = filled();
    let head = store.read_now(head).expect("reads").expect("there are some");
    assert_eq!(
        (head.number, verdict(&store, None)),
        (5, Verdict::Whole { head: Some(head) })
    );
    let noted = data_encoding::HEXLOWER.encode(&head.link);
    let more = |tx: &Tx<'_>| {
        record(
            tx,
            by(1),
            &Deed::to(Act::StaffAdded, StaffId::new(7)),
            crate::clock::from_micros(9),
        )
    };
    store.write_now(more).expect("writes");
    for noted in [&noted, &noted[..32]] {
        assert!(matches!(verdict(&store, Some(noted)), Verdict::Whole { head: Some(it) } if it.number == 6));
    }
    assert_eq!(verdict(&store, Some(&"0".repeat(64))), Verdict::Foreign);
}

#[test]
fn a_log_without_entries_is_whole() {
    let (_folder, store) = opened();
    assert_eq!(verdict(&store, None), Verdict::Whole { head: None });
    assert_eq!(verdict(&store, Some("00")), Verdict::Foreign);
}

#[rstest::rstest]
#[case("UPDATE audit SET counted = 1 WHERE number = 4", 4)]
#[case("UPDATE audit SET account = 9 WHERE number = 2", 2)]
#[case("UPDATE audit SET letter = NULL WHERE number = 3", 3)]
#[case("UPDATE audit SET at = at + 1 WHERE number = 5", 5)]
#[case("DELETE FROM audit WHERE number = 1", 1)]
#[case("DELETE FROM audit WHERE number = 3", 3)]
fn an_entry_that_was_changed_or_removed_is_found(#[case] sql: &'static str, #[case] number: u32) {
    let (_folder, store) = filled();
    change(&store, sql);
    assert_eq!(verdict(&store, None), Verdict::Broken { number });
}

#[test]
fn removing_the_newest_entries_is_found_by_a_head_that_was_noted() {
    let (_folder, store) = filled();
    let head = store.read_now(head).expect("reads").expect("there are some");
    let noted = data_encoding::HEXLOWER.encode(&head.link);
    change(&store, "DELETE FROM audit WHERE number > 3");
    assert!(matches!(verdict(&store, None), Verdict::Whole { .. }));
    assert_eq!(verdict(&store, Some(&noted)), Verdict::Foreign);
}

#[test]
fn entries_are_listed_newest_first_by_letter_and_account() {
    let (_folder, store) = filled();
    let listed = |letter: Option<&str>, account: Option<i64>, before: Option<u32>| -> Vec<u32> {
        let filter = Filter {
            letter: letter.map(str::to_owned),
            account: account.map(StaffId::new),
            before,
        };
        let found = store.read_now(|db| list(db, &filter, 3)).expect("reads");
        found.iter().map(|it| it.number).collect()
    };
    assert_eq!(listed(None, None, None), [5, 4, 3]);
    assert_eq!(listed(None, None, Some(3)), [2, 1]);
    assert_eq!(listed(Some("farms"), None, Some(5)), [4, 2, 1]);
    assert_eq!(listed(None, Some(0), None), [4, 2]);
    assert_eq!(listed(Some("farms"), Some(1), None), [5, 1]);
}
