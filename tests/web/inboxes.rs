//! How many mails are sent to a mailbox that others name, in whatever role.

use undersigned::letters::live_library::LiveLibrary;
use undersigned::organizations::approval::reminders;
use undersigned::outbox::store::{mail_quota, staff};
use undersigned::signatures::store;

use undersigned::store::Tx;

use crate::app::TestApp;

#[rocket::async_test]
async fn nobody_floods_a_mailbox_by_naming_it_as_an_organizations() {
    let app = TestApp::start().await;
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    for _ in 0..5 {
        app.post(&own, &[("public_email", "Office@harvest.example")]).await;
        app.post(&own, &[("public_email", "")]).await;
    }
    app.sign("en", &[("email", "office@harvest.example")]).await;
    assert_eq!(to_office(&app).await.len(), 3, "the count is that of signing");
    app.worker.clock.shift(86_500);
    let told = to_office(&app).await;
    assert!(
        told.len() == 5 && told.iter().all(|it| it.starts_with(NOTICE)),
        "{told:?}"
    );
}

const NOTICE: &str = "Someone added your organization to";

/// Returns the subjects of the mails to the organization's public address.
async fn to_office(app: &TestApp) -> Vec<String> {
    let told = app.mails().await;
    let told = told
        .into_iter()
        .filter(|(to, ..)| to.eq_ignore_ascii_case("office@harvest.example"));
    told.map(|(_, subject, _)| subject).collect()
}

#[rocket::async_test]
async fn a_notice_can_not_be_crowded_out_by_other_mail() {
    let app = TestApp::start().await;
    app.sign_organization(&[("email", "sam@gmail.com"), ("public_email", "office@harvest.example")])
        .await;
    let confirm = app.link().await;
    for _ in 0..4 {
        app.sign("en", &[("email", "office@harvest.example")]).await;
    }
    app.post(&confirm, &[]).await;
    let told = to_office(&app).await;
    assert!(
        told.len() == 3 && !told.iter().any(|it| it.starts_with(NOTICE)),
        "{told:?}"
    );
    app.worker.clock.shift(86_500);
    let told = to_office(&app).await;
    assert!(
        told.len() == 4 && told.iter().any(|it| it.starts_with(NOTICE)),
        "{told:?}"
    );
}

const DIRECTOR: &[(&str, &str)] = &[("authorized", ""), ("board", "Kim Lee <kim@harvest.example>")];

/// Counts the mails that ask the director for an approval.
async fn asked(app: &TestApp) -> usize {
    let mails = app.mails().await;
    let to_kim = mails.iter().filter(|(to, ..)| to == "kim@harvest.example");
    to_kim.filter(|(.., text)| text.contains("/approve/")).count()
}

#[rocket::async_test]
async fn a_director_whose_mailbox_was_filled_by_others_is_asked_the_next_day() {
    let app = TestApp::start().await;
    app.sign_organization(DIRECTOR).await;
    let confirm = app.link().await;
    for _ in 0..4 {
        app.sign("en", &[("email", "kim@harvest.example")]).await;
    }
    app.post(&confirm, &[]).await;
    assert_eq!(asked(&app).await, 0);
    app.worker.clock.shift(86_500);
    assert_eq!(asked(&app).await, 1);
}

/// Enqueues as many mails to the director as can wait.
fn crowd(app: &TestApp) {
    let (secret, now) = (app.parts().config.secret.clone(), app.worker.clock.now());
    let address = secret.digest("address", b"kim@harvest.example");
    for _ in 0..6 {
        let work = move |tx: &Tx<'_>| mail_quota::schedule_mail(tx, &address, 3, now);
        assert!(app.worker.store.write_now(work).expect("is counted").is_some());
    }
}

#[rocket::async_test]
async fn a_reminder_without_room_is_not_taken_for_sent() {
    let app = TestApp::start().await;
    app.sign_organization(DIRECTOR).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    app.worker.clock.shift(57 * 86_400 + 43_200);
    crowd(&app);
    let live_library = app.client.rocket().state::<LiveLibrary>().expect("managed");
    let config = &app.parts().config;
    let remind = || reminders::once(&app.worker.store, live_library, config, "letters.test");
    assert_eq!(remind().await.expect("runs"), 0, "no room");
    app.worker.clock.shift(30 * 3_600);
    assert_eq!(remind().await.expect("runs"), 1, "the next round");
    assert_eq!(remind().await.expect("runs"), 0, "once");
}

#[rocket::async_test]
async fn a_contact_whose_mailbox_has_no_room_is_not_named() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    crowd(&app);
    let to = [
        ("next_name", "Kim Prado"),
        ("next_title", "Organizer"),
        ("next_email", "kim@harvest.example"),
    ];
    let page = app.post(&format!("{own}/contact"), &to).await.body;
    assert!(page.contains("enough emails today"), "{page}");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM handovers"), 0);
}

/// Counts the mails to an address.
async fn to(app: &TestApp, address: &str) -> usize {
    app.mails().await.iter().filter(|(to, ..)| to == address).count()
}

#[rocket::async_test]
async fn five_mails_about_a_letter_come_to_a_mailbox_that_confirms_nothing() {
    let app = TestApp::start().await;
    for day in 0..9 {
        for _ in 0..3 {
            assert_eq!(app.sign("en", &[]).await.status, 200);
        }
        app.mails().await;
        app.worker.clock.shift(86_500);
        assert!(to(&app, "ana@example.org").await <= 5, "day {day}");
    }
    assert_eq!(to(&app, "ana@example.org").await, 5);
    app.sign("en", &[("email", "bo@example.org")]).await;
    assert_eq!(to(&app, "bo@example.org").await, 1, "another mailbox is not concerned");
}

#[rocket::async_test]
async fn confirming_resets_the_count() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 99").await;
    for _ in 0..5 {
        app.sign("en", &[]).await;
    }
    app.post(&app.link_to("/confirm/").await, &[]).await;
    app.sign("en", &[]).await;
    assert_eq!(to(&app, "ana@example.org").await, 6, "who lost the link asks again");
}

#[rocket::async_test]
async fn this_was_not_me_ends_the_mail_about_a_letter_and_the_second_button_all_mail() {
    for everything in [false, true] {
        let app = TestApp::start().await;
        app.sign("en", &[]).await;
        let link = app.link_to("/not-us/").await;
        let page = app.get(&link).await.body;
        assert!(page.contains("name=\"everything\" value=\"yes\""), "{page}");
        let fields = [("sure", "yes"), ("everything", "yes")];
        let done = app.post(&link, &fields[..=usize::from(everything)]).await;
        assert!(
            done.body.contains("letters@coalition.example"),
            "says how to come back: {}",
            done.body
        );
        for spelled in ["ana@example.org", "ANA@Example.org"] {
            let answer = app.sign("en", &[("email", spelled)]).await;
            assert!(
                answer.status == 200 && answer.body.contains("Check your email"),
                "the answer tells nothing"
            );
        }
        assert_eq!(app.mails().await.len(), 1, "nothing more is sent");
        assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
        // A director whom somebody names is written to about a letter that they have not refused.
        let director = [("authorized", ""), ("board", "Ana López <ana@example.org>")];
        app.sign_organization(&director).await;
        app.post(&app.link_to("/confirm/").await, &[]).await;
        let asking = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'approval'";
        assert_eq!(app.count(asking), 0, "nothing is owed that would not be sent");
        assert_eq!(to(&app, "ana@example.org").await, 1, "nor to a director of this letter");
        app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
        let counted = app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'find-mine'");
        assert_eq!(counted, i64::from(!everything), "{everything}");
    }
}

#[rocket::async_test]
async fn a_closed_mailbox_gets_neither_updates_nor_queued_mail() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("updates", "yes")]).await;
    app.sign_organization(&[("email", "ana@example.org")]).await;
    let link = app.link_to("/not-us/").await;
    let before = to(&app, "ana@example.org").await;
    app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
    app.update(crate::updates::UPDATE)
        .send(&app.worker.store, &|_| {})
        .expect("owes");
    app.post(&link, &[("sure", "yes"), ("everything", "yes")]).await;
    assert_eq!(to(&app, "ana@example.org").await, before);
    let waiting = "SELECT COUNT(*) AS n FROM outbox WHERE state = 'queued'";
    assert_eq!(app.count(waiting), 0, "and nothing waits for ever");
}

#[test]
fn staff_open_a_mailbox_again() {
    use undersigned::config::Secret;
    use undersigned::email::EmailAddress;
    let folder = tempfile::tempdir().expect("a folder");
    let database = undersigned::store::Store::open(&folder.path().join("a.db"), 1).expect("opens");
    let (secret, ana) = (
        Secret::new("a"),
        EmailAddress::parse("ana@example.org").expect("an address"),
    );
    let reopened = database.write_now(move |tx| {
        let letters = [crate::app::LETTER.to_owned()];
        let never = store::reopen(tx, &secret, &letters, &ana)?;
        let mailbox = store::Mailbox::new(&secret, crate::app::LETTER, &ana);
        mailbox.close(tx, store::MailRefusal::Everything, undersigned::clock::from_micros(1))?;
        let closed = mailbox.is_closed(tx)?;
        let once = store::reopen(tx, &secret, &letters, &ana)?;
        Ok::<_, undersigned::store::StoreError>([never, closed, once, mailbox.is_closed(tx)?])
    });
    assert_eq!(reopened.expect("is written"), [false, true, true, false]);
}

#[rocket::async_test]
async fn a_replaced_mail_returns_its_quota() {
    let app = TestApp::start().await;
    app.sign_organization(&[("listed_name", "Quite Another Name")]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    // Staff change their minds before any of these leaves.
    for approve in [false, true, false, true, false, true] {
        assert!(app.review(1, approve));
    }
    let to_sam = async || {
        let mails = app.mails().await;
        mails.into_iter().filter(|(to, ..)| to == "sam@harvest.example").count()
    };
    assert_eq!(to_sam().await, 2, "the first, and staff's last word at once");
    app.sign("en", &[("email", "sam@harvest.example")]).await;
    assert_eq!(to_sam().await, 3);
    app.sign("en", &[("email", "sam@harvest.example")]).await;
    assert_eq!(to_sam().await, 3, "what was sent is counted");
}

#[rocket::async_test]
async fn the_mail_quota_does_not_reveal_whether_a_mailbox_has_signed() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
        assert_eq!(app.mails().await.len(), 0, "there is nothing to send");
    }
    app.sign("en", &[]).await;
    assert_eq!(app.mails().await.len(), 0, "as if three had been sent");
}

#[rocket::async_test]
async fn a_page_promises_no_mail_that_the_quota_does_not_allow() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 1").await;
    let mut pages = Vec::new();
    for _ in 0..2 {
        pages.push(app.sign("en", &[("email", "ana@example.org")]).await.body);
    }
    assert_eq!(app.mails().await.len(), 1);
    for page in &pages {
        assert!(
            page.contains("Look for our email at")
                && page.contains("If you asked several times today, use the link in the latest email.")
                && !page.contains("We sent"),
            "{page}"
        );
    }
}

#[rocket::async_test]
async fn a_form_that_is_saved_after_the_days_mails_is_kept_and_its_link_comes_when_the_quota_allows() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 1").await;
    let mut pages = Vec::new();
    for city in ["Salinas", "Fresno"] {
        pages.push(app.sign_organization(&[("save", "yes"), ("city", city)]).await.body);
    }
    assert!(pages[0].contains("the link may come tomorrow"), "{}", pages[0]);
    assert_eq!(pages[0], pages[1], "it reveals nothing");
    assert_eq!(
        (
            app.mails().await.len(),
            app.count("SELECT COUNT(*) AS n FROM saved_forms")
        ),
        (1, 2)
    );
    app.worker.clock.shift(86_500);
    let mails = app.mails().await;
    assert_eq!(mails.len(), 2);
    let link = app.link_to("/draft/").await;
    assert!(app.get(&link).await.body.contains("Fresno"));
}

#[rocket::async_test]
async fn staff_read_why_a_mail_about_their_decision_waits() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 1").await;
    app.sign_organization(&[("website", ""), ("email", "sam@gmail.com")])
        .await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    assert!(app.review(1, true));
    let line = |app: &TestApp| {
        let mut found = Vec::new();
        let filter = staff::Filter {
            states: vec!["queued".to_owned()],
            ..staff::Filter::default()
        };
        let read = app.worker.store.read_now(|db| {
            staff::each(db, &filter, &mut |line| {
                found.push((line.kind, line.reply));
                true
            })
        });
        read.expect("reads");
        found
    };
    let waits = (
        "reviewed".to_owned(),
        "waits: this address has had its emails for the day".to_owned(),
    );
    assert_eq!(line(&app), [waits]);
    app.worker.clock.shift(86_500);
    assert_eq!(app.mails().await.len(), 2);
    assert_eq!(line(&app), []);
}

/// Returns how many notices went to a public address.
async fn notices_to(app: &TestApp, address: &str) -> usize {
    let mails = app.mails().await;
    mails
        .iter()
        .filter(|(to, subject, _)| to == address && subject.starts_with(NOTICE))
        .count()
}

#[rocket::async_test]
async fn a_corrected_public_address_is_notified_once_and_only_of_what_is_on_the_letter() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let office = ("public_email", "office@harvest.example");
    app.sign_organization(&[("email", "sam@gmail.com"), office]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    let desk = ("public_email", "desk@harvest.example");
    assert_eq!(app.post(&own, &[desk]).await.status, 200);
    assert_eq!(notices_to(&app, desk.1).await, 0, "nobody has confirmed it");
    app.post(&own, &[office]).await;
    app.post(&confirm, &[]).await;
    assert_eq!(notices_to(&app, office.1).await, 1);
    app.post(&own, &[office, ("phone", "202-555-0143")]).await;
    assert_eq!(notices_to(&app, office.1).await, 1, "the address is the same");
    app.post(&own, &[desk]).await;
    assert_eq!(
        (notices_to(&app, desk.1).await, notices_to(&app, office.1).await),
        (1, 1)
    );
    app.post(&own, &[("public_email", "")]).await;
    assert_eq!(
        (notices_to(&app, desk.1).await, notices_to(&app, office.1).await),
        (1, 1)
    );
}
