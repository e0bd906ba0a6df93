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
        assert!(answer.contains("review your signature before we count it."), "{answer}");
        assert!(
            mail.contains("we'll review your signature before we count it:"),
            "{mail}"
        );
        assert!(
            page.contains("Click the button below to confirm. We&#x27;ll review your signature before we count it."),
            "{page}"
        );
        let link = app.link().await;
        let pressed = app.post(&link, &[]).await.body;
        assert!(pressed.contains("before we count it"), "{pressed}");
        let again = app.get(&link).await.body;
        assert!(
            again.contains("before we count it") && !again.contains("name=\"version\""),
            "{again}"
        );
    }
    let app = TestApp::start().await;
    let [answer, mail, page] = told(&app, "es", &FREE_MAIL).await;
    assert!(
        answer.contains("Revisaremos su firma antes de contarla.")
            && mail.contains("revisaremos su firma antes de contarla:")
            && page.contains("Revisaremos su firma antes de contarla."),
        "{answer}\n{mail}\n{page}"
    );
}

#[rocket::async_test]
async fn signers_who_may_count_at_once_get_no_promise() {
    let app = TestApp::start().await;
    let [answer, mail, page] = told(&app, "en", &[]).await;
    assert!(answer.contains("count your signature until you do"), "{answer}");
    assert!(
        mail.contains("We can't count your signature until you confirm it:"),
        "{mail}"
    );
    assert!(
        page.contains("Click the button below to confirm. We can&#x27;t count your signature until you do.")
            && !page.contains("Your signature is now counted"),
        "{page}"
    );
    app.sign("en", &[]).await;
    let link = app.link().await;
    let person = app.get(&link).await.body;
    assert!(person.contains("count your signature until you do"), "{person}");
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
        !answer.contains("before we count it") && !mail.contains("before we count it"),
        "{mail}"
    );
    assert!(page.contains("ask your organization&#x27;s approver"), "{page}");
}

#[rocket::async_test]
async fn the_form_says_whom_staff_look_at() {
    let form = format!("/en/letters/{LETTER}/sign/organization");
    let each = "We review each organization before we count it.";
    let own = "match your organization&#x27;s website, we&#x27;ll review the signature before we count it.";
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
        assert!(!person.contains("before we count it"), "{line}");
    }
    let app = TestApp::with_letter("unverified_organizations = \"count\"").await;
    let [answer, _, page] = told(&app, "en", &FREE_MAIL).await;
    assert!(
        !answer.contains("before we count it") && !page.contains("before we count it"),
        "{page}"
    );
}
