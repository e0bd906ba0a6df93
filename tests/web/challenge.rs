//! While unusually many people sign, a signature needs a proof of work; without a script it takes a slower way.

use jiff::SignedDuration;
use undersigned::retention;
use undersigned::review::store::trends::{trending_networks, trending_ranges};

use crate::app::{Answer, BROWSER, LETTER, TestApp, challenge, solution};

const NEEDED: &str = "A lot of people are signing right now. Your answers are still below.";
const AGAIN: &str = "This form was already sent";
const DEARER: &str = "we need one more check";

/// Starts a service for which more than three signings are unusual, and a solution takes a moment.
async fn app(more: &str) -> TestApp {
    let quotas = "[default.quotas]\nunusual_per_ten_minutes = 3\nchallenge_price = 8\nunsolved_mails_per_minute = 1";
    TestApp::with(&format!("{quotas}\n{more}")).await
}

/// Signs three times as usual, and a fourth time, which makes it unusual.
async fn crowd(app: &TestApp) -> Answer {
    for n in 0..3 {
        let answer = app.sign("en", &[("email", &format!("crowd{n}@gmail.com"))]).await;
        assert_eq!(answer.status, 200);
        assert!(challenge(&answer.body).is_none());
    }
    app.sign("en", &[]).await
}

fn price(form: &str) -> u64 {
    let challenge = challenge(form).expect("a challenge");
    let challenge: serde_json::Value = serde_json::from_str(&challenge).expect("JSON");
    challenge["parameters"]["data"]["price"].as_u64().expect("a price")
}

#[rocket::async_test]
async fn it_is_switched_on_by_an_unusual_rate_and_off_by_the_clock() {
    let app = app("").await;
    let usual = app.get(&format!("/en/letters/{LETTER}/sign")).await.body;
    assert!(challenge(&usual).is_none() && !usual.contains("js/challenge"));
    let fourth = crowd(&app).await;
    assert!(
        fourth.status == 422 && fourth.body.contains(NEEDED),
        "the form had none yet"
    );
    assert!(
        fourth.body.contains("value=\"Ana López García\""),
        "nothing typed is lost"
    );
    for path in ["sign", "sign/organization"] {
        let form = app.get(&format!("/es/letters/{LETTER}/{path}")).await.body;
        assert_eq!(price(&form), 8);
        assert!(form.contains("<script type=\"module\" src=\"/static/"));
    }
    let other = app.get("/en/letters/recruitment-that-works-for-nurses/sign").await.body;
    assert!(challenge(&other).is_none(), "each letter has its own rate");
    app.worker.clock.shift(15 * 60 - 5);
    assert!(!app.proof().await.is_empty(), "it stays on for a while");
    app.worker.clock.shift(10);
    assert!(app.proof().await.is_empty());
    assert_eq!(app.sign("en", &[]).await.status, 200);
}

#[rocket::async_test]
async fn a_solution_signs_at_once_and_is_used_once() {
    let app = app("").await;
    crowd(&app).await;
    let proof = app.proof().await;
    let first = app.sign("en", &[("proof", &proof)]).await;
    assert_eq!(first.status, 200);
    assert!(!first.body.contains("within a minute") && !first.body.contains(&proof));
    assert_eq!(app.mails().await.len(), 4, "its mail waits for nothing");
    let again = app.sign("en", &[("proof", &proof), ("email", "b@example.org")]).await;
    assert!(again.status == 422 && again.body.contains(AGAIN));
    assert!(again.body.contains("value=\"b@example.org\""), "nothing typed is lost");
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM signatures"), 4);
    let fresh = solution(&again.body);
    let paid = app.sign("en", &[("proof", &fresh), ("email", "b@example.org")]).await;
    assert_eq!(paid.status, 200, "the form that came back had a fresh one");
    let saved = app.sign_organization(&[("save", "yes"), ("proof", &fresh)]).await;
    assert!(
        saved.status == 422 && saved.body.contains(AGAIN),
        "nor does it save a form: {}",
        saved.body
    );
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM saved_forms"), 0);
    // The list of used ones does not grow for ever.
    let forget = async || {
        let kept = undersigned::config::Config::extract(app.client.rocket().figment()).expect("settings");
        let (store, clock) = (&app.worker.store, &app.worker.clock);
        let done = retention::once(store, clock, &kept.signing).await;
        done.expect("forgets");
        app.count("SELECT COUNT(*) AS n FROM spent_challenges")
    };
    app.worker.clock.shift(3_600);
    assert_eq!(forget().await, 2);
    app.worker.clock.shift(86_400);
    assert_eq!(forget().await, 0);
}

/// The responses are the same whether or not an address has signed, with or without a proof of work.
#[rocket::async_test]
async fn the_answers_tell_nothing_about_who_has_signed() {
    let app = app("").await;
    crowd(&app).await;
    let (edition, opened) = (app.edition("en").await, app.opened().await);
    let answer = async |email: &str, proof: &str| {
        let fields = [
            ("edition", edition.as_str()),
            ("opened", &opened),
            ("email", email),
            ("proof", proof),
        ];
        let answer = app.sign("en", &fields).await;
        (answer.status, answer.body.replace(email, "…"))
    };
    let (one, two, three) = (app.proof().await, app.proof().await, app.proof().await);
    let fresh = answer("new@example.org", &one).await;
    let signed = answer("new@example.org", &two).await;
    assert_eq!(fresh.0, 200);
    assert_eq!(fresh, signed);
    let other = answer("other@example.org", &three).await;
    assert_eq!(fresh, other);
    let shown = |(status, body): (u16, String)| (status, body.contains(AGAIN));
    assert_eq!(shown(answer("new@example.org", &one).await), (422, true));
    assert_eq!(shown(answer("never@example.org", &one).await), (422, true));
}

#[rocket::async_test]
async fn expired_forged_and_foreign_solutions_do_not_count() {
    let app = app("").await;
    crowd(&app).await;
    let proof = app.proof().await;
    let payload = data_encoding::BASE64.decode(proof.as_bytes()).expect("base64");
    let text = String::from_utf8(payload).expect("JSON");
    let forged = data_encoding::BASE64.encode(text.replace("\"price\":8", "\"price\":80").as_bytes());
    let elsewhere = data_encoding::BASE64.encode(text.replace(LETTER, "another").as_bytes());
    for wrong in [forged.as_str(), &elsewhere, "nonsense", "unsolved "] {
        let answer = app.sign("en", &[("proof", wrong)]).await;
        assert!(answer.status == 422 && answer.body.contains(AGAIN), "{wrong}");
    }
    app.worker.clock.shift(3_601);
    crowd(&app).await;
    let old = app.sign("en", &[("proof", &proof)]).await;
    assert!(old.status == 422 && old.body.contains(AGAIN));
    assert_eq!(app.count("SELECT COUNT(*) AS n FROM spent_challenges"), 0);
}

#[rocket::async_test]
async fn a_flooding_domain_pays_ever_more_and_others_do_not() {
    let app = app("unusual_per_domain = 2\nsignings_per_hour_per_address = 1000").await;
    let sign = async |email: &str, proof: &str| app.sign("en", &[("email", email), ("proof", proof)]).await;
    for n in 0..2 {
        assert_eq!(sign(&format!("a{n}@m{n}.catch-all.example"), "").await.status, 200);
    }
    // The letter's rate is usual: only this domain pays.
    let third = sign("a2@catch-all.example", "").await;
    assert!(third.status == 422 && third.body.contains(NEEDED));
    assert_eq!(price(&third.body), 16);
    let fourth = sign("one@gmail.com", "").await;
    assert_eq!(fourth.status, 422, "now the letter's rate is unusual too");
    let cheap = app.proof().await;
    let refused = sign("a2@catch-all.example", &cheap).await;
    assert!(refused.status == 422 && refused.body.contains(DEARER));
    assert!(refused.body.contains("value=\"a2@catch-all.example\""));
    assert_eq!(
        sign("honest@family.example", &cheap).await.status,
        200,
        "it was not used up"
    );
    let mut prices = Vec::new();
    let mut form = refused.body;
    for n in 2..10 {
        prices.push(price(&form));
        let paid = sign(&format!("a{n}@x{n}.catch-all.example"), &solution(&form)).await;
        assert_eq!(paid.status, 200);
        form = sign("next@catch-all.example", "").await.body;
    }
    assert_eq!(prices, [16, 16, 32, 32, 32, 32, 64, 64], "with every doubling");
    // Replaying one solution makes it no dearer for its honest members.
    let before = price(&form);
    let used = solution(&form);
    assert_eq!(sign("b@catch-all.example", &used).await.status, 200);
    for _ in 0..20 {
        assert_eq!(sign("b@catch-all.example", &used).await.status, 422);
    }
    assert_eq!(price(&sign("c@catch-all.example", "").await.body), before);
    app.worker.clock.shift(601);
    let calm = sign("c@catch-all.example", "").await;
    assert_eq!(price(&calm.body), 8, "ten minutes later it costs what all pay");
}

#[rocket::async_test]
async fn a_domain_has_a_ceiling_even_with_proof_of_work() {
    let app =
        app("unusual_per_domain = 100000\nsignings_per_hour_per_domain = 1\nsignings_per_hour_per_address = 1000")
            .await;
    crowd(&app).await;
    let sign = async |n: u32| {
        let (email, proof) = (format!("a{n}@one.example"), app.proof().await);
        app.sign("en", &[("email", &email), ("proof", &proof)]).await
    };
    for n in 0..20 {
        assert_eq!(sign(n).await.status, 200, "{n}");
    }
    let refused = sign(20).await;
    assert!(refused.status == 429 && refused.retry_after.parse::<u64>().expect("seconds") > 0);
    assert!(refused.body.contains("value=\"a20@one.example\""));
}

#[rocket::async_test]
async fn without_a_script_the_mail_waits_its_turn() {
    let app = app("").await;
    crowd(&app).await;
    assert_eq!(app.mails().await.len(), 3);
    let sign = async |n: u32| {
        let email = format!("slow{n}@example.org");
        app.sign("es", &[("email", &email), ("proof", "unsolved")]).await
    };
    let first = sign(0).await;
    assert!(first.status == 200 && !first.body.contains("Esperamos enviarle el correo"));
    assert!(
        sign(1)
            .await
            .body
            .contains("Esperamos enviarle el correo en un minuto como máximo.")
    );
    assert!(
        sign(2)
            .await
            .body
            .contains("Esperamos enviarle el correo en 2 minutos como máximo.")
    );
    assert_eq!(app.mails().await.len(), 4, "one has its turn");
    app.worker.clock.shift(61);
    assert_eq!(app.mails().await.len(), 5);
    app.worker.clock.shift(60);
    assert_eq!(app.mails().await.len(), 6);
    let link = app.link().await;
    assert!(app.post(&link, &[]).await.body.contains("Gracias"), "and it confirms");
}

#[rocket::async_test]
async fn without_a_script_a_network_has_a_stricter_quota_and_the_queue_an_end() {
    let app = app("unsolved_per_hour_per_address = 2\nshared_addresses = ['192.0.2.0/24']").await;
    crowd(&app).await;
    let (edition, opened) = (app.edition("en").await, app.opened().await);
    let path = format!("/en/letters/{LETTER}/signatures/people");
    let sign = async |client: &str, n: u32, proof: &str| {
        let email = format!("slow{n}@example.org");
        let fields = [
            ("edition", edition.as_str()),
            ("opened", &opened),
            ("name", "Ana López"),
            ("email", &email),
            ("city", "Fresno"),
            ("country", "US"),
            ("postal_code", "93701"),
            ("listing", "initial"),
            ("proof", proof),
        ];
        app.post_from(client, &path, &fields).await
    };
    for n in 0..2 {
        assert_eq!(sign("203.0.113.1:9", n, "unsolved").await.status, 200);
    }
    let refused = sign("203.0.113.1:9", 2, "unsolved").await;
    assert!(refused.status == 429 && refused.retry_after.parse::<u64>().expect("seconds") > 60);
    assert!(refused.body.contains("from your network without JavaScript"));
    assert!(
        refused.body.contains("value=\"slow2@example.org\""),
        "nothing typed is lost"
    );
    let solved = sign("203.0.113.1:9", 2, &solution(&refused.body)).await;
    assert_eq!(solved.status, 200, "a script helps at once");
    for n in 3..23 {
        assert_eq!(
            sign("192.0.2.7:9", n, "unsolved").await.status,
            200,
            "an office has more"
        );
    }
    let mut n = 23;
    let full = loop {
        let answer = sign(&format!("198.51.{}.9:9", n % 250), n, "unsolved").await;
        if answer.status != 200 {
            break answer;
        }
        n += 1;
    };
    assert_eq!(full.status, 429);
    assert!(full.body.contains("take more than two hours") && full.body.contains("in a minute"));
    assert!((1..=60).contains(&full.retry_after.parse::<u64>().expect("seconds")));
    assert_eq!(n, 122, "two hours at one a minute, the first at once");
    let late = app.count("SELECT MAX(due_at) - MIN(created_at) AS n FROM outbox");
    assert!((7_199..7_202).contains(&(late / 1_000_000)), "{late}");
    app.worker.clock.shift(61);
    assert_eq!(sign("198.51.100.9:9", n, "unsolved").await.status, 200);
}

/// A preview costs nothing, and the form that comes back has a challenge of its own.
#[rocket::async_test]
async fn a_preview_is_free() {
    let app = app("").await;
    crowd(&app).await;
    let preview = app.sign("en", &[("preview", "yes"), ("proof", "unsolved")]).await;
    assert_eq!(preview.status, 200);
    let signed = app.sign("en", &[("proof", &solution(&preview.body))]).await;
    assert!(signed.status == 200 && signed.body.contains("Check your email"));
}

#[rocket::async_test]
async fn a_press_in_the_shape_of_a_program_counts_and_is_flagged() {
    let quick: &[(&str, &str)] = &[("User-Agent", "python-requests/2.32")];
    let silent: &[(&str, &str)] = &BROWSER[..2];
    for (headers, network, after, flagged) in [
        (BROWSER, "198.51.100.7:4", 0, false),
        (quick, "198.51.100.7:4", 0, true),
        (silent, "198.51.100.7:4", 9, true),
        (quick, "198.51.100.7:4", 11, false),
        (BROWSER, "203.0.113.9:4", 0, true),
        (BROWSER, "203.0.113.9:4", 11, false),
    ] {
        let app = TestApp::start().await;
        app.sign("en", &[]).await;
        // The mail was handed over long after the form was sent: only that moment counts.
        app.worker.clock.shift(3_600);
        let link = app.link().await;
        app.worker.clock.shift(after);
        let done = app.post_as(network, headers, &link, &[("version", "1")]).await;
        assert!(done.status == 200 && done.body.contains("Your signature is now counted."));
        app.post_as(network, quick, &link, &[]).await;
        let hurried = app.count("SELECT COUNT(*) AS n FROM signatures WHERE flags = 'hurried'");
        assert_eq!(hurried == 1, flagged, "{headers:?} from {network} after {after}");
        assert_eq!(app.count("SELECT people AS n FROM tally"), 1);
    }
}

/// Staff see ranges of networks too, by digests that reveal nothing about the address.
#[rocket::async_test]
async fn networks_of_one_range_trend_together() {
    let app = TestApp::start().await;
    let (edition, opened) = (app.edition("en").await, app.opened().await);
    let path = format!("/en/letters/{LETTER}/signatures/people");
    for n in 0..3 {
        let email = format!("n{n}@gmail.com");
        let fields = [
            ("edition", edition.as_str()),
            ("opened", &opened),
            ("name", "Ana López"),
            ("email", &email),
            ("city", "Fresno"),
            ("country", "US"),
            ("postal_code", "93701"),
            ("listing", "initial"),
        ];
        assert_eq!(
            app.post_from(&format!("203.0.113.{n}:9"), &path, &fields).await.status,
            200
        );
    }
    let since = app.worker.clock.now() - SignedDuration::from_hours(1);
    let (networks, ranges) = app
        .worker
        .store
        .read_now(|db| {
            Ok::<_, undersigned::store::StoreError>((
                trending_networks(db, LETTER, since)?,
                trending_ranges(db, LETTER, since)?,
            ))
        })
        .expect("reads");
    assert_eq!(networks.len(), 3);
    assert_eq!((ranges.len(), ranges[0].signatures), (1, 3));
}
