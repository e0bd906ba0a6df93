//! A letter or an update is hidden until its day, and then appears by itself.

use crate::app::{LETTER, TestApp};
use crate::editions::{edit, own_letters, shows};

const OTHER: &str = "recruitment-that-works-for-nurses";
const UPDATE: &str = "what-happens-with-your-name";
const DAY: i64 = 86_400;

/// Returns all places where a letter is shown, and whether it is.
async fn shown(app: &TestApp, path: &str) -> Vec<(String, bool)> {
    let mut found = vec![(path.to_owned(), app.get(path).await.status == 200)];
    for place in [
        "/en",
        "/en/topics/recruitment",
        "/en/topics/workers",
        "/en/feed.atom",
        "/sitemap.xml",
    ] {
        let page = app.get(place).await;
        found.push((place.to_owned(), page.status == 200 && page.body.contains(path)));
    }
    found
}

#[rocket::async_test]
async fn a_letter_appears_on_its_day() {
    let (letters, setting) = own_letters();
    edit(
        &letters.path().join(OTHER).join("letter.toml"),
        "published = 2026-10-19",
        "published = 2026-12-05",
    );
    let app = TestApp::with(&setting).await;
    let path = format!("/en/letters/{OTHER}");
    let before = shown(&app, &path).await;
    assert!(before.iter().all(|(_, shown)| !shown), "{before:?}");
    assert_eq!(app.get(&format!("/embed/en/{OTHER}")).await.status, 404);
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM texts WHERE letter = 'recruitment-that-works-for-nurses'"),
        0
    );
    app.worker.clock.shift(3 * DAY);
    assert_eq!(app.get(&path).await.status, 404, "on the day before");
    app.worker.clock.shift(DAY);
    assert!(shows(&app, &path, "class=\"byline\"").await);
    let after = shown(&app, &path).await;
    let where_it_belongs = after.iter().filter(|(place, _)| place != "/en/topics/workers");
    assert!(where_it_belongs.clone().all(|(_, shown)| *shown), "{after:?}");
}

#[rocket::async_test]
async fn an_update_appears_on_its_day() {
    let (letters, setting) = own_letters();
    for lang in ["en", "es"] {
        let file = letters.path().join(format!("{LETTER}/updates/{UPDATE}/{lang}.md"));
        edit(&file, "published = 2026-11-23", "published = 2026-12-05");
    }
    let app = TestApp::with(&setting).await;
    let path = format!("/en/letters/{LETTER}/updates/{UPDATE}");
    let before = shown(&app, &path).await;
    assert!(before.iter().all(|(_, shown)| !shown), "{before:?}");
    let letter = app.get(&format!("/en/letters/{LETTER}")).await;
    assert!(letter.status == 200 && !letter.body.contains(UPDATE));
    app.worker.clock.shift(5 * DAY);
    assert!(shows(&app, &path, "<h1").await);
    assert!(shows(&app, &format!("/en/letters/{LETTER}"), UPDATE).await);
}

/// A typo in the year must not remove a letter whose address people have.
#[rocket::async_test]
async fn a_letter_that_was_published_stays_whatever_its_head_says() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let dated = letters.path().join(OTHER).join("letter.toml");
    edit(&dated, "published = 2026-10-19", "published = 2027-10-19");
    edit(
        &letters.path().join(OTHER).join("en.md"),
        "A nurse's contract",
        "Any contract",
    );
    let page = format!("/en/letters/{OTHER}");
    assert!(shows(&app, &page, "Any contract").await);
    assert!(app.get(&page).await.body.contains("October 19, 2027"));
}
