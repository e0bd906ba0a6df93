//! Tests of the watcher. Each waits for what must happen, for as long as a slow machine may need; none waits a fixed time.

use std::sync::Condvar;
use std::sync::atomic::{AtomicBool, Ordering};

use super::*;

mod deploys;

/// A timeout that is long enough on any machine.
const LONG: Duration = Duration::from_mins(2);

const NEVER: Duration = Duration::from_hours(24);

/// The pace for events: no scan comes by itself.
const BY_EVENTS: (Timing, Detection) = (
    Timing {
        quiet: Duration::from_millis(10),
        patience: Duration::from_millis(100),
        look: NEVER,
        look_alone: NEVER,
        tick: Duration::from_millis(10),
    },
    Detection::EventsAndLooks,
);

/// The pace without events.
const BY_LOOKS: (Timing, Detection) = (
    Timing {
        look_alone: Duration::from_millis(20),
        ..BY_EVENTS.0
    },
    Detection::Looks,
);

/// What was read at each reload.
#[derive(Clone, Default)]
struct Readings(Arc<(Mutex<Vec<String>>, Condvar)>);

impl Readings {
    fn add(&self, text: String) {
        self.0.0.lock().expect("not poisoned").push(text);
        self.0.1.notify_all();
    }

    /// Waits until the newest reading is this one.
    fn wait_for(&self, text: &str) {
        let readings = self.0.0.lock().expect("not poisoned");
        let other = |readings: &mut Vec<String>| readings.last().is_none_or(|last| last != text);
        let (readings, waited) = self
            .0
            .1
            .wait_timeout_while(readings, LONG, other)
            .expect("not poisoned");
        assert!(!waited.timed_out(), "{text} was not read, but {readings:?}");
    }

    fn all(&self) -> Vec<String> {
        self.0.0.lock().expect("not poisoned").clone()
    }
}

struct Reader {
    root: PathBuf,
    readings: Readings,
    /// The outcomes of the next reloads; settled after that.
    outcomes: Vec<Outcome>,
    due: Arc<AtomicBool>,
}

impl Reload for Reader {
    fn reload(&mut self) -> Outcome {
        let text = std::fs::read_to_string(self.root.join("a/en.md"));
        self.readings.add(text.unwrap_or_else(|_| "nothing".to_owned()));
        self.outcomes.pop().unwrap_or(Outcome::Settled)
    }

    fn is_due(&mut self) -> bool {
        self.due.swap(false, Ordering::SeqCst)
    }
}

/// A folder beside which others may lie, and what is read from it.
struct Scene {
    beside: tempfile::TempDir,
    readings: Readings,
    due: Arc<AtomicBool>,
    watch: Option<Watch>,
}

impl Scene {
    fn new() -> Self {
        Self {
            beside: tempfile::tempdir().expect("a folder"),
            readings: Readings::default(),
            due: Arc::default(),
            watch: None,
        }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.beside.path().join(name)
    }

    /// Writes a letter's text into a folder.
    fn write(&self, folder: &str, text: &str) {
        let letter = self.at(folder).join("a");
        std::fs::create_dir_all(&letter).expect("a folder");
        std::fs::write(letter.join("en.md"), text).expect("writes");
    }

    /// Writes a letter's text in one step. [`Scene::write`] takes two, and whoever looks in between finds no text, or finds it once more.
    fn replace(&self, folder: &str, text: &str) {
        let whole = self.at("whole");
        std::fs::write(&whole, text).expect("writes");
        std::fs::rename(whole, self.at(folder).join("a/en.md")).expect("takes its place");
    }

    fn watched_with(mut self, seen: FolderState, how: (Timing, Detection), outcomes: Vec<Outcome>) -> Self {
        let root = self.at("letters");
        let reader = Reader {
            root: root.clone(),
            readings: self.readings.clone(),
            outcomes,
            due: Arc::clone(&self.due),
        };
        let watch = Watch::start(&root, seen, how, reader).expect("watches");
        assert_eq!(
            watch.trouble().is_some(),
            how.1 == Detection::Looks,
            "{:?}",
            watch.trouble()
        );
        self.watch = Some(watch);
        self
    }

    fn watched(self, how: (Timing, Detection)) -> Self {
        let seen = FolderState::at(&self.at("letters"));
        self.watched_with(seen, how, Vec::new())
    }

    /// Checks that edits in a folder are noticed.
    fn sees(&self, folder: &str, texts: &[&str]) {
        for text in texts {
            self.write(folder, text);
            self.readings.wait_for(text);
        }
    }
}

#[rstest::rstest]
#[case(BY_EVENTS)]
#[case(BY_LOOKS)]
fn a_folder_that_is_deleted_and_recreated_is_still_watched(#[case] how: (Timing, Detection)) {
    let scene = Scene::new();
    scene.write("letters", "one");
    let scene = scene.watched(how);
    std::fs::remove_dir_all(scene.at("letters")).expect("goes");
    scene.readings.wait_for("nothing");
    scene.sees("letters", &["two", "three", "four"]);
}

#[rstest::rstest]
#[case(BY_EVENTS)]
#[case(BY_LOOKS)]
fn a_replaced_folder_is_still_watched(#[case] how: (Timing, Detection)) {
    let scene = Scene::new();
    scene.write("letters", "one");
    scene.write("new", "two");
    let scene = scene.watched(how);
    std::fs::rename(scene.at("letters"), scene.at("old")).expect("moves");
    std::fs::rename(scene.at("new"), scene.at("letters")).expect("moves");
    scene.readings.wait_for("two");
    scene.sees("letters", &["three", "four"]);
}

#[test]
fn a_new_letter_is_watched_too() {
    let scene = Scene::new();
    std::fs::create_dir(scene.at("letters")).expect("a folder");
    let scene = scene.watched(BY_EVENTS);
    scene.sees("letters", &["one", "two", "three"]);
}

#[rstest::rstest]
#[case("letters/sync.log")]
#[case("letters/a/es.md")]
fn a_constantly_written_file_delays_no_reload(#[case] busy: &str) {
    let scene = Scene::new();
    scene.write("letters", "one");
    std::fs::write(scene.at(busy), "0").expect("writes");
    let scene = scene.watched(BY_EVENTS);
    let over = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            let mut text = String::new();
            while !over.load(Ordering::SeqCst) {
                text.push('x');
                std::fs::write(scene.at(busy), &text).expect("writes");
                std::thread::sleep(Duration::from_millis(1));
            }
        });
        let _ends = Ends(&over);
        scene.sees("letters", &["two", "three"]);
    });
}

/// Ends the writing thread, even if the test fails.
struct Ends<'a>(&'a AtomicBool);

impl Drop for Ends<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[test]
fn editors_leftovers_cause_no_reload() {
    let scene = Scene::new();
    scene.write("letters", "one");
    let scene = scene.watched(BY_EVENTS);
    for text in ["two", "three"] {
        std::fs::write(scene.at("letters/a/.#en.md"), text).expect("writes");
        std::fs::write(scene.at("letters/a/en.md~"), text).expect("writes");
        std::fs::write(scene.at("beside.log"), text).expect("writes");
        scene.replace("letters", text);
        scene.readings.wait_for(text);
    }
    assert_eq!(scene.readings.all(), ["two", "three"], "nothing is read twice");
}

#[test]
fn a_change_between_reading_and_watching_is_noticed() {
    let scene = Scene::new();
    scene.write("letters", "one");
    let seen = FolderState::at(&scene.at("letters"));
    scene.write("letters", "changed meanwhile");
    let scene = scene.watched_with(seen, BY_EVENTS, Vec::new());
    scene.readings.wait_for("changed meanwhile");
}

#[test]
fn a_reload_that_failed_is_tried_again_without_another_change() {
    let scene = Scene::new();
    scene.write("letters", "one");
    let how = (
        Timing {
            look: Duration::from_millis(20),
            ..BY_EVENTS.0
        },
        Detection::EventsAndLooks,
    );
    let seen = FolderState::at(&scene.at("letters"));
    let scene = scene.watched_with(seen, how, vec![Outcome::Again, Outcome::Again]);
    scene.replace("letters", "two");
    let (readings, rung) = &*scene.readings.0;
    let few = |readings: &mut Vec<String>| readings.iter().filter(|text| *text == "two").count() < 3;
    let all = rung
        .wait_timeout_while(readings.lock().expect("not poisoned"), LONG, few)
        .expect("not poisoned");
    assert!(!all.1.timed_out(), "{:?}", all.0);
}

#[test]
fn a_due_letter_is_loaded_without_a_file_change() {
    let scene = Scene::new();
    scene.write("letters", "one");
    let scene = scene.watched(BY_EVENTS);
    assert_eq!(scene.readings.all(), Vec::<String>::new());
    scene.due.store(true, Ordering::SeqCst);
    scene.readings.wait_for("one");
}
