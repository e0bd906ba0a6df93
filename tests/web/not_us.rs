//! "This was not us": what follows, and who is told.

use undersigned::retention::store::{Step, forget};

use crate::app::TestApp;
use crate::deciding::{asked, link, say};

/// Luz signs for an organization from her own mailbox, and Jo takes over; returns the link that the public address had.
async fn handed_over(app: &TestApp) -> String {
    let fields = [
        ("email", "luz@gmail.com"),
        ("contact_name", "Luz Sample"),
        ("public_email", "office@harvest.example"),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await;
    let not_us = app.link_to("/not-us/").await;
    let mails = app.mails().await;
    let own = mails
        .iter()
        .flat_map(|(_, _, text)| text.split_whitespace())
        .find_map(|word| {
            word.strip_prefix("http://letters.test")
                .filter(|it| it.contains("/my-signature/"))
        });
    let own = own.expect("a link").to_owned();
    let to = [
        ("next_name", "Jo Sample"),
        ("next_title", "Organizer"),
        ("next_email", "jo@harvest.example"),
    ];
    app.post(&format!("{own}/contact"), &to).await;
    let contact = app.link_to("/contact/").await;
    app.post(&contact, &[("answer", "accept")]).await;
    not_us
}

/// Returns what staff are told once the public address disowned the signature.
async fn told(app: &TestApp, not_us: &str) -> String {
    app.post(not_us, &[("sure", "yes")]).await;
    let (to, _, text) = app.mails().await.pop().expect("a mail");
    assert_eq!(to, "letters@coalition.example");
    text
}

#[rocket::async_test]
async fn staff_read_who_submitted_and_a_number_that_a_command_takes() {
    // There, the number of a row says nothing of the next one's.
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let sql = "INSERT INTO signatures (id, letter, kind, state, asker_key, signer_key, email, listed_name, sort_name, listing, city, country,
       lang, revision, edition, created_at, state_at) SELECT 20460, 'other', 'person', 'pending', 'a', 'a', 'a@b.example', 'A', x'61', 'full', 'B', 'US', 'en', 1,
       zeroblob(32), 1, 1";
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .expect("writes");
    let not_us = handed_over(&app).await;
    let text = told(&app, &not_us).await;
    assert!(
        text.contains("Submitted by: Luz Sample (Secretary), luz@gmail.com. Contact since December 1, 2026: Jo Sample (Organizer), jo@harvest.example."),
        "{text}"
    );
    assert!(text.contains("undersigned review organization 20461."), "{text}");
}

#[rocket::async_test]
async fn who_submitted_is_forgotten_in_time_and_nobody_else_is_blamed() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let not_us = handed_over(&app).await;
    // As long as the notice's link works, which is not sent anew here: the other things stay.
    let kept = app.parts().config.signing.clone();
    let days = i64::from(kept.approval_days) + 30;
    let at = app.worker.clock.now() + jiff::SignedDuration::from_hours(days * 24);
    let forgotten = move |tx: &undersigned::store::Tx<'_>| forget(tx, Step::Submitters, at, &kept);
    assert_eq!(app.worker.store.write_now(forgotten).expect("forgets"), 1);
    let named = "SELECT COUNT(*) AS n FROM organizations WHERE submitted_by IS NOT NULL OR submitted_from IS NOT NULL";
    assert_eq!(app.count(named), 0);
    let text = told(&app, &not_us).await;
    assert!(!text.contains("Luz") && !text.contains("Signed by"), "{text}");
    assert!(
        text.contains("Submitted by another person, whose name we no longer keep. Contact since December 1, 2026: Jo Sample (Organizer), jo@harvest.example."),
        "{text}"
    );
}

/// Returns the recipients and the text of all mails that are sent by `act`.
async fn told_of(app: &TestApp, not_us: &str) -> (String, Vec<(String, String)>) {
    let before = app.mails().await.len();
    let page = app.post(not_us, &[("sure", "yes")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let mails = app.mails().await.split_off(before);
    (page.body, mails.into_iter().map(|(to, _, text)| (to, text)).collect())
}

fn text_to<'a>(mails: &'a [(String, String)], to: &str) -> &'a str {
    let found = mails.iter().find(|(whose, _)| whose == to);
    &found.unwrap_or_else(|| panic!("no mail to {to}")).1
}

fn state(app: &TestApp, what: &str) -> bool {
    app.count(&format!("SELECT COUNT(*) AS n FROM signatures WHERE {what}")) == 1
}

const STAFF: &str = "letters@coalition.example";

#[rocket::async_test]
async fn one_of_a_board_does_not_undo_in_silence_what_the_others_approved() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], own) = asked(&app, &[("approvals", "2")]).await;
    let not_us = link(&app, "luz@gmail.com", "/not-us/").await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    say(&app, &kim, &[("answer", "approve")]).await;
    assert!(state(&app, "state = 'confirmed'"));
    let (page, mails) = told_of(&app, &not_us).await;
    assert!(
        page.contains("The name is off the letter") && page.contains("our staff will look into it"),
        "{page}"
    );
    assert!(state(
        &app,
        "state = 'held' AND held_for = 'contested' AND flags = 'disputed'"
    ));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM blocklist"), 0);
    assert_eq!(app.count("SELECT SUM(organizations) AS n FROM tally"), 0);
    let staff = text_to(&mails, STAFF);
    for said in [
        "Told us: an approver, Luz Ríos, luz@gmail.com.",
        "Others had approved it, so we hold the signature for your review.",
        "Luz Ríos, luz@gmail.com: Declined.",
    ] {
        assert!(staff.contains(said), "{said}: {staff}");
    }
    let mut others: Vec<_> = mails
        .iter()
        .map(|(to, _)| to.as_str())
        .filter(|to| *to != STAFF)
        .collect();
    others.sort_unstable();
    assert_eq!(
        others,
        ["dolores@harvest.example", "kim@harvest.example", "sam@harvest.example"]
    );
    for to in others {
        let text = text_to(&mails, to);
        assert!(
            text.contains("Luz Ríos, one of the approvers, told us that your organization did not sign.")
                && text.contains("We'll review the signature. Until then, the name is off the letter.")
                && text.contains("If this is a mistake, write to letters@coalition.example."),
            "{text}"
        );
    }
    assert!(app.get(&own).await.body.contains("It is under review."));

    // Staff have heard it: the same objection again changes nothing.
    assert!(app.review(1, true));
    assert!(state(&app, "state = 'confirmed'"));
    let (page, mails) = told_of(&app, &not_us).await;
    assert!(page.contains("We recorded your answer"), "{page}");
    assert!(state(&app, "state = 'confirmed'"));
    assert_eq!(mails.iter().map(|(to, _)| to.as_str()).collect::<Vec<_>>(), [STAFF]);
}

#[rocket::async_test]
async fn an_objection_before_the_others_decide_holds_what_they_approve() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "2")]).await;
    let not_us = link(&app, "luz@gmail.com", "/not-us/").await;
    let (page, mails) = told_of(&app, &not_us).await;
    assert!(page.contains("We recorded your answer"), "{page}");
    assert!(state(&app, "state = 'awaiting' AND flags = 'disputed'"));
    assert!(
        text_to(&mails, "sam@harvest.example")
            .contains("If the other approvers approve the signature, we'll review it first.")
    );
    assert_eq!(mails.len(), 4);
    say(&app, &dolores, &[("answer", "approve")]).await;
    say(&app, &kim, &[("answer", "approve")]).await;
    assert!(state(&app, "state = 'held' AND held_for = 'contested'"));
}

#[rocket::async_test]
async fn a_board_that_can_not_approve_any_more_removes_the_name() {
    let app = TestApp::start().await;
    let ([dolores, ..], _) = asked(&app, &[("approvals", "2")]).await;
    let (kim, luz) = (
        link(&app, "kim@harvest.example", "/not-us/").await,
        link(&app, "luz@gmail.com", "/not-us/").await,
    );
    say(&app, &dolores, &[("answer", "approve")]).await;
    told_of(&app, &luz).await;
    assert!(state(&app, "state = 'awaiting'"));
    let (page, mails) = told_of(&app, &kim).await;
    assert!(page.contains("The name has been removed"), "{page}");
    assert!(state(&app, "state = 'disowned'"));
    assert!(text_to(&mails, "dolores@harvest.example").contains("We removed the name from the letter."));
    assert!(
        mails.iter().all(|(to, _)| to != "luz@gmail.com"),
        "she wants no mail about this letter"
    );
}

#[rocket::async_test]
async fn a_director_removes_the_name_at_once_and_the_contact_hears_of_it_and_may_ask_again() {
    let app = TestApp::start().await;
    let one = [("authorized", ""), ("board", "Kim Lee <kim@harvest.example>")];
    app.sign_organization(&one).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    let approve = link(&app, "kim@harvest.example", "/approve/").await;
    let not_us = link(&app, "kim@harvest.example", "/not-us/").await;
    say(&app, &approve, &[("answer", "approve")]).await;
    let (_, mails) = told_of(&app, &not_us).await;
    assert!(state(&app, "state = 'disowned'"));
    assert!(text_to(&mails, STAFF).contains("We removed the name from the letter and from the count."));
    let text = text_to(&mails, "sam@harvest.example");
    assert!(
        text.contains("Kim Lee, one of the approvers, told us") && text.contains("We removed the name"),
        "{text}"
    );
    assert_eq!(mails.len(), 2);

    app.sign_organization(&one).await;
    let (to, subject, text) = app.mails().await.pop().expect("a mail");
    assert!(
        to == "sam@harvest.example" && subject.starts_with("About your signature: "),
        "{subject}"
    );
    for said in [
        "This signature was removed from the letter before, so signing again does not add it.",
        "If you think this is a mistake, reply to our email.",
        "We made a note that you would like to sign, and our staff will see it.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
    assert!(!text.contains("You've already signed"), "{text}");
    assert!(state(&app, "state = 'disowned' AND flags = 'asked-again'"));
}

#[rocket::async_test]
async fn a_contact_does_not_shake_off_an_objection_by_signing_anew() {
    let app = TestApp::start().await;
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let not_us = link(&app, "luz@gmail.com", "/not-us/").await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    told_of(&app, &not_us).await;
    assert!(state(&app, "state = 'held' AND held_for = 'contested'"));
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.worker.clock.shift(86_500);
    app.sign_organization(&[]).await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    assert!(state(
        &app,
        "state = 'held' AND held_for = 'contested' AND flags = 'disputed'"
    ));
}

#[rocket::async_test]
async fn an_objection_ends_with_the_signature_that_its_contact_deletes_for_good() {
    let app = TestApp::start().await;
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let not_us = link(&app, "luz@gmail.com", "/not-us/").await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    told_of(&app, &not_us).await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.worker.clock.shift(86_500);
    // The contact begins again, thinks better of it, and deletes everything.
    app.sign_organization(&[]).await;
    let own = app.link_to("/my-signature/").await;
    let gone = app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(
        (gone.status, app.count("SELECT COUNT(*) AS n FROM signatures")),
        (200, 0)
    );
    app.sign_organization(&[]).await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    assert!(state(&app, "state = 'confirmed' AND flags = ''"));
}

#[rocket::async_test]
async fn what_staff_upheld_outlives_what_its_contact_deletes() {
    let app = TestApp::start().await;
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let not_us = link(&app, "luz@gmail.com", "/not-us/").await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    told_of(&app, &not_us).await;
    assert!(app.review(1, false));
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    app.worker.clock.shift(86_500);
    app.sign_organization(&[]).await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    assert!(state(&app, "state = 'held' AND held_for = 'disowned-before'"));
}
