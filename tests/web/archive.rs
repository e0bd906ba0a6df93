//! Lists of what was published: newest first, older ones on pages of their own.

use std::path::Path;

use crate::app::TestApp;
use crate::editions::own_letters;

/// Adds letters that nobody can sign, one for each of the last days of 2025, on one topic.
fn add_statements(letters: &Path, number: usize) {
    for n in 0..number {
        let folder = letters.join(format!("statement-{n:03}"));
        std::fs::create_dir(&folder).expect("a folder");
        let (month, day) = (12 - n / 28, 28 - n % 28);
        let toml = format!(
            "kind = \"statement\"\nrevision = 1\npublished = 2025-{month:02}-{day:02}\ntopics = [\"workers\"]\n"
        );
        std::fs::write(folder.join("letter.toml"), toml).expect("writes");
        for lang in ["en", "es"] {
            let text = format!("+++\ntitle = \"Statement {n:03}\"\nsummary = \"S\"\n+++\n\nWords of {n} in {lang}.\n");
            std::fs::write(folder.join(format!("{lang}.md")), text).expect("writes");
        }
    }
}

fn statements(page: &str) -> Vec<usize> {
    let found = page.split("\">Statement ").skip(1);
    found.filter_map(|rest| rest.get(..3)?.parse().ok()).collect()
}

#[rocket::async_test]
async fn each_list_shows_every_letter_once_newest_first_and_few_on_a_page() {
    let (letters, setting) = own_letters();
    add_statements(letters.path(), 50);
    let app = TestApp::with(&setting).await;
    for list in ["/en", "/en/topics/workers", "/en/archive/2025"] {
        let (mut path, mut seen, mut pages) = (list.to_owned(), Vec::new(), 0);
        loop {
            let page = app.get(&path).await;
            assert_eq!(page.status, 200, "{path}");
            let cards = page.body.matches("<article class=\"card").count();
            assert!((1..=20).contains(&cards), "{path}: {cards} letters");
            assert_eq!(page.body.contains("rel=\"prev\""), pages > 0, "{path}");
            seen.extend(statements(&page.body));
            pages += 1;
            let Some((before, _)) = page.body.split_once("\">Older<") else {
                break;
            };
            path = before.rsplit_once("href=\"").expect("a link").1.replace("&#x3D;", "=");
        }
        assert_eq!(seen, (0..50).collect::<Vec<_>>(), "{list}");
        assert_eq!(pages, 3, "{list}");
        assert_eq!(app.get(&format!("{list}?page=4")).await.status, 404);
        assert_eq!(app.get(&format!("{list}?page=0")).await.status, 404);
    }
    let second = app.get("/es?page=2").await.body;
    assert!(
        second.contains(">Más recientes<") && second.contains("href=\"/es\""),
        "{second}"
    );
    assert!(
        !second.contains("id=\"updates-heading\""),
        "the newest updates stand on the first page"
    );
    assert!(
        second.contains("/en?page&#x3D;2") || second.contains("/en?page=2"),
        "the other language's page: {second}"
    );
}

#[rocket::async_test]
async fn a_list_costs_no_more_with_more_letters() {
    let (letters, setting) = own_letters();
    add_statements(letters.path(), 25);
    let few = TestApp::with(&setting).await;
    let (more_letters, setting) = own_letters();
    add_statements(more_letters.path(), 300);
    let more = TestApp::with(&setting).await;
    for list in ["/en", "/en/topics/workers"] {
        let bytes = (few.get(list).await.body.len(), more.get(list).await.body.len());
        assert!(bytes.1 < bytes.0 + 500, "{list}: {bytes:?}");
    }
}

#[rocket::async_test]
async fn a_list_that_is_kept_changes_with_the_letters() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    assert_eq!(statements(&app.get("/en").await.body), Vec::<usize>::new());
    add_statements(letters.path(), 1);
    assert!(crate::editions::shows(&app, "/en", "Statement 000").await);
}
