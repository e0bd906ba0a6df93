//! What a person's form asks, and what it derives by itself.

use undersigned::offices::store as offices;
use undersigned::store::StoreError;

use crate::app::{Answer, LETTER, TestApp};

/// Imports a small table of districts.
fn import(app: &TestApp) {
    let rows = [
        ("93701", "CA", 21),
        ("93706", "CA", 13),
        ("93706", "CA", 21),
        ("59221", "MT", 2),
        ("59221", "ND", 0),
    ];
    let rows: Vec<_> = rows
        .iter()
        .map(|(zip, state, district)| ((*zip).to_owned(), (*state).to_owned(), *district))
        .collect();
    let done = app
        .worker
        .store
        .write_now(move |tx| offices::put_districts(tx, 119, &rows));
    done.map_err(|error: StoreError| error.to_string()).expect("imports");
}

/// Checks that the form came back with a question, which is not an error.
fn assert_asked(answer: &Answer, field: &str) {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let (_, form) = answer.body.split_once("<main").expect("a page");
    for reproach in [
        "aria-invalid",
        "class=\"field wrong\"",
        "class=\"error\"",
        "class=\"summary\"",
        "role=\"alert\"",
    ] {
        assert!(!form.contains(reproach), "{reproach}: {form}");
    }
    assert!(form.contains(field) && form.contains(" autofocus"), "{field}: {form}");
}

#[rocket::async_test]
async fn the_state_follows_from_the_zip_and_is_asked_for_only_where_it_does_not() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(!form.contains("id=\"state\""), "few fields first");
    app.sign("en", &[("state", "")]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures WHERE region = 'CA'"), 1);
    let wrong = app
        .sign(
            "en",
            &[("postal_code", "93701"), ("name", ""), ("email", "bo@example.org")],
        )
        .await;
    assert!(wrong.body.contains("California"), "the state is shown");
    // Military post: no state follows from it.
    let asked = app
        .sign(
            "en",
            &[("postal_code", "09012"), ("state", ""), ("email", "cy@example.org")],
        )
        .await;
    assert_asked(&asked, "id=\"state\"");
    let told = app
        .sign(
            "en",
            &[("postal_code", "09012"), ("state", "TX"), ("email", "cy@example.org")],
        )
        .await;
    assert_eq!(told.status, 200);
    let abroad = [
        ("country", "PH"),
        ("postal_code", "1000"),
        ("city", "Manila"),
        ("email", "di@example.org"),
    ];
    assert_eq!(app.sign("es", &abroad).await.status, 200);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE region IS NULL AND country = 'PH'"),
        1
    );
}

#[rocket::async_test]
async fn countries_have_their_names_in_the_language_of_the_page() {
    let app = TestApp::start().await;
    let form = app.get(&format!("/es/letters/{LETTER}/sign")).await.body;
    let places: Vec<_> = ["Estados Unidos", "Afganistán", "España", "Zimbabue"]
        .map(|name| form.find(&format!(">{name}<")))
        .into();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?}");
}

#[rocket::async_test]
async fn a_zip_in_two_districts_is_a_question_and_i_dont_know_is_an_answer() {
    let app = TestApp::start().await;
    import(&app);
    app.sign("en", &[]).await;
    let found = |how: &str| {
        app.count(&format!(
            "SELECT COUNT(*) AS n FROM people WHERE district_found = '{how}'"
        ))
    };
    assert_eq!(
        (found("unique"), app.count("SELECT district AS n FROM people")),
        (1, 21)
    );
    let shared = |district: &'static str, email: &'static str| {
        [("postal_code", "93706"), ("district", district), ("email", email)]
    };
    let asked = app.sign("es", &shared("", "bo@example.org")).await;
    assert_asked(&asked, "id=\"district-13\"");
    for shown in [
        "Distrito 13, California",
        "Distrito 21, California",
        "No lo sé",
        "Una pregunta más",
        "href=\"#district-13\"",
    ] {
        assert!(asked.body.contains(shown), "{shown} is missing");
    }
    assert_eq!(app.sign("en", &shared("13", "bo@example.org")).await.status, 200);
    assert_eq!(app.sign("en", &shared("unknown", "cy@example.org")).await.status, 200);
    let other = app.sign("en", &shared("44", "di@example.org")).await;
    assert_asked(&other, "id=\"district-13\"");
    assert_eq!((found("chosen"), found("unknown")), (1, 1), "no other district");
    let border = [("postal_code", "59221"), ("email", "ed@example.org"), ("state", "")];
    let asked = app.sign("en", &border).await;
    assert_asked(&asked, "id=\"state\"");
    let choices = asked
        .body
        .split("<select id=\"state\"")
        .nth(1)
        .and_then(|rest| rest.split("</select>").next());
    let choices = choices.expect("choices");
    assert_eq!(
        choices.matches("<option value=").count(),
        3,
        "the two states, and none: {choices}"
    );
    let both = app
        .sign("en", &[&shared("", "ed@example.org")[..], &[("name", "")]].concat())
        .await;
    assert_eq!(both.status, 422, "a mistake beside a question");
    assert!(both.body.contains("id=\"name-error\"") && !both.body.contains("id=\"district-error\""));
    assert!(both.body.contains("There is a problem") && both.body.contains("One more question"));
}

#[rocket::async_test]
async fn a_slip_in_a_mail_domain_is_asked_about_once() {
    let app = TestApp::start().await;
    let asked = app.sign("en", &[("email", "ana@gmial.com")]).await;
    assert!(asked.status == 422 && asked.body.contains("Did you mean ana@gmail.com?"));
    for button in [
        "name=\"use_suggestion\" value=\"ana@gmail.com\">Use ana@gmail.com</button>",
        ">Keep ana@gmial.com</button>",
    ] {
        assert!(asked.body.contains(button), "{}", asked.body);
    }
    let kept = app
        .sign("en", &[("email", "ana@gmial.com"), ("email_checked", "ana@gmial.com")])
        .await;
    assert_eq!(kept.status, 200);
    let taken = [
        ("email", "bo@gmial.com"),
        ("email_checked", "bo@gmial.com"),
        ("use_suggestion", "bo@gmail.com"),
    ];
    assert_eq!(app.sign("en", &taken).await.status, 200);
    let to: Vec<_> = app.mails().await.into_iter().map(|(to, _, _)| to).collect();
    assert_eq!(to, ["ana@gmial.com", "bo@gmail.com"]);
}

#[rocket::async_test]
async fn check_mail_names_what_was_typed_and_sends_again_without_telling_anything() {
    let app = TestApp::start().await;
    let first = app.sign("en", &[]).await;
    for shown in [
        "ana@example.org",
        "Ana G. — CA",
        "name=\"name\" value=\"Ana López García\"",
        "Workers on temporary visas",
    ] {
        assert!(first.body.contains(shown), "{shown} is missing");
    }
    let link = app.link().await;
    app.post(&link, &[]).await;
    let without_moment = |body: &str| {
        let (before, rest) = body.split_once("name=\"opened\"").expect("kept");
        format!("{before}{}", rest.split_once('>').expect("closed").1)
    };
    let again = app.sign("en", &[]).await;
    assert_eq!(
        without_moment(&first.body),
        without_moment(&again.body),
        "who has signed is answered to the byte as who has not"
    );
}

#[rocket::async_test]
async fn a_household_shares_a_mailbox_where_the_letter_allows_it() {
    let app = TestApp::with_letter("people_per_address = 2").await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_and_confirm("en", &[("name", "Luis López"), ("email", "Ana@example.org")])
        .await;
    assert_eq!(app.count("SELECT people AS n FROM tally"), 2);
    app.sign("en", &[("name", "Luis Lopez")]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures"),
        2,
        "the same two, however they spell their names"
    );
    app.worker.clock.shift(86_401);
    app.sign("en", &[("name", "Third Person")]).await;
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 2, "and no third");
    app.mails().await;
    let found = app.post("/en/my-signatures", &[("email", "ana@example.org")]).await;
    assert_eq!(found.status, 200);
    let (_, _, text) = app.mails().await.pop().expect("a mail");
    assert_eq!(text.matches("/my-signature/").count(), 2, "both find what they signed");
}

#[rocket::async_test]
async fn a_signature_is_taken_back_and_may_be_given_again() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    let gone = app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    assert!(gone.body.contains("Your signature has been withdrawn"), "{}", gone.body);
    assert_eq!(app.count("SELECT people AS n FROM tally"), 0);
    assert!(!app.get(&format!("/en/letters/{LETTER}")).await.body.contains("Ana G."));
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
}

#[rocket::async_test]
async fn a_person_who_did_not_sign_deletes_the_entry_from_the_mail() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let link = app.link_to("/not-us/").await;
    assert!(app.get(&link).await.body.contains("Remove the name"));
    assert_eq!(
        app.count("SELECT people AS n FROM tally"),
        1,
        "opening it changes nothing"
    );
    assert_eq!(
        app.post(&link, &[]).await.status,
        422,
        "a scanner that presses ticks no box"
    );
    assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
    assert!(
        app.post(&link, &[("sure", "yes")])
            .await
            .body
            .contains("The name has been removed")
    );
    assert_eq!(app.count("SELECT people AS n FROM tally"), 0);
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    assert_eq!(app.post(&link, &[("sure", "yes")]).await.status, 404);
}

#[rocket::async_test]
async fn thanks_come_with_plain_links_that_carry_a_tag() {
    let app = TestApp::start().await;
    let thanks = app
        .sign_and_confirm("es", &[("via", "whatsapp")])
        .await
        .body
        .replace("&#x3D;", "=");
    for shown in [
        "https://wa.me/?text=",
        "https://bsky.app/intent/compose",
        "mailto:?subject=",
        "via%3Dbluesky",
        "/qr.svg",
    ] {
        assert!(thanks.contains(shown), "{shown} is missing");
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE source = 'whatsapp'"),
        1
    );
    let tagged = app.get(&format!("/es/letters/{LETTER}?via=bluesky")).await.body;
    assert!(tagged.contains("/sign?via=bluesky"));
    assert!(
        !app.get(&format!("/es/letters/{LETTER}?via=<b>"))
            .await
            .body
            .contains("via=")
    );
    let form = app.get(&format!("/es/letters/{LETTER}/sign?via=bluesky")).await.body;
    assert!(form.contains("name=\"via\" value=\"bluesky\""));
    let qr = app.get(&format!("/es/letters/{LETTER}/qr.svg")).await.body;
    assert!(qr.contains("<svg") && !qr.contains("<script"));
    let share = |instance: &str| format!("/en/letters/{LETTER}/share?instance={instance}");
    assert!(
        app.get(&share("mastodon.example"))
            .await
            .body
            .replace("&#x3D;", "=")
            .contains("https://mastodon.example/share?text=")
    );
    assert!(
        app.get(&share("javascript:alert(1)"))
            .await
            .body
            .contains("Enter a server name")
    );
}
