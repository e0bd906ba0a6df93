//! What helps while a form is filled in: the line as it will appear, a row for each approver, a hint about other countries, and nothing is
//! lost on the way to the other form and back.

use crate::app::{Answer, LETTER, TestApp};

async fn line(app: &TestApp, who: &str, fields: &[(&str, &str)]) -> Answer {
    let path = format!("/en/letters/{LETTER}/signatures/{who}/line");
    app.post(&path, fields).await
}

/// Returns the line that the preview shows, as text.
fn previewed(page: &str) -> String {
    let (_, rest) = page
        .split_once("<p class=\"signed-line\"><bdi>")
        .unwrap_or_else(|| panic!("no preview: {page}"));
    let line = rest.split("</bdi>").next().unwrap_or_default();
    [("&#x27;", "'"), ("&#x3D;", "="), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(line.to_owned(), |line, (entity, sign)| line.replace(entity, sign))
}

#[rocket::async_test]
async fn the_line_of_a_person_is_that_of_the_preview() {
    let app = TestApp::start().await;
    for fields in [
        [("name", "Rosa Prado"), ("listing", "initial"), ("city", "")],
        [
            ("name", "María de los Ángeles García López"),
            ("listing", "initial"),
            ("city", ""),
        ],
        [("name", "Dr. Ana Ruiz"), ("listing", "initial"), ("city", "")],
        [("name", "Nguyễn Văn An"), ("listing", "initial"), ("city", "")],
        [("name", "Sean O'Brien"), ("listing", "full"), ("city", "El Paso")],
        [("name", "Rosa Prado"), ("listing", "unlisted"), ("city", "")],
    ] {
        let preview = app.sign("en", &[&fields[..], &[("preview", "yes")]].concat()).await;
        let expected = previewed(&preview.body);
        let typed = [&fields[..], &[("country", "US"), ("postal_code", "93701")]].concat();
        let shown: serde_json::Value = serde_json::from_str(&line(&app, "people", &typed).await.body).expect("JSON");
        assert_eq!(shown["line"], expected, "{fields:?}");
        let before = if fields[1].1 == "unlisted" {
            ""
        } else {
            "You'll appear as"
        };
        assert_eq!(shown["before"], before);
    }
}

#[rocket::async_test]
async fn nothing_is_shown_before_it_is_certain_and_nothing_is_counted() {
    let app = TestApp::with("[default.quotas]\nsignings_per_hour_per_address = 3").await;
    let rosa = [("name", "Rosa Prado"), ("listing", "initial"), ("country", "US")];
    for zip in ["", "937", "K1A 0B1"] {
        let typed = [&rosa[..], &[("postal_code", zip)]].concat();
        assert_eq!(line(&app, "people", &typed).await.status, 204, "{zip}");
    }
    let known = [&rosa[..], &[("postal_code", "93701")]].concat();
    for _ in 0..8 {
        assert_eq!(line(&app, "people", &known).await.status, 200);
    }
    assert_eq!(app.sign("en", &[]).await.status, 200, "the quota is for signing");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
}

#[rocket::async_test]
async fn the_line_of_an_organization_is_that_of_the_preview() {
    let app = TestApp::start().await;
    let fields = [
        ("listed_name", ""),
        ("legal_name", "Harvest.example Action"),
        ("website", "harvest.example"),
    ];
    let preview = app
        .sign_organization(&[&fields[..], &[("preview", "yes")]].concat())
        .await;
    let typed = [&fields[..], &[("city", "Salinas"), ("state", "CA"), ("country", "US")]].concat();
    let shown: serde_json::Value = serde_json::from_str(&line(&app, "organizations", &typed).await.body).expect("JSON");
    assert_eq!(shown["line"], previewed(&preview.body));
    let abroad = [("legal_name", "Centro"), ("city", "Oaxaca"), ("country", "MX")];
    let shown = line(&app, "organizations", &abroad).await.body;
    assert!(shown.contains("Centro — Oaxaca, Mexico"), "{shown}");
}

/// Returns the value of a field on a page.
fn value(page: &str, name: &str) -> Option<String> {
    let (_, rest) = page.split_once(&format!(" name=\"{name}\" value=\""))?;
    Some(rest.split('"').next()?.to_owned())
}

#[rocket::async_test]
async fn a_button_adds_a_row_and_keeps_everything() {
    let app = TestApp::start().await;
    let fields = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("add_approver", "yes"),
    ];
    let page = app.sign_organization(&fields).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert_eq!(
        value(&page.body, "legal_name").as_deref(),
        Some("The Harvest Workers Union, Local 12")
    );
    assert_eq!(
        value(&page.body, "approver_email").as_deref(),
        Some("dolores@harvest.example")
    );
    assert_eq!(value(&page.body, "approver_name_2").as_deref(), Some(""));
    assert_eq!(value(&page.body, "approver_name_3"), None);
    assert!(page.body.contains("<details class=\"more\" open>"), "{}", page.body);
    assert!(
        page.body.contains("signatures/organizations#approver_name_3\""),
        "the next press leads to its row"
    );
    let full: Vec<(String, String)> = (2..=12)
        .map(|n| (format!("approver_name_{n}"), format!("Member {n}")))
        .collect();
    let full: Vec<_> = full.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let page = app.sign_organization(&[&fields[..], &full].concat()).await;
    assert!(!page.body.contains("data-add"), "twelve are the most: {}", page.body);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
}

#[rocket::async_test]
async fn a_row_says_what_is_wrong_with_it_and_rows_and_lines_are_one_board() {
    let app = TestApp::start().await;
    let rows = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("approver_name_2", "Kim Lee"),
        ("approver_email_2", "kim@"),
        ("board", "Luz Ríos luz@gmail.com"),
        ("approvals", "3"),
    ];
    let page = app.sign_organization(&rows).await;
    assert_eq!(page.status, 422);
    for shown in [
        "<a href=\"#approver_email_2\">Approver 2: ",
        "id=\"approver_email_2-error\"",
        "<legend>Approver 3</legend>",
    ] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    assert_eq!(
        value(&page.body, "approver_name_3").as_deref(),
        Some("Luz Ríos"),
        "lines come back as rows"
    );
    let mended = [&rows[..], &[("approver_email_2", "kim@harvest.example")]].concat();
    assert_eq!(app.sign_organization(&mended).await.status, 200);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM deciders"), 3);
    assert_eq!(app.count("SELECT approvals AS n FROM organizations"), 3);
}

#[rocket::async_test]
async fn going_to_the_other_form_and_back_keeps_everything() {
    let app = TestApp::start().await;
    let typed = [
        ("authorized", "yes"),
        ("phone", "(202) 555-0143"),
        ("public_email", "office@harvest.example"),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "dolores@harvest.example"),
        ("approver_name_2", "Kim Lee"),
        ("approver_email_2", "kim@harvest.example"),
        ("approvals", "2"),
        ("updates", "yes"),
    ];
    let there = app.sign_organization(&[&typed[..], &[("other", "yes")]].concat()).await;
    assert!(there.body.contains("Sign as an individual</h1>"), "{}", there.body);
    // Everything that this form has, as a browser would send it.
    let inputs = there
        .body
        .split("<input ")
        .skip(1)
        .filter(|tag| !tag.contains("type=\"radio\"") || tag.contains(" checked"));
    let inputs = inputs.filter(|tag| !tag.contains("type=\"checkbox\"") || tag.contains(" checked"));
    let sent: Vec<(String, String)> = inputs
        .filter_map(|tag| {
            let of = |name: &str| {
                tag.split_once(&format!(" {name}=\""))?
                    .1
                    .split('"')
                    .next()
                    .map(str::to_owned)
            };
            let tag_name = of("name").or_else(|| Some(tag.strip_prefix("name=\"")?.split('"').next()?.to_owned()))?;
            Some((tag_name, of("value").unwrap_or_default()))
        })
        .collect();
    let mut sent: Vec<(&str, &str)> = sent
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    sent.extend([("country", "US"), ("other", "yes")]);
    let back = app
        .post(&format!("/en/letters/{LETTER}/signatures/people"), &sent)
        .await
        .body;
    for (name, text) in typed
        .iter()
        .filter(|(name, _)| !matches!(*name, "approvals" | "authorized" | "updates"))
    {
        assert_eq!(value(&back, name).as_deref(), Some(*text), "{name}: {back}");
    }
    for shown in [
        "name=\"authorized\" value=\"yes\" checked",
        "name=\"updates\" value=\"yes\" checked",
        "<option value=\"2\" selected>",
        "<option value=\"union\" selected>",
    ] {
        assert!(back.contains(shown), "{shown}: {back}");
    }
}

#[rocket::async_test]
async fn a_postal_code_of_another_country_is_answered_with_where_to_choose_it() {
    let app = TestApp::start().await;
    let page = app.sign("en", &[("postal_code", "K1A 0B1"), ("state", "")]).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("select your country under “Country.”"),
        "{}",
        page.body
    );
    let page = app.sign("en", &[("postal_code", "9370"), ("state", "")]).await;
    assert!(page.body.contains("Enter a 5-digit ZIP code"), "{}", page.body);
    let page = app.sign("en", &[("postal_code", "K1A 0B1"), ("country", "CA")]).await;
    assert_eq!(page.status, 200, "{}", page.body);
}
