//! Statements that are sent with the next one.

use super::*;

const LINE: &str = "INSERT INTO lines (text) VALUES (?1)";

fn texts(store: &Store) -> Vec<String> {
    let read = store.read_now(|db| db.all("SELECT text FROM lines ORDER BY id", [], |row| row.get("text")));
    read.map_err(|error: StoreError| error.to_string()).expect("reads")
}

#[test]
fn they_are_run_in_their_order_however_many() {
    let Some(url) = empty() else { return };
    let node = with_lines(&url);
    let seen = node.store.write_now(|tx| {
        for n in 10..60 {
            tx.post(LINE, params![n.to_string()])?;
        }
        tx.post("UPDATE lines SET text = text || '!' WHERE text = '59'", [])?;
        tx.one("SELECT MAX(text) AS last FROM lines", [], |row| {
            row.get::<String>("last")
        })
    });
    assert_eq!(seen.expect("stored").as_deref(), Some("59!"));
    assert_eq!(count(&node.store), 50);
}

#[test]
fn one_that_fails_undoes_its_closure_alone() {
    let Some(url) = empty() else { return };
    let node = with_lines(&url);
    let twice = |tx: &Tx<'_>| {
        tx.post(LINE, params!["twice"])?;
        tx.post(LINE, params!["twice"])
    };
    let told = in_one_batch(
        &node.store,
        vec![
            Box::new(|tx| tx.post(LINE, params!["first"])),
            // The last of a closure's statements: nothing of the closure is waited for after it.
            Box::new(twice),
            Box::new(move |tx| twice(tx).and(Err(StoreError::Full))),
            Box::new(|tx| tx.post(LINE, params!["last"])),
        ],
    );
    assert!(
        matches!(
            told[..],
            [Ok(()), Err(StoreError::Server(_)), Err(StoreError::Full), Ok(())]
        ),
        "{told:?}"
    );
    assert_eq!(texts(&node.store), ["first", "last"]);
}

#[test]
fn closures_without_a_statement_keep_the_order_of_the_others() {
    let Some(url) = empty() else { return };
    let node = with_lines(&url);
    let mut closures: Vec<Closure> = (0..100).map(|_| -> Closure { Box::new(|_| Ok(())) }).collect();
    closures.push(Box::new(|tx| tx.post(LINE, params!["a"])));
    closures.extend((0..100).map(|_| -> Closure { Box::new(|_| Err(StoreError::Full)) }));
    closures.push(Box::new(|tx| {
        tx.execute("UPDATE lines SET text = text || 'b'", []).map(drop)
    }));
    let told = in_one_batch(&node.store, closures);
    assert_eq!(told.iter().filter(|answer| answer.is_ok()).count(), 102, "{told:?}");
    assert_eq!(texts(&node.store), ["ab"]);
}

#[test]
fn numbers_that_the_server_gives_in_between_are_not_given_again() {
    let Some(url) = empty() else { return };
    let node = with_lines(&url);
    let three = |tx: &Tx<'_>| {
        let drawn = [tx.insert::<LineId>(LINE, params!["a"])?, tx.insert(LINE, params!["b"])?];
        tx.execute(LINE, params!["c"])?;
        Ok::<_, StoreError>(drawn)
    };
    let drawn = node.store.write_now(three).expect("stored");
    assert!(drawn.iter().all(Option::is_some));
    let next = node.store.write_now(|tx| tx.insert::<LineId>(LINE, params!["d"]));
    assert!(next.expect("stored") > drawn[1]);
    assert_eq!(texts(&node.store), ["a", "b", "c", "d"]);
}

#[test]
fn rows_of_all_nodes_have_their_numbers_in_the_order_in_which_they_are_written() {
    let Some(url) = empty() else { return };
    let nodes = [with_lines(&url), node(&url)];
    let write = |at: usize, text: &'static str| {
        let written = nodes[at].store.write_now(move |tx| {
            let id: Option<LineId> = tx.insert(LINE, params![text])?;
            let read = tx.one("SELECT id FROM lines WHERE text = ?1", params![text], |row| {
                row.get("id")
            })?;
            Ok::<_, StoreError>((id, read))
        });
        let (told, read) = written.expect("stored");
        assert!(told.is_some() && told == read);
    };
    write(0, "a");
    write(1, "b");
    write(0, "c");
    write(0, "d");
    let many = nodes[1].store.write_now(|tx| {
        let ids: Result<Vec<Option<LineId>>, _> = ["e", "f", "g"]
            .map(|text| tx.insert(LINE, params![text]))
            .into_iter()
            .collect();
        ids
    });
    let numbers = many.expect("stored").into_iter().flatten().map(LineId::number);
    assert_eq!(numbers.collect::<Vec<_>>(), [5, 6, 7], "without gaps");
    write(0, "h");
    assert_eq!(texts(&nodes[0].store), ["a", "b", "c", "d", "e", "f", "g", "h"]);
}
