//! Tests what happens to enqueued mails, and to the files of a bundle.

use std::path::Path;
use std::sync::Arc;

use super::owing::{NOW, freeze, frozen, owe, set};
use super::*;
use crate::brand::{Brand, Drawn};
use crate::clock::Clock;
use crate::config::{Config, figment};
use crate::delivery::state::DeliveryState;
use crate::delivery::store::Progress;
use crate::delivery::{email, leftovers};
use crate::letters::live_library::LiveLibrary;
use crate::locale::Locales;
use crate::mail::ComposerContext;
use crate::outbox::{Due, MailId};
use crate::private::draft::Draft;
use crate::shelf::Shelf;
use crate::templates::{Furnishing, Templates};

/// Composes the first mail, and returns why it fails, if it does; `None` if it is moot.
fn composed(database: &Store) -> Option<String> {
    let locales = Arc::new(Locales::load().expect("messages"));
    let furnishing = Furnishing::new(&Brand::default(), &Drawn::default(), crate::web::assets::url);
    let templates = Arc::new(Templates::load(&locales, furnishing).expect("templates"));
    let config = Arc::new(Config::extract(&figment()).expect("settings"));
    let compose = email::composer(ComposerContext {
        config,
        live_library: LiveLibrary::default(),
        locales,
        templates,
    });
    let due = Due {
        id: MailId::new(1),
        kind: KIND.to_owned(),
        subject_id: 1,
        payload: r#"{"summary": []}"#.to_owned(),
        recipient: "desk@office.example".to_owned(),
        message_id: String::new(),
        attempts: 1,
        repeat: Repeat::Never,
    };
    let composed = database
        .read_now(|db| Ok::<_, StoreError>(compose(db, &due)))
        .expect("reads");
    match composed {
        Ok(mail) => mail.map(|mail| mail.subject),
        Err(why) => Some(why.to_string()),
    }
}

#[test]
fn a_mail_is_moot_once_its_office_opted_out_or_has_the_letter() {
    let (_folder, database, bundle, mails) = frozen();
    owe(&database, bundle, &mails);
    let goes_on = Some("letter sample not found".to_owned());
    assert_eq!(composed(&database), goes_on);
    for key in ["a", "desk@office.example"] {
        let stop = "INSERT INTO contact_stops (key, reason, stopped_at) VALUES (?1, '', 1)";
        let stopped = database.write_now(move |tx| tx.execute(stop, crate::store::params![key]));
        stopped.expect("is stopped");
        assert_eq!(composed(&database), None, "{key} is stopped");
        set(&database, "DELETE FROM contact_stops");
        assert_eq!(composed(&database), goes_on);
    }
    // An earlier mail, whose reply came late.
    set(
        &database,
        "INSERT INTO outbox (id, kind, subject_id, payload, recipient, message_id, at_most_once, state, due_at, created_at, settled_at)
         VALUES (0, 'bundle', 1, '{}', 'desk@office.example', 'x', TRUE, 'sent', 0, 0, 5)",
    );
    assert_eq!(composed(&database), None, "it arrived meanwhile");
}

fn progress(database: &Store) -> Progress {
    let mut all = database.read_now(|db| store::progress(db, "sample")).expect("reads");
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[test]
fn staff_see_when_a_mail_is_tried_next_only_while_it_waits() {
    let (_folder, database, bundle, mails) = frozen();
    owe(&database, bundle, &mails);
    let waits = Some("1970-01-01T00:00:00Z".to_owned());
    for (sql, state, due_at) in [
        ("UPDATE outbox SET sending = FALSE", "queued", &waits),
        ("UPDATE outbox SET sending = TRUE", "sending", &None),
        ("UPDATE outbox SET state = 'sent', settled_at = 1", "sent", &None),
        ("UPDATE outbox SET state = 'moot'", "cancelled", &None),
    ] {
        set(&database, sql);
        let mail = progress(&database);
        assert_eq!((mail.state.as_str(), &mail.due_at), (state, due_at));
    }
}

#[test]
fn the_database_knows_a_bundle_until_it_is_cancelled() {
    let (_folder, database, _, _) = frozen();
    let knows = |digest| database.read_now(|db| store::knows(db, digest)).expect("reads");
    assert!(knows([1; 32]) && !knows([2; 32]));
    database
        .write_now(|tx| store::cancel(tx, "sample", NOW))
        .expect("is cancelled");
    assert!(!knows([1; 32]));
}

/// Puts files on a shelf as a bundle.
fn shelve(shelf: &Shelf, (database, scratch): (&Store, &Path), bundle: [u8; 32], names: &[&str]) {
    let draft = Draft::beside(&scratch.join("draft")).expect("is made");
    for name in names {
        std::fs::write(draft.folder().join(name), name).expect("writes");
    }
    let placed = shelf.place(database, &Clock::default(), draft, bundle).expect("is put");
    let finishing = shelf.clone();
    database
        .write_now(move |tx| finishing.finish(tx, bundle))
        .expect("is shown");
    placed.keep().expect("is kept");
}

#[test]
fn files_with_an_erased_signer_are_deleted_unless_an_office_may_have_them() {
    let (_folder, database, bundle, mails) = frozen();
    owe(&database, bundle, &mails);
    freeze(&database, 2);
    set(&database, "UPDATE deliveries SET file = '001-a.pdf'");
    let place = tempfile::tempdir().expect("a folder");
    let mut settings = Config::extract(&figment()).expect("settings").delivery;
    place.path().clone_into(&mut settings.folder);
    let shelf = Shelf::of(place.path(), &database);
    let names = ["001-a.csv", "001-a.pdf", "002-b.csv", "002-b.pdf", "manifest.json"];
    let [of_one, of_another] = [[1; 32], [2; 32]];
    for bundle in [of_one, of_another] {
        shelve(&shelf, (&database, place.path()), bundle, &names);
    }
    let files = |bundle| database.read_now(|db| shelf.files(db, bundle)).expect("reads");
    let sweep = || leftovers::sweep(&database, &settings).expect("sweeps");
    assert_eq!(sweep(), 0, "nobody was erased");
    set(&database, "UPDATE bundles SET erased_from = 1 WHERE id = 1");
    set(&database, "UPDATE outbox SET sending = TRUE");
    assert_eq!(sweep(), 3);
    assert_eq!(files(of_one), ["001-a.pdf", "manifest.json"], "the relay may have it");
    // The relay deferred the mail.
    set(&database, "UPDATE outbox SET sending = FALSE");
    assert_eq!((sweep(), sweep()), (1, 0));
    assert_eq!(files(of_one), ["manifest.json"]);
    assert_eq!(files(of_another).len(), 5, "whom it holds was not erased");
}

/// Enqueues a mail to `a` once more in another bundle, and returns the states of both mails and of the office.
fn stands_after(first: &'static str, second: &'static str) -> (Vec<&'static str>, &'static str) {
    let (_folder, database, bundle, mut mails) = frozen();
    owe(&database, bundle, &mails);
    set(&database, "UPDATE outbox SET state = 'failed', settled_at = 1");
    mails[0].before = Some(stands("failed"));
    owe(&database, freeze(&database, 2), &mails);
    set(&database, first);
    set(&database, second);
    let mails = database.read_now(|db| store::progress(db, "sample")).expect("reads");
    let decisive: Vec<_> = mails.iter().filter(|mail| mail.decides).collect();
    assert_eq!(decisive.len(), 1, "one mail decides");
    assert_eq!(
        store::counts(&mails, 1),
        [(decisive[0].office_state.to_string(), 1)].into()
    );
    let states = mails.iter().map(|mail| mail.state.as_str()).collect();
    (states, mails[0].office_state.as_str())
}

#[test]
fn of_an_offices_mails_the_newest_that_was_not_cancelled_decides() {
    const NOTHING: &str = "UPDATE outbox SET attempts = attempts";
    const SENT: &str = "UPDATE outbox SET state = 'sent' WHERE id = 1";
    const DOUBTFUL: &str = "UPDATE outbox SET state = 'uncertain' WHERE id = 1";
    const CANCELLED: &str =
        "UPDATE outbox SET state = 'moot', settled_at = 1, reply = 'canceled by staff' WHERE id = 2";
    const OUTDATED: &str = "UPDATE bundles SET outdated_at = 1 WHERE id = 2";
    for (first, second, states, office) in [
        (NOTHING, NOTHING, ["failed", "queued"], "queued"),
        (SENT, NOTHING, ["sent", "queued"], "sent"),
        (CANCELLED, NOTHING, ["failed", "cancelled"], "failed"),
        (CANCELLED, OUTDATED, ["failed", "cancelled"], "failed"),
        (OUTDATED, NOTHING, ["failed", "withheld"], "withheld"),
        (DOUBTFUL, OUTDATED, ["uncertain", "withheld"], "uncertain"),
    ] {
        assert_eq!(
            stands_after(first, second),
            (states.to_vec(), office),
            "{first}; {second}"
        );
    }
}

#[test]
fn mails_of_other_revisions_are_counted_apart() {
    let (_folder, database, bundle, mails) = frozen();
    owe(&database, bundle, &mails);
    let mails = database.read_now(|db| store::progress(db, "sample")).expect("reads");
    assert_eq!(store::counts(&mails, 2), [("queued (revision 1)".to_owned(), 1)].into());
}

#[test]
fn an_office_to_which_staff_delivered_has_that_text() {
    let (_folder, database, bundle, mails) = frozen();
    owe(&database, bundle, &mails);
    set(&database, "UPDATE outbox SET state = 'failed', settled_at = 1");
    let earlier = || {
        let zone = jiff::tz::TimeZone::UTC;
        let found = database
            .read_now(|db| store::earlier(db, "sample", 2, &zone))
            .expect("reads");
        found.get("a").map(|text| text.sent_on.to_string())
    };
    let settle = |outcome| {
        let noon = Timestamp::from_second(1_796_126_400).expect("a time");
        let addressed = store::Addressed {
            revision: 1,
            offices: BTreeMap::new(),
            zone: jiff::tz::TimeZone::UTC,
        };
        let settled =
            database.write_now(move |tx| store::settle(tx, "sample", &addressed, &["a".to_owned()], (outcome, noon)));
        settled.expect("is settled");
    };
    assert_eq!(earlier(), None);
    settle(DeliveryState::GivenUp);
    assert_eq!(earlier(), None);
    settle(DeliveryState::Delivered);
    assert_eq!(earlier().as_deref(), Some("2026-12-01"));
}
