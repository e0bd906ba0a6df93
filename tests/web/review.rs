//! Decisions of staff by command.

use undersigned::letters::Party;
use undersigned::organizations::store::invitations::{Book, Came, Guest};
use undersigned::signatures::state::State;

use undersigned::organizations::store::invitations;
use undersigned::review::store::{decisions, dossier, trends};
use undersigned::sheet::store::{SheetError, list};
use undersigned::sheet::{Filter, Sort, Standing};
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::store::search::Page;

use undersigned::review::store::waiting::WaitingPage;
use undersigned::store::{Read, StoreError};

use crate::app::{LETTER, TestApp};

/// Returns a page of what staff look at.
pub fn standing(db: &Read<'_>, standing: Standing, page: Page) -> Result<WaitingPage, SheetError> {
    let filter = Filter {
        standing,
        ..Filter::of(LETTER)
    };
    undersigned::review::store::waiting::waiting(db, &filter, page)
}

/// Returns a page of what waits for staff.
pub fn waiting(db: &Read<'_>, page: Page) -> Result<WaitingPage, SheetError> {
    standing(db, Standing::Waiting, page)
}

#[rocket::async_test]
async fn staff_count_what_was_held_with_their_evidence_or_take_it_off() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    let waiting = app
        .worker
        .store
        .read_now(|db| waiting(db, Page::first(10)))
        .expect("reads")
        .rows;
    assert_eq!(
        (
            waiting.len(),
            waiting[0].held_for.as_str(),
            waiting[0].verification.as_str()
        ),
        (1, "approval", "own-domain")
    );
    assert!(app.approve(waiting[0].id.number(), Some("called the office")));
    assert!(!app.approve(waiting[0].id.number(), None), "once");
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    assert_eq!(
        app.count(
            "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'staff' AND evidence = 'called the office'"
        ),
        1
    );
    assert!(app.reject(waiting[0].id.number()));
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn an_invitation_fills_in_the_form_and_staff_see_who_came_by_it() {
    let app = TestApp::start().await;
    let now = app.worker.clock.now();
    let some = |text: &str| Some(text.to_owned());
    let guest = Guest {
        name: "Harvest Workers Union, Local 12".to_owned(),
        email: some("secret@harvest.example"),
        website: some("harvest.example"),
        city: some("Salinas"),
        state: some("CA"),
        ..Guest::default()
    };
    let code = app
        .worker
        .store
        .write_now(move |tx| Book::of(tx, LETTER)?.invite(tx, &guest, now))
        .expect("writes")
        .code;
    let path = format!("/en/letters/{LETTER}/sign/organization");
    let form = app.get(&format!("{path}?invite={code}")).await.body;
    for filled in ["harvest.example", "Salinas"] {
        assert!(form.contains(&format!("value=\"{filled}\"")), "{filled}: {form}");
    }
    assert!(form.contains("<option value=\"CA\" selected>") && !form.contains("secret@"));
    assert!(form.contains("value=\"Harvest Workers Union, Local 12\"") && form.contains(&format!("value=\"{code}\"")));
    assert!(
        !app.get(&format!("{path}?invite=wrong"))
            .await
            .body
            .contains("name=\"invite\"")
    );
    app.sign_organization(&[("invite", &code), ("via", "invitation")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM organizations WHERE invitation IS NOT NULL"),
        1
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE source = 'invitation'"),
        1
    );
}

#[rocket::async_test]
async fn a_comment_waits_for_staff_and_waits_again_when_it_changes() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[("comment", "Please act")]).await;
    let unread = || {
        app.worker
            .store
            .read_now(|db| decisions::unread_comments(db, LETTER, Page::first(10)))
            .expect("reads")
            .rows
    };
    let decisions::Unread { id, comment } = unread().pop().expect("one");
    assert_eq!(comment, "Please act");
    assert!(
        app.worker
            .store
            .write_now(move |tx| decisions::judge_comment(tx, id, true, jiff::Timestamp::UNIX_EPOCH))
            .expect("writes")
    );
    assert!(unread().is_empty());
    let own = app.link_to("/my-signature/").await;
    app.post(&own, &[("listing", "initial"), ("comment", "Something else")])
        .await;
    assert_eq!(unread().len(), 1, "approved were other words");
}

/// Confirms the latest signature.
async fn confirm(app: &TestApp) {
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await;
}

/// Returns the flags of a signature.
fn flags(app: &TestApp, id: i64) -> String {
    let read = |db: &Read<'_>| dossier::dossier(db, SignatureId::new(id));
    let signed = app.worker.store.read_now(read).expect("reads");
    signed
        .iter()
        .find(|it| it.id.number() == id)
        .expect("signed")
        .flags
        .clone()
}

#[rocket::async_test]
async fn evidence_lowers_the_marks_that_it_answers_on_every_letter_and_on_the_next() {
    const NEXT: &str = "asylum-not-temporary-visas";
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    confirm(&app).await;
    assert_eq!(flags(&app, 1), "free-mail");
    let verify = |id: i64| {
        let work =
            move |tx: &undersigned::store::Tx<'_>| decisions::verify(tx, SignatureId::new(id), "called the office");
        app.worker.store.write_now(work).expect("writes")
    };
    assert!(verify(1) && !verify(99));
    assert_eq!(flags(&app, 1), "");
    let own = app.link_to("/my-signature/").await;
    let next = format!("{own}/sign/{NEXT}");
    let page = app.get(&next).await.body;
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("a form");
    app.post(&next, &[("edition", &rest[..64])]).await;
    let read = |db: &Read<'_>| dossier::dossier(db, SignatureId::new(1));
    let signed = app.worker.store.read_now(read).expect("reads");
    let known: Vec<_> = signed
        .iter()
        .map(|it| {
            (
                it.letter.as_str(),
                it.state.as_str(),
                it.verification.as_str(),
                it.evidence.as_str(),
                it.flags.as_str(),
            )
        })
        .collect();
    let staff = |letter| (letter, "confirmed", "staff", "called the office", "");
    assert_eq!(
        known,
        [staff(LETTER), staff(NEXT)],
        "what staff saw holds for the next letter too"
    );
}

#[rocket::async_test]
async fn approving_with_evidence_lowers_the_marks_and_without_it_does_not() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    confirm(&app).await;
    app.sign_organization(&[
        ("legal_name", "Orchard Workers Circle"),
        ("listed_name", "Orchard Workers Circle"),
        ("website", "orchard.example"),
        ("email", "lee@gmail.com"),
    ])
    .await;
    confirm(&app).await;
    assert!(app.approve(1, Some("called the office")) && app.approve(2, None));
    assert_eq!((flags(&app, 1).as_str(), flags(&app, 2).as_str()), ("", "free-mail"));
}

#[rocket::async_test]
async fn staff_see_who_came_by_which_invitation_and_by_which_links_the_others_came() {
    let app = TestApp::start().await;
    let now = app.worker.clock.now();
    let code = app.worker.store.write_now(move |tx| {
        let nobody = Guest {
            name: "Nobody Yet".to_owned(),
            email: Some("nobody@union.example".to_owned()),
            ..Guest::default()
        };
        let mut book = Book::of(tx, LETTER)?;
        book.invite(tx, &nobody, now)?;
        let harvest = Guest {
            name: "Harvest Workers Union, Local 12".to_owned(),
            note: Some("met in May".to_owned()),
            ..Guest::default()
        };
        book.invite(tx, &harvest, now)
    });
    let code = code.expect("writes").code;
    app.sign_organization(&[("invite", &code), ("via", "invitation")]).await;
    confirm(&app).await;
    app.sign_and_confirm("en", &[("via", "whatsapp")]).await;
    let read =
        |db: &Read<'_>| Ok::<_, StoreError>((invitations::invitations(db, LETTER)?, invitations::sources(db, LETTER)?));
    let (invited, sources) = app.worker.store.read_now(read).expect("reads");
    assert_eq!(
        (invited[0].email.as_str(), invited[0].came.len()),
        ("nobody@union.example", 0)
    );
    let came = Came {
        id: SignatureId::new(1),
        state: State::Confirmed,
        listed_name: "Harvest Workers Union, Local 12".to_owned(),
        revision: 1,
        earlier_text: None,
    };
    assert_eq!(
        (invited[1].note.as_str(), &invited[1].came),
        ("met in May", &vec![came])
    );
    let by = |source: &str, organizations, people| (source.to_owned(), organizations, people);
    assert_eq!(sources, [by("invitation", 1, 0), by("whatsapp", 0, 1)]);
}

#[rocket::async_test]
async fn an_organization_keeps_its_invitation_however_often_the_list_is_brought() {
    let app = TestApp::start().await;
    let now = app.worker.clock.now();
    let guest = |name: &str, email: &str, city: &str| Guest {
        name: name.to_owned(),
        email: Some(email.to_owned()).filter(|it| !it.is_empty()),
        city: Some(city.to_owned()).filter(|it| !it.is_empty()),
        ..Guest::default()
    };
    let invite = |list: Vec<Guest>| {
        let store = &app.worker.store;
        let all = store.write_now(move |tx| {
            let mut book = Book::of(tx, LETTER)?;
            list.iter()
                .map(|it| book.invite(tx, it, now))
                .collect::<Result<Vec<_>, StoreError>>()
        });
        all.expect("writes")
    };
    let first = invite(vec![
        guest("First Baptist Church", "", "Fresno"),
        guest("First Baptist Church", "", "Austin"),
        guest("Harvest Union", "", ""),
    ]);
    assert!(first.iter().all(|it| it.new) && first[0].code != first[1].code);
    let again = invite(vec![
        guest("The  Harvest union", "office@harvest.example", ""),
        guest("First Baptist Church", "fresno@church.example", "fresno"),
        guest("Harvest Union", "other@harvest.example", ""),
    ]);
    assert_eq!(
        again.iter().map(|it| it.new).collect::<Vec<_>>(),
        [false, false, true],
        "another address is another organization"
    );
    assert_eq!((&again[0].code, &again[1].code), (&first[2].code, &first[0].code));
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM invitations WHERE email IS NOT NULL"),
        3,
        "what the later list knows is kept"
    );
}

#[rocket::async_test]
async fn every_truncated_list_says_so() {
    let app = TestApp::start().await;
    for number in 1..=5 {
        let email = format!("lee{number}@lists.example");
        app.sign_and_confirm("en", &[("email", &email), ("comment", "Please act")])
            .await;
    }
    let from = |after, limit| Page {
        after: SignatureId::new(after),
        limit,
    };
    let page = |after| {
        let read = |db: &Read<'_>| decisions::unread_comments(db, LETTER, from(after, 2));
        let paged = app.worker.store.read_now(read).expect("reads");
        let ids = paged.rows.iter().map(|it| it.id.number());
        (ids.collect::<Vec<_>>(), paged.more)
    };
    assert_eq!(page(0), (vec![1, 2], 3));
    assert_eq!(page(2), (vec![3, 4], 1));
    assert_eq!(page(4), (vec![5], 0));
    assert_eq!(page(5), (vec![], 0));
    let find = |filter: Filter| {
        let read = |db: &Read<'_>| list(db, &filter, Sort::Oldest, from(1, 3));
        let found = app.worker.store.read_now(read).expect("reads");
        let ids = found.rows.iter().map(|it| it.id.number());
        (ids.collect::<Vec<_>>(), found.has_more)
    };
    assert_eq!(find(Filter::of(LETTER)), (vec![2, 3, 4], true));
    assert_eq!(
        find(Filter {
            party: Some(Party::Person),
            ..Filter::counted(LETTER)
        }),
        (vec![2, 3, 4], true)
    );
    assert_eq!(
        find(Filter {
            standing: Standing::In(State::Pending),
            ..Filter::of(LETTER)
        }),
        (vec![], false)
    );
    assert_eq!(
        find(Filter {
            party: Some(Party::Organization),
            ..Filter::of(LETTER)
        }),
        (vec![], false)
    );
}

#[rocket::async_test]
async fn truncated_trends_say_so() {
    let app = TestApp::start().await;
    for number in 0..=trends::MOST {
        app.sign_and_confirm("en", &[("email", &format!("lee@lists-{number}.example"))])
            .await;
    }
    let since = "2026-11-30T00:00:00Z".parse().expect("a time");
    let read = |db: &Read<'_>| trends::trending_domains(db, LETTER, since);
    let mut found = app.worker.store.read_now(read).expect("reads");
    assert!(trends::cut(&mut found) && found.len() == trends::MOST as usize);
    assert!(!trends::cut(&mut found));
}

#[rocket::async_test]
async fn staff_count_one_that_waits_beside_others_that_are_counted_but_no_line_twice() {
    let app = TestApp::with_letter("organizations_appear = \"after-approval\"").await;
    let one = ("Harvest Workers Union, Local 12", "https://harvest.example");
    let other = ("Valley Food Bank", "https://valley.example");
    for ((name, website), email) in [
        (one, "sam@harvest.example"),
        (one, "kim@harvest.example"),
        (other, "lee@valley.example"),
    ] {
        let typed = [
            ("legal_name", name),
            ("listed_name", name),
            ("website", website),
            ("email", email),
        ];
        app.sign_organization(&typed).await;
        let link = app.link_to("/confirm/").await;
        app.post(&link, &[]).await;
    }
    let states = || {
        let of = |id: i64| format!("SELECT COUNT(*) AS n FROM signatures WHERE id = {id} AND state = 'confirmed'");
        [1, 2, 3].map(|id| app.count(&of(id)))
    };
    assert_eq!(states(), [0, 0, 0]);
    assert!(
        app.approve(2, None),
        "the same organization waits too, and is not counted"
    );
    assert!(!app.approve(1, None), "its line is there");
    assert!(app.approve(3, None), "another one is counted beside it");
    assert_eq!(states(), [0, 1, 1]);
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
}
