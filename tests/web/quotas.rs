use crate::app::TestApp;

#[rocket::async_test]
async fn nobody_can_flood_an_inbox_through_us() {
    let app = TestApp::start().await;
    for _ in 0..3 {
        assert_eq!(app.sign("es", &[]).await.status, 200);
    }
    let refused = app.sign("es", &[("email", "Ana@example.org")]).await;
    assert_eq!(refused.status, 429);
    assert!(refused.retry_after.parse::<u64>().expect("seconds") > 80_000);
    assert!(refused.body.contains("Espere un poco"));
    assert_eq!(app.mails().await.len(), 3);
    app.worker.clock.shift(86_401);
    assert_eq!(
        app.sign("es", &[]).await.status,
        200,
        "a day later it may be asked again"
    );
}

#[rocket::async_test]
async fn one_network_can_not_try_without_end() {
    let quotas = "[default.quotas]\nsignings_per_hour_per_address = 2\nsignings_per_minute_in_all = 6000\nmails_per_day_per_recipient = 3";
    let app = TestApp::with(quotas).await;
    for _ in 0..2 {
        assert_eq!(app.sign("en", &[("name", "")]).await.status, 422);
    }
    let refused = app.sign("en", &[]).await;
    assert_eq!(refused.status, 429);
    assert!(refused.retry_after.parse::<u64>().expect("seconds") > 0);
    let elsewhere = app
        .post_from(
            "[2001:db8::1]:9",
            "/en/letters/protect-temporary-visa-workers/signatures/people",
            &[],
        )
        .await;
    assert_eq!(elsewhere.status, 422, "another network is not held up");
}

#[rocket::async_test]
async fn the_whole_service_takes_only_so_many_attempts() {
    let app = TestApp::with("[default.quotas]\nsignings_per_minute_in_all = 2").await;
    for n in 0..3 {
        let client = format!("198.51.100.{n}:9");
        let path = "/es/letters/protect-temporary-visa-workers/signatures/people";
        let answer = app.post_from(&client, path, &[]).await;
        if n < 2 {
            assert_eq!(answer.status, 422);
        } else {
            assert_eq!(answer.status, 429, "a third network is held up by the first two");
            assert!((1..=60).contains(&answer.retry_after.parse::<u64>().expect("seconds")));
            assert!(answer.body.contains("Espere un poco"));
        }
    }
}
