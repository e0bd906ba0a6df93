//! What is stored about an email address is reported, and erased wherever it was typed.

use undersigned::audit::By;
use undersigned::email::EmailAddress;
use undersigned::mail::MailContext;
use undersigned::organizations::store::invitations::{Book, Guest};
use undersigned::privacy;
use undersigned::store::Tx;

use crate::app::{LETTER, TestApp};
use crate::details_told::command;
use crate::erasing::{MANY, assert_gone, assert_held};
use crate::restoring::{back_up, elsewhere, lines};

/// Where an address may be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Person,
    Unconfirmed,
    Withdrawn,
    Contact,
    Approver,
    PublicAddress,
    NewContact,
    SavedForm,
    Invitation,
    Links,
}

/// Types an address in a place; `n` tells organizations apart.
#[expect(clippy::too_many_lines, reason = "one arm for each place")]
async fn type_it(app: &TestApp, address: &str, place: Place, n: usize) {
    let (name, other) = (
        format!("Growers of Valley {n}"),
        format!("contact-{n}@valley-{n}.example"),
    );
    let organization = [
        ("legal_name", name.as_str()),
        ("listed_name", &name),
        ("website", ""),
        ("email", &other),
    ];
    match place {
        Place::Person => drop(
            app.sign_and_confirm("en", &[("email", address), ("updates", "yes")])
                .await,
        ),
        Place::Unconfirmed => drop(app.sign("en", &[("email", address)]).await),
        Place::Withdrawn => {
            app.sign_and_confirm("en", &[("email", address)]).await;
            let own = app.link_to("/my-signature/").await;
            app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
        }
        Place::Contact => {
            let fields = [&organization[..], &[("email", address)]].concat();
            app.sign_organization(&fields).await;
            let confirm = app.link_to("/confirm/").await;
            app.post(&confirm, &[]).await;
        }
        Place::Approver => {
            let board = format!("Kim Lee <{address}>");
            let fields = [&organization[..], &[("authorized", ""), ("board", &board)]].concat();
            app.sign_organization(&fields).await;
            let confirm = app.link_to("/confirm/").await;
            app.post(&confirm, &[]).await;
            app.mails().await;
        }
        Place::PublicAddress => {
            let fields = [&organization[..], &[("public_email", address)]].concat();
            app.sign_organization(&fields).await;
            let confirm = app.link_to("/confirm/").await;
            app.post(&confirm, &[]).await;
            app.mails().await;
        }
        Place::NewContact => {
            app.sign_organization(&organization).await;
            let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
            app.post(&confirm, &[]).await;
            let named = [
                ("next_name", "Kim Lee"),
                ("next_title", "Chair"),
                ("next_email", address),
            ];
            app.post(&format!("{own}/contact"), &named).await;
            app.mails().await;
        }
        Place::SavedForm => {
            let fields = [&organization[..], &[("email", address), ("save", "yes")]].concat();
            app.sign_organization(&fields).await;
        }
        Place::Invitation => {
            let guest = Guest {
                name,
                email: Some(address.to_owned()),
                ..Guest::default()
            };
            let now = app.worker.clock.now();
            let invite = move |tx: &Tx<'_>| Book::of(tx, LETTER)?.invite(tx, &guest, now);
            app.worker.store.write_now(invite).expect("invites");
        }
        Place::Links => drop(app.post("/en/my-signatures", &[("email", address)]).await),
    }
}

/// Erases what is stored about an address, as the command does.
fn erase(app: &TestApp, address: &str) -> privacy::Erased {
    let email = EmailAddress::parse(address).expect("an address");
    let (config, now) = (app.parts().config.clone(), app.worker.clock.now());
    let mail_domain = app.worker.mailer.domain().to_owned();
    let work = move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        privacy::erase(tx, &context, By::COMMAND_LINE, &email)
    };
    app.worker.store.write_now(work).expect("erases")
}

fn report(app: &TestApp, address: &str) -> privacy::Report {
    let email = EmailAddress::parse(address).expect("an address");
    let secret = app.parts().config.secret.clone();
    let read = move |db: &undersigned::store::Read<'_>| privacy::report(db, &secret, &email);
    app.worker.store.read_now(read).expect("reads")
}

#[rocket::async_test]
async fn wherever_an_address_was_typed_no_byte_of_it_is_left_and_nobody_elses_is_touched() {
    use Place::{
        Approver, Contact, Invitation, Links, NewContact, Person, PublicAddress, SavedForm, Unconfirmed, Withdrawn,
    };
    let people: [&[Place]; 5] = [
        &[Person, Approver, SavedForm],
        &[Withdrawn, PublicAddress, NewContact],
        &[Contact, Invitation, Links],
        &[Unconfirmed, Approver, PublicAddress],
        &[
            Person,
            Links,
            Approver,
            PublicAddress,
            NewContact,
            SavedForm,
            Invitation,
            Contact,
        ],
    ];
    let app = TestApp::with(MANY).await;
    let address = |n: usize| format!("quetzal{n}zz@nest{n}zz.example");
    let mut organizations = 0;
    for (n, places) in people.iter().enumerate() {
        for place in *places {
            organizations += 1;
            type_it(&app, &address(n), *place, organizations).await;
        }
    }
    app.mails().await;
    undersigned::signatures::indexing::catch_up_all(&app.worker.store, &app.worker.clock).expect("indexes");
    for n in 0..people.len() {
        let stored = report(&app, &address(n)).count();
        assert!(stored > people[n].len(), "{n}: {stored}");
        let erased = erase(&app, &address(n));
        assert!(erased.signatures + erased.entries > 0, "{n}");
        assert_eq!(report(&app, &address(n)).count(), 0, "{n}");
        if crate::app::is_on_server() {
            continue;
        }
        assert_gone(&app, &[&format!("quetzal{n}zz"), &format!("nest{n}zz")]).await;
        for later in n + 1..people.len() {
            assert_held(&app, &[&address(later)]);
        }
    }
    let open = "SELECT COUNT(*) AS n FROM outbox WHERE state = 'queued' AND recipient = ''";
    assert_eq!(app.count(open), 0, "nothing is sent to nobody");
    app.mails().await;
    let logged = "SELECT COUNT(*) AS n FROM audit WHERE act = 'address-erased'";
    assert_eq!(app.count(logged), 5);
}

#[rocket::async_test]
async fn an_address_that_was_erased_after_the_backup_is_erased_by_a_restore() {
    if crate::app::is_on_server() {
        return;
    }
    let app = TestApp::with(MANY).await;
    let address = "quetzal@nest.example";
    for (n, place) in [Place::Person, Place::Approver, Place::PublicAddress]
        .into_iter()
        .enumerate()
    {
        type_it(&app, address, place, n).await;
    }
    type_it(&app, "bo@example.org", Place::Person, 9).await;
    app.mails().await;
    back_up(&app);
    erase(&app, address);
    let (config, restored) = elsewhere(&app);
    assert_eq!((restored.erased, restored.taken_back.addresses), (1, 1));
    let store = crate::app::open(&config.store.path);
    let left = "SELECT email AS line FROM signatures WHERE kind = 'person' UNION ALL SELECT email FROM deciders
       UNION ALL SELECT public_email FROM organizations WHERE public_email IS NOT NULL";
    assert_eq!(lines(&store, left), ["bo@example.org"]);
}

#[rocket::async_test]
async fn commands_report_and_erase_an_address_and_log_neither_it_nor_a_name() {
    let app = TestApp::start().await;
    let signed = [
        ("email", "ana@example.org"),
        ("updates", "yes"),
        ("comment", "Please act."),
    ];
    app.sign_and_confirm("en", &signed).await;
    let (done, told) = command(&app, &["privacy", "report", "ANA@example.org"]);
    assert!(done && told.contains("signature 1, confirmed"), "{told}");
    let (_, told) = command(&app, &["privacy", "report", "ana@example.org", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    let signature = &told["signatures"][0];
    assert_eq!(signature["comment"], "Please act.", "{told}");
    assert!(
        signature["updates"].is_string() && signature["updates_since"].is_string(),
        "{told}"
    );
    assert!(
        told["emails"][0]["kind"].is_string() && told["staff_role"].is_null(),
        "{told}"
    );
    let (_, told) = command(&app, &["privacy", "report", "bo@example.org"]);
    assert!(told.contains("Nothing is stored about this address"), "{told}");
    command(&app, &["staff", "add", "ana@example.org", "--role", "viewer"]);
    let (done, told) = command(&app, &["privacy", "erase", "ana@example.org"]);
    assert!(
        !done && told.contains("run `undersigned staff remove ana@example.org` first"),
        "{told}"
    );
    command(&app, &["staff", "remove", "ana@example.org"]);
    let (done, told) = command(&app, &["privacy", "erase", "ana@example.org", "--dry-run"]);
    assert!(done && told.contains("signature 1, confirmed"), "{told}");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
    let (done, told) = command(&app, &["privacy", "erase", "ana@example.org"]);
    assert!(done && told.contains("Deleted 1 signature, 0 other entries"), "{told}");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    assert_eq!(app.count("SELECT people AS n FROM tally"), 0);
    let acts = "SELECT COUNT(*) * 10 + SUM(counted) AS n FROM audit WHERE act IN ('address-reported', 'address-erased') AND letter IS NULL";
    assert!(app.count(acts) > 40, "three reports and an erasure");
    let (_, log) = command(&app, &["audit", "list", "--json"]);
    assert!(!log.contains("ana@"), "{log}");
}
