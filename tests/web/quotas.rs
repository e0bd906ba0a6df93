use crate::app::{Answer, LETTER, TestApp};
use undersigned::retention;

/// The fourth request of a day sends nothing, and its response equals the first one's to the byte: nobody learns who has signed.
#[rocket::async_test]
async fn nobody_can_flood_an_inbox_through_us() {
    let app = TestApp::start().await;
    let first = app.sign("es", &[("opened", ""), ("edition", "")]).await;
    assert_eq!(first.status, 422, "nothing was sent yet");
    let (edition, opened) = (app.edition("es").await, app.opened().await);
    let same = [("edition", edition.as_str()), ("opened", opened.as_str())];
    let first = app.sign("es", &same).await;
    for _ in 0..2 {
        assert_eq!(app.sign("es", &same).await.status, 200);
    }
    let fourth = app.sign("es", &same).await;
    assert_eq!((fourth.status, fourth.retry_after.as_str()), (200, ""));
    assert_eq!(first.body, fourth.body);
    assert!(first.body.contains("un máximo de 3 correos al día"));
    let other = app.sign("es", &[("email", "Ana@example.org")]).await;
    assert_eq!(other.status, 200, "however it is spelled");
    assert_eq!(app.mails().await.len(), 3);
    app.worker.clock.shift(86_401);
    assert_eq!(app.sign("es", &[]).await.status, 200);
    assert_eq!(app.mails().await.len(), 4, "a day later it may be asked again");
}

#[rocket::async_test]
async fn a_tag_after_a_plus_makes_no_other_mailbox() {
    let app = TestApp::start().await;
    for n in 0..5 {
        let email = format!("victim+{n}@example.org");
        assert_eq!(app.sign("en", &[("email", &email)]).await.status, 200, "{email}");
    }
    assert_eq!(app.mails().await.len(), 3);
}

#[rocket::async_test]
async fn the_spellings_of_one_proton_mailbox_share_its_mails() {
    let app = TestApp::start().await;
    for email in ["vp@proton.me", "v.p@protonmail.com", "v-p+x@pm.me", "v_p@proton.me"] {
        assert_eq!(app.sign("en", &[("email", email)]).await.status, 200, "{email}");
    }
    assert_eq!(app.mails().await.len(), 3);
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
            assert!(answer.body.contains("Inténtelo más tarde"));
        }
    }
}

const STRICT: &str = "[default.quotas]\nsignings_per_hour_per_address = 1";

fn has_all(answer: &Answer, parts: &[String]) {
    for part in parts {
        assert!(answer.body.contains(part), "{part}: {}", answer.body);
    }
}

/// Returns what is above a form that was not read.
fn refusal(lang: &str, heading: &str, answer: &Answer) -> [String; 3] {
    let seconds: u64 = answer.retry_after.parse().expect("seconds");
    [
        format!("<html lang=\"{lang}\""),
        format!("<div class=\"summary\" role=\"alert\" tabindex=\"-1\" autofocus><h2>{heading}</h2><p>"),
        format!(" {} min", seconds.div_ceil(60)),
    ]
}

#[rocket::async_test]
async fn whoever_signs_too_often_has_the_form_back_as_it_was_typed() {
    let app = TestApp::with(STRICT).await;
    assert_eq!(app.sign("en", &[]).await.status, 200);
    for (lang, heading) in [("en", "Please try again later"), ("es", "Inténtelo más tarde")] {
        let edition = app.edition(lang).await;
        let person = [
            ("name", "Inés Ortega"),
            ("city", "Salinas"),
            ("email", "not yet whole"),
            ("listing", "full"),
            ("comment", "I picked lettuce for 9 years."),
            ("email_checked", "ines@gmial.com"),
            ("edition", edition.as_str()),
        ];
        let refused = app.sign(lang, &person).await;
        assert_eq!(refused.status, 429);
        has_all(&refused, &refusal(lang, heading, &refused));
        // Who has said once that an odd address is right is not asked again.
        let checked = "<input type=\"hidden\" name=\"email_checked\" value=\"ines@gmial.com\">";
        assert!(refused.body.contains(checked), "{}", refused.body);
        has_all(
            &refused,
            &[
                format!("action=\"/{lang}/letters/{LETTER}/signatures/people\""),
                format!("name=\"edition\" value=\"{edition}\""),
                "value=\"Inés Ortega\"".to_owned(),
                "value=\"Salinas\"".to_owned(),
                "value=\"not yet whole\"".to_owned(),
                "value=\"full\" checked".to_owned(),
                ">I picked lettuce for 9 years.</textarea>".to_owned(),
            ],
        );
        assert!(!refused.body.contains("aria-invalid"), "nothing in it was read");
        for otherwise in [[("city", "Gonzales")], [("save", "yes")]] {
            let city = otherwise
                .iter()
                .find(|field| field.0 == "city")
                .map_or("Salinas", |it| it.1);
            let refused = app.sign_organization_in(lang, &otherwise).await;
            assert_eq!(refused.status, 429);
            has_all(&refused, &refusal(lang, heading, &refused));
            has_all(
                &refused,
                &[
                    format!("action=\"/{lang}/letters/{LETTER}/signatures/organizations\""),
                    "value=\"The Harvest Workers Union, Local 12\"".to_owned(),
                    format!("value=\"{city}\""),
                    "value=\"sam@harvest.example\"".to_owned(),
                    "value=\"Sam Rivera\"".to_owned(),
                ],
            );
        }
    }
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 1);
    assert_eq!(app.mails().await.len(), 1, "and no mail was sent");
}

/// The returned form is not for a text that nobody read, and asks nobody to wait in vain.
#[rocket::async_test]
async fn a_refusal_neither_renews_what_was_read_nor_asks_to_wait_for_a_closed_letter() {
    let app = TestApp::with(STRICT).await;
    let older = "0".repeat(64);
    assert_eq!(app.sign("en", &[("edition", &older)]).await.status, 409);
    let refused = app.sign("en", &[("edition", &older)]).await;
    assert_eq!(refused.status, 429);
    has_all(&refused, &[format!("name=\"edition\" value=\"{older}\"")]);
    app.worker.clock.shift(10 * 365 * 86_400);
    let path = format!("/en/letters/{LETTER}/signatures/people");
    let closed = app.post(&path, &[("name", "Ana")]).await;
    assert_eq!((closed.status, closed.retry_after.as_str()), (422, ""));
    has_all(&closed, &["value=\"Ana\"".to_owned()]);
    let nowhere = app.post("/es/letters/none/signatures/people", &[("name", "Ana")]).await;
    assert_eq!(nowhere.status, 404);
}

/// Networks of one range share a wider quota; offices that staff named have more.
#[rocket::async_test]
async fn a_range_of_networks_can_not_try_without_end_and_an_office_may_try_more() {
    let quotas = "[default.quotas]\nsignings_per_hour_per_address = 2\nsignings_per_hour_per_range = 3\nshared_addresses = ['192.0.2.0/24', '2001:db8:7::/48']";
    let app = TestApp::with(quotas).await;
    let path = format!("/en/letters/{LETTER}/signatures/people");
    let tried = async |client: &str| app.post_from(client, &path, &[]).await.status;
    for (client, status) in [
        ("198.51.100.1:9", 422),
        ("198.51.100.1:9", 422),
        ("198.51.100.1:9", 429),
        // The one that was refused has not used up its neighbours' quota.
        ("198.51.100.2:9", 422),
        ("198.51.100.3:9", 429),
        ("198.51.101.3:9", 422),
        ("[2001:db8:1:1::1]:9", 422),
        ("[2001:db8:1:2::1]:9", 422),
        ("[2001:db8:1:3::1]:9", 422),
        ("[2001:db8:1:4::1]:9", 429),
        ("[2001:db8:2:1::1]:9", 422),
    ] {
        assert_eq!(tried(client).await, status, "{client}");
    }
    for office in ["192.0.2.44:9", "[2001:db8:7:1::1]:9"] {
        for _ in 0..40 {
            assert_eq!(tried(office).await, 422);
        }
        assert_eq!(tried(office).await, 429, "twenty times as much, not without end");
    }
}

#[rocket::async_test]
async fn a_scheduled_mail_does_not_keep_older_rows() {
    let app = TestApp::start().await;
    for email in ["ana@example.org", "eva@example.org", "luz@example.org"] {
        app.sign_and_confirm(
            "en",
            &[("email", email), ("name", email.split('@').next().expect("a name"))],
        )
        .await;
    }
    // As a clock writes that was wrong for a while.
    let later = |tx: &undersigned::store::Tx<'_>| {
        for (table, column) in [("mail_quota", "sent_at"), ("links", "own_until")] {
            let sql = format!(
                "UPDATE {table} SET {column} = {column} + 400 * 86400000000 WHERE id = (SELECT MIN(id) FROM {table})"
            );
            tx.execute(&sql, [])?;
        }
        Ok::<_, undersigned::store::StoreError>(())
    };
    app.worker.store.write_now(later).expect("writes");
    app.worker.clock.shift(200 * 86_400);
    let kept = app.parts().config.signing.clone();
    let (store, clock) = (&app.worker.store, &app.worker.clock);
    retention::once(store, clock, &kept).await.expect("runs");
    for table in ["mail_quota", "links"] {
        assert_eq!(app.count(&format!("SELECT COUNT(*) AS n FROM {table}")), 1, "{table}");
    }
}
