//! Emails that come back, and what follows: for offices, signers, invitations and updates.

use std::path::Path;
use std::sync::Arc;

use undersigned::bounces::apply::{About, Applied, Change, apply};
use undersigned::bounces::message::read;
use undersigned::bounces::{Verdict, watch};
use undersigned::email::EmailAddress;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::organizations::approval::reminders;
use undersigned::outbox::store::bounced;
use undersigned::staff::role::Role;

use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, prepare, signed_as};
use crate::staff_area::signed_in;
use crate::updates::{UPDATE, run};

const RETURNS: &str = "\n[default.mail]\nbounce_address = 'bounce@letters.test'\n";
const OFFICE: &str = "labor-secretary@agency.example";
const OFFICE_PAGE: &str = "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary";

/// An email that was sent: its recipient, its Message-ID, and the address that it returns to.
#[derive(Clone)]
struct Sent {
    to: String,
    id: String,
    returns_to: String,
}

/// Sends what is due, and returns the newest email to someone.
async fn sent(app: &TestApp, to: &str) -> Sent {
    let all = app.raw_mails().await;
    let header = |mail: &str, name: &str| {
        let value = mail.split("\r\n").find_map(|line| line.strip_prefix(name));
        let value = value.unwrap_or_default().trim();
        value.trim_start_matches('<').trim_end_matches('>').to_owned()
    };
    let mail = all.iter().rfind(|mail| header(mail, "To:") == to);
    let mail = mail.unwrap_or_else(|| panic!("no email to {to}"));
    Sent {
        to: to.to_owned(),
        id: header(mail, "Message-ID:"),
        returns_to: header(mail, "Return-Path:"),
    }
}

/// Returns a message of the corpus about an email.
fn message(name: &str, about: &Sent) -> String {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/bounces")
        .join(format!("{name}.eml"));
    let text = std::fs::read_to_string(file).expect("a file");
    let text = text.replace("{id}", &about.id).replace("{recipient}", &about.to);
    text.replace("{to}", &about.returns_to)
}

async fn take(app: &TestApp, text: &str) -> Applied {
    let (reading, config, now) = (
        read(text.as_bytes()),
        Arc::clone(&app.parts().config),
        app.worker.clock.now(),
    );
    let applied = app
        .parts()
        .store
        .write(move |tx| apply(tx, &config.secret, &reading, now))
        .await;
    applied.expect("is applied")
}

fn change(applied: &Applied) -> Option<Change> {
    applied.mail.as_ref().map(|About { change, .. }| *change)
}

fn is_marked(app: &TestApp, address: &str) -> bool {
    let (secret, address) = (app.parts().config.secret.clone(), address.to_owned());
    let since = app
        .parts()
        .store
        .read_now(|db| bounced::bounced_since(db, &secret, &address));
    since.expect("reads").is_some()
}

fn mails_in(app: &TestApp, state: &str) -> i64 {
    app.count(match state {
        "bounced" => "SELECT COUNT(*) AS n FROM outbox WHERE state = 'bounced'",
        "sent" => "SELECT COUNT(*) AS n FROM outbox WHERE state = 'sent'",
        "moot" => "SELECT COUNT(*) AS n FROM outbox WHERE state = 'moot'",
        _ => panic!("{state}"),
    })
}

/// Changes the newest email's state, as a kill in the middle does.
async fn is_uncertain(app: &TestApp) {
    let sql = "UPDATE outbox SET state = 'uncertain' WHERE kind = 'bundle'";
    let changed = app.parts().store.write(move |tx| tx.execute(sql, [])).await;
    assert_eq!(changed.expect("changes"), 1);
}

/// Starts a service whose letter was sent to the agency.
async fn delivered() -> (TestApp, Sent) {
    let app = signed_as("", RETURNS).await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let prepared = prepare(parts);
    undersigned::delivery::deliver::send(parts, prepared, "letters.test").expect("is owed");
    let sent = sent(&app, OFFICE).await;
    (app, sent)
}

#[rocket::async_test]
async fn a_delivery_that_comes_back_is_bounced_wherever_it_is_shown() {
    let (app, mail) = delivered().await;
    assert!(mail.returns_to.starts_with("bounce+") && mail.returns_to.ends_with("@letters.test"));
    let public = async || app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(public().await.contains("Delivered on"), "{}", public().await);
    let applied = take(&app, &message("exchange-failed", &mail)).await;
    assert_eq!(
        (applied.verdict, change(&applied)),
        (Verdict::Failed, Some(Change::Bounced))
    );
    assert!(!public().await.contains("Delivered on"));
    let (_, status) = run(app.folder.path(), &["deliver", LETTER, "--status"]);
    assert!(
        status.contains("bounced") && status.contains("550 5.1.10 RESOLVER.ADR") && !status.contains("Recipient labor"),
        "{status}"
    );
    let editor = signed_in(&app, "ed@coalition.example", Role::Editor, &[LETTER]).await;
    let page = editor.get(OFFICE_PAGE).await.body;
    assert!(page.contains("Came back") && page.contains("550 5.1.10"), "{page}");
    let page = editor
        .get("/staff/letters/protect-temporary-visa-workers/delivery?show=attention")
        .await
        .body;
    assert!(page.contains("Came back"), "{page}");
    let (_, contacts) = run(app.folder.path(), &["contacts", "list", "--json"]);
    assert!(contacts.contains("\"bounced\": \"2026-12-01\""), "{contacts}");
    let (_, record) = run(app.folder.path(), &["record", "list", LETTER, "--json"]);
    assert!(record.contains("\"delivery\": \"bounced\""), "{record}");
    // The same report again, and a later one, change nothing.
    let again = take(&app, &message("exchange-failed", &mail)).await;
    assert_eq!(change(&again), Some(Change::ReadBefore));
    assert_eq!(
        change(&take(&app, &message("postfix-failed", &mail)).await),
        Some(Change::None)
    );
    // Staff bring it in person.
    let brought = [("kind", "delivered"), ("way", "in-person"), ("note", ""), ("on", "")];
    assert_eq!(editor.post(OFFICE_PAGE, &brought).await.status, 303);
    assert!(public().await.contains("Delivered on"));
}

#[rocket::async_test]
async fn forged_tokens_and_addresses_alone_change_nothing() {
    let (app, mail) = delivered().await;
    let guessed = |token: &str| Sent {
        returns_to: format!("bounce+{token}@letters.test"),
        ..mail.clone()
    };
    let number = mail.returns_to["bounce+".len()..]
        .split('-')
        .next()
        .expect("a number")
        .to_owned();
    // The Message-ID would be right.
    for token in [
        format!("{number}-aaaaaaaaaaaaaaaaaaaaaaaaaa"),
        "999-aaaaaaaaaaaaaaaaaaaaaaaaaa".to_owned(),
    ] {
        let applied = take(&app, &message("postfix-failed", &guessed(&token))).await;
        assert_eq!((applied.verdict, applied.mail), (Verdict::Nothing, None), "{token}");
    }
    // A genuine token of another email; and the recipient's address, with nothing of ours.
    let confirmation = sent(&app, "ana@example.org").await;
    assert_ne!(confirmation.returns_to, mail.returns_to);
    let stranger = Sent {
        returns_to: "bounce@letters.test".to_owned(),
        id: "0011@letters.test".to_owned(),
        to: OFFICE.to_owned(),
    };
    assert_eq!(take(&app, &message("postfix-failed", &stranger)).await.mail, None);
    let person = take(&app, &message("person", &mail)).await;
    assert_eq!(person.verdict, Verdict::Nothing);
    assert_eq!(mails_in(&app, "bounced"), 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM bounces"), 0);
    // By the Message-ID alone, as without the setting.
    let returned = Sent {
        returns_to: "letters@letters.test".to_owned(),
        ..mail.clone()
    };
    assert_eq!(
        change(&take(&app, &message("qmail-failed", &returned)).await),
        Some(Change::Bounced)
    );
}

#[rocket::async_test]
async fn an_uncertain_delivery_is_settled_by_a_report() {
    let (app, mail) = delivered().await;
    is_uncertain(&app).await;
    for name in ["postfix-delayed", "vacation"] {
        assert_eq!(
            change(&take(&app, &message(name, &mail)).await),
            Some(Change::None),
            "{name}"
        );
    }
    let editor = signed_in(&app, "ed@coalition.example", Role::Editor, &[LETTER]).await;
    let page = editor.get(OFFICE_PAGE).await.body.replace("&#x27;", "'");
    for words in [
        "Uncertain",
        "Delayed: the recipient's server keeps trying (4.4.1)",
        "Automatic reply",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(
        change(&take(&app, &message("postfix-delivered", &mail)).await),
        Some(Change::Sent)
    );
    assert_eq!(mails_in(&app, "bounced"), 0);
    is_uncertain(&app).await;
    assert_eq!(
        change(&take(&app, &message("exim-failed", &mail)).await),
        Some(Change::Bounced)
    );
    // A report of another server that it passed the email on does not undo it.
    let later = message("postfix-delivered", &mail).replace("OK@mx", "OK2@mx");
    assert_eq!(change(&take(&app, &later).await), Some(Change::None));
    assert_eq!(mails_in(&app, "bounced"), 1);
}

#[rocket::async_test]
async fn nobody_waits_for_a_signer_whose_email_came_back_until_they_confirm() {
    let app = TestApp::with(RETURNS).await;
    let email = "ana.ruiz@family.example";
    assert_eq!(app.sign("en", &[("email", email)]).await.status, 200);
    let mail = sent(&app, email).await;
    let editor = signed_in(&app, "ed@coalition.example", Role::Editor, &[LETTER]).await;
    let sheet = format!("/staff/letters/{LETTER}/signers?kind=person&state=pending");
    assert!(!editor.get(&sheet).await.body.contains("the email came back"));
    assert_eq!(
        change(&take(&app, &message("gmail-failed", &mail)).await),
        Some(Change::Bounced)
    );
    assert!(is_marked(&app, email) && !is_marked(&app, "bo@family.example"));
    assert!(editor.get(&sheet).await.body.contains("the email came back"));
    let id = app.count("SELECT id AS n FROM signatures");
    let page = editor.get(&format!("/staff/letters/{LETTER}/signers/{id}")).await.body;
    for words in [
        "the email came back",
        "The last one came back",
        "550-5.1.1 The email account",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // They type it once more: somebody asked for it, so it is sent, and what came back before is over.
    assert_eq!(app.sign("en", &[("email", email)]).await.status, 200);
    let confirm = app.link().await;
    assert!(!editor.get(&sheet).await.body.contains("the email came back"));
    assert!(is_marked(&app, email));
    assert_eq!(app.get(&confirm).await.status, 200);
    assert!(is_marked(&app, email), "opening a link changes nothing");
    app.post(&confirm, &[]).await;
    assert!(!is_marked(&app, email), "the mailbox is there");
}

#[rocket::async_test]
async fn an_approver_whose_email_came_back_is_not_reminded_and_staff_see_why_nobody_decides() {
    let app = TestApp::with(RETURNS).await;
    let approver = "director@harvest.example";
    let asks = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", approver),
    ];
    app.sign_organization(&asks).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    let mail = sent(&app, approver).await;
    assert_eq!(
        change(&take(&app, &message("exim-failed", &mail)).await),
        Some(Change::Bounced)
    );
    let editor = signed_in(&app, "ed@coalition.example", Role::Editor, &[LETTER]).await;
    let sheet = format!("/staff/letters/{LETTER}/signers?state=awaiting");
    assert!(editor.get(&sheet).await.body.contains("the email came back"));
    let library: &LiveLibrary = app.client.rocket().state().expect("managed");
    let remind = || reminders::once(&app.worker.store, library, &app.parts().config, "letters.test");
    // Two days before signing ends.
    app.worker.clock.shift(57 * 86_400 + 43_200);
    assert_eq!(remind().await.expect("runs"), 0);
    let (secret, email) = (app.parts().config.secret.clone(), EmailAddress::parse(approver));
    let email = email.expect("an address");
    let acquit = app.parts().store.write(move |tx| bounced::acquit(tx, &secret, &email));
    assert!(acquit.await.expect("is acquitted"));
    assert_eq!(remind().await.expect("runs"), 1);
}

#[rocket::async_test]
async fn a_full_mailbox_says_nothing_against_an_address() {
    let app = TestApp::with(RETURNS).await;
    app.sign("en", &[("email", "ana@family.example")]).await;
    let mail = sent(&app, "ana@family.example").await;
    let full = take(&app, &message("full-mailbox", &mail)).await;
    assert_eq!(change(&full), Some(Change::Bounced));
    assert!(!is_marked(&app, "ana@family.example"));
}

#[rocket::async_test]
async fn no_update_and_no_invitation_goes_to_an_address_from_which_mail_comes_back() {
    let app = TestApp::with(RETURNS).await;
    let email = "ana@family.example";
    app.sign_and_confirm("en", &[("email", email), ("updates", "yes")])
        .await;
    app.mails().await;
    let mark = |email: &'static str| {
        let (secret, now) = (app.parts().config.secret.clone(), app.worker.clock.now());
        let email = EmailAddress::parse(email).expect("an address");
        app.parts()
            .store
            .write(move |tx| bounced::condemn(tx, &secret, &email, now))
    };
    mark("ana@family.example").await.expect("is marked");
    mark("luz@cosecha.example").await.expect("is marked");
    let before = app.mails().await.len();
    let queued = app.update(UPDATE).send(&app.worker.store, &|_| {}).expect("is owed");
    assert_eq!(queued, 1);
    assert_eq!(app.mails().await.len(), before, "the update is moot");
    let editor = signed_in(&app, "ed@coalition.example", Role::Editor, &[LETTER]).await;
    let invitations = format!("/staff/letters/{LETTER}/invitations");
    let list = "name,email\nCosecha Justa,luz@cosecha.example\n";
    editor
        .post(&invitations, &[("action", "invite"), ("list", list), ("lang", "en")])
        .await;
    let sent = editor.post(&invitations, &[("action", "send")]).await;
    let page = editor.get(sent.header("Location")).await.body;
    assert!(page.contains("0 emails are on their way."), "{page}");
    assert_eq!(app.mails().await.len(), before);
}

/// Writes messages as a mail server does.
fn maildir(root: &Path, messages: &[String]) {
    for folder in ["new", "cur", "tmp"] {
        std::fs::create_dir_all(root.join(folder)).expect("creates");
    }
    for (n, text) in messages.iter().enumerate() {
        std::fs::write(root.join(format!("new/{n}.host")), text).expect("writes");
    }
}

#[rocket::async_test]
async fn a_maildir_is_read_once_while_the_service_runs() {
    let (app, mail) = delivered().await;
    let root = app.folder.path().join("Maildir");
    maildir(
        &root,
        &[message("postfix-failed", &mail), message("advertisement", &mail)],
    );
    let (store, config) = (&app.parts().store, &app.parts().config);
    let round = watch::once(store, config, &root).await.expect("reads");
    assert_eq!((round.messages, round.ours, round.bounced), (2, 1, 1));
    let files = |folder: &str| std::fs::read_dir(root.join(folder)).expect("a folder").count();
    assert_eq!((files("new"), files("cur")), (0, 2));
    assert!(root.join("cur/0.host:2,S").exists());
    assert_eq!(watch::once(store, config, &root).await.expect("reads").messages, 0);
    assert!(watch::once(store, config, &root.join("none")).await.is_err());
}

#[rocket::async_test]
async fn the_command_reads_any_mailbox_and_says_what_each_message_was() {
    let (app, mail) = delivered().await;
    let folder = app.folder.path();
    let mbox = ["vacation", "advertisement", "exim-failed"];
    let mbox = mbox.map(|it| format!("From a@b Tue Dec  1\n{}\n", message(it, &mail)));
    std::fs::write(folder.join("mbox"), mbox.concat()).expect("writes");
    let path = folder.join("mbox").display().to_string();
    let (code, told) = run(folder, &["bounces", "read", &path]);
    assert_eq!(code, Some(0), "{told}");
    for words in [
        "mbox:1: automatic reply; email ",
        "(bundle): no change",
        "mbox:2: not about an email from here",
        "mbox:3: failed for good (5.2.1); email ",
        "(bundle): now bounced",
        "Read 3 messages: 1 automatic reply, 1 failed for good, 1 not about an email from here",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!told.contains("agency.example"), "{told}");
    let (_, again) = run(folder, &["bounces", "read", &path]);
    assert!(again.contains("no change; this message was read before"), "{again}");
    let (code, told) = run(folder, &["bounces", "read", "/nowhere"]);
    assert!(code == Some(1) && told.contains("/nowhere"), "{told}");
    let (_, listed) = run(folder, &["outbox", "list", "--state", "bounced"]);
    assert!(listed.contains("bundle") && listed.contains("disabled"), "{listed}");
}

async fn post(app: &TestApp, secret: Option<&str>, body: Vec<u8>) -> (u16, String) {
    let mut request = app.client.post("/hooks/bounces").body(body);
    if let Some(secret) = secret {
        request.add_header(rocket::http::Header::new("Authorization", format!("Bearer {secret}")));
    }
    let answer = request.dispatch().await;
    (answer.status().code, answer.into_string().await.unwrap_or_default())
}

#[rocket::async_test]
async fn a_provider_posts_what_came_back_if_it_knows_the_secret() {
    const SECRET: &str = "correct horse battery staple";
    let off = TestApp::start().await;
    assert_eq!(post(&off, Some(""), Vec::new()).await.0, 404);
    let app = signed_as("", &format!("{RETURNS}bounce_secret = '{SECRET}'\n")).await;
    let mail = sent(&app, "ana@example.org").await;
    let text = message("postfix-failed", &mail).into_bytes();
    for wrong in [
        None,
        Some(""),
        Some("correct horse battery stapl"),
        Some("correct horse battery staple2"),
    ] {
        assert_eq!(post(&app, wrong, text.clone()).await.0, 401, "{wrong:?}");
    }
    assert_eq!(mails_in(&app, "bounced"), 0);
    assert_eq!(
        post(&app, Some(SECRET), text.clone()).await,
        (200, "failed\n".to_owned())
    );
    assert_eq!(mails_in(&app, "bounced"), 1);
    assert_eq!(
        post(&app, Some(SECRET), b"hello".to_vec()).await,
        (200, "nothing\n".to_owned())
    );
    let large = [text, vec![b'x'; 41 * 1024 * 1024]].concat();
    assert_eq!(post(&app, Some(SECRET), large).await.0, 413);
}

#[rocket::async_test]
async fn settings_that_can_not_work_are_refused() {
    for (line, why) in [
        ("bounce_address = 'bounce'", "mail.bounce_address must be an address"),
        (
            "bounce_address = 'a-very-long-name-for-it@x.example'",
            "at most 16 characters",
        ),
        ("bounce_address = 'bo+unce@x.example'", "no +"),
        ("bounces = '/nowhere'", "is not a Maildir"),
        ("bounce_secret = 'short'", "too short"),
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let refused = TestApp::begin(folder, &format!("[default.mail]\n{line}\n")).await.err();
        assert!(
            refused.as_ref().is_some_and(|it| it.contains(why)),
            "{line}: {refused:?}"
        );
    }
}
