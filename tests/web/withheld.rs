//! A queued mail to an office does not go out with what a signer took back.

use undersigned::delivery::deliver::{self, DeliveryContext};
use undersigned::delivery::dispatch::Plan;
use undersigned::delivery::leftovers;
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store::{self, Progress};
use undersigned::outbox::store::staff;
use undersigned::review::store::decisions;
use undersigned::signatures::ids::SignatureId;

use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, plan, prepare, signed, without_congress};

/// Two people signed, and a mail to each office is queued; returns the second person's own page.
async fn queued(otherwise: &[(&str, &str)]) -> (TestApp, String) {
    let app = signed().await;
    let fields = [
        &[("email", "bea@example.org"), ("name", "Bea Ruiz"), ("listing", "full")],
        otherwise,
    ]
    .concat();
    app.sign_and_confirm("en", &fields).await;
    let own = app.link_to("/my-signature/").await;
    deliver_all(&app);
    app.worker.clock.shift(60);
    (app, own)
}

/// Delivers to every office that is due; returns how many mails were enqueued.
fn deliver_all(app: &TestApp) -> usize {
    let library = library(app);
    let parts = parts(app, &library);
    deliver::send(parts, prepare(parts), "letters.test").expect("is owed")
}

fn planned(parts: DeliveryContext<'_>) -> Plan {
    plan(parts, &without_congress()).expect("is planned").0.plan
}

fn progress(app: &TestApp) -> Vec<Progress> {
    app.worker
        .store
        .read_now(|db| store::progress(db, LETTER))
        .expect("reads")
}

fn states(app: &TestApp) -> Vec<DeliveryState> {
    progress(app).iter().map(|mail| mail.state).collect()
}

/// The mails to offices that were sent, as texts of their PDFs' file names and digests are of no use here: as raw mails.
async fn sent(app: &TestApp) -> usize {
    let mails = app.mails().await;
    mails.iter().filter(|(to, ..)| to.ends_with("@agency.example")).count()
}

fn change(app: &TestApp, sql: &'static str) {
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("changes");
}

#[rocket::async_test]
async fn a_queued_mail_is_stopped_whatever_is_taken_back() {
    for (path, fields) in [
        ("/remove", &[("sure", "yes")][..]),
        ("/withdraw", &[("sure", "yes")]),
        ("", &[("listing", "unlisted")]),
        ("", &[("listing", "full"), ("title", "Nurse")]),
    ] {
        let (app, own) = queued(&[("title", "Director")]).await;
        let offices = progress(&app).len();
        assert_eq!(states(&app), vec![DeliveryState::Queued; offices]);
        let answer = app.post(&format!("{own}{path}"), fields).await;
        assert!(
            answer.status == 200 || answer.status == 303,
            "{path} {fields:?}: {}",
            answer.status
        );
        assert_eq!(
            states(&app),
            vec![DeliveryState::Withheld; offices],
            "{path} {fields:?}"
        );
        let stopped = app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bundle' AND state = 'moot'");
        assert_eq!(
            usize::try_from(stopped),
            Ok(offices),
            "a worker that has one at hand finds out"
        );
        assert_eq!(sent(&app).await, 0, "{path} {fields:?}");
        let library = library(&app);
        let again = planned(parts(&app, &library));
        assert_eq!(
            (again.mails.len(), again.before.len()),
            (offices, 0),
            "one more delivery includes them"
        );
        assert!(again.mails.iter().all(|mail| {
            mail.before
                .as_ref()
                .is_some_and(|it| it.state == DeliveryState::Withheld)
        }));
        assert_eq!(deliver_all(&app), offices);
        assert_eq!(sent(&app).await, offices, "each office gets one mail");
        assert!(
            progress(&app)
                .iter()
                .all(|mail| mail.office_state == DeliveryState::Sent)
        );
    }
}

#[rocket::async_test]
async fn staff_who_reject_a_signature_or_a_comment_stop_queued_mails_as_well() {
    let (app, _) = queued(&[]).await;
    assert!(app.reject(2));
    assert!(states(&app).iter().all(|state| *state == DeliveryState::Withheld));
    let (app, _) = queued(&[("comment", "Please act")]).await;
    let judge = |good: bool| {
        let now = app.worker.clock.now();
        let judged = app
            .worker
            .store
            .write_now(move |tx| decisions::judge_comment(tx, SignatureId::new(2), good, now));
        assert!(judged.expect("writes"));
    };
    judge(false);
    assert!(
        states(&app).iter().all(|state| *state == DeliveryState::Queued),
        "no office would have read it"
    );
    judge(true);
    assert!(
        states(&app).iter().all(|state| *state == DeliveryState::Queued),
        "it is in no bundle yet"
    );
    judge(false);
    assert!(states(&app).iter().all(|state| *state == DeliveryState::Withheld));
}

#[rocket::async_test]
async fn what_takes_nothing_back_stops_nothing() {
    let (app, own) = queued(&[("listing", "initial")]).await;
    app.post(&own, &[("listing", "full"), ("updates", "yes")]).await;
    app.sign_and_confirm("en", &[("email", "cy@example.org"), ("name", "Cy Ruiz")])
        .await;
    assert!(sent(&app).await > 0);
    assert!(states(&app).iter().all(|state| *state == DeliveryState::Sent));
}

#[rocket::async_test]
async fn a_mail_that_is_being_sent_is_stopped_if_the_relay_defers_it() {
    let (app, own) = queued(&[]).await;
    let offices = progress(&app).len();
    change(
        &app,
        "UPDATE outbox SET sending = TRUE, lease = due_at, attempts = 1 WHERE kind = 'bundle'",
    );
    let page = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await.body;
    assert!(page.contains("already sent to offices"), "it may arrive: {page}");
    let mails = progress(&app);
    assert!(
        mails
            .iter()
            .all(|mail| mail.state == DeliveryState::Sending && mail.outdated)
    );
    let library = library(&app);
    let parts = parts(&app, &library);
    assert_eq!(planned(parts).mails.len(), 0, "it is not sent a second time either");
    let pdf = || {
        let (_, names) = crate::shelves::only(&parts.config.delivery.folder, parts.store);
        names.iter().any(|name| crate::shelves::is_pdf(name))
    };
    leftovers::sweep(parts.store, &parts.config.delivery).expect("sweeps");
    assert!(pdf(), "what an office may have stays");
    // The relay answered 451.
    change(
        &app,
        "UPDATE outbox SET sending = FALSE, lease = NULL, reply = '451 later' WHERE kind = 'bundle'",
    );
    assert_eq!(
        states(&app),
        vec![DeliveryState::Withheld; offices],
        "whenever its next attempt is due"
    );
    leftovers::sweep(parts.store, &parts.config.delivery).expect("sweeps");
    assert!(!pdf());
    assert_eq!(planned(parts).mails.len(), offices);
    assert_eq!(sent(&app).await, 0);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bundle' AND state = 'moot'"),
        i64::try_from(offices).expect("a number")
    );
    assert_eq!(deliver_all(&app), offices);
    assert_eq!(sent(&app).await, offices);
}

#[rocket::async_test]
async fn a_signer_is_told_only_of_letters_that_may_have_gone_out() {
    let (app, own) = queued(&[]).await;
    assert!(app.get(&own).await.body.contains("Copies that include your signature"));
    let page = app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await.body;
    assert!(
        !page.contains("Copies that include your signature") && !page.contains("already sent to offices"),
        "{page}"
    );
    let page = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await.body;
    assert!(!page.contains("already sent to offices"), "{page}");
}

#[rocket::async_test]
async fn a_signature_that_is_put_right_needs_a_new_bundle_all_the_same() {
    let (app, own) = queued(&[("listing", "full")]).await;
    app.post(&own, &[("listing", "unlisted")]).await;
    app.post(&own, &[("listing", "full")]).await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let (planned, _) = plan(parts, &without_congress()).expect("is planned");
    assert_eq!(
        planned.to_compose(),
        planned.plan.mails.len(),
        "mails of the outdated bundle never go out"
    );
    assert_eq!(deliver_all(&app), progress(&app).len() / 2);
    assert!(sent(&app).await > 0);
}

#[rocket::async_test]
async fn staff_settle_what_did_not_arrive_and_it_is_not_sent_again() {
    let (app, _) = queued(&[]).await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let office = progress(&app)[0].office.clone();
    let settle = |office: &str, outcome| deliver::settle(parts, &[office.to_owned()], outcome, None);
    let stands = || progress(&app).iter().map(|mail| mail.office_state).collect::<Vec<_>>();
    assert!(settle(&office, DeliveryState::Delivered).is_err(), "it is queued");
    assert!(
        settle("member:X000009", DeliveryState::GivenUp).is_err(),
        "the letter does not go there"
    );
    change(
        &app,
        "UPDATE outbox SET state = 'failed', settled_at = 1, reply = '550 5.1.1 no' WHERE kind = 'bundle'",
    );
    for outcome in [DeliveryState::GivenUp, DeliveryState::Delivered, DeliveryState::GivenUp] {
        assert_eq!(settle(&office, outcome).expect("is settled").len(), 1);
        assert_eq!(stands()[0], outcome);
    }
    settle(&office, DeliveryState::Delivered).expect("is settled");
    let again = deliver::DeliveryOptions {
        again: vec![office.clone()],
        again_failed: true,
        ..without_congress()
    };
    let (planned, _) = plan(parts, &again).expect("is planned");
    assert!(
        planned.plan.mails.iter().all(|mail| mail.office.office != office),
        "the office has it"
    );
    // A relay that refused everyone alike turns out to have meant us: its mails are queued once more.
    change(
        &app,
        "UPDATE outbox SET state = 'queued', settled_at = NULL, attempts = 0 WHERE kind = 'bundle'",
    );
    let others = progress(&app).len() - 1;
    assert_eq!(sent(&app).await, others, "not to the office that has it");
    change(
        &app,
        "UPDATE outbox SET state = 'failed' WHERE kind = 'bundle' AND state = 'moot'",
    );
    settle(&office, DeliveryState::GivenUp).expect("is settled");
    let (planned, _) = plan(parts, &again).expect("is planned");
    assert_eq!(planned.plan.mails.len(), 1, "staff may try again what they gave up");
    let program = std::path::PathBuf::from(env!("CARGO_BIN_EXE_undersigned"));
    let prepared = deliver::prepare(parts, planned, program, &|| {}, &mut |_| {}).expect("is composed");
    deliver::send(parts, prepared, "letters.test").expect("is owed");
    assert_eq!(sent(&app).await, others + 1);
    assert!(stands().iter().all(|state| *state == DeliveryState::Sent));
    change(&app, "DELETE FROM outbox WHERE state = 'failed'");
}

#[rocket::async_test]
async fn a_mail_that_is_queued_again_after_another_replaced_it_is_not_sent() {
    let (app, _) = queued(&[]).await;
    let offices = progress(&app).len();
    change(
        &app,
        "UPDATE outbox SET state = 'failed', settled_at = 1 WHERE kind = 'bundle'",
    );
    let library = library(&app);
    let parts = parts(&app, &library);
    let again = deliver::DeliveryOptions {
        again_failed: true,
        ..without_congress()
    };
    let (planned, _) = plan(parts, &again).expect("is planned");
    let program = std::path::PathBuf::from(env!("CARGO_BIN_EXE_undersigned"));
    let prepared = deliver::prepare(parts, planned, program, &|| {}, &mut |_| {}).expect("is composed");
    deliver::send(parts, prepared, "letters.test").expect("is owed");
    change(
        &app,
        "UPDATE outbox SET state = 'queued', settled_at = NULL WHERE kind = 'bundle' AND state = 'failed'",
    );
    assert_eq!(sent(&app).await, offices, "each office gets one");
}

#[rocket::async_test]
async fn staff_can_cancel_one_office_which_the_next_plan_says() {
    let (app, _) = queued(&[]).await;
    let offices = progress(&app).len();
    let now = app.worker.clock.now();
    let first = "SELECT MIN(id) AS id FROM outbox WHERE kind = 'bundle'";
    let cancel = move |tx: &undersigned::store::Tx<'_>| {
        let id = tx.one(first, [], |row| row.get("id"))?.expect("a mail");
        staff::cancel(tx, id, now)
    };
    assert!(app.worker.store.write_now(cancel).expect("is cancelled"));
    let library = library(&app);
    let plan = planned(parts(&app, &library));
    let before: Vec<_> = plan
        .mails
        .iter()
        .map(|mail| mail.before.as_ref().map(|it| it.state))
        .collect();
    assert_eq!(
        (before, plan.before.len()),
        (vec![Some(DeliveryState::Cancelled)], offices - 1)
    );
}
