//! Whose approval of a letter's emails counts, and when it is used up; wishes for files that were dropped meanwhile.

use undersigned::delivery::deliver::{self, SendError};
use undersigned::delivery::store::composition::{self, Composition};
use undersigned::email::EmailAddress;
use undersigned::staff::role::Role;
use undersigned::staff::store::accounts;

use super::sending::{APPROVE, PAGE, composed, owed, person, workshop};
use super::signers::told;
use super::{after, remove};
use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, prepare, signed, signed_with};

fn approvals(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) AS n FROM bundle_approvals")
}

fn account(app: &TestApp, name: &str) -> undersigned::audit::StaffId {
    let email = EmailAddress::parse(&format!("{name}@coalition.example")).expect("an address");
    let found = app.worker.store.read_now(|db| accounts::by_email(db, &email));
    found.expect("reads").expect("an account").id
}

#[rocket::async_test]
async fn approvals_of_people_who_may_not_send_any_more_do_not_count() {
    let app = signed_with("approvals = 2").await;
    let (one, two) = (person(&app, "one").await, person(&app, "two").await);
    composed(&app, &one).await;
    let plan = after(&one.get(APPROVE).await.body, "name=\"plan\" value=\"").to_owned();
    told(&one, APPROVE, &[("plan", &plan)]).await;
    let page = two.get(PAGE).await.body;
    assert!(page.contains("one@coalition.example"), "{page}");
    let id = account(&app, "one");
    let demote = move |tx: &undersigned::store::Tx<'_>| {
        let letters = accounts::by_id(tx, id)?.expect("an account").letters;
        accounts::set_role(tx, id, Role::Viewer, &letters)
    };
    app.worker.store.write_now(demote).expect("writes");
    let page = two.get(PAGE).await.body;
    assert!(!page.contains("one@coalition.example"), "{page}");
    let page = told(&two, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("Another person has to approve, too"), "{page}");
    let three = person(&app, "three").await;
    remove(&app, account(&app, "two"));
    told(&three, APPROVE, &[("plan", &plan)]).await;
    assert_eq!(owed(&app), 0, "of three approvals, one counts");
    let four = person(&app, "four").await;
    told(&four, APPROVE, &[("plan", &plan)]).await;
    assert_eq!((owed(&app), approvals(&app)), (1, 0), "they are used up");
}

#[rocket::async_test]
async fn discarding_takes_approvals_back() {
    let app = signed_with("approvals = 2").await;
    let (one, two) = (person(&app, "one").await, person(&app, "two").await);
    composed(&app, &one).await;
    let plan = after(&one.get(APPROVE).await.body, "name=\"plan\" value=\"").to_owned();
    told(&one, APPROVE, &[("plan", &plan)]).await;
    assert_eq!(approvals(&app), 1);
    told(&two, PAGE, &[("action", "discard")]).await;
    assert_eq!(approvals(&app), 0);
    let page = told(&two, APPROVE, &[("plan", &plan)]).await;
    assert!(page.contains("Something changed in the meantime"), "{page}");
    assert_eq!(owed(&app), 0);
}

/// Asks for files, as an editor; returns the wish as a process holds it.
fn wish(app: &TestApp) -> Composition {
    let now = app.worker.clock.now();
    let asked = app.worker.store.write_now(move |tx| {
        composition::ask(tx, (LETTER, false), &["congress".to_owned()], (None, now))?;
        composition::claim(tx, now)
    });
    asked.expect("writes").expect("a wish")
}

fn standing(app: &TestApp) -> Option<Composition> {
    let found = app.worker.store.read_now(|db| composition::composition(db, LETTER));
    found.expect("reads")
}

#[rocket::async_test]
async fn files_that_were_dropped_while_they_were_composed_are_not_frozen() {
    let app = signed().await;
    let library = library(&app);
    let context = parts(&app, &library);
    let old = wish(&app);
    let late = prepare(context);
    let drop = |tx: &undersigned::store::Tx<'_>| composition::end(tx, LETTER);
    assert!(app.worker.store.write_now(drop).expect("writes"));
    let refused = deliver::freeze_as_asked(context, late, &old);
    assert!(matches!(refused, Err(SendError::Unwanted)), "{refused:?}");
    app.worker.clock.shift(1);
    // Asked for anew: the process that still works for the old wish does nothing to the new one.
    let new = wish(&app);
    let (progress, problem, now) = (old.clone(), old.clone(), app.worker.clock.now());
    let noted = app.worker.store.write_now(move |tx| {
        composition::note(tx, &progress, (7, 9), now)?;
        composition::fail(tx, &problem, "it fell over")
    });
    noted.expect("writes");
    let refused = deliver::freeze_as_asked(context, prepare(context), &old);
    assert!(matches!(refused, Err(SendError::Unwanted)), "{refused:?}");
    assert_eq!(
        (app.count("SELECT COUNT(*) AS n FROM bundles"), standing(&app)),
        (0, Some(new.clone()))
    );
    deliver::freeze_as_asked(context, prepare(context), &new).expect("is wanted");
    assert_eq!(
        (app.count("SELECT COUNT(*) AS n FROM bundles"), standing(&app)),
        (1, None)
    );
}

#[rocket::async_test]
async fn composing_looks_without_writing_while_there_is_nothing_to_do() {
    let app = signed().await;
    let held = wish(&app);
    let now = app.worker.clock.now();
    let any = |at| {
        app.worker
            .store
            .read_now(|db| composition::is_any(db, at))
            .expect("reads")
    };
    assert!(!any(now), "a process holds it");
    let later = now + jiff::SignedDuration::from_secs(120);
    assert!(any(later));
    let failed = move |tx: &undersigned::store::Tx<'_>| composition::fail(tx, &held, "it fell over");
    app.worker.store.write_now(failed).expect("writes");
    assert!(!any(later), "what failed waits for staff");
    let workshop = workshop(&app);
    assert!(!undersigned::delivery::composing::next(&workshop).expect("reads"));
}
