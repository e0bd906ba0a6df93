//! What has happened to others must not work here.

use crate::app::{LETTER, TestApp, solution};

#[rocket::async_test]
async fn a_program_is_told_what_an_honest_person_should_do() {
    let app = TestApp::start().await;
    let filled = app.sign("en", &[("leave_empty", "https://spam.example")]).await;
    assert!(filled.status == 422 && filled.body.contains("We emptied it") && !filled.body.contains("spam.example"));
    let old = app.sign("en", &[("opened", "1.00")]).await;
    assert!(old.status == 422 && old.body.contains("open for a long time"));
    assert!(old.body.contains("value=\"Ana López García\""), "nothing typed is lost");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 0);
    let slow = TestApp::with("[default.signing]\nform_least_seconds = 3").await;
    let quick = slow.sign("es", &[]).await;
    assert!(quick.status == 422 && quick.body.contains("Fue muy rápido"));
    let opened = slow.opened().await;
    slow.worker.clock.shift(3);
    assert_eq!(slow.sign("es", &[("opened", &opened)]).await.status, 200);
}

/// One catch-all domain with endless addresses from ever new networks, while honest people sign: none of the first counts
/// beyond the day's number, and the others notice nothing.
#[rocket::async_test]
async fn a_catch_all_domain_counts_for_nothing_without_staff() {
    let quotas = "[default.quotas]\nunusual_per_domain = 100000\nsignings_per_hour_per_domain = 100000\ncounted_per_day_per_domain = 20\nsignings_per_hour_per_address = 60\nsignings_per_minute_in_all = 1000000\nmails_per_day_per_recipient = 3";
    let app = TestApp::with(quotas).await;
    let (edition, opened) = (app.edition("en").await, app.opened().await);
    let path = format!("/en/letters/{LETTER}/signatures/people");
    let sign = async |n: u32, email: String, network: String| {
        let name = format!("Name {}", ["Abe", "Bea", "Cal", "Dot", "Eve"][n as usize % 5]);
        let fields = [
            ("edition", edition.as_str()),
            ("opened", &opened),
            ("name", &name),
            ("email", &email),
            ("city", "Fresno"),
            ("country", "US"),
            ("postal_code", "93701"),
            ("listing", "initial"),
        ];
        app.post_from(&network, &path, &fields).await.status
    };
    for n in 0..300 {
        // Subdomains do not help, nor do fresh networks.
        let attack = format!("a{n}@m{}.catch-all.example", n % 7);
        let network = if n % 2 == 0 {
            format!("203.0.{}.{}:4000", n / 200, n % 200)
        } else {
            format!("[2001:db8:{n:x}::1]:4000")
        };
        assert_eq!(sign(n, attack, network).await, 200);
        if n % 6 == 0 {
            let honest = format!(
                "h{n}@{}",
                if n % 12 == 0 {
                    "gmail.com".to_owned()
                } else {
                    format!("family-{n}.example")
                }
            );
            assert_eq!(sign(n, honest, format!("198.51.100.{}:4000", n % 250)).await, 200);
        }
    }
    let mails = loop {
        let before = app.worker.mailer.sent().len();
        let mails = app.mails().await;
        if mails.len() == before {
            break mails;
        }
    };
    assert_eq!(mails.len(), 350);
    for (_, _, text) in mails {
        let link = text
            .split_whitespace()
            .find_map(|word| word.strip_prefix("http://letters.test"))
            .expect("a link");
        assert_eq!(app.post(link, &[]).await.status, 200);
    }
    let of = |condition: &str| app.count(&format!("SELECT COUNT(*) AS n FROM signatures WHERE {condition}"));
    assert_eq!(
        of("state = 'confirmed' AND email LIKE 'h%'"),
        50,
        "every honest signer counts"
    );
    assert_eq!(
        of("state = 'confirmed' AND email LIKE 'a%'"),
        20,
        "and no more than the day's number of the flood"
    );
    assert_eq!(of("state = 'held' AND held_for = 'surge'"), 280);
    assert_eq!(app.count("SELECT people AS n FROM tally"), 70);
    let since = app.worker.clock.now() - jiff::SignedDuration::from_hours(1);
    let trends = app
        .worker
        .store
        .read_now(|db| undersigned::signatures::store::review::trending_domains(db, LETTER, since));
    let first = trends.expect("reads").remove(0);
    assert_eq!(
        (first.source.as_str(), first.signatures, first.held),
        ("catch-all.example", 300, 280)
    );
}

#[rocket::async_test]
async fn one_domain_can_not_have_mail_sent_without_end() {
    let quotas = "[default.quotas]\nchallenge_price = 8\nsignings_per_hour_per_domain = 2\ncounted_per_day_per_domain = 20\nsignings_per_hour_per_address = 60\nsignings_per_minute_in_all = 6000\nmails_per_day_per_recipient = 3";
    let app = TestApp::with(quotas).await;
    for name in ["a", "b"] {
        assert_eq!(
            app.sign("en", &[("email", &format!("{name}@one.example"))])
                .await
                .status,
            200
        );
    }
    let refused = app.sign("en", &[("email", "c@sub.one.example")]).await;
    assert!(refused.status == 429 && !refused.retry_after.is_empty());
    assert!(refused.body.contains("came from your mail domain within the hour"));
    assert!(
        refused.body.contains("value=\"c@sub.one.example\""),
        "nothing typed is lost"
    );
    // An honest member of the domain is not locked out: a solution pays.
    let proof = solution(&refused.body);
    let paid = [("email", "c@sub.one.example"), ("proof", proof.as_str())];
    assert_eq!(app.sign("en", &paid).await.status, 200);
    for name in ["a", "b", "c"] {
        assert_eq!(
            app.sign("en", &[("email", &format!("{name}@gmail.com"))]).await.status,
            200,
            "everyone may have a mailbox there"
        );
    }
}

#[rocket::async_test]
async fn mail_scanners_confirm_nothing() {
    let app = TestApp::start().await;
    app.sign("en", &[]).await;
    let link = app.link().await;
    for path in [
        link.clone(),
        format!("{link}?confirm=1"),
        format!("{link}?_method=POST"),
        format!("{link}?confirm=true&press=1"),
    ] {
        app.get(&path).await;
        app.client.head(path.clone()).dispatch().await;
        app.get_with(&path, "X-HTTP-Method-Override", "POST").await;
        app.get_with(&path, "X-Method-Override", "POST").await;
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM signatures WHERE state <> 'pending'"),
        0
    );
}
