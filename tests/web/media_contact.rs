//! Whom journalists contact, and the members of the coalition.

use std::path::Path;

use crate::app::{LETTER, TestApp, copy};

/// Starts a service with its own folder of letters, changed by `change`.
async fn with(settings: &str, change: impl FnOnce(&Path)) -> Result<TestApp, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")), &letters);
    change(&letters);
    let settings = format!("{settings}\n[default.content]\nfolder = '{}'", letters.display());
    TestApp::begin(folder, &settings).await
}

fn without_press(letters: &Path) {
    let file = letters.join(LETTER).join("letter.toml");
    let text = std::fs::read_to_string(&file).expect("settings");
    let (before, rest) = text.split_once("[press]\n").expect("the sample has a contact");
    let rest = rest
        .split_once("\n[")
        .map_or(String::new(), |(_, rest)| format!("[{rest}"));
    std::fs::write(&file, format!("{before}{rest}")).expect("writes");
}

/// The contact on a page; empty if there is none.
async fn contact(app: &TestApp, path: &str) -> String {
    let body = app.get(path).await.body;
    let found = body.split_once("<p class=\"press\">");
    found.map_or(String::new(), |(_, rest)| {
        rest.split("</p>").next().unwrap_or_default().to_owned()
    })
}

#[rocket::async_test]
async fn a_letters_own_media_contact_comes_before_the_sites() {
    let site = "[default.site.press]\nname = 'Press <office>'\nemail = 'press@coalition.example'";
    let own = with(site, |_| ()).await.expect("starts");
    let shared = with(site, without_press).await.expect("starts");
    for list in ["", "/signers/organizations", "/signers/people"] {
        let path = format!("/en/letters/{LETTER}{list}");
        let told = contact(&own, &path).await;
        assert!(
            told.contains("Media contact:") && told.contains("Luz Marrero") && !told.contains("Press"),
            "{path}: {told}"
        );
        let told = contact(&shared, &path).await;
        assert!(
            told.contains("Press &lt;office&gt;") && told.contains("mailto:press@coalition.example"),
            "{path}: {told}"
        );
    }
    assert!(
        contact(&own, &format!("/es/letters/{LETTER}"))
            .await
            .contains("Contacto de prensa:")
    );
    let none = TestApp::with_file("letter.toml", "kind =", "kind =").await;
    assert_eq!(contact(&none, "/en/letters/asylum-not-temporary-visas").await, "");
}

#[rocket::async_test]
async fn a_contact_that_nobody_can_reach_is_refused() {
    let wrong = "[default.site.press]\nname = 'Ana'\nemail = 'press'";
    let why = with(wrong, |_| ()).await.err().expect("refused");
    assert!(
        why.contains("site.press.email: \"press\" is not an email address"),
        "{why}"
    );
    let change = |letters: &Path| {
        let file = letters.join(LETTER).join("letter.toml");
        let text = std::fs::read_to_string(&file).expect("settings");
        std::fs::write(&file, text.replace("email = \"", "email = \"at ")).expect("writes");
    };
    let why = with("", change).await.err().expect("refused");
    assert!(
        why.contains("letter.toml:") && why.contains("is not an email address: write one such as press@example.org"),
        "{why}"
    );
}

#[rocket::async_test]
async fn the_coalitions_members_are_a_grid_with_their_logos() {
    let app = TestApp::start().await;
    for (lang, heading) in [("en", "Members"), ("es", "Integrantes")] {
        let page = app.get(&format!("/{lang}/coalition")).await.body;
        let (_, grid) = page.split_once("<section class=\"members\"").expect("a grid");
        let grid = grid.split("</section>").next().expect("closed");
        assert!(
            grid.contains(heading) && grid.contains("<bdi>Tideland Workers Center</bdi>"),
            "{grid}"
        );
        let logos: Vec<&str> = grid
            .split("src=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert_eq!(logos.len(), 3);
        for logo in logos {
            let sent = app.client.get(logo.to_owned()).dispatch().await;
            assert_eq!(sent.status().code, 200, "{logo}");
            let cached = sent.headers().get_one("Cache-Control").unwrap_or_default().to_owned();
            assert!(cached.contains("immutable"), "{cached}");
        }
    }
    for wrong in [
        "coalition/media/0/members.csv",
        "coalition/media/0/en.md",
        "about/media/0/tideland.svg",
    ] {
        assert_eq!(app.get(&format!("/site/{wrong}")).await.status, 404, "{wrong}");
    }
    assert!(!app.get("/en/about").await.body.contains("class=\"members\""));
}

#[rocket::async_test]
async fn a_wrong_table_of_members_is_refused_with_its_cell() {
    let change = |letters: &Path| {
        let table = "name,website,logo\nTideland,tideland.example,\n";
        std::fs::write(letters.join("_site/coalition/members.csv"), table).expect("writes");
    };
    let why = with("", change).await.err().expect("refused");
    assert!(
        why.contains("members.csv:2:10: \"tideland.example\" is not a web address"),
        "{why}"
    );
}
