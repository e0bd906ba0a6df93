//! After the text changed, an organization signs the new one from its own page, or asks its deciders, and keeps its verification.
//! Withdrawing and signing anew keeps it as well.

use std::path::Path;
use std::process::Command;
use undersigned::letters::Party;
use undersigned::organizations::approval::reminders;
use undersigned::signatures::state::State;

use undersigned::sheet::store::list;
use undersigned::sheet::{Filter, Sort, Standing};
use undersigned::signatures::store::search::Page;

use crate::app::{LETTER, TestApp};
use crate::deciding::{asked, link, mail, say};
use crate::editions::{edit, own_letters, revise};

/// Counts the signatures for the second text, named by `revision`, and for the first.
fn counted(app: &TestApp) -> (i64, i64) {
    let of = |revision: u32| {
        app.count(&format!(
            "SELECT COALESCE(SUM(organizations), 0) AS n FROM tally WHERE revision = {revision}"
        ))
    };
    (of(2), of(1))
}

/// Runs a command of staff, beside the running service.
fn run(app: &TestApp, letters: &Path, words: &[&str]) -> String {
    let ran = Command::new(env!("CARGO_BIN_EXE_undersigned"))
        .args(words)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .envs(crate::app::stored_in(&app.folder.path().join("test.db")))
        .env("UNDERSIGNED_CONTENT__FOLDER", letters)
        .output()
        .expect("runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("text")
}

/// Signs for a counted organization that staff have verified; returns its links to confirm and to its own page.
async fn seen_by_staff(app: &TestApp, letters: &Path) -> (String, String) {
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    run(
        app,
        letters,
        &["review", "verify", "1", "--evidence", "called the office"],
    );
    (confirm, own)
}

fn seen(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) AS n FROM organizations WHERE verification = 'staff' AND evidence = 'called the office'")
}

#[rocket::async_test]
async fn an_organization_signs_the_new_text_with_one_press_and_stays_as_well_known() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let (confirm, own) = seen_by_staff(&app, letters.path()).await;
    assert!(app.approve(1, None), "it waited for staff");
    revise(&app, letters.path()).await;
    let page = app.get(&own).await.body;
    assert!(
        page.contains("Sign the new version") && page.contains("<ins>") && !page.contains("fill in the form again"),
        "{page}"
    );
    let second = app.edition("en").await;
    let done = app.post(&format!("{own}/renew"), &[("edition", &second)]).await.body;
    assert!(done.contains("You&#x27;ve signed the new version."), "{done}");
    assert_eq!((counted(&app), seen(&app)), ((1, 0), 1));
    assert_eq!(
        app.count("SELECT signed AS n FROM editions WHERE revision = 2 AND lang = 'en'"),
        1
    );
    for link in [&confirm, &own] {
        assert_eq!(app.get(link).await.status, 200, "links of old mails go on working");
    }
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    assert_eq!(counted(&app), (1, 0), "once");
}

#[rocket::async_test]
async fn a_held_signature_can_be_renewed_and_stays_held() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_organization(&[("listed_name", "Quite Another Name")]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'held' AND revision = 2"),
        1
    );
    assert_eq!(counted(&app), (0, 0));
}

#[rocket::async_test]
async fn deciders_are_asked_about_the_new_text_and_the_old_one_stays_signed_until_then() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, kim, _], own) = asked(&app, &[("approvals", "2")]).await;
    let first = app.edition("en").await;
    for link in [&dolores, &kim] {
        say(&app, link, &[("answer", "approve"), ("edition", &first)]).await;
    }
    revise(&app, letters.path()).await;
    let page = app.get(&own).await.body;
    assert!(
        page.contains("Ask for approval of the new version") && page.contains("Dolores Prado, Kim Lee, Luz Ríos."),
        "{page}"
    );
    let second = app.edition("en").await;
    let asking = app.post(&format!("{own}/renew"), &[("edition", &second)]).await.body;
    assert!(
        asking.contains("asked your organization&#x27;s approvers about the new version.")
            && asking.contains("No one has approved yet.")
            && !asking.contains("Ask for approval"),
        "{asking}"
    );
    assert_eq!(counted(&app), (0, 1));
    let (subject, text) = mail(&app, "luz@gmail.com").await;
    assert!(
        subject.starts_with("Approval needed: ")
            && text.contains("asks you to decide if it also signs the new version.")
            && text.contains("Until then, its signature is only for the version it signed."),
        "{text}"
    );
    let mails = app.mails().await.len();
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    assert_eq!(app.mails().await.len(), mails, "they are asked once");
    let luz = link(&app, "luz@gmail.com", "/approve/").await;
    let ballot = app.get(&luz).await.body;
    assert!(
        ballot.contains("Sign the new version on behalf of Harvest") && ballot.contains("<del>"),
        "{ballot}"
    );
    let noted = say(&app, &luz, &[("answer", "approve"), ("edition", &second)]).await;
    assert!(
        noted.contains(
            "Until there are enough approvals, your organization&#x27;s signature is only for the version it signed."
        ) && noted.contains("1 approver has approved."),
        "{noted}"
    );
    // The link of the first mail is as good as that of the second.
    let done = say(&app, &kim, &[("answer", "approve"), ("edition", &second)]).await;
    assert!(done.contains("Thank you! Your organization has signed"), "{done}");
    assert_eq!(counted(&app), (1, 0));
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(
        text.contains("on the new version of the letter") && text.contains("Kim Lee approved"),
        "{text}"
    );
    let page = app.get(&own).await.body;
    assert!(!page.contains("The letter has changed"), "{page}");
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM deciders WHERE decision = 'approved'"),
        2,
        "who approved what is signed now"
    );
}

#[rocket::async_test]
async fn a_declined_renewal_keeps_the_old_text_and_can_be_repeated() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&format!(
        "{setting}\n[default.quotas]\nmails_per_day_per_recipient = 20"
    ))
    .await;
    let one = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("board", ""),
    ];
    app.sign_organization(&one).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let dolores = link(&app, "dolores@harvest.example", "/approve/").await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    let asking = app.post(&format!("{own}/renew"), &[("edition", &second)]).await.body;
    assert!(asking.contains("asked your organization&#x27;s approver"), "{asking}");
    let reason = [
        ("answer", "decline"),
        ("reason", "The first was better"),
        ("edition", &second),
    ];
    let no = say(&app, &dolores, &reason).await;
    assert!(
        no.contains("Your organization declined to sign the new version"),
        "{no}"
    );
    assert_eq!(counted(&app), (0, 1));
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(
        text.contains("Your signature is only for the version you signed."),
        "{text}"
    );
    let page = app.get(&own).await.body;
    assert!(
        page.contains("declined to sign the new version.")
            && page.contains("The first was better")
            && page.contains("Ask for approval of the new version"),
        "{page}"
    );
    let known = run(&app, letters.path(), &["review", "organization", "1"]);
    for told in [
        "  approver\tDolores Prado, dolores@harvest.example, approved\n",
        "  approver of revision 2\tDolores Prado, dolores@harvest.example, declined, The first was better\n",
    ] {
        assert!(known.contains(told), "{known}");
    }
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &second)]).await;
    assert_eq!(counted(&app), (1, 0));
}

#[rocket::async_test]
async fn what_is_not_decided_in_time_can_be_asked_again() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    let ask = async || app.post(&format!("{own}/renew"), &[("edition", &second)]).await.body;
    assert!(ask().await.contains("asked for approval."));
    assert!(!app.get(&own).await.body.contains("Ask for approval"));
    app.worker.clock.shift(22 * 86_400);
    let page = app.get(&own).await.body;
    assert!(
        page.contains("There were not enough answers in time.") && page.contains("Ask for approval of the new version"),
        "{page}"
    );
    let expired = app.get(&link(&app, "kim@harvest.example", "/approve/").await).await;
    assert!(
        expired.status == 410 && expired.body.contains("Please ask your colleague to ask again"),
        "{}",
        expired.body
    );
    assert!(ask().await.contains("asked for approval."));
    let kim = link(&app, "kim@harvest.example", "/approve/").await;
    assert!(
        app.get(&kim)
            .await
            .body
            .contains("Sign the new version on behalf of Harvest Workers Union, Local 12?")
    );
}

#[rocket::async_test]
async fn those_who_are_asked_about_a_new_text_are_reminded_once() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.worker.clock.shift(50 * 86_400);
    let ([dolores, ..], own) = asked(&app, &[]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let second = app.edition("en").await;
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    app.worker.clock.shift(7 * 86_400 + 43_200);
    let live_library = app
        .client
        .rocket()
        .state::<undersigned::letters::live_library::LiveLibrary>();
    let (live_library, config) = (live_library.expect("managed"), &app.parts().config);
    let remind = || reminders::once(&app.worker.store, live_library, config, "letters.test");
    assert_eq!(remind().await.expect("runs"), 3);
    assert_eq!(remind().await.expect("runs"), 0);
    let (subject, text) = mail(&app, "kim@harvest.example").await;
    assert!(
        subject.starts_with("Signing ends soon: ") && text.contains("Please read what changed"),
        "{text}"
    );
}

#[rocket::async_test]
async fn whoever_took_back_and_signs_anew_keeps_what_staff_saw_and_the_links_of_old_mails() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let (confirm, own) = seen_by_staff(&app, letters.path()).await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    app.sign_organization(&[("email", "sam@gmail.com")]).await;
    let anew = app.link().await;
    app.post(&anew, &[]).await;
    assert_eq!((seen(&app), app.count("SELECT COUNT(*) AS n FROM signatures")), (1, 1));
    let page = app.get(&own).await;
    assert!(
        page.status == 200
            && page
                .body
                .contains("You&#x27;ve confirmed this signature, and it is counted."),
        "{}",
        page.body
    );
    assert!(app.get(&confirm).await.body.contains("need to do anything else."));
}

#[rocket::async_test]
async fn staffs_verification_does_not_carry_over_to_another_website_or_name() {
    let others = [
        ("website", "other.example"),
        ("listed_name", "Department of Labor"),
        ("listed_name", "Delano Farm Council"),
        // The second letter is Cyrillic.
        ("listed_name", "H\u{430}rvest Workers Union, Local 12"),
    ];
    for other in others {
        let (letters, setting) = own_letters();
        let app = TestApp::with(&setting).await;
        let (_, own) = seen_by_staff(&app, letters.path()).await;
        app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
        app.sign_organization(&[("email", "sam@gmail.com"), other]).await;
        let anew = app.link().await;
        app.post(&anew, &[]).await;
        assert_eq!(seen(&app), 0, "{other:?}");
    }
}

#[rocket::async_test]
async fn a_former_deciders_link_says_so_and_a_current_ones_still_works() {
    let app = TestApp::with("[default.quotas]\nmails_per_day_per_recipient = 20").await;
    let ([dolores, kim, _], own) = asked(&app, &[]).await;
    let not_us = link(&app, "dolores@harvest.example", "/not-us/").await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    let fewer = "Kim Lee <kim@harvest.example>\nLuz Ríos, luz@gmail.com";
    app.sign_organization(&[("authorized", ""), ("board", fewer)]).await;
    let anew = app.link().await;
    app.post(&anew, &[]).await;
    for link in [&dolores, &not_us] {
        let over = app.get(link).await;
        assert!(
            over.status == 410 && over.body.contains("This link no longer works"),
            "{}",
            over.body
        );
    }
    for ticked in [&[][..], &[("sure", "yes")]] {
        let over = app.post(&not_us, ticked).await;
        assert!(
            over.status == 410 && over.body.contains("This link no longer works"),
            "{ticked:?}: {}",
            over.body
        );
    }
    assert!(say(&app, &kim, &[("answer", "approve")]).await.contains("has signed"));
    assert!(
        app.get(&own).await.body.contains("it is counted"),
        "the contact's own link too"
    );
}

#[rocket::async_test]
async fn an_approval_of_a_text_that_was_replaced_says_so_in_its_mail_and_on_its_page() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, kim, _], own) = asked(&app, &[("approvals", "2")]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    // The mail leaves after the text was replaced.
    revise(&app, letters.path()).await;
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(
        text.contains(
            "this approval is for the earlier version. The approvers are now being asked about the new version"
        ),
        "{text}"
    );
    let page = app.get(&dolores).await.body;
    assert!(
        page.contains("The letter has changed since you decided.") && page.contains("<del>"),
        "{page}"
    );
    let page = app.get(&own).await.body;
    assert!(
        page.contains("The letter has changed since you filled in the form."),
        "{page}"
    );
    let second = app.edition("en").await;
    for link in [&kim, &dolores] {
        say(&app, link, &[("answer", "approve"), ("edition", &second)]).await;
    }
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(!text.contains("the earlier version"), "{text}");
    assert!(!app.get(&kim).await.body.contains("has changed since"));
}

#[rocket::async_test]
async fn what_enough_approved_before_the_text_was_replaced_says_how_to_sign_the_new_one() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, ..], _) = asked(&app, &[]).await;
    let first = app.edition("en").await;
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(text.contains("To see what changed and sign the new version:"), "{text}");
    let page = app.get(&dolores).await.body;
    assert!(
        page.contains("its signature is for the earlier version. Your colleague can sign the new version with their"),
        "{page}"
    );
}

#[rocket::async_test]
async fn what_staff_approved_of_a_text_that_was_replaced_says_so() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_organization(&[("listed_name", "Quite Another Name")]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    revise(&app, letters.path()).await;
    assert!(app.review(1, true));
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(
        text.contains("It is now counted") && text.contains("the signature is for the earlier version."),
        "{text}"
    );
}

#[rocket::async_test]
async fn staff_see_which_signatures_are_for_an_earlier_text() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign_organization(&[("listed_name", "Quite Another Name")]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    app.sign_and_confirm("en", &[]).await;
    for list in ["signers", "review"] {
        let now = run(&app, letters.path(), &[list, "list", LETTER]);
        assert!(!now.contains("revision"), "{now}");
    }
    revise(&app, letters.path()).await;
    let bea = [("name", "Bea Prado"), ("email", "bea@example.org")];
    app.sign_and_confirm("en", &bea).await;
    let signers = run(&app, letters.path(), &["signers", "list", LETTER]);
    let told = |name: &str| {
        signers
            .lines()
            .find(|line| line.contains(name))
            .expect("a line")
            .ends_with("revision 1")
    };
    assert!(told("Harvest") && told("Ana") && !told("Bea"), "{signers}");
    let waiting = run(&app, letters.path(), &["review", "list", LETTER]);
    assert!(waiting.trim_end().ends_with("revision 1"), "{waiting}");
    for list in ["signers", "review"] {
        let json = run(&app, letters.path(), &[list, "list", LETTER, "--json"]);
        let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(
            (&rows[0]["revision"], &rows[0]["earlier_text"]),
            (&1.into(), &1.into()),
            "{json}"
        );
    }
    let json = run(&app, letters.path(), &["review", "organization", "1", "--json"]);
    let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(rows[0]["earlier_text"], 1, "{json}");
}

#[rocket::async_test]
async fn staff_see_who_declined_and_who_took_back() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, ..], _) = asked(&app, &[("approvals", "all")]).await;
    say(&app, &dolores, &[("answer", "decline")]).await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    let of = |state: State| {
        let filter = Filter {
            standing: Standing::In(state),
            ..Filter::of(LETTER)
        };
        let read = |db: &undersigned::store::Read<'_>| list(db, &filter, Sort::Oldest, Page::first(10));
        let found = app.worker.store.read_now(read).expect("reads");
        let found: Vec<_> = found.rows.into_iter().map(|it| (it.kind, it.state)).collect();
        found
    };
    assert_eq!(of(State::Declined), [(Party::Organization, State::Declined)]);
    assert_eq!(of(State::Withdrawn), [(Party::Person, State::Withdrawn)]);
    for words in [
        &["signers", "list", LETTER, "--state", "declined", "--json"][..],
        &["review", "organization", "1", "--json"],
    ] {
        let json = run(&app, letters.path(), words);
        let rows: serde_json::Value = serde_json::from_str(&json).expect("JSON");
        assert_eq!(rows[0]["state"], "declined", "{json}");
    }
    let status = run(&app, letters.path(), &["status", LETTER]);
    assert!(status.contains("declined\torganization\t1"), "{status}");
}

#[rocket::async_test]
async fn staff_read_which_directors_had_approved_what_is_disowned() {
    let app = TestApp::start().await;
    let ([dolores, kim, luz], _) = asked(&app, &[("approvals", "2")]).await;
    let not_us = link(&app, "luz@gmail.com", "/not-us/").await;
    say(&app, &luz, &[("answer", "decline")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    say(&app, &kim, &[("answer", "approve")]).await;
    app.post(&not_us, &[("sure", "yes")]).await;
    let mails = app.whole_mails().await;
    let told = mails.last().expect("a mail");
    assert_eq!(told.to, "letters@coalition.example");
    for said in [
        "Approvers, and what they answered:",
        "Dolores Prado, dolores@harvest.example: Approved.",
        "Kim Lee, kim@harvest.example: Approved.",
        "Luz Ríos, luz@gmail.com: Declined.",
    ] {
        assert!(
            told.text.contains(said) && told.html.contains(said),
            "{said}: {}",
            told.text
        );
    }
}

#[rocket::async_test]
async fn a_single_decider_is_worded_in_the_singular() {
    let app = TestApp::start().await;
    let one = [("authorized", ""), ("board", "Kim Lee <kim@harvest.example>")];
    for (lang, asked, state, declined) in [
        (
            "en",
            "ask your organization&#x27;s approver",
            "asked your organization&#x27;s approver.",
            "The approver you named declined.",
        ),
        (
            "es",
            "Después le preguntaremos a la persona que aprueba en su organización",
            "Ya le preguntamos a la persona que aprueba en su organización.",
            "La persona que usted nombró rechazó la firma.",
        ),
    ] {
        let email = format!("sam-{lang}@harvest.example");
        app.sign_organization_in(lang, &[&one[..], &[("email", &email)]].concat())
            .await;
        let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
        assert!(app.get(&confirm).await.body.contains(asked));
        let awaiting = app.post(&confirm, &[]).await.body;
        assert!(
            awaiting.contains("to the approver you named.") || awaiting.contains("a la persona que aprueba."),
            "{awaiting}"
        );
        assert!(app.get(&own).await.body.contains(state), "{lang}");
        let kim = link(&app, "kim@harvest.example", "/approve/").await;
        say(&app, &kim, &[("answer", "decline")]).await;
        assert!(app.get(&confirm).await.body.contains(declined), "{lang}");
    }
}

#[rocket::async_test]
async fn an_own_page_offers_no_correction_that_would_be_refused() {
    let app = TestApp::start().await;
    let ([dolores, ..], own) = asked(&app, &[("approvals", "2")]).await;
    let form = "name=\"listed_name\"";
    let page = app.get(&own).await.body;
    assert!(page.contains(form), "nobody has decided: {page}");
    say(&app, &dolores, &[("answer", "decline")]).await;
    let page = app.get(&own).await.body;
    assert!(
        !page.contains(form)
            && page.contains("An approver has already answered")
            && page.contains("For now, you can withdraw the signature"),
        "{page}"
    );
    assert!(page.contains(&format!("{own}/withdraw")) && page.contains(&format!("{own}/contact")));
    let refused = app.post(&own, &[("listed_name", "Something Else")]).await;
    assert_eq!(refused.status, 409);
    let spanish = app.get(&own.replacen("/en/", "/es/", 1)).await.body;
    assert!(spanish.contains("Alguien ya respondió"), "{spanish}");
}

#[rocket::async_test]
async fn each_party_signs_the_new_text_as_long_as_it_may_sign() {
    const OVER: &str = "accepting signatures now";
    for (ends, over) in [("organizations", [true, false]), ("people", [false, true])] {
        let (letters, setting) = own_letters();
        let app = TestApp::with(&setting).await;
        app.sign_organization(&[]).await;
        let (confirm, organization) = (app.link().await, app.link_to("/my-signature/").await);
        app.post(&confirm, &[]).await;
        app.sign_and_confirm("en", &[]).await;
        let person = app.link_to("/my-signature/").await;
        edit(
            &letters.path().join(LETTER).join("letter.toml"),
            "closes = 2027",
            &format!("closes_{ends} = 2026-12-01T13:00:00\ncloses = 2027"),
        );
        revise(&app, letters.path()).await;
        app.worker.clock.shift(86_400);
        for (own, over) in [(&organization, over[0]), (&person, over[1])] {
            let page = app.get(own).await.body;
            assert!(page.contains("The letter has changed since you signed"), "{page}");
            assert_eq!(page.contains(OVER), over, "{ends}: {page}");
            assert_eq!(page.contains("Sign the new version"), !over, "{ends}: {page}");
        }
    }
}
