//! Whether a person's own members of Congress see the full name and ZIP code: asked apart from how the name appears in public.

use undersigned::delivery::Reach;
use undersigned::delivery::store::fingerprint;
use undersigned::offices::Seat;
use undersigned::store::Store;

use crate::app::{LETTER, TestApp};
use crate::bundles::{office, pages};
use crate::restoring::{back_up, elsewhere, lines};

const ASKS: &str = "full_names_to_offices = \"ask\"";
const AGREES: (&str, &str) = ("to_offices", "yes");
const BOX: &str = "name=\"to_offices\" value=\"yes\"";

/// Returns what an office of a state gets: the names on its pages with what follows them, its table, and the statement of method.
fn seen(app: &TestApp, state: Option<&str>) -> (String, String, String) {
    let english = app.parts().locales.find("en").expect("a language");
    let senator = state.map(|state| {
        let state = state.to_owned();
        office(Seat::Senate { state }, Reach::Constituents)
    });
    let (sheet, csv) = pages(app, english, 500, senator.as_ref());
    let groups = sheet["groups"].as_array().expect("groups").clone();
    let lines = groups
        .iter()
        .flat_map(|group| group["lines"].as_array().expect("lines"));
    let text = |line: &serde_json::Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let names = lines.map(|line| format!("{} | {}\n", text(line, "name"), text(line, "rest")));
    (
        names.collect(),
        csv,
        format!("{} {}", sheet["method"], sheet["comments"]),
    )
}

fn agreed(app: &TestApp) -> i64 {
    app.count("SELECT COUNT(*) AS n FROM people WHERE to_offices IS NOT NULL AND to_offices_at IS NOT NULL")
}

/// Three people of California: listed by initial and not at all, who agree; by initial, who does not.
async fn three(app: &TestApp) {
    let bea = [
        ("email", "bea@example.org"),
        ("name", "Bea Ruiz"),
        ("listing", "unlisted"),
    ];
    let cy = [
        ("email", "cy@example.org"),
        ("name", "Cy Marín"),
        ("postal_code", "94110"),
    ];
    app.sign_and_confirm("en", &[AGREES, ("comment", "Please act.")]).await;
    app.sign_and_confirm("en", &[&bea[..], &[AGREES]].concat()).await;
    app.sign_and_confirm("en", &cy).await;
}

#[rocket::async_test]
async fn only_their_own_offices_see_the_full_names_of_those_who_agree() {
    let app = TestApp::with_letter(ASKS).await;
    three(&app).await;
    assert_eq!(agreed(&app), 2);
    app.worker
        .store
        .write_now(|tx| tx.execute("UPDATE people SET comment_state = 'approved'", []))
        .expect("writes");
    let (names, csv, said) = seen(&app, Some("CA"));
    assert_eq!(names, "Ana López García | 93701\nBea Ruiz | 93701\nCy M. | \n");
    assert!(csv.lines().next().is_some_and(|it| it.ends_with(",ZIP code")), "{csv}");
    for line in [
        "Constituent,Ana López García,,CA,United States,,,93701",
        "Constituent,Bea Ruiz,,CA,United States,,,93701",
    ] {
        assert!(csv.contains(line), "{csv}");
    }
    assert!(csv.contains("Constituent,Cy M.,,CA,United States,,,\n"), "{csv}");
    assert!(
        said.contains("with their full name and ZIP code") && said.contains("Ana López García, CA"),
        "{said}"
    );
    for other in [Some("NV"), None] {
        let (names, csv, _) = seen(&app, other);
        let all = format!("{names}{csv}");
        assert!(
            !all.contains("García") && !all.contains("Bea") && !all.contains("93701"),
            "{other:?}: {all}"
        );
    }
    for public in [format!("/en/letters/{LETTER}/people"), format!("/en/letters/{LETTER}")] {
        let page = app.get(&public).await.body;
        assert!(
            !page.contains("García") && !page.contains("Bea") && !page.contains("93701"),
            "{public}"
        );
    }
}

#[rocket::async_test]
async fn the_numbers_say_how_many_an_office_sees_by_name_and_how_many_are_public() {
    let app = TestApp::with_letter(ASKS).await;
    three(&app).await;
    let english = app.parts().locales.find("en").expect("a language");
    let sheet = |state: &str, most: usize| {
        let state = state.to_owned();
        let senator = office(Seat::Senate { state }, Reach::Constituents);
        pages(&app, english, most, Some(&senator)).0
    };
    let own = sheet("CA", 500);
    let table = own["table"].to_string();
    assert!(table.contains(r#"California","3","2","1""#), "{table}");
    assert!(
        own["names_note"]
            .as_str()
            .is_some_and(|it| it.contains("3 constituents")),
        "{own}"
    );
    let note = sheet("CA", 1)["groups"].to_string();
    assert!(note.contains("2 more"), "{note}");
    assert!(!sheet("NV", 500)["names_note"].to_string().contains("constituents"));
}

#[rocket::async_test]
async fn a_person_sees_and_changes_what_they_agreed_to() {
    let app = TestApp::with_letter(ASKS).await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(
        form.contains(BOX) && !form.contains(&format!("{BOX} checked")),
        "{form}"
    );
    app.sign("en", &[AGREES]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    assert!(
        app.get(&confirm)
            .await
            .body
            .contains("They may see your full name and ZIP code")
    );
    app.post(&confirm, &[]).await;
    let page = app.get(&own).await.body;
    assert!(page.contains(&format!("{BOX} checked")), "{page}");
    let stored = app.get(&format!("{own}/data")).await.body;
    assert!(stored.contains("My own members of Congress may see"), "{stored}");
    let print = || {
        app.worker
            .store
            .read_now(|db| fingerprint(db, LETTER, 1, None))
            .expect("reads")
    };
    let before = print();
    // The box is left empty.
    let page = app.post(&own, &[("listing", "initial")]).await.body;
    assert!(
        page.contains(BOX) && !page.contains(&format!("{BOX} checked")),
        "{page}"
    );
    assert_eq!(agreed(&app), 0);
    assert_ne!(print().digest, before.digest, "a plan that was checked is out of date");
    assert!(!seen(&app, Some("CA")).0.contains("García"));
    app.post(&own, &[("listing", "initial"), AGREES]).await;
    assert_eq!((agreed(&app), print().digest), (1, before.digest));
}

#[rocket::async_test]
async fn a_letter_that_does_not_ask_shows_nobody_more() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(!form.contains("to_offices"), "{form}");
    app.sign_and_confirm("en", &[AGREES]).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&own, &[("listing", "initial"), AGREES]).await;
    assert_eq!(agreed(&app), 0);
    assert!(!seen(&app, Some("CA")).1.contains("ZIP"));
}

#[rocket::async_test]
async fn a_box_that_is_checked_at_first_binds_only_those_who_saw_it() {
    let app = TestApp::with_letter("full_names_to_offices = \"ask-checked\"").await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(form.contains(&format!("{BOX} checked")), "{form}");
    // Who unchecks it, and meets an error, finds it as they left it.
    let again = app.sign("en", &[("name", "")]).await.body;
    assert!(
        again.contains(BOX) && !again.contains(&format!("{BOX} checked")),
        "{again}"
    );
    let short = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(!short.contains("to_offices"), "the short form does not show it");
    app.sign_and_confirm("en", &[("short", "yes")]).await;
    assert_eq!(agreed(&app), 0);
    // Abroad, nobody has a member of Congress.
    let abroad = app
        .sign("en", &[("country", "MX"), ("postal_code", ""), ("name", "")])
        .await
        .body;
    assert!(!abroad.contains(BOX), "{abroad}");
}

#[rocket::async_test]
async fn a_restored_backup_shows_offices_nobody_who_took_it_back() {
    let app = TestApp::with_letter(ASKS).await;
    if app.worker.store.is_shared() {
        return;
    }
    app.sign_and_confirm("en", &[AGREES]).await;
    let own = app.link_to("/my-signature/").await;
    app.sign_and_confirm("en", &[("email", "bea@example.org"), ("name", "Bea Ruiz"), AGREES])
        .await;
    back_up(&app);
    app.post(&own, &[("listing", "initial")]).await;
    let (config, _) = elsewhere(&app);
    let store = Store::open(&config.store.path, 1).expect("opens");
    let agree = "SELECT name AS line FROM people WHERE to_offices IS NOT NULL";
    assert_eq!(lines(&store, agree), ["Bea Ruiz"]);
}
