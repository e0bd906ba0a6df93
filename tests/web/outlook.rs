//! What is said before a signature is confirmed turns out true: whether it counts then, is held, or others decide.

use crate::app::{LETTER, TestApp};

const FREE_MAIL: [(&str, &str); 1] = [("email", "sam@gmail.com")];

/// Returns the response to the form, the mail, and the page that its link leads to.
async fn told(app: &TestApp, lang: &str, fields: &[(&str, &str)]) -> [String; 3] {
    let answer = app.sign_organization_in(lang, fields).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let (_, _, mail) = app.mails().await.pop().expect("a mail");
    let link = app.link().await;
    [answer.body, mail, app.get(&link).await.body]
}

#[rocket::async_test]
async fn signers_who_will_be_held_are_told_before_confirming() {
    let app = TestApp::start().await;
    let government = [("legal_name", "City of Salinas"), ("listed_name", "City of Salinas")];
    for fields in [&FREE_MAIL[..], &government] {
        let [answer, mail, page] = told(&app, "en", fields).await;
        assert!(
            answer.contains("Then our staff look, before your signature counts."),
            "{answer}"
        );
        assert!(mail.contains("then our staff look before it counts:"), "{mail}");
        assert!(
            page.contains("Press the button to confirm it. Then our staff look, before it counts."),
            "{page}"
        );
        let link = app.link().await;
        let pressed = app.post(&link, &[]).await.body;
        assert!(pressed.contains("our staff look before it counts"), "{pressed}");
    }
    let app = TestApp::start().await;
    let [answer, mail, page] = told(&app, "es", &FREE_MAIL).await;
    assert!(
        answer.contains("Después nuestro equipo revisa su firma antes de contarla.")
            && mail.contains("después nuestro equipo revisa la firma antes de contarla:")
            && page.contains("Después nuestro equipo la revisa antes de contarla."),
        "{answer}\n{mail}\n{page}"
    );
}

#[rocket::async_test]
async fn signers_who_may_count_at_once_get_no_promise() {
    let app = TestApp::start().await;
    let [answer, mail, page] = told(&app, "en", &[]).await;
    assert!(answer.contains("only then can your signature count"), "{answer}");
    assert!(
        mail.contains("To be counted, open this page and press the button:"),
        "{mail}"
    );
    assert!(
        page.contains("Press the button to confirm it: only then can it count.")
            && !page.contains("and your signature counts"),
        "{page}"
    );
    app.sign("en", &[]).await;
    let link = app.link().await;
    let person = app.get(&link).await.body;
    assert!(person.contains("only then can it count"), "{person}");
}

#[rocket::async_test]
async fn where_others_decide_the_page_says_so() {
    let app = TestApp::start().await;
    let board = [
        ("authorized", ""),
        ("approver_name", "Dolores Prado"),
        ("approver_email", "director@harvest.example"),
        ("email", "sam@gmail.com"),
    ];
    let [answer, mail, page] = told(&app, "en", &board).await;
    assert!(
        !answer.contains("our staff look") && !mail.contains("our staff look"),
        "{mail}"
    );
    assert!(
        page.contains("Then we ask the person who decides for your organization"),
        "{page}"
    );
}

#[rocket::async_test]
async fn the_form_says_whom_staff_look_at() {
    let form = format!("/en/letters/{LETTER}/sign/organization");
    let each = "Our staff look at each organization before it counts.";
    let own = "is not at the domain of your organization&#x27;s website, our staff look before it counts.";
    for (line, looked_at, verified) in [
        ("", false, true),
        ("organizations_appear = \"after-approval\"", true, false),
        ("unverified_organizations = \"count\"", false, false),
    ] {
        let app = TestApp::with_letter(line).await;
        let page = app.get(&form).await.body;
        assert_eq!(
            (page.contains(each), page.contains(own)),
            (looked_at, verified),
            "{line}: {page}"
        );
        let person = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
        assert!(!person.contains("our staff look before"), "{line}");
    }
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let [answer, _, page] = told(&app, "en", &FREE_MAIL).await;
    assert!(
        !answer.contains("our staff look") && !page.contains("our staff look"),
        "{page}"
    );
}
