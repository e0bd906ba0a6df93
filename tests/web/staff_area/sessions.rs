//! Sessions: how long they last, and how they are ended.

use rocket::http::Method;
use undersigned::staff::accounts;
use undersigned::staff::role::{Letters, Role};
use undersigned::staff::store::accounts as stored;
use undersigned::store::StoreError;

use super::{Browser, CONSOLE, PASSWORD, acts, add, manage, signed_in, with_password};
use crate::app::{LETTER, TestApp};

const ANA: &str = "ana@coalition.example";

#[rocket::async_test]
async fn a_session_ends_when_it_is_idle_and_after_a_day_in_any_case() {
    let app = TestApp::start().await;
    let browser = signed_in(&app, ANA, Role::Viewer, &[]).await;
    for _ in 0..7 {
        app.worker.clock.shift(100 * 60);
        assert_eq!(browser.get("/staff").await.status, 200, "in use");
    }
    app.worker.clock.shift(20 * 60);
    assert_eq!(browser.get("/staff").await.status, 303, "after 12 hours");
    let browser = signed_in(&app, "bo@coalition.example", Role::Viewer, &[]).await;
    app.worker.clock.shift(2 * 3_600);
    assert_eq!(browser.get("/staff").await.status, 303, "after 2 idle hours");
}

#[rocket::async_test]
async fn one_sees_where_one_is_signed_in_and_ends_that_elsewhere() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Viewer).await;
    let (mut here, mut phone, mut other) = (Browser::new(&app), Browser::new(&app), Browser::new(&app));
    phone = phone.with(
        "User-Agent",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
    );
    for browser in [&mut here, &mut phone, &mut other] {
        assert_eq!(browser.sign_in(ANA, PASSWORD).await.status, 303);
    }
    let page = here.get("/staff/sessions").await.body;
    // The first one began when the password was set.
    assert_eq!(page.matches("<li>").count(), 4, "{page}");
    assert!(
        page.contains("Safari, iPhone") && page.contains("Chrome, Linux"),
        "{page}"
    );
    assert_eq!(page.matches("This browser").count(), 1);
    let (_, rest) = page.split_once("Safari, iPhone").expect("it is there");
    let (_, rest) = rest.split_once("name=\"session\" value=\"").expect("a button");
    let number = rest.split('"').next().expect("closed");
    // Nobody ends a session of someone else.
    let stranger = signed_in(&app, "bo@coalition.example", Role::Owner, &[]).await;
    stranger.post("/staff/sessions", &[("session", number)]).await;
    assert_eq!(phone.get("/staff").await.status, 200);
    here.post("/staff/sessions", &[("session", number)]).await;
    assert_eq!(
        (phone.get("/staff").await.status, other.get("/staff").await.status),
        (303, 200)
    );
    here.post("/staff/sessions", &[("session", "others")]).await;
    assert_eq!(
        (here.get("/staff").await.status, other.get("/staff").await.status),
        (200, 303)
    );
    let out = here.post("/staff/sign-out", &[]).await;
    assert!(
        out.header("Set-Cookie").starts_with("undersigned-staff=; Path=/staff"),
        "{}",
        out.header("Set-Cookie")
    );
    assert_eq!(here.get("/staff").await.status, 303, "the cookie alone opens nothing");
    assert_eq!(acts(&app).iter().filter(|act| *act == "sessions-ended").count(), 3);
}

#[rocket::async_test]
async fn a_second_cookie_of_the_name_keeps_no_one_out_and_puts_no_one_into_another_session() {
    let app = TestApp::start().await;
    let ana = signed_in(&app, ANA, Role::Viewer, &[]).await;
    let bo = signed_in(&app, "bo@coalition.example", Role::Viewer, &[]).await;
    let nobodys = format!("undersigned-staff={}", "A".repeat(43));
    let own = ana.cookie.as_str();
    for (sent, status) in [
        (format!("{nobodys}; x=y; {own}"), 200),
        (format!("{own}; {nobodys}; undersigned-staff=no token"), 200),
        (format!("{own}; {own}"), 200),
        (format!("{own}; {}", bo.cookie), 303),
    ] {
        let browser = Browser::new(&app).with("Cookie", sent.leak());
        assert_eq!(browser.get("/staff").await.status, status);
    }
}

#[rocket::async_test]
async fn a_password_that_was_changed_while_it_was_compared_opens_nothing() {
    let app = TestApp::start().await;
    let id = with_password(&app, ANA, Role::Viewer).await;
    let stored = || {
        let read = app.worker.store.read_now(|db| stored::password(db, ANA));
        read.expect("reads").expect("is set").1
    };
    let compared = stored();
    let token = manage(&app, move |tx, now| accounts::link(tx, CONSOLE, id, now)).expect("is made");
    let path = format!("/staff/welcome/{}", token.as_text());
    let other = "five goats eat warm bread";
    let fields = [("password", other), ("password_again", other)];
    assert_eq!(Browser::new(&app).ask(Method::Post, &path, &fields).await.status, 303);
    let present = stored();
    for (password, opens) in [(compared, false), (present, true)] {
        let begun = manage(&app, move |tx, now| {
            Ok(accounts::sign_in_with(tx, id, &password, "Firefox, Linux", now)?)
        });
        assert_eq!(begun.expect("writes").is_some(), opens);
    }
}

#[rocket::async_test]
async fn a_change_of_an_account_holds_for_its_open_sessions() {
    let app = TestApp::start().await;
    let browser = signed_in(&app, ANA, Role::Editor, &[]).await;
    let address = undersigned::email::EmailAddress::parse(ANA).expect("an address");
    let find = undersigned::staff::store::accounts::by_email;
    let account = app
        .worker
        .store
        .read_now(|db| find(db, &address))
        .map_err(|it: StoreError| it.to_string());
    let id = account.expect("reads").expect("is there").id;
    assert!(browser.get("/staff").await.body.contains(LETTER) || browser.get("/staff").await.body.contains("Editor"));
    let letters = Letters::of(["asylum-not-temporary-visas".to_owned()]);
    manage(&app, move |tx, now| {
        accounts::change(tx, CONSOLE, id, (Role::Viewer, &letters), now)
    })
    .expect("changes");
    let page = browser.get("/staff").await.body;
    assert!(page.contains("Viewer") && !page.contains("Editor"), "{page}");
    manage(&app, move |tx, now| accounts::remove(tx, CONSOLE, id, now)).expect("is removed");
    assert_eq!(browser.get("/staff").await.status, 303);
}

#[rocket::async_test]
async fn a_copy_of_the_database_signs_nobody_in() {
    let app = TestApp::start().await;
    with_password(&app, ANA, Role::Owner).await;
    let mut browser = Browser::new(&app);
    browser.sign_in(ANA, PASSWORD).await;
    let (_, link) = add(&app, "bo@coalition.example", Role::Viewer, Letters::Every);
    let secrets = [
        PASSWORD,
        browser.cookie.split_once('=').expect("a cookie").1,
        link.rsplit('/').next().expect("a token"),
    ];
    let stored = app.worker.store.read_now(|db| {
        let texts = db.all("SELECT email, password FROM staff_accounts", [], |row| {
            row.get::<Option<String>>("password")
        })?;
        let digests = db.all(
            "SELECT digest FROM staff_sessions UNION SELECT digest FROM staff_links",
            [],
            |row| row.get::<[u8; 32]>("digest"),
        )?;
        Ok::<_, StoreError>((texts, digests))
    });
    let (texts, digests) = stored.expect("reads");
    assert!(
        texts[0].as_deref().is_some_and(|it| it.starts_with("$argon2id$")),
        "{texts:?}"
    );
    assert_eq!(digests.len(), 3);
    for secret in secrets {
        assert!(!texts.iter().flatten().any(|it| it.contains(secret)));
        let bytes = data_encoding::BASE64URL_NOPAD
            .decode(secret.as_bytes())
            .unwrap_or_default();
        assert!(!digests.iter().any(|it| it[..] == bytes[..]));
    }
}
