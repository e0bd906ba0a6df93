//! Two organizations of one name: both and staff are told.

use crate::app::{LETTER, TestApp};
use undersigned::organizations::store::identification;
use undersigned::signatures::ids::SignatureId;

async fn letter(app: &TestApp) -> String {
    app.get(&format!("/en/letters/{LETTER}")).await.body
}

/// Signs for an organization and confirms; returns the page.
async fn organization(app: &TestApp, otherwise: &[(&str, &str)]) -> String {
    assert_eq!(app.sign_organization(otherwise).await.status, 200);
    let link = app.link_to("/confirm/").await;
    app.post(&link, &[]).await.body
}

fn of(app: &TestApp, condition: &str) -> i64 {
    app.count(&format!("SELECT COUNT(*) AS n FROM signatures WHERE {condition}"))
}

fn church<'a>(city: &'a str, state: &'a str, domain: &'a str, email: &'a str) -> [(&'a str, &'a str); 7] {
    [
        ("legal_name", "First Baptist Church"),
        ("listed_name", "First Baptist Church"),
        ("city", city),
        ("state", state),
        ("website", domain),
        ("contact_name", city),
        ("email", email),
    ]
}

#[rocket::async_test]
async fn two_churches_of_one_name_in_two_towns_both_count() {
    let app = TestApp::start().await;
    organization(
        &app,
        &church("Fresno", "CA", "fbcfresno.example", "pastor@fbcfresno.example"),
    )
    .await;
    let page = organization(
        &app,
        &church("Austin", "TX", "fbcaustin.example", "office@fbcaustin.example"),
    )
    .await;
    assert!(page.contains("Thank you"), "{page}");
    let page = letter(&app).await;
    assert!(page.contains("Fresno") && page.contains("Austin"), "{page}");
    assert!(
        page.contains("Confirmed from fbcaustin.example"),
        "the line says how it is known"
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
}

#[rocket::async_test]
async fn the_president_takes_the_line_of_a_forger_who_named_the_unions_website() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    organization(
        &app,
        &[("email", "forger@gmail.com"), ("contact_name", "Somebody Else")],
    )
    .await;
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    let page = organization(&app, &[]).await;
    assert!(page.contains("Thank you! You&#x27;ve signed the letter"), "{page}");
    assert_eq!(of(&app, "id = 1 AND state = 'held' AND held_for = 'contested'"), 1);
    assert_eq!(of(&app, "id = 2 AND state = 'confirmed'"), 1);
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    let mails = app.mails().await;
    let staff = mails
        .iter()
        .find(|(to, ..)| to == "letters@coalition.example")
        .expect("staff are told");
    assert!(
        staff.2.contains("forger@gmail.com") && staff.2.contains("sam@harvest.example"),
        "{}",
        staff.2
    );
    let (to, _, text) = mails.last().expect("a mail");
    assert!(
        to == "forger@gmail.com" && text.contains("The letter lists Harvest Workers Union, Local 12 — Salinas, CA"),
        "{text}"
    );
}

#[rocket::async_test]
async fn with_nothing_but_a_name_the_better_known_one_waits_in_sight_and_reads_why() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let forger = [
        ("email", "forger@gmail.com"),
        ("website", ""),
        ("contact_name", "Somebody Else"),
    ];
    organization(&app, &forger).await;
    let page = organization(&app, &[]).await;
    assert!(
        page.contains("The letter already lists Harvest Workers Union, Local 12 — Salinas, CA")
            && page.contains("reply to our email"),
        "{page}"
    );
    assert_eq!(
        of(&app, "id = 2 AND state = 'held' AND held_for = 'possible-duplicate'"),
        1
    );
    assert_eq!(
        of(&app, "id = 1 AND state = 'confirmed' AND flags LIKE '%rival%'"),
        1,
        "the other is marked"
    );
    let mails = app.mails().await;
    assert!(
        mails.iter().any(|(to, ..)| to == "letters@coalition.example"),
        "staff are told"
    );
    let told = mails
        .iter()
        .find(|(to, _, text)| to == "sam@harvest.example" && text.contains("review your signature before we count it"));
    assert!(told.expect("the genuine contact reads it").2.contains("/my-signature/"));
    let read = |db: &undersigned::store::Read<'_>| {
        use undersigned::signatures::store::search::Page;

        crate::review::waiting(db, Page::first(10))
    };
    let waiting = app.worker.store.read_now(read).expect("reads").rows;
    assert_eq!(
        (waiting[0].id, waiting[0].beside[0].id),
        (SignatureId::new(2), SignatureId::new(1)),
        "beside each other"
    );
    // A second forger makes no second mail to staff.
    let before = app.mails().await.len();
    let again = [
        ("email", "again@gmail.com"),
        ("website", ""),
        ("contact_name", "One More"),
    ];
    organization(&app, &again).await;
    let to_staff = app.mails().await[before..]
        .iter()
        .filter(|(to, ..)| to == "letters@coalition.example")
        .count();
    assert_eq!(to_staff, 0);
    assert!(app.reject(1));
    assert!(app.approve(2, Some("the president called us")));
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn a_colleague_is_told_which_line_stands_and_comes_to_staff_when_it_goes() {
    let app = TestApp::start().await;
    organization(&app, &[]).await;
    let own = app.link_to("/my-signature/").await;
    let page = organization(&app, &[("email", "kim@gmail.com"), ("contact_name", "Kim Park")]).await;
    assert!(
        page.contains("already on the letter")
            && page.contains("The letter already lists Harvest Workers Union, Local 12 — Salinas, CA"),
        "{page}"
    );
    assert_eq!(of(&app, "id = 2 AND state = 'duplicate'"), 1);
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert_eq!(
        of(&app, "id = 2 AND state = 'held' AND held_for = 'possible-duplicate'"),
        1
    );
}

#[rocket::async_test]
async fn names_that_are_borrowed_disguised_or_a_governments_wait_for_staff() {
    let app = TestApp::start().await;
    for (n, (legal, listed, why)) in [
        ("Bobs Garage LLC", "United Farm Workers of America", "borrowed-name"),
        (
            "U.S. House of Representatives",
            "U.S. House of Representatives",
            "government",
        ),
        ("The White House", "The White House", "government"),
        (
            "Senado de los Estados Unidos",
            "Senado de los Estados Unidos",
            "government",
        ),
        (
            "Nationa1 Council of Nonprofits",
            "Nationa1 Council of Nonprofits",
            "look-alike",
        ),
        (
            "National Council 0f Nonprofits",
            "National Council 0f Nonprofits",
            "look-alike",
        ),
        ("Hаrvest Circle", "Hаrvest Circle", "look-alike"),
    ]
    .into_iter()
    .enumerate()
    {
        let domain = format!("own{n}.example");
        let email = format!("bob@{domain}");
        let fields = [
            ("legal_name", legal),
            ("listed_name", listed),
            ("website", domain.as_str()),
            ("email", email.as_str()),
        ];
        let page = organization(&app, &fields).await;
        assert!(page.contains("before we count it"), "{listed}: {page}");
        let held = format!("email = '{email}' AND state = 'held' AND held_for = '{why}'");
        assert_eq!(of(&app, &held), 1, "{listed}");
    }
    let own =
        "SELECT COUNT(*) AS n FROM organizations WHERE legal_name = 'Bobs Garage LLC' AND verification = 'own-domain'";
    assert_eq!(app.count(own), 0, "Bob's website says nothing about the farm workers");
    assert_eq!(app.count("SELECT COALESCE(MAX(organizations), 0) AS n FROM tally"), 0);
}

#[rocket::async_test]
async fn the_bureau_is_no_duplicate_of_a_dotted_spelling_of_its_name() {
    let app = TestApp::start().await;
    for (name, domain, contact) in [
        ("F.B.I.", "forger.example", "Bob Forger"),
        ("FBI", "bureau.example", "Ana Ruiz"),
    ] {
        let email = format!("ana@{domain}");
        let fields = [
            ("legal_name", name),
            ("listed_name", name),
            ("website", domain),
            ("contact_name", contact),
            ("email", email.as_str()),
        ];
        let page = organization(&app, &fields).await;
        assert!(page.contains("before we count it"), "{name}: {page}");
    }
    assert_eq!(of(&app, "state = 'held' AND held_for = 'government'"), 2);
}

/// Returns the rows that staff see: number, flags and reason of the hold, and the numbers of those beside it.
fn reviewed(app: &TestApp) -> Vec<(i64, String, Vec<i64>)> {
    use undersigned::sheet::Standing;
    use undersigned::sheet::store::SheetError;
    use undersigned::signatures::store::search::Page;
    let read = |db: &undersigned::store::Read<'_>| {
        let mut rows = crate::review::standing(db, Standing::Waiting, Page::first(10))?.rows;
        rows.extend(crate::review::standing(db, Standing::Marked, Page::first(10))?.rows);
        Ok::<_, SheetError>(rows)
    };
    let rows = app.worker.store.read_now(read).expect("reads").into_iter();
    rows.map(|it| {
        let beside = it.beside.iter().map(|other| other.id.number()).collect();
        (it.id.number(), format!("{}{}", it.held_for, it.flags), beside)
    })
    .collect()
}

#[rocket::async_test]
async fn a_correction_onto_the_name_of_another_is_shown_beside_it() {
    let app = TestApp::start().await;
    organization(
        &app,
        &church("Fresno", "CA", "fbcfresno.example", "pastor@fbcfresno.example"),
    )
    .await;
    let mut other = church("Fresno", "CA", "calvary.example", "office@calvary.example");
    (other[0].1, other[1].1, other[5].1) = ("Calvary Church", "Calvary Church", "Kim Sample");
    organization(&app, &other).await;
    let own = app.link_to("/my-signature/").await;
    app.mails().await;

    // The legal name: it counts as it was, until staff let the correction through.
    app.post(&own, &[("legal_name", "First Baptist Church")]).await;
    assert_eq!(reviewed(&app), [(2, "correction".to_owned(), vec![1])]);
    let now = app.worker.clock.now();
    let judged = app
        .worker
        .store
        .write_now(move |tx| identification::judge_correction(tx, SignatureId::new(2), false, now));
    assert!(judged.expect("is judged"));
    assert_eq!(reviewed(&app), [], "nothing is left of what was refused");

    // The listed name: it waits.
    app.post(&own, &[("listed_name", "First Baptist Church")]).await;
    let rows = reviewed(&app);
    assert_eq!(rows[0], (2, "listing-changed".to_owned(), vec![1]));
    let mails = app.mails().await;
    let told = |address: &str| mails.iter().any(|(to, ..)| to == address);
    assert!(told("letters@coalition.example"), "staff are told of both");
    assert!(told("office@calvary.example"), "and who waits reads why");
}

#[rocket::async_test]
async fn an_organization_that_staff_compared_with_its_namesake_is_not_held_again() {
    let app = TestApp::start().await;
    organization(
        &app,
        &church("Fresno", "CA", "fbcfresno.example", "pastor@fbcfresno.example"),
    )
    .await;
    let first = app.link_to("/my-signature/").await;
    let mut other = church("Fresno", "CA", "calvary.example", "office@calvary.example");
    (other[0].1, other[1].1, other[5].1) = ("Calvary Church", "Calvary Church", "Kim Sample");
    organization(&app, &other).await;
    let own = app.link_to("/my-signature/").await;
    let renamed = [
        ("legal_name", "First Baptist Church"),
        ("listed_name", "Calvary Church"),
    ];
    app.post(&own, &renamed).await;
    let now = app.worker.clock.now();
    let judged = app
        .worker
        .store
        .write_now(move |tx| identification::judge_correction(tx, SignatureId::new(2), true, now));
    assert!(judged.expect("is judged"));
    app.post(
        &own,
        &[
            ("legal_name", "First Baptist Church"),
            ("listed_name", "Calvary Churches"),
        ],
    )
    .await;
    assert_eq!(
        of(&app, "id = 2 AND state = 'confirmed'"),
        1,
        "a slip is mended at once"
    );
    app.post(&first, &[("listed_name", "First Baptist Churches")]).await;
    assert_eq!(of(&app, "id = 1 AND state = 'confirmed'"), 1, "the other's too");
}

#[rocket::async_test]
async fn whoever_takes_the_name_of_one_that_it_is_for_sure_waits() {
    let app = TestApp::start().await;
    organization(&app, &[]).await;
    let colleague = [
        ("legal_name", "Orchard Circle"),
        ("listed_name", "Orchard Circle"),
        ("website", "orchard.example"),
        ("email", "kim@orchard.example"),
    ];
    organization(&app, &colleague).await;
    let own = app.link_to("/my-signature/").await;
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
    // This is as if staff had accepted the first one's website.
    let mine = "UPDATE organizations SET website_domain = 'harvest.example' WHERE signature = 2";
    app.worker
        .store
        .write_now(move |tx| tx.execute(mine, []))
        .expect("writes");
    app.post(&own, &[("listed_name", "Harvest Workers Union, Local 12")])
        .await;
    assert_eq!(
        of(&app, "id = 2 AND state = 'held' AND held_for = 'listing-changed'"),
        1
    );
    let beside = "SELECT COUNT(*) AS n FROM rivalries WHERE newcomer = 2 AND standing = 1";
    assert_eq!(app.count(beside), 1);
}

#[rocket::async_test]
async fn the_mail_about_a_rival_is_erased_with_its_reader_and_no_number_is_given_again() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let forger = [
        ("email", "forger@gmail.com"),
        ("website", ""),
        ("contact_name", "Somebody Else"),
    ];
    organization(&app, &forger).await;
    organization(&app, &[]).await;
    let own = app.link_to("/my-signature/").await;
    let told = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'rival' AND recipient = 'sam@harvest.example'";
    assert_eq!(app.count(told), 1);
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1, "it is erased");
    let left = "SELECT COUNT(*) AS n FROM outbox WHERE recipient = 'sam@harvest.example'";
    assert_eq!(app.count(left), 0);
    let links = app.count("SELECT MAX(id) AS n FROM links");
    app.sign("en", &[]).await;
    assert_eq!(
        app.count("SELECT MAX(id) AS n FROM signatures"),
        3,
        "2 is not given again"
    );
    assert!(app.count("SELECT MIN(id) AS n FROM links WHERE signature = 3") > links);
}

#[rocket::async_test]
async fn the_contact_of_a_duplicate_hears_that_it_is_looked_at_when_the_first_is_gone() {
    for gone in ["withdraw", "remove", "rejected"] {
        let app = TestApp::start().await;
        organization(&app, &[("email", "sam@harvest.example")]).await;
        let own = app.link_to("/my-signature/").await;
        let page = organization(&app, &[("email", "kim@harvest.example"), ("contact_name", "Kim Lee")]).await;
        assert_eq!(of(&app, "state = 'duplicate'"), 1, "{page}");
        let before = app.mails().await.len();
        if gone == "rejected" {
            assert!(app.review(1, false));
        } else {
            app.post(&format!("{own}/{gone}"), &[("sure", "yes")]).await;
        }
        assert_eq!(
            of(&app, "state = 'held' AND held_for = 'possible-duplicate'"),
            1,
            "{gone}"
        );
        let mails = app.mails().await.split_off(before);
        let told: Vec<_> = mails.iter().filter(|(to, ..)| to == "kim@harvest.example").collect();
        assert_eq!(told.len(), 1, "{gone}: {mails:?}");
        let (_, subject, text) = told[0];
        assert!(
            subject.starts_with("Your signature is under review: ")
                && text.contains("The other signature is no longer on the letter, so we'll look at yours now."),
            "{gone}: {text}"
        );
    }
}
