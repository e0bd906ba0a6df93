//! Invitations from the browser: a list, emails, answers, reminders.

use undersigned::letters::live_library::LiveLibrary;
use undersigned::organizations::inviting::reminders;

use super::signers::editor;
use super::{Browser, acts};
use crate::app::{LETTER, TestApp};

const PAGE: &str = "/staff/letters/protect-temporary-visa-workers/invitations";
const LIST: &str = "name\temail\tstate\nFaro Nuevo\toffice@faro.example\tCA\nCosecha Justa\tluz@cosecha.example\tTX\nSin Correo\t\tNY\n";

/// Invites the organizations of a list, and follows to the page.
async fn act(browser: &Browser<'_>, fields: &[(&str, &str)]) -> String {
    let sent = browser.post(PAGE, fields).await;
    assert_eq!(sent.status, 303, "{}", sent.body);
    browser.get(sent.header("Location")).await.body
}

/// Returns the path of the link in an email to someone that contains some words.
async fn link(app: &TestApp, to: &str, words: &str) -> String {
    let mails = app.mails().await;
    let (.., text) = mails.iter().rfind(|(whose, ..)| whose == to).expect("an email");
    let mut links = text
        .split_whitespace()
        .filter_map(|it| it.strip_prefix("http://letters.test"));
    links.find(|it| it.contains(words)).expect("a link").to_owned()
}

async fn remind(app: &TestApp) -> usize {
    let library: &LiveLibrary = app.client.rocket().state().expect("managed");
    let (store, config) = (&app.worker.store, &app.parts().config);
    reminders::once(store, library, config, "letters.test")
        .await
        .expect("runs")
}

#[rocket::async_test]
async fn organizations_are_invited_once_each_and_the_page_says_what_became_of_it() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let page = act(&editor, &[("action", "invite"), ("list", LIST), ("lang", "es")]).await;
    assert!(
        page.contains("3 organizations are new on the list") && page.contains("No email address"),
        "{page}"
    );
    assert_eq!(app.mails().await.len(), 0, "inviting sends nothing by itself");
    let again = act(&editor, &[("action", "invite"), ("list", LIST), ("lang", "es")]).await;
    assert!(again.contains("0 organizations are new on the list"), "{again}");
    let page = act(&editor, &[("action", "send")]).await;
    assert!(
        page.contains("2 emails are on their way.") && page.contains("Email on its way"),
        "{page}"
    );
    let page = act(&editor, &[("action", "send")]).await;
    assert!(page.contains("0 emails are on their way."), "{page}");
    let mails = app.mails().await;
    assert_eq!(mails.len(), 2);
    assert!(
        mails
            .iter()
            .all(|(_, subject, _)| subject.starts_with("Invitación a firmar: ")),
        "{mails:?}"
    );
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("Email sent"), "{page}");
    assert_eq!(acts(&app).iter().filter(|act| *act == "invitations-sent").count(), 1);
    // The link fills in the form, and a signature by it shows.
    let form = app.get(&link(&app, "office@faro.example", "invite=").await).await.body;
    assert!(form.contains("Faro Nuevo"), "{form}");
    let code = form
        .split_once("name=\"invite\" value=\"")
        .and_then(|(_, rest)| rest.split('"').next())
        .expect("a code");
    let fields = [
        ("legal_name", "Faro Nuevo"),
        ("listed_name", "Faro Nuevo"),
        ("email", "office@faro.example"),
        ("website", "faro.example"),
        ("invite", code),
        ("via", "invitation"),
    ];
    assert_eq!(app.sign_organization(&fields).await.status, 200);
    let confirm = app.link_to("/confirm/").await;
    app.post(&confirm, &[]).await;
    let page = editor.get(PAGE).await.body;
    assert!(page.contains("<span class=\"state counts\">Counted</span>"), "{page}");
}

#[rocket::async_test]
async fn a_list_with_problems_invites_no_one_and_keeps_what_was_pasted() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let list = "name,email\nFaro Nuevo,office@\n,luz@cosecha.example\n";
    let sent = editor.post(PAGE, &[("action", "invite"), ("list", list)]).await;
    assert_eq!(sent.status, 422);
    for words in [
        "No one was invited.",
        "2:12: not an email address",
        "3:1: not an organization",
        "office@\n,luz@",
    ] {
        assert!(sent.body.contains(words), "{words}: {}", sent.body);
    }
    let sent = editor.post(PAGE, &[("action", "invite"), ("list", "name\n")]).await;
    assert_eq!(sent.status, 422);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM invitations"), 0);
}

#[rocket::async_test]
async fn an_organization_that_answers_or_is_stopped_gets_no_more_email() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    act(&editor, &[("action", "invite"), ("list", LIST), ("lang", "en")]).await;
    act(&editor, &[("action", "reminders"), ("first", "10"), ("second", "3")]).await;
    act(&editor, &[("action", "send")]).await;
    let (faro, cosecha) = (
        link(&app, "office@faro.example", "/invitation/").await,
        link(&app, "luz@cosecha.example", "/invitation/").await,
    );
    let page = app.get(&faro).await;
    assert!(
        page.status == 200 && page.body.contains("sign this letter") && page.body.contains("Faro Nuevo"),
        "{}",
        page.body
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM invitations WHERE answer IS NOT NULL"),
        0
    );
    let page = app.post(&faro, &[("answer", "declined")]).await.body;
    assert!(page.contains("Thank you for telling us."), "{page}");
    // As an email program unsubscribes.
    let page = app.post(&cosecha, &[("List-Unsubscribe", "One-Click")]).await.body;
    assert!(page.contains("send you invitations again."), "{page}");
    // "No more" stays so.
    app.post(&cosecha, &[("answer", "declined")]).await;
    let page = editor.get(PAGE).await.body;
    let page = page.replace("&#x27;", "'");
    assert!(
        page.contains("Won't sign") && page.contains("Wants no invitations"),
        "{page}"
    );
    app.worker.clock.shift(52 * 86_400);
    assert_eq!(remind(&app).await, 0);
    // Nor is the address invited to another letter, or again under another name, even if an earlier backup is restored.
    let forgotten = app
        .parts()
        .store
        .write(|tx| tx.execute("DELETE FROM invitation_refusals", []))
        .await;
    assert_eq!(forgotten.expect("deletes"), 1);
    let editor = super::signed_in(
        &app,
        "two@coalition.example",
        undersigned::staff::role::Role::Editor,
        &[LETTER],
    )
    .await;
    let list = "name,email\nCosecha Nueva,luz@cosecha.example\nHuerto,sol@huerto.example\n";
    act(&editor, &[("action", "invite"), ("list", list), ("lang", "en")]).await;
    let id = app
        .count("SELECT id AS n FROM invitations WHERE name = 'Huerto'")
        .to_string();
    act(&editor, &[("action", "stop"), ("invitation", &id)]).await;
    let page = act(&editor, &[("action", "send")]).await;
    assert!(
        page.contains("0 emails are on their way.") && page.contains("Stopped by staff"),
        "{page}"
    );
    act(&editor, &[("action", "go-on"), ("invitation", &id)]).await;
    let page = act(&editor, &[("action", "send")]).await;
    assert!(page.contains("1 email is on its way."), "{page}");
    app.mails().await;
}

#[rocket::async_test]
async fn two_reminders_go_out_on_the_days_that_staff_chose_and_no_third() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    act(&editor, &[("action", "invite"), ("list", LIST), ("lang", "en")]).await;
    act(&editor, &[("action", "reminders"), ("first", "3"), ("second", "10")]).await;
    act(&editor, &[("action", "send")]).await;
    app.mails().await;
    assert_eq!(remind(&app).await, 0, "too early");
    // Signing closes on January 29.
    app.worker.clock.shift(50 * 86_400);
    assert_eq!((remind(&app).await, remind(&app).await), (2, 0));
    let mails = app.mails().await;
    let subject = &mails.last().expect("an email").1;
    assert!(subject.starts_with("Reminder: "), "{subject}");
    app.worker.clock.shift(7 * 86_400);
    assert_eq!((remind(&app).await, remind(&app).await), (2, 0));
    app.worker.clock.shift(2 * 86_400);
    assert_eq!(remind(&app).await, 0);
    app.worker.clock.shift(10 * 86_400);
    assert_eq!(remind(&app).await, 0, "signing is closed");
    app.mails().await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM invitation_mails"), 6);
}

#[rocket::async_test]
async fn an_organization_that_signed_without_its_link_is_not_invited_and_the_page_says_so() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    act(&editor, &[("action", "invite"), ("list", LIST), ("lang", "en")]).await;
    // Returns the link by which the contact confirms.
    let sign = async |name: &str, email: &str, website: &str| {
        let fields = [
            ("legal_name", name),
            ("listed_name", name),
            ("email", email),
            ("website", website),
        ];
        assert_eq!(app.sign_organization(&fields).await.status, 200);
        app.link_to("/confirm/").await
    };
    // The contact under another name; and the name by another contact, who has not confirmed yet.
    let link = sign("Faro Nuevo de California", "office@faro.example", "faro.example").await;
    app.post(&link, &[]).await;
    let link = sign("Cosecha Justa", "ana@cosecha.example", "cosecha.example").await;
    let page = act(&editor, &[("action", "send")]).await;
    assert!(
        page.contains("1 email is on its way.") && !page.contains("No email sent yet"),
        "{page}"
    );
    // Confirmed while the email is queued.
    app.post(&link, &[]).await;
    let mails = app.mails().await;
    assert!(
        !mails.iter().any(|(_, subject, _)| subject.starts_with("Invitation")),
        "{mails:?}"
    );
    assert_eq!(remind(&app).await, 0);
}
