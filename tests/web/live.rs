//! `GET /<lang>/letters/<slug>/tally`: the live tally.

use std::net::SocketAddr;
use undersigned::audit::By;
use undersigned::letters::overrides::{Setting, Value};
use undersigned::letters::store::settings::{self, Change};
use undersigned::signatories::tally_feed;

use rocket::local::asynchronous::LocalResponse;
use tokio::io::{AsyncBufReadExt, BufReader};

use crate::app::{LETTER, TestApp};

type Stream<'c> = BufReader<LocalResponse<'c>>;

async fn open<'c>(app: &'c TestApp, lang: &str, from: &str) -> LocalResponse<'c> {
    let remote: SocketAddr = from.parse().expect("an address");
    let request = app.client.get(format!("/{lang}/letters/{LETTER}/tally")).remote(remote);
    request.dispatch().await
}

async fn watch<'c>(app: &'c TestApp, lang: &str) -> Stream<'c> {
    let response = open(app, lang, "198.51.100.7:4000").await;
    assert_eq!(response.status().code, 200);
    BufReader::new(response)
}

/// Returns the next event's data; `None` if the stream has ended.
async fn next(stream: &mut Stream<'_>) -> Option<serde_json::Value> {
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).await.expect("reads") == 0 {
            return None;
        }
        if let Some(data) = line.strip_prefix("data:") {
            return Some(serde_json::from_str(data).expect("JSON"));
        }
    }
}

async fn said(stream: &mut Stream<'_>) -> String {
    let words = next(stream).await.expect("an event");
    words["said"].as_str().expect("words").to_owned()
}

#[rocket::async_test]
async fn whoever_watches_is_told_of_a_confirmation_and_of_a_withdrawal_in_their_language() {
    let app = TestApp::start().await;
    let (mut english, mut spanish) = (watch(&app, "en").await, watch(&app, "es").await);
    assert_eq!(said(&mut english).await, "0 organizations and 0 individuals");
    assert_eq!(said(&mut spanish).await, "0 organizaciones y 0 personas");
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(said(&mut english).await, "1 individual");
    assert_eq!(said(&mut spanish).await, "1 persona");
    let unlisted = [
        ("email", "bea@example.org"),
        ("name", "Bea Ruiz"),
        ("listing", "unlisted"),
    ];
    app.sign_and_confirm("en", &unlisted).await;
    assert_eq!(said(&mut english).await, "2 individuals (1 chose not to be named)");
    let own = app.link_to("/my-signature/").await;
    assert_eq!(
        app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await.status,
        200
    );
    assert_eq!(said(&mut english).await, "1 individual");
}

#[rocket::async_test]
async fn a_goal_that_staff_set_is_streamed_at_once() {
    let app = TestApp::start().await;
    let mut stream = watch(&app, "en").await;
    let goal = async |stream: &mut Stream<'_>| next(stream).await.expect("an event")["goal"].to_string();
    assert!(goal(&mut stream).await.contains("2,500"));
    let change = Change {
        setting: Setting::Goal,
        value: Some(Value::Goal(Some(40))),
        why: "Small steps".to_owned(),
    };
    let now = app.worker.clock.now();
    let work = move |tx: &undersigned::store::Tx<'_>| settings::set(tx, By::COMMAND_LINE, LETTER, &change, now);
    app.worker.store.write_now(work).expect("is set");
    assert!(goal(&mut stream).await.contains("40"));
}

#[rocket::async_test]
async fn a_private_change_is_not_streamed() {
    let app = TestApp::start().await;
    let mut stream = watch(&app, "en").await;
    assert_eq!(said(&mut stream).await, "0 organizations and 0 individuals");
    app.parts().changes.note(LETTER);
    app.parts().changes.note("another-letter");
    app.sign_and_confirm("en", &[]).await;
    assert_eq!(said(&mut stream).await, "1 individual");
}

#[rocket::async_test]
async fn a_stream_carries_the_bar_and_its_words_and_sets_no_cookie() {
    let app = TestApp::with_file("letter.toml", "goal = 2500", "goal = 1").await;
    app.sign_and_confirm("en", &[]).await;
    let response = open(&app, "es", "198.51.100.7:4000").await;
    let header = |name: &str| response.headers().get_one(name).unwrap_or_default().to_owned();
    assert_eq!(header("Content-Type"), "text/event-stream");
    assert_eq!(
        (header("Cache-Control"), header("X-Accel-Buffering")),
        ("no-cache".to_owned(), "no".to_owned())
    );
    assert_eq!(header("Set-Cookie"), "");
    let words = next(&mut BufReader::new(response)).await.expect("an event");
    assert_eq!(words["counted"], 1);
    assert!(
        words["goal"]
            .as_str()
            .expect("words")
            .starts_with("¡Llegamos a nuestra meta de 1!"),
        "{words}"
    );
}

#[rocket::async_test]
async fn streams_end_when_the_service_stops() {
    let app = TestApp::start().await;
    let (mut one, mut other) = (watch(&app, "en").await, watch(&app, "es").await);
    assert!(next(&mut one).await.is_some() && next(&mut other).await.is_some());
    app.client.rocket().shutdown().notify();
    assert_eq!((next(&mut one).await, next(&mut other).await), (None, None));
}

#[rocket::async_test]
async fn a_feed_ends_after_its_last_watcher() {
    let app = TestApp::start().await;
    let feeds = app.client.rocket().state::<tally_feed::Feeds>();
    let feeds = feeds.expect("managed");
    assert!(feeds.is_empty(), "nobody watches");
    let (one, other) = (watch(&app, "en").await, watch(&app, "es").await);
    assert_eq!(feeds.len(), 1, "both hang on one reader of the database");
    drop((one, other));
    while !feeds.is_empty() {
        tokio::task::yield_now().await;
    }
}

#[rocket::async_test]
async fn past_the_limits_a_watcher_is_told_when_to_come_back() {
    let app = TestApp::with("[default.quotas]\nwatchers_per_address = 2\nwatchers_in_all = 3").await;
    let near = (watch(&app, "en").await, watch(&app, "en").await);
    let refused = open(&app, "es", "198.51.100.7:4001").await;
    assert_eq!(refused.status().code, 429);
    assert_eq!(refused.headers().get_one("Retry-After"), Some("120"));
    assert!(
        refused
            .into_string()
            .await
            .expect("a page")
            .contains("Inténtelo más tarde")
    );
    let far = open(&app, "en", "198.51.100.8:4000").await;
    assert_eq!(far.status().code, 200);
    for (lang, words) in [("en", "A lot of people are here"), ("es", "Hay muchísimas personas")] {
        let refused = open(&app, lang, "198.51.100.9:4000").await;
        assert_eq!(refused.status().code, 503);
        assert_eq!(refused.headers().get_one("Retry-After"), Some("120"));
        assert!(refused.into_string().await.expect("a page").contains(words));
    }
    drop((near, far));
    assert_eq!(
        open(&app, "en", "198.51.100.7:4002").await.status().code,
        200,
        "seats are given back"
    );
}

#[rocket::async_test]
async fn only_a_letter_that_can_be_signed_has_a_stream() {
    let app = TestApp::start().await;
    for path in [
        "/en/letters/no-such-letter/tally",
        "/en/letters/recruitment-that-works-for-nurses/tally",
        "/fr/letters/protect-temporary-visa-workers/tally",
    ] {
        assert_eq!(app.get(path).await.status, 404, "{path}");
    }
    let letter = app.get(&format!("/es/letters/{LETTER}")).await.body;
    assert!(
        letter.contains(&format!("data-live=\"/es/letters/{LETTER}/tally\"")),
        "{letter}"
    );
    let opinion = app.get("/en/letters/recruitment-that-works-for-nurses").await.body;
    assert!(!opinion.contains("data-live"));
}
