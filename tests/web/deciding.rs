//! Approval: a director, a board, yes, no, and deadlines.

use crate::app::{LETTER, TestApp};
use crate::editions::{own_letters, revise};
use undersigned::organizations::approval::reminders;

const HARVEST: &str = "Harvest Workers Union, Local 12";
const BOARD: &[(&str, &str)] = &[
    ("authorized", ""),
    (
        "board",
        "Dolores Prado dolores@harvest.example\nKim Lee <kim@harvest.example>\nLuz Ríos, luz@gmail.com",
    ),
];

async fn letter(app: &TestApp) -> String {
    app.get(&format!("/en/letters/{LETTER}")).await.body
}

/// Returns the newest mail to an address, as (subject, text).
pub async fn mail(app: &TestApp, to: &str) -> (String, String) {
    let mails = app.mails().await;
    let (_, subject, text) = mails.into_iter().rev().find(|(whose, ..)| whose == to).expect("a mail");
    (subject, text)
}

pub async fn link(app: &TestApp, to: &str, words: &str) -> String {
    let (_, text) = mail(app, to).await;
    let mut links = text
        .split_whitespace()
        .filter_map(|word| word.strip_prefix("http://letters.test"));
    links.find(|link| link.contains(words)).expect("a link").to_owned()
}

/// Signs with deciders and confirms; returns the links of the three deciders, and the contact's own.
pub async fn asked(app: &TestApp, otherwise: &[(&str, &str)]) -> ([String; 3], String) {
    let fields: Vec<_> = BOARD.iter().chain(otherwise).copied().collect();
    let page = app.sign_organization(&fields).await;
    assert!(
        page.status == 200
            && page
                .body
                .contains("After that, we&#x27;ll ask for approval from: Dolores Prado, Kim Lee, Luz Ríos."),
        "{}",
        page.body
    );
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let links = [
        link(app, "dolores@harvest.example", "/approve/").await,
        link(app, "kim@harvest.example", "/approve/").await,
        link(app, "luz@gmail.com", "/approve/").await,
    ];
    (links, own)
}

/// Posts a decider's form.
pub async fn say(app: &TestApp, link: &str, fields: &[(&str, &str)]) -> String {
    app.post(link, fields).await.body
}

#[rocket::async_test]
async fn one_of_a_board_is_enough_unless_it_says_otherwise() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], own) = asked(&app, &[]).await;
    let page = app.get(&dolores).await.body;
    for shown in [
        "Harvest Workers Union, Local 12 — Salinas, CA",
        "Sam Rivera, Secretary",
        "No one has approved yet. 1 of the 3 approvers must approve.",
        "Please decide by Tuesday, December 22, 7 a.m. ET.",
        "We also asked 2 other approvers:",
        "<li><bdi>Kim Lee</bdi>: No answer yet.</li>",
        "Who has signed so far",
        "id=\"tally\"",
        "id=\"text\"",
    ] {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    assert!(!letter(&app).await.contains(HARVEST), "opening it decides nothing");
    let done = say(&app, &dolores, &[("answer", "approve")]).await;
    assert!(done.contains("Thank you! Your organization has signed"), "{done}");
    assert!(letter(&app).await.contains(HARVEST));
    assert!(
        say(&app, &kim, &[("answer", "decline")]).await.contains("has signed"),
        "it is decided"
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    let (subject, text) = mail(&app, "sam@harvest.example").await;
    assert!(
        subject.starts_with("Approved: ") && text.contains("Dolores Prado approved"),
        "{text}"
    );
    assert!(text.contains("it is counted"), "and how it stands: {text}");
    let own = app.get(&own).await.body;
    assert!(own.contains("Dolores Prado") && own.contains("Approved.") && own.contains("No answer yet."));
}

#[rocket::async_test]
async fn a_number_of_a_board_must_approve() {
    let app = TestApp::start().await;
    let ([dolores, kim, luz], _) = asked(&app, &[("approvals", "2")]).await;
    assert!(say(&app, &luz, &[("answer", "decline")]).await.contains("You declined"));
    let noted = say(&app, &dolores, &[("answer", "approve")]).await;
    assert!(
        noted.contains("Thank you. You approved")
            && noted.contains("1 approver has approved. 2 of the 3 approvers must approve."),
        "{noted}"
    );
    assert!(!letter(&app).await.contains(HARVEST));
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(text.contains("ve asked your organization's approvers"), "{text}");
    assert!(
        say(&app, &dolores, &[("answer", "decline")])
            .await
            .contains("You approved"),
        "once"
    );
    assert!(say(&app, &kim, &[("answer", "approve")]).await.contains("has signed"));
    assert!(letter(&app).await.contains(HARVEST));
}

#[rocket::async_test]
async fn a_page_that_was_kept_open_decides_nothing_a_second_time_or_too_late() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "2")]).await;
    let from = "198.51.100.7:4000";
    let kept = [("version", "1"), ("answer", "decline")];
    say(&app, &dolores, &[("answer", "approve")]).await;
    app.post_from(from, &dolores, &kept).await;
    let said = |word: &str| app.count(&format!("SELECT COUNT(*) AS n FROM deciders WHERE decision = '{word}'"));
    assert_eq!((said("approved"), said("declined")), (1, 0), "once");
    app.worker.clock.shift(40 * 86_400);
    app.post_from(from, &kim, &kept).await;
    assert_eq!((said("approved"), said("declined")), (1, 0), "in time");
}

#[rocket::async_test]
async fn one_who_declines_gives_a_reason_and_the_contact_reads_it() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], own) = asked(&app, &[("approvals", "all")]).await;
    let refused = app
        .post(
            &dolores,
            &[("answer", "decline"), ("reason", "see http://evil.example")],
        )
        .await;
    assert!(
        refused.status == 422 && refused.body.contains("id=\"reason-error\""),
        "{}",
        refused.body
    );
    assert!(
        refused.body.contains("see http://evil.example"),
        "nothing typed is lost"
    );
    let reason = [("answer", "decline"), ("reason", "We wait for our assembly")];
    let no = say(&app, &dolores, &reason).await;
    assert!(no.contains("Your organization declined to sign"), "{no}");
    assert!(
        say(&app, &kim, &[("answer", "approve")])
            .await
            .contains("declined to sign")
    );
    let (subject, text) = mail(&app, "sam@harvest.example").await;
    assert!(
        subject.starts_with("Declined: ") && text.contains("They gave a reason"),
        "{text}"
    );
    assert!(!text.contains("assembly"), "a stranger's words stand in no mail");
    let page = app.get(&own).await.body;
    assert!(
        page.contains("We wait for our assembly") && page.contains("declined. The signature is not counted"),
        "{page}"
    );
    assert!(!letter(&app).await.contains(HARVEST));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM tally WHERE organizations > 0"), 0);
    // Another time they agree.
    app.sign_organization(&[]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    assert!(letter(&app).await.contains(HARVEST));
}

#[rocket::async_test]
async fn who_confirms_after_they_declined_is_told() {
    let app = TestApp::start().await;
    app.sign_organization(BOARD).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    for who in ["dolores@harvest.example", "kim@harvest.example", "luz@gmail.com"] {
        let link = link(&app, who, "/approve/").await;
        say(&app, &link, &[("answer", "decline")]).await;
    }
    let page = app.get(&confirm).await.body;
    assert!(
        page.contains("Your organization declined to sign") && page.contains("/sign/organization"),
        "{page}"
    );
}

#[rocket::async_test]
async fn only_the_shown_line_is_approved_and_an_approved_line_does_not_change() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], own) = asked(&app, &[("approvals", "2")]).await;
    let page = app.get(&dolores).await.body;
    let (_, rest) = page.split_once("name=\"version\" value=\"").expect("a version");
    let shown = rest.split('"').next().expect("closed").to_owned();
    app.post(&own, &[("listed_name", "Harvest Workers, Local 12")]).await;
    let changed = app.post(&dolores, &[("answer", "approve"), ("version", &shown)]).await;
    assert!(
        changed.status == 409 && changed.body.contains("The letter or your listing has changed"),
        "{}",
        changed.body
    );
    assert!(changed.body.contains("Harvest Workers, Local 12 — Salinas, CA"));
    say(&app, &dolores, &[("answer", "approve")]).await;
    let late = app.post(&own, &[("listed_name", "Something Else")]).await;
    assert!(
        late.status == 409
            && late
                .body
                .contains("can&#x27;t change the details until all of them have answered"),
        "{}",
        late.body
    );
    say(&app, &kim, &[("answer", "approve")]).await;
    assert!(letter(&app).await.contains("Harvest Workers, Local 12"));
}

#[rocket::async_test]
async fn one_who_approves_from_the_organizations_own_domain_verifies_it() {
    let app = TestApp::start().await;
    let ([dolores, ..], _) = asked(&app, &[("email", "sam@gmail.com")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    let known = "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'own-domain'";
    assert_eq!(app.count(known), 1);
}

#[rocket::async_test]
async fn one_who_declined_verifies_nothing() {
    let app = TestApp::start().await;
    let ([dolores, kim, luz], _) = asked(&app, &[("email", "sam@gmail.com")]).await;
    say(&app, &dolores, &[("answer", "decline")]).await;
    say(&app, &kim, &[("answer", "decline")]).await;
    say(&app, &luz, &[("answer", "approve")]).await;
    let known = "SELECT COUNT(*) AS n FROM organizations WHERE verification = 'other-address'";
    assert_eq!(app.count(known), 1);
}

#[rocket::async_test]
async fn everyone_who_has_not_decided_is_reminded_once() {
    let app = TestApp::start().await;
    let ([dolores, ..], _) = asked(&app, &[("approvals", "2")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    let live_library = app
        .client
        .rocket()
        .state::<undersigned::letters::live_library::LiveLibrary>()
        .expect("managed");
    let config = &app.parts().config;
    let remind = || reminders::once(&app.worker.store, live_library, config, "letters.test");
    app.worker.clock.shift(57 * 86_400 + 43_200);
    assert_eq!(remind().await.expect("runs"), 2);
    assert_eq!(remind().await.expect("runs"), 0, "once");
    let mails = app.mails().await;
    let late = mails
        .iter()
        .filter(|(_, subject, _)| subject.starts_with("Signing ends soon"));
    let late: Vec<&str> = late.map(|(to, ..)| to.as_str()).collect();
    assert_eq!(late, ["kim@harvest.example", "luz@gmail.com"]);
}

#[rocket::async_test]
async fn an_invalid_board_is_asked_about() {
    let app = TestApp::start().await;
    let many: Vec<String> = (0..13)
        .map(|n| format!("Member {n} member{n}@harvest.example"))
        .collect();
    let many = many.join(
        "
",
    );
    for (field, fields) in [
        ("board", [("board", "Dolores Prado"), ("approvals", "1")]),
        ("board", [("board", many.as_str()), ("approvals", "1")]),
        (
            "approvals",
            [("board", "Dolores Prado dolores@harvest.example"), ("approvals", "2")],
        ),
        (
            "approvals",
            [("board", "Dolores Prado dolores@harvest.example"), ("approvals", "0")],
        ),
    ] {
        let answer = app.sign_organization(&fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(answer.body.contains(&format!("id=\"{field}-error\"")), "{fields:?}");
        assert!(
            answer.body.contains("<details class=\"more\" open>"),
            "what is wrong is not folded away"
        );
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn a_link_of_one_who_decides_ends() {
    let app = TestApp::start().await;
    let ([dolores, ..], _) = asked(&app, &[]).await;
    app.worker.clock.shift(21 * 86_400);
    let late = app.post(&dolores, &[("answer", "approve")]).await;
    assert!(
        late.status == 410 && late.body.contains("This link has expired"),
        "{}",
        late.body
    );
    assert!(!letter(&app).await.contains(HARVEST));
}

#[rocket::async_test]
async fn what_is_not_decided_in_time_does_not_count() {
    let app = TestApp::start().await;
    app.worker.clock.shift(57 * 86_400);
    let ([dolores, ..], _) = asked(&app, &[]).await;
    app.worker.clock.shift(6 * 86_400);
    for page in [
        app.get(&dolores).await,
        app.post(&dolores, &[("answer", "approve")]).await,
    ] {
        assert!(
            page.status == 410 && page.body.contains("Signing has ended"),
            "{}",
            page.body
        );
        assert!(!page.body.contains("Approve and sign"));
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'awaiting'"),
        1
    );
    assert!(!letter(&app).await.contains(HARVEST));
}

#[rocket::async_test]
async fn what_was_begun_in_time_is_confirmed_and_approved_for_three_days_more() {
    let app = TestApp::start().await;
    app.worker.clock.shift(58 * 86_400);
    app.sign("en", &[]).await;
    let person = app.link_to("/confirm/").await;
    let ([dolores, ..], _) = asked(&app, &[]).await;
    app.worker.clock.shift(2 * 86_400);
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(!form.contains("name=\"edition\""), "nobody signs any more");
    for link in [&person, &dolores] {
        let page = app.get(link).await;
        assert!(
            page.status == 200 && page.body.contains("Signing has ended, but you started in time"),
            "{}",
            page.body
        );
    }
    assert!(
        app.post(&person, &[])
            .await
            .body
            .contains("Your signature is now counted.")
    );
    let done = say(&app, &dolores, &[("answer", "approve")]).await;
    assert!(done.contains("Your organization has signed"), "{done}");
    assert_eq!(app.count("SELECT organizations + people AS n FROM tally"), 2);
}

#[rocket::async_test]
async fn a_vote_without_the_version_of_the_line_decides_nothing() {
    let app = TestApp::start().await;
    let ([dolores, ..], _) = asked(&app, &[]).await;
    for version in [&[][..], &[("version", "")], &[("version", "7")]] {
        let fields = [&[("answer", "approve")][..], version].concat();
        let page = app.post_from("198.51.100.7:4000", &dolores, &fields).await;
        assert_eq!(page.status, 409, "{fields:?}");
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM deciders WHERE decision IS NOT NULL"),
        0
    );
    let held = app.get(&dolores).await.body;
    assert!(held.contains("name=\"version\" value=\"1\""), "the page holds it");
}

#[rocket::async_test]
async fn the_contact_reads_how_far_a_board_has_come() {
    let app = TestApp::start().await;
    let ([dolores, ..], own) = asked(&app, &[("approvals", "2")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    let said = "1 approver has approved. 2 of the 3 approvers must approve.";
    let (_, text) = mail(&app, "sam@harvest.example").await;
    assert!(text.contains(said), "{text}");
    assert!(app.get(&own).await.body.contains(said));
}

#[rocket::async_test]
async fn a_form_without_a_known_button_decides_nothing() {
    let app = TestApp::start().await;
    let ([dolores, ..], _) = asked(&app, &[]).await;
    for fields in [&[][..], &[("answer", "")], &[("answer", "yes")], &[("version", "1")]] {
        assert!(
            say(&app, &dolores, fields).await.contains("Approve and sign"),
            "{fields:?}"
        );
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM deciders WHERE decision IS NOT NULL"),
        0
    );
}

/// Returns the digest of the text on a decider's page.
fn text_of(page: &str) -> String {
    let (_, rest) = page.split_once("name=\"edition\" value=\"").expect("the text's digest");
    rest[..64].to_owned()
}

#[rocket::async_test]
async fn a_board_decides_about_the_text_that_it_was_shown() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let ([dolores, kim, luz], _) = asked(&app, &[("approvals", "2")]).await;
    let first = text_of(&app.get(&kim).await.body);
    say(&app, &dolores, &[("answer", "approve"), ("edition", &first)]).await;
    revise(&app, letters.path()).await;
    let old = app.post(&kim, &[("answer", "approve"), ("edition", &first)]).await;
    assert!(
        old.status == 409 && old.body.contains("Whoever harvests"),
        "{}",
        old.body
    );
    assert!(
        old.body.contains("<del>") && old.body.contains("<ins>"),
        "it shows what changed: {}",
        old.body
    );
    let second = text_of(&old.body);
    assert_ne!(first, second);
    let asked_before = app.mails().await.len();
    let noted = say(&app, &kim, &[("answer", "approve"), ("edition", &second)]).await;
    assert!(
        noted.contains("1 approver has approved. 2 of the 3 approvers must approve."),
        "the vote on the old text is void: {noted}"
    );
    assert!(!letter(&app).await.contains(HARVEST));
    let again = app.mails().await.split_off(asked_before);
    assert!(
        again
            .iter()
            .any(|(to, subject, _)| to == "dolores@harvest.example" && subject.starts_with("Approval needed")),
        "who had decided is asked again: {again:?}"
    );
    say(&app, &luz, &[("answer", "approve"), ("edition", &second)]).await;
    assert!(letter(&app).await.contains(HARVEST));
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE revision = 2 AND state = 'confirmed'"),
        1
    );
}

#[rocket::async_test]
async fn one_who_is_reminded_reads_who_has_approved_meanwhile_and_until_when() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "3")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    say(&app, &kim, &[("answer", "approve")]).await;
    let live_library = app
        .client
        .rocket()
        .state::<undersigned::letters::live_library::LiveLibrary>();
    let (live_library, config) = (live_library.expect("managed"), &app.parts().config);
    app.worker.clock.shift(57 * 86_400 + 43_200);
    let reminded = reminders::once(&app.worker.store, live_library, config, "letters.test").await;
    assert_eq!(reminded.expect("runs"), 1);
    let (_, text) = mail(&app, "luz@gmail.com").await;
    for said in [
        "Please decide by Friday, January 29, 5 p.m. ET.",
        "We also asked 2 other approvers:",
        "- Dolores Prado: Approved.",
        "- Kim Lee: Approved.",
        "2 approvers have approved. 3 of the 3 approvers must approve.",
    ] {
        assert!(text.contains(said), "{said}: {text}");
    }
}

#[rocket::async_test]
async fn whoever_declined_is_told_what_the_others_decided_and_is_not_thanked() {
    let app = TestApp::start().await;
    let ([dolores, kim, luz], _) = asked(&app, &[("approvals", "2")]).await;
    let declined = say(&app, &luz, &[("answer", "decline")]).await;
    assert!(
        declined.contains("You declined") && declined.contains("enough of them can still approve"),
        "{declined}"
    );
    say(&app, &dolores, &[("answer", "approve")]).await;
    say(&app, &kim, &[("answer", "approve")]).await;
    let signed = app.get(&luz).await.body;
    assert!(
        signed.contains("Your organization has signed")
            && signed.contains("You declined, but enough other approvers approved.")
            && !signed.contains("Thank you")
            && !signed.contains("must approve"),
        "{signed}"
    );
    let thanked = app.get(&dolores).await.body;
    assert!(thanked.contains("Thank you! Your organization has signed"), "{thanked}");
}

#[rocket::async_test]
async fn a_lost_vote_shows_no_required_number() {
    let app = TestApp::start().await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "all")]).await;
    let lost = say(&app, &dolores, &[("answer", "decline")]).await;
    assert!(
        lost.contains("Your organization declined to sign") && !lost.contains("must approve"),
        "{lost}"
    );
    let other = app.get(&kim).await.body;
    assert!(
        !other.contains("must approve") && !other.contains("also asked"),
        "{other}"
    );
}

#[rocket::async_test]
async fn only_those_whose_word_is_void_are_asked_again_and_only_while_it_is_undecided() {
    let asking = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'approval'";
    let app = TestApp::start().await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "3")]).await;
    for link in [&dolores, &kim] {
        say(&app, link, &[("answer", "approve")]).await;
    }
    assert_eq!(app.count(asking), 3, "each once");
    for (approvals, again) in [("2", 1), ("1", 0)] {
        let (letters, setting) = own_letters();
        let app = TestApp::with(&setting).await;
        let ([dolores, kim, _], _) = asked(&app, &[("approvals", approvals)]).await;
        let first = app.edition("en").await;
        say(&app, &dolores, &[("answer", "decline"), ("edition", &first)]).await;
        revise(&app, letters.path()).await;
        let second = app.edition("en").await;
        let approve = [("answer", "approve"), ("edition", second.as_str())];
        let settled = say(&app, &kim, &approve).await.contains("has signed");
        assert_eq!(
            (settled, app.count(asking)),
            (again == 0, 3 + again),
            "{approvals} must approve"
        );
    }
}

#[rocket::async_test]
async fn the_public_address_hears_of_a_signature_once_enough_have_approved_it() {
    let board = [
        ("email", "sam@gmail.com"),
        ("public_email", "office@harvest.example"),
        ("authorized", ""),
        ("board", "Kim Lee <kim@gmail.com>\nLuz Ríos, luz@gmail.com"),
        ("approvals", "2"),
    ];
    for (line, stands, state) in [
        ("unverified_organizations = \"count\"", false, "confirmed"),
        ("unverified_organizations = \"hold\"", false, "held"),
        ("unverified_organizations = \"count\"", true, "duplicate"),
    ] {
        let app = TestApp::with_letter(line).await;
        if stands {
            app.sign_organization(&[]).await;
            app.post(&app.link().await, &[]).await;
        }
        app.sign_organization(&board).await;
        app.post(&app.link_to("/confirm/").await, &[]).await;
        let notices = || app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'notice'");
        let links = [
            link(&app, "kim@gmail.com", "/approve/").await,
            link(&app, "luz@gmail.com", "/approve/").await,
        ];
        say(&app, &links[0], &[("answer", "approve")]).await;
        assert_eq!(notices(), 0, "one of two");
        say(&app, &links[1], &[("answer", "approve")]).await;
        let came = format!("SELECT COUNT(*) AS n FROM signatures WHERE email = 'sam@gmail.com' AND state = '{state}'");
        assert_eq!(app.count(&came), 1, "{state}");
        assert_eq!(notices(), i64::from(state != "duplicate"), "{state}");
    }
}

#[rocket::async_test]
async fn when_an_approver_is_erased_the_others_go_on_or_staff_are_asked() {
    let erase = |app: &TestApp, address: &str| {
        assert!(crate::details_told::command(app, &["privacy", "erase", address]).0);
    };
    // Two of three: the two who are left are enough.
    let app = TestApp::start().await;
    let ([dolores, kim, luz], _) = asked(&app, &[("approvals", "2")]).await;
    erase(&app, "kim@harvest.example");
    assert_eq!(app.get(&kim).await.status, 404);
    say(&app, &dolores, &[("answer", "approve")]).await;
    assert!(!letter(&app).await.contains(HARVEST));
    say(&app, &luz, &[("answer", "approve")]).await;
    assert!(letter(&app).await.contains(HARVEST));
    // What was approved counts, although nobody knows by whom.
    let app = TestApp::start().await;
    let ([dolores, kim, _], _) = asked(&app, &[("approvals", "2")]).await;
    say(&app, &dolores, &[("answer", "approve")]).await;
    erase(&app, "dolores@harvest.example");
    say(&app, &kim, &[("answer", "approve")]).await;
    assert!(letter(&app).await.contains(HARVEST));
    // All of three: two can't be all of them.
    let app = TestApp::start().await;
    let ([dolores, ..], own) = asked(&app, &[("approvals", "all")]).await;
    erase(&app, "luz@gmail.com");
    let held = "SELECT COUNT(*) AS n FROM signatures WHERE state = 'held' AND held_for = 'too-few-approvers'";
    assert_eq!(app.count(held), 1);
    assert!(app.get(&own).await.body.contains("under review"));
    say(&app, &dolores, &[("answer", "approve")]).await;
    assert_eq!(app.count(held), 1, "staff decide");
    assert!(app.approve(1, None));
    assert!(letter(&app).await.contains(HARVEST));
}
