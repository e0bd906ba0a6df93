//! Which offices answered a letter: what staff record, and what its page says of it.

use jiff::civil::Date;
use undersigned::delivery::day::DayError;
use undersigned::delivery::deliver;
use undersigned::delivery::state::DeliveryState;
use undersigned::delivery::store::{self, NotAnswered, NotSettled};

use crate::app::{LETTER, TestApp};
use crate::delivering::{library, parts, signed};

const OFFICE: &str = "recipient:labor-secretary";

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

async fn page(app: &TestApp, lang: &str) -> String {
    app.get(&format!("/{lang}/letters/{LETTER}")).await.body
}

/// Returns the days on which offices answered, as the status shows them.
fn answered(app: &TestApp) -> Vec<Option<String>> {
    let mails = app.worker.store.read_now(|db| store::progress(db, LETTER));
    let mails = mails.expect("reads");
    mails.into_iter().map(|mail| mail.answered_on).collect()
}

#[rocket::async_test]
async fn the_page_says_at_once_how_many_offices_answered_and_names_none() {
    let app = signed().await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let one = [OFFICE.to_owned()];
    let open = page(&app, "en").await;
    assert!(!open.contains("Answered") && !open.contains("Delivered on"));
    deliver::settle(parts, &one, DeliveryState::Delivered, None).expect("is settled");
    let delivered = page(&app, "en").await;
    assert!(
        delivered.contains("Delivered on December 1, 2026 to 1 office"),
        "a delivery does not wait until a cached page is old: {delivered}"
    );
    app.worker.clock.shift(3 * 86_400);
    assert!(!page(&app, "en").await.contains("Answered"));
    let names = deliver::answer(parts, &one, Some(day("2026-12-03"))).expect("is recorded");
    assert_eq!(names, ["The Secretary of Labor"]);
    let told = page(&app, "en").await;
    let step = "<li class=\"past\">Answered by 1 office on December 3, 2026</li>";
    let (delivery, answer) = (told.find("<li class=\"past\">Delivered on"), told.find(step));
    assert!(delivery.is_some() && answer > delivery, "{told}");
    let timeline = told
        .split("id=\"timeline-heading\"")
        .nth(1)
        .and_then(|rest| rest.split("</section>").next());
    assert!(timeline.is_some_and(|steps| !steps.contains("Labor")), "{timeline:?}");
    let spanish = page(&app, "es").await;
    assert!(
        spanish.contains("1 oficina respondió el 3 de diciembre de 2026"),
        "{spanish}"
    );
    assert_eq!(answered(&app), [Some("2026-12-03".to_owned())]);
    deliver::answer(parts, &one, None).expect("is recorded");
    assert_eq!(answered(&app), [Some("2026-12-04".to_owned())], "today, in its place");
    deliver::take_back_answer(parts, &one).expect("is taken back");
    assert!(!page(&app, "en").await.contains("Answered"));
    assert_eq!(answered(&app), [None]);
}

#[rocket::async_test]
async fn several_offices_are_counted_from_the_first_answer() {
    let app = signed().await;
    let library = library(&app);
    deliver::settle(
        parts(&app, &library),
        &[OFFICE.to_owned()],
        DeliveryState::Delivered,
        None,
    )
    .expect("is settled");
    let more = "INSERT INTO answers (letter, office, answered_on) VALUES ('protect-temporary-visa-workers', 'a', '2026-12-09'),
       ('protect-temporary-visa-workers', 'b', '2026-12-05'), ('protect-temporary-visa-workers', 'c', '2027-01-02')";
    app.worker
        .store
        .write_now(move |tx| tx.execute(more, []))
        .expect("writes");
    app.worker.clock.shift(6);
    let told = page(&app, "en").await;
    assert!(
        told.contains("Answered by 3 offices; the first answer came on December 5, 2026"),
        "{told}"
    );
    let spanish = page(&app, "es").await;
    assert!(
        spanish.contains("3 oficinas respondieron; la primera respuesta llegó el 5 de diciembre de 2026"),
        "{spanish}"
    );
}

#[rocket::async_test]
async fn an_answer_needs_a_delivery_and_a_day_on_which_it_can_have_come() {
    let app = signed().await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let both = [OFFICE.to_owned(), "member:X000009".to_owned()];
    let one = &both[..1];
    let never = deliver::answer(parts, one, None);
    assert!(matches!(never, Err(NotAnswered::Unknown(office)) if office == OFFICE));
    deliver::settle(parts, one, DeliveryState::GivenUp, None).expect("is settled");
    let given_up = deliver::answer(parts, one, None);
    assert!(matches!(given_up, Err(NotAnswered::NotDelivered(office)) if office == OFFICE));
    let future = deliver::settle(parts, one, DeliveryState::Delivered, Some(day("2026-12-02")));
    let today = day("2026-12-01");
    assert!(matches!(future, Err(NotSettled::Day(DayError::Future { today: found })) if found == today));
    let earlier = deliver::settle(parts, one, DeliveryState::Delivered, Some(day("2025-12-01")));
    assert!(matches!(
        earlier,
        Err(NotSettled::Day(DayError::BeforePublication { published })) if published == day("2026-11-09")
    ));
    deliver::settle(parts, one, DeliveryState::Delivered, Some(day("2026-11-20"))).expect("is settled");
    assert!(
        page(&app, "en")
            .await
            .contains("Delivered on November 20, 2026 to 1 office")
    );
    let early = deliver::answer(parts, one, Some(day("2026-11-19")));
    assert!(matches!(
        early,
        Err(NotAnswered::BeforeDelivery { delivered, .. }) if delivered == day("2026-11-20")
    ));
    let late = deliver::answer(parts, one, Some(day("2026-12-02")));
    assert!(matches!(late, Err(NotAnswered::Day(DayError::Future { .. }))));
    let partly = deliver::answer(parts, &both, None);
    assert!(matches!(partly, Err(NotAnswered::Unknown(office)) if office == "member:X000009"));
    let nothing = deliver::take_back_answer(parts, one);
    assert!(matches!(nothing, Err(NotAnswered::NoAnswer(_))), "nothing was recorded");
    deliver::answer(parts, one, Some(day("2026-11-20"))).expect("it came on the same day");
}

#[rocket::async_test]
async fn an_office_that_answered_had_the_letter() {
    let app = signed().await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let one = [OFFICE.to_owned()];
    let settle = |outcome, on: &str| deliver::settle(parts, &one, outcome, Some(day(on)));
    settle(DeliveryState::Delivered, "2026-11-20").expect("is settled");
    deliver::answer(parts, &one, Some(day("2026-11-24"))).expect("is recorded");
    for (outcome, on) in [
        (DeliveryState::GivenUp, "2026-11-25"),
        (DeliveryState::Delivered, "2026-11-25"),
    ] {
        let refused = settle(outcome, on);
        assert!(
            matches!(refused, Err(NotSettled::Answered { on, .. }) if on == day("2026-11-24")),
            "{outcome}"
        );
    }
    settle(DeliveryState::Delivered, "2026-11-24").expect("it came on the same day");
    deliver::take_back_answer(parts, &one).expect("is taken back");
    settle(DeliveryState::GivenUp, "2026-11-25").expect("is settled");
}
