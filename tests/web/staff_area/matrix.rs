//! Who may go where: a row for each route below `/staff`, a column for each kind of visitor. A route without a row fails.

use std::collections::BTreeSet;

use rocket::http::Method;
use undersigned::staff::accounts;
use undersigned::staff::role::{Letters, Role};

use super::{Browser, Seen, add, manage, signed_in};
use crate::app::{LETTER, TestApp};
use crate::editions::own_letters;

/// What a visitor is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// The page, or what was asked is done.
    Yes,
    /// To sign in first.
    SignIn,
    /// That it is not for them, or that the form is not taken.
    No,
    /// That there is no such page.
    Missing,
    /// What is wrong with the form.
    Wrong,
    /// Not asked: no such visitor.
    Unasked,
}

use Told::{Missing, No, SignIn, Unasked, Wrong, Yes};

/// Route, path, fields, and what each visitor is told: stranger, partner, viewer, editor of another letter, editor, owner, someone whose
/// session ended, an owner's form without its token, an owner's form from another site, an editor who has typed the password alone.
type Row = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
    [Told; 10],
);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // First, while everyone has just given a code.
    ("POST /staff/recovery", "/staff/recovery", &[], [SignIn, SignIn, SignIn, Yes, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/people/new", "/staff/people/new", &[], [SignIn, No, No, No, No, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/people", "/staff/people", &[("email", "no address")], [SignIn, No, No, No, No, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/people/<id>", "/staff/people/1", &[], [SignIn, No, No, No, No, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/people/<id>", "/staff/people/1", &[("action", "nothing")], [SignIn, No, No, No, No, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/export?<asked..>", "/staff/letters/protect-temporary-visa-workers/export", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/export?<asked..>", "/staff/letters/protect-temporary-visa-workers/export", &[], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/sending/approve", "/staff/letters/protect-temporary-visa-workers/sending/approve", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/supplement/approve", "/staff/letters/protect-temporary-visa-workers/supplement/approve", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/sending/approve", "/staff/letters/protect-temporary-visa-workers/sending/approve", &[("plan", "none")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/supplement/approve", "/staff/letters/protect-temporary-visa-workers/supplement/approve", &[("plan", "none")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/delivery/<office>/table/<code>/<format>", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary/table/none/csv", &[], [SignIn, Missing, No, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/roster", "/staff/letters/protect-temporary-visa-workers/roster", &[], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/visits", "/staff/letters/protect-temporary-visa-workers/visits", &[], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/partners", "/staff/letters/protect-temporary-visa-workers/partners", &[("action", "make")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/previews", "/staff/letters/protect-temporary-visa-workers/previews", &[("action", "revoke"), ("link", "9")], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/settings", "/staff/letters/protect-temporary-visa-workers/settings", &[("setting", "goal"), ("action", "set")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/invitations", "/staff/letters/protect-temporary-visa-workers/invitations", &[("action", "invite"), ("list", "email")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/people", "/staff/people", &[], [SignIn, No, No, No, No, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff", "/staff", &[], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/audit?<asked..>", "/staff/audit", &[], [SignIn, No, No, Yes, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/notices?<saved>", "/staff/notices", &[], [SignIn, No, Yes, Yes, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/notices", "/staff/notices", &[("hour", "8"), ("zone", "UTC")], [SignIn, No, Yes, Yes, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/invitations?<asked..>", "/staff/letters/protect-temporary-visa-workers/invitations", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>", "/staff/letters/protect-temporary-visa-workers", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/numbers/<file>", "/staff/letters/protect-temporary-visa-workers/numbers/days.csv", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/signers?<asked..>", "/staff/letters/protect-temporary-visa-workers/signers", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/signers", "/staff/letters/protect-temporary-visa-workers/signers", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/decide", "/staff/letters/protect-temporary-visa-workers/decide", &[("decision", "approve")], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/filters", "/staff/letters/protect-temporary-visa-workers/filters", &[("name", "Texas")], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/bulk?<asked..>", "/staff/letters/protect-temporary-visa-workers/bulk?state=held", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/bulk", "/staff/letters/protect-temporary-visa-workers/bulk", &[("kind", "all")], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/decisions/<id>", "/staff/letters/protect-temporary-visa-workers/decisions/1", &[], [SignIn, Missing, No, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/undo", "/staff/letters/protect-temporary-visa-workers/undo", &[("decision", "0")], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/signers/<id>?<asked..>", "/staff/letters/protect-temporary-visa-workers/signers/1", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/signers/<id>", "/staff/letters/protect-temporary-visa-workers/signers/1", &[("action", "nothing")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/signers/<id>/line", "/staff/letters/protect-temporary-visa-workers/signers/1/line", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/signers/<id>/line", "/staff/letters/protect-temporary-visa-workers/signers/1/line", &[("name", "")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/signers/<id>/merge/<other>", "/staff/letters/protect-temporary-visa-workers/signers/1/merge/2", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/signers/<id>/merge/<other>", "/staff/letters/protect-temporary-visa-workers/signers/1/merge/2", &[("keep", "nothing")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/messages?<asked..>", "/staff/letters/protect-temporary-visa-workers/messages", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/messages", "/staff/letters/protect-temporary-visa-workers/messages", &[("decision", "accept")], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/delivery?<asked..>", "/staff/letters/protect-temporary-visa-workers/delivery", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/delivery", "/staff/letters/protect-temporary-visa-workers/delivery", &[("action", "check")], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/delivery/<office>?<asked..>", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/delivery/<office>", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary", &[("kind", "nothing")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/delivery/<office>/outlook", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary/outlook", &[("action", "nothing")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/delivery/<office>/pdf/<code>", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary/pdf/none", &[], [SignIn, Missing, Missing, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/delivery/<office>/files/<id>", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary/files/1", &[], [SignIn, Missing, Missing, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/delivery/<office>/follow-up.ics", "/staff/letters/protect-temporary-visa-workers/delivery/recipient:labor-secretary/follow-up.ics", &[], [SignIn, Missing, Missing, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/record/<format>", "/staff/letters/protect-temporary-visa-workers/record/csv", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/sending?<asked..>", "/staff/letters/protect-temporary-visa-workers/sending", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/supplement?<asked..>", "/staff/letters/protect-temporary-visa-workers/supplement", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/sending", "/staff/letters/protect-temporary-visa-workers/sending", &[("action", "nothing")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("POST /staff/letters/<slug>/supplement", "/staff/letters/protect-temporary-visa-workers/supplement", &[("action", "nothing")], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/sending/email/<office>", "/staff/letters/protect-temporary-visa-workers/sending/email/recipient:labor-secretary", &[], [SignIn, Missing, No, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/supplement/email/<office>", "/staff/letters/protect-temporary-visa-workers/supplement/email/recipient:labor-secretary", &[], [SignIn, Missing, No, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/record?<asked..>", "/staff/letters/protect-temporary-visa-workers/record", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/record", "/staff/letters/protect-temporary-visa-workers/record", &[], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/import?<asked..>", "/staff/letters/protect-temporary-visa-workers/import", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/import", "/staff/letters/protect-temporary-visa-workers/import", &[], [SignIn, Missing, No, Missing, Wrong, Wrong, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/import/<name>?<asked..>", "/staff/letters/protect-temporary-visa-workers/import/x", &[], [SignIn, Missing, No, Missing, Missing, Missing, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/letters/<slug>/import/<name>", "/staff/letters/protect-temporary-visa-workers/import/x", &[], [SignIn, Missing, No, Missing, Missing, Missing, SignIn, No, No, SignIn]),
    ("GET /staff/letters/<slug>/roster?<asked..>", "/staff/letters/protect-temporary-visa-workers/roster", &[], [SignIn, Yes, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/roster/<format>?<asked..>", "/staff/letters/protect-temporary-visa-workers/roster/text", &[], [SignIn, Yes, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/press", "/staff/letters/protect-temporary-visa-workers/press", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/press/<format>", "/staff/letters/protect-temporary-visa-workers/press/text", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/visits?<asked..>", "/staff/letters/protect-temporary-visa-workers/visits", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/previews", "/staff/letters/protect-temporary-visa-workers/previews", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/settings?<saved>", "/staff/letters/protect-temporary-visa-workers/settings", &[], [SignIn, Missing, Yes, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/letters/<slug>/partners", "/staff/letters/protect-temporary-visa-workers/partners", &[], [SignIn, Missing, No, Missing, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("GET /staff/sessions", "/staff/sessions", &[], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/sessions", "/staff/sessions", &[("session", "0")], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, No, No, SignIn]),
    ("POST /staff/language", "/staff/language", &[("language", "en")], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, No, No, SignIn]),
    // Who has no authenticator app is led to where one sets it up.
    ("GET /staff/code?<next>", "/staff/code", &[], [SignIn, SignIn, SignIn, Yes, Yes, Yes, SignIn, Unasked, Unasked, SignIn]),
    ("POST /staff/code", "/staff/code", &[("code", "no code")], [SignIn, Wrong, Wrong, Wrong, Wrong, Wrong, SignIn, No, No, Wrong]),
    ("GET /staff/factor?<next>", "/staff/factor", &[], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, Unasked, Unasked, Yes]),
    ("POST /staff/factor", "/staff/factor", &[("code", "no code")], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, No, No, Yes]),
    ("GET /staff/sign-in?<next>&<begun>", "/staff/sign-in", &[], [Yes, Yes, Yes, Yes, Yes, Yes, Yes, Unasked, Unasked, Yes]),
    ("POST /staff/sign-in", "/staff/sign-in", &[("email", "no@one.example")], [Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, Wrong, No, Wrong]),
    ("GET /staff/welcome/<link>", "/staff/welcome/x", &[], [Missing, Missing, Missing, Missing, Missing, Missing, Missing, Unasked, Unasked, Missing]),
    ("POST /staff/welcome/<link>", "/staff/welcome/x", &[], [Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing]),
    // Last, since it ends the session.
    ("POST /staff/sign-out", "/staff/sign-out", &[], [SignIn, Yes, Yes, Yes, Yes, Yes, SignIn, No, No, SignIn]),
];

fn told(seen: &Seen, path: &str) -> Told {
    let to = seen.header("Location");
    let step = |page: &str| to.starts_with(page) && path != page;
    match seen.status {
        303 if step("/staff/code") || step("/staff/factor") => SignIn,
        303 if to.starts_with("/staff/sign-in") && path != "/staff/sign-out" => SignIn,
        // Signing out leads there as well, and removes the cookie.
        303 if to.starts_with("/staff/sign-in") && seen.header("Set-Cookie").is_empty() => SignIn,
        200 | 303 => Yes,
        403 => No,
        404 => Missing,
        422 => Wrong,
        other => panic!("{path}: {other}: {}", seen.body),
    }
}

/// An editor who has typed the password, and has not set up an authenticator app.
fn half_way(app: &TestApp) -> Browser<'_> {
    let (id, _) = add(app, "half@coalition.example", Role::Editor, Letters::Every);
    let begun = manage(app, move |tx, now| Ok(accounts::sign_in(tx, id, "", now)?));
    let mut browser = Browser::new(app);
    browser.cookie = format!("undersigned-staff={}", begun.expect("begins").as_text());
    browser
}

/// How many rows are first, since they need a code entered within the last 10 minutes.
const WITH_A_CODE: usize = 18;

#[rocket::async_test]
async fn every_route_is_for_those_whom_the_matrix_names() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_and_confirm("en", &[("email", "bo@example.org")]).await;
    let staff = async |name: &str, role, letters: &[&str]| {
        signed_in(&app, &format!("{name}@coalition.example"), role, letters).await
    };
    let mut ended = staff("ended", Role::Owner, &[]).await;
    assert_eq!(ended.post("/staff/sign-out", &[]).await.status, 303);
    ended.from = "198.51.100.8:4000";
    let half = half_way(&app);
    let visitors = [
        Browser::new(&app),
        staff("partner", Role::Partner, &[]).await,
        staff("viewer", Role::Viewer, &[]).await,
        staff("other", Role::Editor, &["asylum-not-temporary-visas"]).await,
        staff("editor", Role::Editor, &[LETTER]).await,
        staff("owner", Role::Owner, &[]).await,
        ended,
        staff("no-token", Role::Owner, &[]).await,
        staff("elsewhere", Role::Owner, &[])
            .await
            .with("Sec-Fetch-Site", "cross-site"),
        half,
    ];
    for (nth, (route, path, fields, expected)) in ROWS.iter().enumerate() {
        for (index, (visitor, expected)) in visitors.iter().zip(expected).enumerate() {
            // Some are asked often, from one network.
            // The others are quick at first, while everyone's code is recent.
            let wait = match *path {
                "/staff/sign-in" => 60,
                "/staff/code" | "/staff/factor" => 8,
                _ if nth < WITH_A_CODE => 2,
                _ => 4,
            };
            app.worker.clock.shift(wait);
            if *expected == Unasked {
                continue;
            }
            let seen = match (route.starts_with("GET"), index) {
                (true, _) => visitor.get(path).await,
                (false, 7) => visitor.ask(Method::Post, path, fields).await,
                (false, _) => visitor.post(path, fields).await,
            };
            assert_eq!(told(&seen, path), *expected, "{route}, visitor {index}: {}", seen.body);
            assert_eq!(seen.header("Cache-Control"), "no-store", "{route}");
            assert_eq!(seen.header("X-Robots-Tag"), "noindex", "{route}");
        }
    }
}

#[rocket::async_test]
async fn every_route_has_a_row() {
    let app = TestApp::start().await;
    let routes = app.client.rocket().routes();
    let mounted: BTreeSet<String> = routes
        .map(|route| format!("{} {}", route.method, route.uri))
        .filter(|route| route.contains(" /staff"))
        .collect();
    let known: BTreeSet<String> = ROWS.iter().map(|(route, ..)| (*route).to_owned()).collect();
    assert_eq!(mounted, known, "add a row to the matrix");
}

#[rocket::async_test]
async fn every_page_speaks_the_language_of_its_reader_whatever_its_letter_is_written_in() {
    let (letters, setting) = own_letters();
    let folder = letters.path().join(LETTER);
    std::fs::remove_dir_all(folder.join("updates")).expect("removes");
    std::fs::remove_file(folder.join("es.md")).expect("removes");
    let app = TestApp::with(&setting).await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_and_confirm("en", &[("email", "bo@example.org")]).await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    owner.post("/staff/language", &[("language", "es")]).await;
    let mut pages = 0;
    for (_, path, ..) in ROWS.iter().filter(|(route, ..)| route.starts_with("GET ")) {
        let seen = owner.get(path).await;
        if seen.status != 200 || !seen.header("Content-Type").starts_with("text/html") {
            continue;
        }
        pages += 1;
        let body = &seen.body;
        assert!(
            body.contains("<html lang=\"es\"") && body.contains(" · Área del personal · "),
            "{path}: {body}"
        );
        assert!(
            !body.contains("Sign out") && !body.contains("<title>Workers"),
            "{path}: {body}"
        );
    }
    assert!(pages > 20, "{pages}");
}

#[rocket::async_test]
async fn no_answer_outside_the_staff_area_sets_a_cookie() {
    let app = TestApp::start().await;
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let mut asked = 0;
    let routes: Vec<_> = app.client.rocket().routes().cloned().collect();
    for route in routes {
        let uri = route.uri.path().to_owned();
        // A stream has no end.
        if uri.starts_with("/staff") || uri.ends_with("/tally") {
            continue;
        }
        let filled = uri.split('/').map(|part| match part {
            "<lang>" => "en",
            "<slug>" => LETTER,
            "<party>" => "people",
            part if part.starts_with('<') => "x",
            part => part,
        });
        let path = filled.collect::<Vec<_>>().join("/");
        for visitor in [&Browser::new(&app), &owner] {
            let seen = visitor.ask(route.method, &path, &[]).await;
            assert_eq!(seen.header("Set-Cookie"), "", "{} {path}", route.method);
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
    for path in ["/nowhere/at/all", "/en/nowhere", "/staffing"] {
        assert_eq!(owner.get(path).await.header("Set-Cookie"), "", "{path}");
    }
}
