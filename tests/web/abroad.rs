//! The form asks for what depends on the country.

use undersigned::exports::Format;
use undersigned::organizations::store::invitations;
use undersigned::sheet::store::list;
use undersigned::sheet::{Filter, Sort};
use undersigned::signatures::store::search::Page;

use crate::app::{LETTER, TestApp};
use crate::exports::export;

/// An organization in Canada.
const TORONTO: [(&str, &str); 6] = [
    ("legal_name", "Orchard Circle"),
    ("listed_name", "Orchard Circle"),
    ("country", "CA"),
    // As the page holds it that hides the field.
    ("state", "CA"),
    ("city", "Toronto, Ontario"),
    ("email", "kim@harvest.example"),
];

async fn confirmed(app: &TestApp, fields: &[(&str, &str)]) -> String {
    let answer = app.sign_organization(fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let link = app.link().await;
    app.post(&link, &[]).await.body
}

fn page() -> Page {
    Page::first(100)
}

#[rocket::async_test]
async fn only_people_in_the_united_states_are_promised_their_own_members() {
    let app = TestApp::start().await;
    let path = |form: &str| format!("/en/letters/{LETTER}/{form}");
    let (own, others) = (
        "the members of Congress who represent you",
        "the senators and representatives of the individuals who sign",
    );
    let at_home = app.get(&path("sign")).await.body;
    assert!(at_home.contains(own) && !at_home.contains(others), "{at_home}");
    // People in the District or a territory have a delegate, and no senators.
    let spanish = app.get(&format!("/es/letters/{LETTER}/sign")).await.body;
    assert!(spanish.contains("quienes le representan en el Congreso"), "{spanish}");
    for form in [&at_home, &spanish] {
        assert!(!form.contains("senator") && !form.contains("senador"), "{form}");
    }
    let organization = app.get(&path("sign/organization")).await.body;
    let toronto = app
        .sign_organization(&[&TORONTO[..], &[("contact_name", "")]].concat())
        .await;
    let nairobi = app.sign("en", &[("country", "KE"), ("name", "")]).await;
    assert_eq!((toronto.status, nairobi.status), (422, 422));
    for page in [organization, toronto.body, nairobi.body] {
        assert!(!page.contains(own) && page.contains(others), "{page}");
    }
}

#[rocket::async_test]
async fn a_country_without_postal_codes_needs_none() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    let (_, field) = form.split_once("id=\"postal_code\"").expect("the field");
    assert!(
        !field.split('>').next().expect("a tag").contains("required"),
        "the browser does not insist"
    );
    let nairobi = [
        ("country", "KE"),
        ("postal_code", ""),
        ("city", "Nairobi"),
        ("state", ""),
    ];
    assert_eq!(app.sign("en", &nairobi).await.status, 200);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM people WHERE postal_code = ''"), 1);
    let at_home = app
        .sign("en", &[("postal_code", ""), ("email", "bo@example.org")])
        .await;
    assert!(at_home.status == 422 && at_home.body.contains("id=\"postal_code-error\""));
}

#[rocket::async_test]
async fn without_a_table_no_district_is_stored_for_a_congress_that_nobody_knows() {
    let app = TestApp::start().await;
    let anchorage = [("postal_code", "99501"), ("city", "Anchorage"), ("state", "")];
    assert_eq!(app.sign("en", &anchorage).await.status, 200);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE region = 'AK'"), 1);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM people WHERE congress IS NOT NULL"),
        0
    );
}

#[rocket::async_test]
async fn an_organization_abroad_signs_and_stands_by_its_city_and_country() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign/organization")).await.body;
    assert!(
        form.contains("<option value=\"US\" selected>United States</option>") && form.contains(">Canada</option>"),
        "the United States is the default"
    );
    let (_, state) = form.split_once("<select id=\"state\"").expect("the field");
    assert!(
        !state.split('>').next().expect("a tag").contains("required"),
        "the browser does not insist"
    );
    let preview = app
        .sign_organization(&[&TORONTO[..], &[("preview", "yes")]].concat())
        .await;
    assert!(
        preview.body.contains("Orchard Circle — Toronto, Ontario, Canada"),
        "{}",
        preview.body
    );
    confirmed(&app, &TORONTO).await;
    assert_eq!(
        app.count(
            "SELECT COUNT(*) AS n FROM signatures WHERE country = 'CA' AND region IS NULL AND state = 'confirmed'"
        ),
        1
    );
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 1);
    for (lang, heading, place) in [
        ("en", "Other countries", "Toronto, Ontario, Canada"),
        ("es", "Otros países", "Toronto, Ontario, Canadá"),
    ] {
        let letter = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert!(
            letter.contains(&format!("<h4>{heading}</h4>")) && letter.contains(place),
            "{letter}"
        );
        let list = app
            .get(&format!("/{lang}/letters/{LETTER}/signers/organizations"))
            .await
            .body;
        assert!(list.contains(place), "{list}");
    }
    let csv = export(&app, Format::Csv);
    assert!(csv.contains(",local,\"Toronto, Ontario\",,CA,"), "{csv}");
    let json: serde_json::Value = serde_json::from_str(&export(&app, Format::Json)).expect("JSON");
    assert_eq!((&json[0]["state"], &json[0]["country"]), (&"".into(), &"CA".into()));
    let found = app
        .worker
        .store
        .read_now(|db| list(db, &Filter::of(LETTER), Sort::Oldest, page()))
        .expect("reads");
    assert_eq!(
        (found.rows[0].region.as_str(), found.rows[0].country.as_str()),
        ("", "CA")
    );
}

#[rocket::async_test]
async fn the_state_is_asked_for_in_the_united_states_alone_and_what_was_typed_comes_back() {
    let app = TestApp::start().await;
    let home = app.sign_organization(&[("country", "US"), ("state", "")]).await;
    assert!(
        home.status == 422 && home.body.contains("id=\"state-error\""),
        "{}",
        home.body
    );
    let unknown = app.sign_organization(&[("country", "ZZ")]).await;
    assert!(
        unknown.status == 422
            && unknown.body.contains("id=\"country-error\"")
            && !unknown.body.contains("id=\"state-error\""),
        "{}",
        unknown.body
    );
    let abroad = app
        .sign_organization(&[
            ("country", "MX"),
            ("state", ""),
            ("city", "Oaxaca"),
            ("contact_name", ""),
        ])
        .await;
    assert!(
        abroad.status == 422
            && abroad.body.contains("id=\"contact_name-error\"")
            && !abroad.body.contains("id=\"state-error\"")
            && abroad.body.contains("<option value=\"MX\" selected>")
            && abroad.body.contains("value=\"Oaxaca\""),
        "{}",
        abroad.body
    );
    let sheet = include_str!("../../static/css/site.css");
    assert!(
        sheet.contains(
            "form:has(#country > option:checked:not([value=\"US\"])) .field:has(> #state, [name=\"district\"]) { display: none; }"
        ),
        "the page hides the field while another country is chosen"
    );
}

#[rocket::async_test]
async fn a_contact_corrects_the_country() {
    let app = TestApp::start().await;
    assert_eq!(app.sign_organization(&[]).await.status, 200);
    let (own, confirm) = (app.link_to("/my-signature/").await, app.link().await);
    app.post(&confirm, &[]).await;
    let shown = app.get(&own).await.body;
    assert!(shown.contains("<option value=\"US\" selected>"), "{shown}");
    let moved = [("country", "CA"), ("city", "Toronto")];
    let preview = app.post(&own, &[&moved[..], &[("preview", "yes")]].concat()).await.body;
    assert!(preview.contains("— Toronto, Canada"), "{preview}");
    let saved = app.post(&own, &moved).await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    assert!(
        saved.body.contains("<option value=\"CA\" selected>Canada</option>"),
        "{}",
        saved.body
    );
    let stored = "SELECT COUNT(*) AS n FROM signatures WHERE country = 'CA' AND region IS NULL AND city = 'Toronto'";
    assert_eq!(app.count(stored), 1);
    let letter = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(letter.contains("Toronto, Canada"), "{letter}");
    let back = app.post(&own, &[("country", "US")]).await;
    assert!(
        back.status == 422 && back.body.contains("id=\"state-error\""),
        "{}",
        back.body
    );
    assert_eq!(app.post(&own, &[("country", "US"), ("state", "NY")]).await.status, 200);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE region = 'NY' AND country = 'US'"),
        1
    );
}

#[rocket::async_test]
async fn the_same_name_in_another_country_is_another_organization_and_staff_read_where_it_is() {
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    confirmed(&app, &[]).await;
    let namesake = [
        ("country", "GB"),
        ("city", "Salinas"),
        ("website", "harvest-uk.example"),
        ("email", "kim@harvest-uk.example"),
    ];
    confirmed(&app, &namesake).await;
    assert_eq!(app.count("SELECT organizations AS n FROM tally"), 2);
    let chapter = [("country", "CA"), ("city", "Toronto"), ("email", "lee@harvest.example")];
    confirmed(&app, &chapter).await;
    let waiting = app
        .worker
        .store
        .read_now(|db| crate::review::waiting(db, page()))
        .expect("reads");
    assert_eq!(waiting.rows[0].place, "Toronto, Canada", "CA alone would be California");
    assert!(waiting.rows[0].beside.iter().any(|it| it.place == "Salinas, CA"));
}

#[rocket::async_test]
async fn an_invitation_fills_in_the_country() {
    let app = TestApp::start().await;
    let now = app.worker.clock.now();
    let guest = invitations::Guest {
        name: "Orchard Circle".to_owned(),
        city: Some("Toronto".to_owned()),
        country: Some("CA".to_owned()),
        ..invitations::Guest::default()
    };
    let at_home = invitations::Guest {
        city: None,
        country: None,
        state: Some("CA".to_owned()),
        ..guest.clone()
    };
    let codes = app.worker.store.write_now(move |tx| {
        let mut book = invitations::Book::of(tx, LETTER)?;
        let first = book.invite(tx, &guest, now)?.code;
        let mut book = invitations::Book::of(tx, LETTER)?;
        let again = book.invite(tx, &guest, now)?.code;
        let other = book.invite(tx, &at_home, now)?.code;
        Ok::<_, undersigned::store::StoreError>([first, again, other])
    });
    let [first, again, other] = codes.expect("invites");
    assert!(
        first == again && first != other,
        "one link for an organization, and one of that name at home has its own"
    );
    let form = app
        .get(&format!("/en/letters/{LETTER}/sign/organization?invite={first}"))
        .await
        .body;
    assert!(form.contains("<option value=\"CA\" selected>Canada</option>"), "{form}");
}

#[rocket::async_test]
async fn a_saved_form_keeps_the_country_and_an_old_one_defaults_to_the_united_states() {
    let app = TestApp::start().await;
    app.sign_organization(&[&TORONTO[..], &[("save", "yes")]].concat())
        .await;
    let link = app.link_to("/draft/").await;
    assert!(
        app.get(&link)
            .await
            .body
            .contains("<option value=\"CA\" selected>Canada</option>")
    );
    // The usual form of these tests names no country.
    confirmed(&app, &[]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE country = 'US' AND region = 'CA'"),
        1
    );
}
