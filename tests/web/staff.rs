//! Inviting, importing and deciding as a page for staff would: functions of the library, inside one transaction.

use undersigned::audit::By;
use undersigned::letters::Slug;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::mail::MailContext;
use undersigned::offices::contact_import::{self, Unused};
use undersigned::offices::contacts;
use undersigned::offices::store as offices;
use undersigned::organizations::invitations::{Invitations, NotAsked};
use undersigned::organizations::store::invitations::Guest;
use undersigned::review::decide::{self, DecideError, Decision, Judgement};
use undersigned::review::flood::{self, Source};
use undersigned::review::rejection::Rejection;
use undersigned::signatures::ids::SignatureId;
use undersigned::store::{StoreError, Tx};
use undersigned::tables::DateOrder;

use crate::app::{LETTER, TestApp};

/// Runs a use case in a transaction of its own.
fn write<T: Send + 'static, E: From<StoreError> + Send + 'static>(
    app: &TestApp,
    work: impl FnOnce(&Tx<'_>, &MailContext<'_>) -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let (config, now) = (app.parts().config.clone(), app.worker.clock.now());
    app.worker.store.write_now(move |tx| {
        let context = MailContext {
            config: &config,
            mail_domain: "letters.test",
            now,
        };
        work(tx, &context)
    })
}

fn states(app: &TestApp) -> (i64, i64) {
    let of = |state: &str| app.count(&format!("SELECT COUNT(*) AS n FROM signatures WHERE state = '{state}'"));
    (of("confirmed"), of("rejected"))
}

#[rocket::async_test]
async fn an_organization_has_one_link_however_often_it_is_invited() {
    let app = TestApp::start().await;
    let library = app.client.rocket().state::<LiveLibrary>().expect("managed").now();
    let letter = |slug: &str| library.letter(&Slug::parse(slug).expect("a name")).expect("a letter");
    let opinion = Invitations::to(letter("recruitment-that-works-for-nurses"));
    assert_eq!(opinion.map(drop), Err(NotAsked), "nobody signs it");
    let invitations = Invitations::to(letter(LETTER)).expect("organizations sign it");
    let guest = |name: &str| Guest {
        name: name.to_owned(),
        ..Guest::default()
    };
    let invite = |guests: Vec<Guest>| {
        let invitations = invitations.clone();
        let made: Result<_, StoreError> = write(&app, move |tx, context| invitations.invite(tx, guests, context.now));
        made.expect("are invited")
    };
    let made = invite(vec![guest("Harvest"), guest("Orchard"), guest("HARVEST")]);
    assert_eq!(made.iter().map(|it| it.new).collect::<Vec<_>>(), [true, true]);
    let later = invite(vec![guest("Orchard"), guest("Meadow")]);
    assert_eq!(later.iter().map(|it| it.new).collect::<Vec<_>>(), [false, true]);
    assert_eq!(later[0].code, made[1].code);
    let link = invitations.link("", app.parts().locales.fallback(), &made[0].code);
    assert!(app.get(&link).await.body.contains("value=\"Harvest\""), "{link}");
}

#[rocket::async_test]
async fn contacts_that_nothing_is_sent_to_are_kept_and_told() {
    let app = TestApp::start().await;
    let file = "office,email,name,source,verified_on
member:X000001,desk@office.example,'=Ana,call,2026-11-01
committee:HSXX:majority,hsxx@office.example,,call,2026-11-01
recipient:nobody,nobody@office.example,,call,2026-11-01
recipient:labor,labor@office.example,,call,2026-11-01
";
    let today = "2026-12-01".parse().expect("a day");
    let found = contacts::parse(file.as_bytes(), today, DateOrder::Unambiguous).expect("good");
    assert_eq!(
        found[0].name.as_deref(),
        Some("=Ana"),
        "as before our export made it harmless"
    );
    let import = || {
        let found = found.clone();
        let imported: Result<_, StoreError> = write(&app, move |tx, context| {
            offices::stop(tx, "labor@office.example", "by telephone", context.now)?;
            contact_import::import(tx, &found, &["labor".to_owned()], context.now)
        });
        imported.expect("are kept")
    };
    let imported = import();
    assert_eq!((imported.new, imported.changed, imported.same), (4, 0, 0));
    assert_eq!(
        imported.unused,
        [
            Unused::Member("X000001".to_owned()),
            Unused::Committee("HSXX".to_owned()),
            Unused::Recipient("nobody".to_owned()),
            Unused::Stopped("recipient:labor".to_owned()),
        ]
    );
    let again = import();
    assert_eq!((again.new, again.changed, again.same), (0, 0, 4));
    assert_eq!(
        contacts::stop_key("Labor@Office.Example").as_deref(),
        Some("labor@office.example")
    );
    assert_eq!(
        contacts::stop_key("recipient:labor").as_deref(),
        Some("recipient:labor")
    );
    assert_eq!(contacts::stop_key("labor"), None);
}

#[rocket::async_test]
async fn a_list_is_decided_whole_or_not_at_all() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("comment", "Please act")]).await;
    app.sign_and_confirm("en", &[("email", "bea@example.org"), ("name", "Bea Ruiz")])
        .await;
    let decide = |ids: &[i64], decision: Decision| {
        let ids: Vec<SignatureId> = ids.iter().copied().map(SignatureId::new).collect();
        write(&app, move |tx, context| {
            decide::decide(tx, context, By::COMMAND_LINE, (&ids, &decision))
        })
    };
    let refused = decide(&[1, 9, 2, 7], Decision::Reject(Rejection::default()));
    assert!(matches!(refused, Err(DecideError::Numbers(numbers)) if numbers == [9, 7].map(SignatureId::new)));
    assert_eq!(states(&app), (2, 0), "the others are as they were");
    decide(&[1, 2], Decision::Reject(Rejection::default())).expect("are decided");
    assert_eq!(states(&app), (0, 2));
    decide(&[2, 1], Decision::Approve { evidence: None }).expect("are decided");
    assert_eq!(states(&app), (2, 0));
    for (judgement, state) in [(Judgement::Refuse, "refused"), (Judgement::Accept, "approved")] {
        decide(&[1], Decision::Comment(judgement)).expect("is decided");
        let sql = format!("SELECT COUNT(*) AS n FROM people WHERE comment_state = '{state}'");
        assert_eq!(app.count(&sql), 1, "{state}");
    }
    let none = decide(&[2], Decision::Comment(Judgement::Accept));
    assert!(matches!(none, Err(DecideError::Numbers(_))), "there are no words");
}

#[rocket::async_test]
async fn a_flood_is_released_by_its_domain_or_its_mailbox() {
    let few = "[default.quotas]\ncounted_per_day_per_domain = 1\nmails_per_day_per_recipient = 20\nmails_per_letter_per_recipient = 20";
    let app = TestApp::with(few).await;
    let release = |source: &'static str| {
        write(&app, move |tx, context| {
            flood::release(tx, context, By::COMMAND_LINE, (LETTER, &Source::parse(source)))
        })
    };
    assert!(matches!(release("flood.example"), Err(DecideError::NobodyHeld)));
    for n in 0..2 {
        let (email, name) = (format!("ana{n}@flood.example"), format!("Ana {n}"));
        app.sign_and_confirm("en", &[("email", &email), ("name", &name)]).await;
    }
    assert_eq!(states(&app), (0, 0));
    assert!(matches!(release("other.example"), Err(DecideError::NobodyHeld)));
    assert_eq!(release("flood.example").expect("is released"), 2);
    assert_eq!(states(&app), (2, 0));
    let kept = "SELECT COUNT(*) AS n FROM surges WHERE domain = 'flood.example' AND released_at IS NOT NULL";
    assert_eq!(app.count(kept), 1, "whoever signs from there later is counted");
    assert_eq!(
        Source::parse("Ana+1@Flood.example"),
        Source::Mailbox("ana@flood.example".to_owned())
    );
    assert_eq!(
        Source::parse("flood.example"),
        Source::Domain("flood.example".to_owned())
    );
}
