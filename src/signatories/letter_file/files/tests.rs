use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use sha2::{Digest as _, Sha256};

use super::*;

const ONE: Digest = Digest([1; 32]);

fn files(wait: Duration) -> LetterFiles {
    let typesetter = Typesetter {
        program: "none".into(),
        limit: Duration::ZERO,
        megabytes: 0,
        fonts: Vec::new(),
        unshown: BTreeSet::new(),
    };
    LetterFiles {
        wait,
        ..LetterFiles::new(typesetter)
    }
}

fn key(letter: &str) -> Key {
    (Lang::parse("en").expect("a language"), letter.to_owned())
}

fn minute(minutes: i64) -> Moment {
    Moment {
        now: Timestamp::from_second(minutes * 60).expect("a time"),
        generation: 0,
    }
}

fn made(file: &[u8]) -> TypesetFile {
    TypesetFile {
        file: file.to_vec(),
        unshown: BTreeSet::new(),
    }
}

/// What a request got, in words.
fn told(found: Result<Found, Infallible>) -> String {
    match found.expect("composes") {
        Found::File(page) => String::from_utf8_lossy(page.bytes()).into_owned(),
        Found::Later => "later".to_owned(),
        Found::Failed => "failed".to_owned(),
    }
}

#[tokio::test]
async fn a_file_is_compared_after_a_while_and_made_again_if_its_content_changed() {
    let (files, composed, set) = (files(WAIT), AtomicUsize::new(0), Arc::new(AtomicUsize::new(0)));
    let ask = async |now: i64, content: u8| {
        let compose = || async {
            composed.fetch_add(1, Ordering::SeqCst);
            let set = Arc::clone(&set);
            Ok(Order {
                content: [content; 32],
                names: BTreeSet::new(),
                make: Box::new(move || {
                    Ok(made(&[
                        b'0' + u8::try_from(set.fetch_add(1, Ordering::SeqCst)).expect("few")
                    ]))
                }),
            })
        };
        let file = told(files.serve(key("a"), ONE, minute(now), compose).await);
        (file, composed.load(Ordering::SeqCst))
    };
    let file = |file: &str, composed: usize| (file.to_owned(), composed);
    assert_eq!(ask(0, 1).await, file("0", 1));
    assert_eq!(ask(9, 2).await, file("0", 1), "whoever signs meanwhile");
    assert_eq!(ask(10, 1).await, file("0", 2), "with the same content");
    assert_eq!(ask(19, 2).await, file("0", 2));
    assert_eq!(ask(20, 2).await, file("1", 3));
}

/// An order that is made when its sender is dropped.
fn waiting(content: u8, file: &'static [u8]) -> (mpsc::Sender<()>, Order) {
    let (release, released) = mpsc::channel::<()>();
    let order = Order {
        content: [content; 32],
        names: BTreeSet::new(),
        make: Box::new(move || {
            released.recv().ok();
            Ok(made(file))
        }),
    };
    (release, order)
}

#[tokio::test]
async fn while_a_file_is_made_nobody_waits_and_no_other_is_begun() {
    let files = files(Duration::ZERO);
    let never = || async { unreachable!("the desk is taken") };
    let (release, order) = waiting(1, b"first");
    let first = files.serve(key("a"), ONE, minute(0), || async { Ok(order) }).await;
    assert_eq!(told(first), "later");
    for letter in ["a", "b"] {
        assert_eq!(told(files.serve(key(letter), ONE, minute(0), never).await), "later");
    }
    drop(release);
    drop(files.desk.acquire().await.expect("free again"));
    assert_eq!(told(files.serve(key("a"), ONE, minute(1), never).await), "first");
    let (release, order) = waiting(2, b"second");
    let again = files.serve(key("a"), ONE, minute(11), || async { Ok(order) }).await;
    assert_eq!(told(again), "first", "as it was");
    assert_eq!(told(files.serve(key("a"), ONE, minute(11), never).await), "first");
    drop(release);
    drop(files.desk.acquire().await.expect("free again"));
    assert_eq!(told(files.serve(key("a"), ONE, minute(11), never).await), "second");
    let (_release, order) = waiting(2, b"third");
    let other = files
        .serve(key("a"), Digest([2; 32]), minute(12), || async { Ok(order) })
        .await;
    assert_eq!(told(other), "later", "never the file of another text");
}

#[tokio::test]
async fn what_failed_is_not_tried_again_for_a_while() {
    let files = files(WAIT);
    let tries = AtomicUsize::new(0);
    let ask = async |now: i64, content: u8, works: bool| {
        let compose = || async {
            tries.fetch_add(1, Ordering::SeqCst);
            let slow = Err(TypesettingError::Slow(1));
            Ok(Order {
                content: [content; 32],
                names: BTreeSet::new(),
                make: Box::new(move || if works { Ok(made(b"file")) } else { slow }),
            })
        };
        let file = told(files.serve(key("a"), ONE, minute(now), compose).await);
        (file, tries.load(Ordering::SeqCst))
    };
    assert_eq!(ask(0, 1, false).await, ("failed".to_owned(), 1));
    assert_eq!(ask(4, 1, true).await, ("failed".to_owned(), 1));
    assert_eq!(ask(5, 1, true).await, ("file".to_owned(), 2));
    assert_eq!(ask(15, 2, false).await, ("file".to_owned(), 3), "as it was");
    assert_eq!(ask(19, 2, true).await, ("file".to_owned(), 3));
    assert_eq!(ask(20, 2, true).await, ("file".to_owned(), 4));
}

#[tokio::test]
async fn a_name_that_is_taken_back_is_gone_at_the_next_look() {
    let (files, fails) = (files(WAIT), std::sync::atomic::AtomicBool::new(false));
    let ask = async |second: i64, names: &[&'static str]| {
        let moment = Moment {
            now: Timestamp::from_second(second).expect("a time"),
            generation: names.iter().map(|name| name.len() as u64).sum(),
        };
        let compose = || async {
            let (names, fails) = (names.join(" "), fails.load(Ordering::SeqCst));
            Ok(Order {
                content: Sha256::digest(&names).into(),
                names: names.split(' ').map(str::to_owned).collect(),
                make: Box::new(move || {
                    if fails {
                        Err(TypesettingError::Slow(1))
                    } else {
                        Ok(made(names.as_bytes()))
                    }
                }),
            })
        };
        told(files.serve(key("a"), ONE, moment, compose).await)
    };
    assert_eq!(ask(0, &["ana", "berta"]).await, "ana berta");
    assert_eq!(
        ask(9, &["ana", "berta", "clara"]).await,
        "ana berta",
        "a new name can wait"
    );
    assert_eq!(ask(11, &["ana"]).await, "ana berta", "looked at a moment ago");
    assert_eq!(ask(14, &["ana"]).await, "ana");
    fails.store(true, Ordering::SeqCst);
    assert_eq!(
        ask(20, &["clara"]).await,
        "failed",
        "no file is better than one with her name"
    );
    assert_eq!(ask(21, &["clara"]).await, "failed");
}

#[test]
fn the_oldest_files_go_before_they_fill_the_memory() {
    let kept = |checked: i64, bytes: usize| Slot {
        kept: Some(Kept {
            page: Page::new(ContentType::PDF, Vec::new()),
            bytes,
            edition: ONE,
            content: [0; 32],
            names: BTreeSet::new(),
            checked: minute(checked).now,
            looked: (minute(checked).now, 0),
        }),
        failed: None,
    };
    let mut slots: HashMap<Key, Slot> = [("a", 2), ("b", 1), ("c", 3)]
        .map(|(letter, checked)| (key(letter), kept(checked, MOST_KEPT / 2)))
        .into();
    make_room(&mut slots);
    let mut left: Vec<_> = slots.into_keys().map(|(_, letter)| letter).collect();
    left.sort();
    assert_eq!(left, ["a", "c"]);
}
