//! An organization's contact hands over to another one.

use crate::app::{LETTER, TestApp};

const NEXT: &str = "asylum-not-temporary-visas";
const TO: &[(&str, &str)] = &[
    ("next_name", "Kim Prado"),
    ("next_title", "Organizer"),
    ("next_email", "kim@harvest.example"),
];

/// Signs two letters for a counted organization; returns the links to both own pages.
async fn on_two_letters(app: &TestApp) -> [String; 2] {
    app.sign_organization(&[("phone", "202 555 0143"), ("updates", "yes")])
        .await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let next = format!("{own}/sign/{NEXT}");
    let page = app.get(&next).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    app.post(&next, &[("edition", &rest[..64])]).await;
    [own, app.link_to("/my-signature/").await]
}

/// Names another contact; returns the link that was sent.
async fn named(app: &TestApp, own: &str, to: &[(&str, &str)]) -> String {
    let page = app.post(&format!("{own}/contact"), to).await;
    assert!(
        page.status == 200 && page.body.contains("asked your colleague"),
        "{}",
        page.body
    );
    app.link_to("/contact/").await
}

#[rocket::async_test]
#[expect(
    clippy::too_many_lines,
    reason = "one story: each step begins where the last one ended"
)]
async fn another_contact_takes_over_every_letter_and_the_old_links_end() {
    let app = TestApp::start().await;
    let [first, second] = on_two_letters(&app).await;
    let link = named(&app, &first, TO).await;
    assert!(
        app.get(&first).await.body.contains("kim@harvest.example"),
        "who was named is shown"
    );
    let page = app.get(&link).await.body;
    for shown in [
        "Harvest Workers Union, Local 12",
        "Sam Rivera, Secretary",
        "Kim Prado, Organizer",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert_eq!(
        page.matches("<li><a href=\"/en/letters/").count(),
        2,
        "both letters: {page}"
    );
    assert_eq!(app.get(&first).await.status, 200, "opening it changes nothing");
    let done = app.post(&link, &[("answer", "accept")]).await;
    assert!(
        done.status == 200 && done.body.contains("You are now the contact"),
        "{}",
        done.body
    );
    for old in [&first, &second] {
        let gone = app.get(old).await;
        assert!(
            gone.status == 410 && gone.body.contains("Your organization has a new contact"),
            "{}",
            gone.body
        );
        assert_eq!(
            app.post(&format!("{old}/withdraw"), &[("sure", "yes")]).await.status,
            410
        );
    }
    let theirs = "SELECT COUNT(*) AS n FROM signatures s JOIN organizations o ON o.signature = s.id WHERE s.email = 'kim@harvest.example'
       AND s.state = 'confirmed' AND s.consent IS NULL AND o.contact_name = 'Kim Prado' AND o.phone IS NULL AND o.verification = 'own-domain'
       AND s.flags = ''";
    assert_eq!(
        app.count(theirs),
        2,
        "and the old contact's consent and number are gone"
    );
    let mails = app.mails().await;
    let told = |to: &str| mails.iter().rev().find(|(whose, ..)| whose == to).expect("a mail");
    assert!(told("sam@harvest.example").1.contains("has a new contact"));
    let own: Vec<&str> = told("kim@harvest.example")
        .2
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("http://letters.test"))
        .collect();
    assert_eq!(own.len(), 2, "{own:?}");
    assert!(app.get(own[0]).await.body.contains("Kim Prado"));
    let before = mails.len();
    assert!(
        app.post(&link, &[("answer", "refuse")])
            .await
            .body
            .contains("You are now the contact")
    );
    assert_eq!(app.mails().await.len(), before, "pressing again changes nothing");
    assert_eq!(app.count("SELECT SUM(organizations) AS n FROM tally"), 2);
}

#[rocket::async_test]
async fn a_letter_that_was_signed_again_is_named_once() {
    let app = TestApp::start().await;
    let [first, second] = on_two_letters(&app).await;
    app.post(&format!("{first}/withdraw"), &[("sure", "yes")]).await;
    // A colleague's signature stands when the contact signs again.
    for email in ["lee@harvest.example", "sam@harvest.example"] {
        app.sign_organization(&[("email", email)]).await;
        let confirm = app.link_to("/confirm/").await;
        app.post(&confirm, &[]).await;
    }
    let rows = "SELECT COUNT(*) AS n FROM signatures WHERE email = 'sam@harvest.example' AND state <> 'pending'";
    assert_eq!(
        app.count(rows),
        3,
        "two of one letter, and one of the other between them"
    );
    let link = named(&app, &second, TO).await;
    let page = app.get(&link).await.body;
    assert_eq!(page.matches("<li><a href=\"/en/letters/").count(), 2, "{page}");
}

#[rocket::async_test]
async fn the_new_contact_signs_the_next_letter_in_two_clicks() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let link = named(&app, &own, TO).await;
    app.post(&link, &[("answer", "accept"), ("updates", "yes")]).await;
    assert_eq!(
        app.count("SELECT COUNT(consent) AS n FROM signatures"),
        1,
        "their own consent"
    );
    let mails = app.mails().await;
    let (_, _, text) = mails
        .iter()
        .rev()
        .find(|(to, ..)| to == "kim@harvest.example")
        .expect("links");
    let own = text
        .split_whitespace()
        .find_map(|word| word.strip_prefix("http://letters.test"))
        .expect("a link");
    let next = format!("{own}/sign/{NEXT}");
    let page = app.get(&next).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    let done = app.post(&next, &[("edition", &rest[..64])]).await.body;
    assert!(done.contains("Thank you! Your organization has signed"), "{done}");
    let both = "SELECT COUNT(*) AS n FROM signatures WHERE email = 'kim@harvest.example' AND state = 'confirmed'";
    assert_eq!(app.count(both), 2);
}

#[rocket::async_test]
async fn whoever_refuses_changes_nothing_and_the_old_contact_is_told() {
    let app = TestApp::start().await;
    let [own, _] = on_two_letters(&app).await;
    let link = named(&app, &own, TO).await;
    assert_eq!(app.post(&link, &[("answer", "perhaps")]).await.status, 404);
    assert!(
        app.post(&link, &[("answer", "refuse")])
            .await
            .body
            .contains("You are not the contact")
    );
    assert_eq!(app.get(&own).await.status, 200);
    let (to, subject, _) = app.mails().await.pop().expect("a mail");
    assert!(
        to == "sam@harvest.example" && subject.contains("You are still the contact"),
        "{subject}"
    );
}

#[rocket::async_test]
async fn one_contact_is_named_at_a_time_and_not_for_ever() {
    let app = TestApp::start().await;
    let [own, _] = on_two_letters(&app).await;
    let first = named(&app, &own, TO).await;
    let other = [TO[0], TO[1], ("next_email", "lee@gmail.com")];
    let second = named(&app, &own, &other).await;
    assert_eq!(app.get(&first).await.status, 404, "the earlier link ends");
    app.worker.clock.shift(21 * 86_400);
    let late = app.post(&second, &[("answer", "accept")]).await;
    assert!(
        late.status == 410 && late.body.contains("This link has expired"),
        "{}",
        late.body
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE email = 'sam@harvest.example'"),
        2
    );
}

#[rocket::async_test]
async fn a_contact_from_elsewhere_is_marked_for_staff_and_the_level_stays() {
    let app = TestApp::start().await;
    let [own, _] = on_two_letters(&app).await;
    let link = named(&app, &own, &[TO[0], TO[1], ("next_email", "lee@gmail.com")]).await;
    app.post(&link, &[("answer", "accept")]).await;
    let marked = "SELECT COUNT(*) AS n FROM signatures s JOIN organizations o ON o.signature = s.id
       WHERE s.flags = 'new-contact' AND o.verification = 'own-domain'";
    assert_eq!(app.count(marked), 2);
}

#[rocket::async_test]
async fn whoever_was_taken_off_a_letter_does_not_come_back_as_its_contact() {
    let app = TestApp::start().await;
    app.sign_organization(&[("email", "eve@gmail.com"), ("public_email", "office@harvest.example")])
        .await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    let not_us = app.link_to("/not-us/").await;
    app.post(&not_us, &[("sure", "yes")]).await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let link = named(&app, &own, &[TO[0], TO[1], ("next_email", "eve@gmail.com")]).await;
    let answer = app.post(&link, &[("answer", "accept")]).await;
    assert!(
        answer.status == 409 && answer.body.contains("We couldn&#x27;t complete this"),
        "{}",
        answer.body
    );
    assert_eq!(app.get(&own).await.status, 200);
}

#[rocket::async_test]
async fn a_contact_is_named_by_name_role_and_another_address() {
    let app = TestApp::start().await;
    let [own, _] = on_two_letters(&app).await;
    let path = format!("{own}/contact");
    for wrong in [
        ("next_name", "see http://evil.example"),
        ("next_title", ""),
        ("next_email", "nobody"),
        ("next_email", "SAM@harvest.example"),
    ] {
        let fields: Vec<_> = TO
            .iter()
            .copied()
            .filter(|(name, _)| *name != wrong.0)
            .chain([wrong])
            .collect();
        let answer = app.post(&path, &fields).await;
        assert_eq!(answer.status, 422, "{wrong:?}");
        assert!(answer.body.contains(&format!("id=\"{}-error\"", wrong.0)), "{wrong:?}");
    }
    for _ in 0..3 {
        app.post(&path, TO).await;
    }
    let enough = app.post(&path, TO).await.body;
    assert!(
        enough.contains("enough emails today"),
        "nobody's mailbox is filled through us: {enough}"
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'handover'"), 3);
}

#[rocket::async_test]
async fn whoever_names_contacts_too_often_has_the_form_back() {
    let app = TestApp::with("[default.quotas]\nsignings_per_hour_per_address = 1").await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    for (lang, said) in [("en", "are still below"), ("es", "siguen abajo")] {
        let path = format!("{own}/contact").replacen("/en/", &format!("/{lang}/"), 1);
        let refused = app.post(&path, TO).await;
        assert_eq!((refused.status, refused.retry_after.is_empty()), (429, false), "{lang}");
        assert!(refused.body.contains("kim@harvest.example"), "{}", refused.body);
        assert!(refused.body.contains(said), "{}", refused.body);
    }
}

#[rocket::async_test]
async fn only_confirmed_organizations_can_name_a_contact() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let person = app.link_to("/my-signature/").await;
    app.sign_organization(&[]).await;
    let pending = app.link_to("/my-signature/").await;
    for own in [person, pending] {
        assert!(!app.get(&own).await.body.contains("/contact"));
        assert_eq!(app.get(&format!("{own}/contact")).await.status, 404);
        assert_eq!(app.post(&format!("{own}/contact"), TO).await.status, 404);
    }
    assert_eq!(app.get("/en/contact/x").await.status, 404);
    assert_eq!(app.get(&format!("/en/letters/{LETTER}")).await.status, 200);
}

#[rocket::async_test]
async fn updates_queued_for_the_old_contact_are_not_sent_to_the_new_one() {
    let app = TestApp::start().await;
    let [own, _] = on_two_letters(&app).await;
    let link = named(&app, &own, TO).await;
    let owed = app
        .update("what-happens-with-your-name")
        .send(&app.worker.store, &|_| ());
    assert_eq!(owed.expect("owes"), 1);
    app.post(&link, &[("answer", "accept"), ("updates", "yes")]).await;
    let mails = app.mails().await;
    assert!(
        mails.iter().all(|(_, subject, _)| !subject.contains("what helps now")),
        "{mails:?}"
    );
}
