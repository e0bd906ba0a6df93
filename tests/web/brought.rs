//! Signers whom staff recorded or imported, and who then sign online: each counts once, by what they confirmed, and staff see what was brought.

use undersigned::intake::entry::{Basis, Outcome, Skip};
use undersigned::intake::write::Mode;
use undersigned::letters::Party;
use undersigned::signatures::state::State;

use crate::app::{LETTER, TestApp};
use crate::details_told::command;
use crate::intake::{ANA, HARVEST, import_all, record, with};

/// What the tally says: organizations, people, and how many of all these are recorded and imported.
const TALLY: &str = "SELECT organizations * 1000 + people * 100 + recorded * 10 + imported AS n FROM tally";

/// What is typed online by the person whom staff have on paper.
const ONLINE: &[(&str, &str)] = &[
    ("name", "Ana Ruiz Soto"),
    ("email", "ana.ruiz@example.org"),
    ("postal_code", "93701"),
];

/// Counts the rows that meet a condition.
fn rows(app: &TestApp, condition: &str) -> i64 {
    app.count(&format!(
        "SELECT COUNT(*) AS n FROM signatures s LEFT JOIN provenance v ON v.signature = s.id WHERE {condition}"
    ))
}

/// Records a signer, who counts.
fn counted(app: &TestApp, party: Party, fields: &[(&str, &str)]) -> i64 {
    match record(app, party, fields) {
        Outcome::Counted(id) => id.to_string().parse().expect("a number"),
        other => panic!("{other:?}"),
    }
}

#[rocket::async_test]
async fn a_person_on_paper_who_then_signs_online_counts_once_by_what_they_confirmed() {
    let app = TestApp::start().await;
    let paper = counted(&app, Party::Person, ANA);
    app.sign("en", ONLINE).await;
    let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
    assert_eq!(app.count(TALLY), 110, "it is not confirmed yet");
    assert_eq!(app.post(&confirm, &[]).await.status, 200);
    assert_eq!(app.count(TALLY), 100);
    let kept = format!(
        "s.id = {paper} AND s.state = 'duplicate' AND s.origin = 'recorded' AND v.evidence LIKE 'Sign-up sheet%'"
    );
    assert_eq!(rows(&app, &kept), 1, "what staff saw stays");
    assert_eq!(app.count("SELECT kept AS n FROM merges"), paper + 1);
    let page = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(!page.contains("recorded by our staff"), "{page}");
    let (_, waiting) = command(&app, &["review", "list", LETTER, "--waiting", "--json"]);
    assert!(
        !waiting.contains("\"duplicate\""),
        "nobody has to decide about it: {waiting}"
    );
    // Whoever withdraws is not put back by the paper.
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!((app.count(TALLY), rows(&app, "s.state = 'withdrawn'")), (0, 2));
    assert_eq!(record(&app, Party::Person, ANA), Outcome::Skipped(Skip::Left));
}

#[rocket::async_test]
async fn someone_else_of_the_name_is_counted_and_shown_to_staff_only_if_they_live_near() {
    let app = TestApp::start().await;
    counted(&app, Party::Person, &with(ANA, &[("postal_code", "93702")]));
    counted(&app, Party::Person, &with(ANA, &[("postal_code", "75201")]));
    app.sign_and_confirm("en", ONLINE).await;
    assert_eq!(app.count(TALLY), 320);
    let marked = "s.flags = 'rival' AND s.region = 'CA'";
    assert_eq!(
        (rows(&app, marked), rows(&app, "s.flags <> ''")),
        (2, 2),
        "not in Texas"
    );
    let (_, told) = command(&app, &["review", "list", LETTER, "--marked", "--json"]);
    assert!(told.contains("\"beside\": [\n"), "{told}");
    // The other way around: on paper after online.
    counted(&app, Party::Person, &with(ANA, &[("postal_code", "93703")]));
    assert_eq!(rows(&app, marked), 3);
    app.sign_and_confirm("en", &[("name", "Bo Diaz"), ("email", "bo@example.org")])
        .await;
    assert_eq!(rows(&app, marked), 3);
}

#[rocket::async_test]
async fn someone_of_the_name_in_the_same_country_is_not_merged_without_a_place() {
    let app = TestApp::start().await;
    let abroad = [
        ("name", "José García"),
        ("country", "MX"),
        ("postal_code", ""),
        ("city", ""),
        ("listing", "initial"),
    ];
    counted(&app, Party::Person, &abroad);
    app.sign_and_confirm("en", &[&abroad[..], &[("email", "jose@example.org")]].concat())
        .await;
    assert_eq!((app.count(TALLY), rows(&app, "s.flags = 'rival'")), (210, 2));
}

#[rocket::async_test]
async fn a_paper_comes_back_for_review_if_the_signature_online_was_a_strangers() {
    let app = TestApp::start().await;
    let paper = counted(&app, Party::Person, ANA);
    app.sign_and_confirm("en", ONLINE).await;
    app.reject(paper + 1);
    let held = format!("s.id = {paper} AND s.state = 'held' AND s.held_for = 'possible-duplicate'");
    assert_eq!((rows(&app, &held), app.count(TALLY)), (1, 0));
    assert!(app.approve(paper, None));
    assert_eq!(
        (app.count(TALLY), app.count("SELECT COUNT(*) AS n FROM merges")),
        (110, 0)
    );
}

#[rocket::async_test]
async fn what_is_erased_or_reported_of_an_address_includes_the_same_persons_paper() {
    let app = TestApp::start().await;
    counted(&app, Party::Person, ANA);
    app.sign_and_confirm("en", ONLINE).await;
    let (_, told) = command(&app, &["privacy", "report", "ana.ruiz@example.org"]);
    assert!(
        told.contains("signature 1, duplicate") && told.contains("signature 2, confirmed"),
        "{told}"
    );
    let (done, told) = command(&app, &["privacy", "erase", "ana.ruiz@example.org"]);
    assert!(done && told.contains("Deleted 2 signatures"), "{told}");
    assert_eq!(rows(&app, "1 = 1"), 0);
    for words in [["privacy", "report", ""], ["privacy", "erase", ""]] {
        assert!(!command(&app, &words).0, "no address is nobody's");
    }
}

#[rocket::async_test]
async fn an_organization_on_paper_is_continued_by_its_contact_from_its_own_domain_and_by_nobody_else() {
    let app = TestApp::start().await;
    let paper = counted(
        &app,
        Party::Organization,
        &with(HARVEST, &[("website", "harvest.example")]),
    );
    // The same name and website, from a mailbox that anyone can have.
    app.sign_organization(&[("email", "harvest.local12@gmail.com")]).await;
    app.post(&app.link().await, &[]).await;
    assert_eq!((app.count(TALLY), rows(&app, "s.state = 'duplicate'")), (1010, 1));
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    assert_eq!(app.count(TALLY), 1000);
    let kept = format!("s.id = {paper} AND s.state = 'duplicate' AND v.evidence <> ''");
    assert_eq!(rows(&app, &kept), 1);
    assert_eq!(
        rows(&app, "s.email = 'sam@harvest.example' AND s.state = 'confirmed'"),
        1
    );
    // If its contact leaves, staff look at what they have on paper.
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(rows(&app, &format!("s.id = {paper} AND s.state = 'held'")), 1);
}

#[rocket::async_test]
async fn a_recorded_signer_who_confirms_online_by_the_same_address_is_one_who_confirmed() {
    let app = TestApp::start().await;
    counted(&app, Party::Person, &with(ANA, &[("email", "ana.ruiz@example.org")]));
    let own = [("email", "sam@harvest.example"), ("website", "harvest.example")];
    counted(&app, Party::Organization, &with(HARVEST, &own));
    assert_eq!(app.count(TALLY), 1120);
    assert_eq!(app.sign("en", ONLINE).await.status, 200);
    assert_eq!(app.sign_organization(&[]).await.status, 200);
    let links = confirmations(&app).await;
    assert_eq!(links.len(), 2, "{:?}", app.mails().await);
    for (link, tally) in links.iter().zip([1110, 1100]) {
        let page = app.get(link).await.body;
        assert!(page.contains("name=\"version\""), "there is a button: {page}");
        assert_eq!(app.post(link, &[]).await.status, 200);
        assert_eq!(app.count(TALLY), tally);
        // A second press changes nothing.
        app.post(link, &[]).await;
    }
    assert_eq!(app.count(TALLY), 1100);
    let kept = "s.origin = 'confirmed' AND s.state = 'confirmed' AND v.evidence LIKE 'Sign-up sheet%'";
    assert_eq!(rows(&app, kept), 2);
    let verified = "s.kind = 'organization' AND s.mail_domain = 'harvest.example'";
    assert_eq!(rows(&app, verified), 1);
    let known = "SELECT COUNT(*) AS n FROM signature_events WHERE act = 'confirmed-by-email' AND actor = 'signer'";
    assert_eq!(app.count(known), 2);
}

/// Returns the links to confirm, oldest first.
async fn confirmations(app: &TestApp) -> Vec<String> {
    let mails = app.mails().await;
    let words = mails.iter().flat_map(|(.., text)| text.split_whitespace());
    let links = words.filter_map(|word| word.strip_prefix("http://letters.test"));
    links
        .filter(|link| link.contains("/confirm/"))
        .map(str::to_owned)
        .collect()
}

#[rocket::async_test]
async fn someone_imported_without_being_asked_who_confirms_online_is_told_apart_no_more() {
    let app = TestApp::start().await;
    let basis = Basis::ListUnasked {
        consent: "Form of the Border Network".to_owned(),
        reason: "they confirmed there".to_owned(),
    };
    let csv = "Name,Email,ZIP\nAna Ruiz Soto,ana.ruiz@example.org,93701\n";
    assert_eq!(import_all(&app, csv, basis, Mode::Write).counted, 1);
    assert_eq!(app.count(TALLY), 101);
    app.sign_and_confirm("en", ONLINE).await;
    assert_eq!(app.count(TALLY), 100);
    assert_eq!(rows(&app, "v.unasked IS NOT NULL AND s.origin = 'confirmed'"), 1);
    let (_, told) = command(&app, &["signers", "list", LETTER]);
    assert!(told.contains("ana.ruiz@example.org\tconfirmed\t"), "{told}");
    let known = record(&app, Party::Person, &with(ANA, &[("email", "ana.ruiz@example.org")]));
    assert!(
        matches!(known, Outcome::Skipped(Skip::Known(_, State::Confirmed))),
        "{known:?}"
    );
}
