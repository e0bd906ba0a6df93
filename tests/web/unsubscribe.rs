use rocket::http::ContentType;
use undersigned::retention;

use crate::app::{LETTER, TestApp};
use crate::updates::UPDATE;

const WISHES: &str = "SELECT COUNT(*) AS n FROM signatures WHERE consent IS NOT NULL";

/// Starts a service with a household, two people of one mailbox who want updates, and a third person elsewhere.
async fn household() -> TestApp {
    let app = TestApp::with_letter("people_per_address = 2").await;
    for (name, email) in [
        ("Ana López", "casa@example.org"),
        ("Beto Ruiz", "casa@example.org"),
        ("Eva Gil", "eva@example.org"),
    ] {
        app.sign_and_confirm("en", &[("name", name), ("email", email), ("updates", "yes")])
            .await;
    }
    assert_eq!(app.count(WISHES), 3);
    app
}

/// Sends the update; returns the unsubscribe link in the mail to an address.
async fn mailed(app: &TestApp, address: &str) -> String {
    app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    let mails = app.mails().await;
    let (_, _, text) = mails
        .iter()
        .rfind(|(to, _, text)| to == address && text.contains("/unsubscribe/"))
        .expect("a mail with the link");
    let mut links = text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("http://letters.test"));
    links
        .find(|link| link.contains("/unsubscribe/"))
        .expect("the link")
        .to_owned()
}

#[rocket::async_test]
async fn a_scanner_that_opens_the_link_stops_nothing() {
    let app = household().await;
    let link = mailed(&app, "casa@example.org").await;
    let page = app.get(&link).await;
    assert!(
        page.status == 200 && page.body.contains("Unsubscribe from updates about this letter?"),
        "{}",
        page.body
    );
    assert!(page.body.contains("noindex") && page.body.matches("<button").count() == 1);
    let head = app.client.head(link.clone()).dispatch().await;
    assert_eq!(head.status().code, 200);
    assert_eq!(app.count(WISHES), 3);
}

#[rocket::async_test]
async fn the_unsubscribe_link_opens_despite_trailing_characters() {
    let app = household().await;
    let link = mailed(&app, "casa@example.org").await;
    for end in [".", ")", "%3E", "%20", "%C2%A0", "%E2%80%8B"] {
        assert_eq!(app.get(&format!("{link}{end}")).await.status, 200, "{end}");
    }
    app.post(&format!("{link})."), &[]).await;
    assert_eq!(app.count(WISHES), 1, "and its button works");
}

#[rocket::async_test]
async fn one_click_in_a_mail_program_stops_them_for_the_mailbox() {
    let multipart = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
    for (kind, body) in [
        ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        ("multipart/form-data; boundary=b", multipart),
    ] {
        let app = household().await;
        let link = mailed(&app, "casa@example.org").await;
        let kind = ContentType::parse_flexible(kind).expect("a type");
        for press in ["first", "second"] {
            let answer = app
                .client
                .post(link.clone())
                .header(kind.clone())
                .body(body)
                .dispatch()
                .await;
            assert_eq!(answer.status().code, 200, "{press}: no redirect, no login");
            assert!(answer.headers().get_one("Set-Cookie").is_none());
            let page = answer.into_string().await.expect("a page");
            assert!(
                page.contains("You&#x27;ve unsubscribed") && page.contains("href=\"/en/my-signatures\""),
                "{press}: {page}"
            );
            assert_eq!(app.count(WISHES), 1, "both of the household, nobody else");
        }
        assert_eq!(
            app.count("SELECT people AS n FROM tally"),
            3,
            "signatures stay and count"
        );
        let again = app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
        assert_eq!(again, 0);
    }
}

#[rocket::async_test]
async fn the_button_on_the_page_stops_them_too() {
    let app = household().await;
    let link = mailed(&app, "eva@example.org").await;
    let done = app.post(&link, &[]).await;
    assert!(
        done.status == 200 && done.body.contains("This does not change your signature"),
        "{}",
        done.body
    );
    assert_eq!(app.count(WISHES), 2);
}

#[rocket::async_test]
async fn an_organizations_contact_stops_them_however_the_mailbox_is_written() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let yes = ("updates", "yes");
    app.sign_and_confirm("en", &[("email", "sam.rivera@gmail.com"), yes])
        .await;
    app.sign_organization(&[("email", "samrivera@gmail.com"), yes]).await;
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    assert_eq!(app.count(WISHES), 2);
    let link = mailed(&app, "sam.rivera@gmail.com").await;
    app.post(&link, &[]).await;
    assert_eq!(app.count(WISHES), 0);
}

#[rocket::async_test]
async fn unsubscribing_cancels_queued_updates() {
    let app = household().await;
    let first = mailed(&app, "eva@example.org").await;
    let before = app.mails().await.len();
    // As for another update: eva's mail is owed, then eva stops the news.
    forget_that_it_went_out(&app).await;
    assert_eq!(app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes"), 2);
    app.post(&first, &[]).await;
    let sent: Vec<String> = app
        .mails()
        .await
        .into_iter()
        .skip(before)
        .map(|(to, _, _)| to)
        .collect();
    assert_eq!(sent, ["casa@example.org"]);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'update' AND state = 'moot'"),
        1
    );
}

/// Makes the one sample update count as unsent, so that it serves as the next one.
async fn forget_that_it_went_out(app: &TestApp) {
    let forgotten = app
        .worker
        .store
        .write(|tx| tx.execute("DELETE FROM update_mails", []))
        .await;
    forgotten.expect("deletes");
}

#[rocket::async_test]
async fn deleting_a_signature_cancels_its_queued_mail() {
    let app = household().await;
    let own = app.link_to("/my-signature/").await;
    let before = app.mails().await.len();
    app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("owes");
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    let sent: Vec<String> = app
        .mails()
        .await
        .into_iter()
        .skip(before)
        .map(|(to, _, _)| to)
        .collect();
    assert_eq!(sent, ["casa@example.org"]);
}

#[rocket::async_test]
async fn a_link_that_is_not_known_stops_nothing_and_says_what_to_do() {
    let app = household().await;
    let link = mailed(&app, "eva@example.org").await;
    let own = app.mails().await.into_iter().find_map(|(_, _, text)| {
        let token = text.split_once("/my-signature/")?.1;
        Some(token[..43].to_owned())
    });
    let forged = format!("/en/unsubscribe/{}", own.expect("a link of another purpose"));
    for wrong in ["/en/unsubscribe/x", &forged, &format!("{link}x")] {
        for answer in [app.get(wrong).await, app.post(wrong, &[]).await] {
            assert!(
                answer.status == 404 && answer.body.contains("/en/my-signatures"),
                "{wrong}"
            );
        }
    }
    assert_eq!(app.get(&link.replace("/en/", "/xx/")).await.status, 404);
    assert_eq!(app.count(WISHES), 3);
}

#[rocket::async_test]
async fn the_link_still_works_two_months_later() {
    let app = household().await;
    let link = mailed(&app, "eva@example.org").await;
    app.worker.clock.shift(60 * 86_400);
    let kept = app.update(UPDATE).config.signing.clone();
    let clock = &app.worker.clock;
    retention::once(&app.worker.store, clock, &kept).await.expect("forgets");
    assert_eq!(app.post(&link, &[]).await.status, 200);
    assert_eq!(app.count(WISHES), 2);
}

#[rocket::async_test]
async fn a_signer_can_subscribe_again_on_the_own_page() {
    let app = household().await;
    let own = app.link_to("/my-signature/").await;
    let link = mailed(&app, "eva@example.org").await;
    app.post(&link, &[]).await;
    assert_eq!(app.count(WISHES), 2);
    app.post(&own, &[("listing", "full"), ("updates", "yes")]).await;
    assert_eq!(app.count(WISHES), 3);
    assert!(app.get(&format!("/en/letters/{LETTER}")).await.body.contains("Eva Gil"));
}
