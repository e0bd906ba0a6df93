//! What the own page offers to correct.

use crate::app::{LETTER, TestApp};

/// Returns the names of a page's fields, each once, in order.
fn fields(page: &str) -> Vec<String> {
    let form = page.split("id=\"own-form\"").nth(1).expect("the form");
    let form = form.split("</form>").next().expect("closed");
    let mut names: Vec<String> = form
        .split("name=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .map(str::to_owned)
        .collect();
    names.dedup();
    names
}

#[rocket::async_test]
async fn a_person_corrects_the_name_before_it_is_confirmed_and_words_where_the_letter_takes_them() {
    for (line, words) in [
        ("", true),
        ("comments = \"none\"", false),
        ("comments = \"public\"", true),
    ] {
        let app = TestApp::with_letter(line).await;
        app.sign("en", &[]).await;
        let (own, confirm) = (app.link_to("/my-signature/").await, app.link_to("/confirm/").await);
        let mut expected = vec![
            "name",
            "listing",
            "city",
            "short_name",
            "updates",
            "title",
            "affiliation",
            "comment",
            "preview",
        ];
        expected.retain(|name| words || *name != "comment");
        assert_eq!(fields(&app.get(&own).await.body), expected, "{line}");
        app.post(&confirm, &[]).await;
        expected.retain(|name| *name != "name");
        assert_eq!(fields(&app.get(&own).await.body), expected, "{line}");
    }
}

#[rocket::async_test]
async fn an_organization_corrects_all_that_it_said_and_its_name_in_each_other_language() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let own = app.link_to("/my-signature/").await;
    let page = app.get(&own).await.body;
    assert_eq!(
        fields(&page),
        [
            "legal_name",
            "listed_name",
            "listed_name_es",
            "org_kind",
            "scope",
            "country",
            "state",
            "city",
            "website",
            "public_email",
            "contact_name",
            "contact_title",
            "phone",
            "updates",
            "preview",
        ]
    );
    assert!(page.contains(">Name in another language: Español"), "{page}");
    let wrong = app.post(&own, &[("listed_name_es", &"Unión ".repeat(80))]).await.body;
    assert!(
        wrong.contains("<a href=\"#listed_name_es\">Name in another language: Español: "),
        "{wrong}"
    );
}

#[rocket::async_test]
async fn names_in_other_languages_are_looked_at_once_the_signature_is_confirmed() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (own, confirm) = (app.link_to("/my-signature/").await, app.link_to("/confirm/").await);
    let flagged = "SELECT COUNT(*) AS n FROM signatures WHERE flags LIKE '%other-names%'";
    let form = [
        ("legal_name", "The Harvest Workers Union, Local 12"),
        ("listed_name", "Harvest Workers Union, Local 12"),
        ("org_kind", "union"),
        ("scope", "local"),
        ("city", "Salinas"),
        ("country", "US"),
        ("state", "CA"),
        ("website", "harvest.example"),
        ("contact_name", "Sam Rivera"),
        ("contact_title", "Secretary"),
    ];
    let save = async |other: &str| {
        let fields = [&form[..], &[("listed_name_es", other)]].concat();
        let page = app.post(&own, &fields).await.body;
        assert!(
            page.contains("Your changes are saved.") || page.contains("under review"),
            "{page}"
        );
        app.count(flagged)
    };
    assert_eq!(save("Sindicato de la Cosecha").await, 0, "nobody has confirmed it");
    app.post(&confirm, &[]).await;
    assert_eq!(save("Sindicato de la Cosecha").await, 0, "nothing changed");
    assert_eq!(save("").await, 0, "there is none to look at");
    assert_eq!(save("Sindicato Agrícola").await, 1);
}

#[rocket::async_test]
async fn whoever_took_it_back_signs_again_while_signing_goes_on() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    let again = format!("href=\"/en/letters/{LETTER}/sign\">Sign again");
    assert!(app.get(&own).await.body.contains(&again));
    app.worker.clock.shift(60 * 86_400);
    let page = app.get(&own).await;
    assert!(page.status == 200 && !page.body.contains("Sign again"), "{}", page.body);
}

#[rocket::async_test]
async fn a_person_sees_the_whole_line_and_takes_title_and_employer_out_of_it() {
    let app = TestApp::start().await;
    app.sign("en", &[("title", "Clerk"), ("affiliation", "City Hall")])
        .await;
    let (own, confirm) = (app.link_to("/my-signature/").await, app.link_to("/confirm/").await);
    app.post(&confirm, &[]).await;
    let page = app.get(&own).await.body;
    assert!(page.contains("Ana G. — CA"), "{page}");
    let full = [("listing", "full"), ("title", "Clerk"), ("affiliation", "City Hall")];
    let with_preview = full.into_iter().chain([("preview", "yes")]).collect::<Vec<_>>();
    let line = "Ana López García — Fresno, CA · Clerk · City Hall";
    let page = app.post(&own, &with_preview).await.body;
    assert!(page.contains(line), "{page}");
    let page = app.post(&own, &full).await.body;
    assert!(page.contains(line), "{page}");
    let page = app
        .post(
            &own,
            &[("listing", "full"), ("title", ""), ("affiliation", "City Hall")],
        )
        .await
        .body;
    assert!(page.contains("Ana López García — Fresno, CA · City Hall"), "{page}");
    let letter = app.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(letter.contains("City Hall") && !letter.contains("Clerk"), "{letter}");
}
