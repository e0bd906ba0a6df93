//! The rounds of retention, as the service runs them.

use std::time::Duration;

use rocket::tokio::{spawn, time};
use undersigned::letters::live_library::LiveLibrary;
use undersigned::retention;

use crate::app::TestApp;

const DAY: i64 = 86_400;
const PEOPLE: &str = "SELECT COUNT(*) AS n FROM signatures";
const UNTIL: &str = "SELECT COALESCE(deleted_until, 0) AS n FROM identity";

#[rocket::async_test]
async fn the_first_round_deletes_up_to_the_newest_form_and_a_stop_deletes_nothing() {
    let app = TestApp::start().await;
    app.sign("en", &[("email", "ana@example.org")]).await;
    app.worker.clock.shift(8 * DAY);
    app.sign("en", &[("email", "bo@example.org")]).await;
    let newest = app.count("SELECT MAX(created_at) AS n FROM signatures");
    // As after a start with a clock that is far ahead.
    app.worker.clock.shift(300 * DAY);
    let shutdown = app.client.rocket().shutdown();
    let kept = app.parts().config.signing.clone();
    let rounds = retention::run(
        app.worker.store.clone(),
        LiveLibrary::default(),
        app.worker.clock.clone(),
        kept,
        shutdown.clone(),
    );
    let rounds = spawn(rounds);
    while app.count(PEOPLE) == 2 {
        time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!((app.count(PEOPLE), app.count(UNTIL)), (1, newest), "of bo's time");
    app.worker.clock.shift(DAY);
    shutdown.notify();
    rounds.await.expect("ends");
    assert_eq!(app.count(PEOPLE), 1);
    assert!(
        app.count(UNTIL) >= newest + 24 * DAY * 1_000_000,
        "how far time went is kept"
    );
}
