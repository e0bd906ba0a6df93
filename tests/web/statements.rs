//! Texts that can't be signed, and texts in fewer languages than the interface has.

use std::sync::Mutex;

use crate::app::{LETTER, TestApp, copy};

const OP_ED: &str = "recruitment-that-works-for-nurses";

#[rocket::async_test]
async fn an_op_ed_takes_no_signatures_by_any_way() {
    let app = TestApp::start().await;
    for party in ["people", "organizations"] {
        let path = format!("/en/letters/{OP_ED}/signatures/{party}");
        assert_eq!(app.post(&path, &[("name", "Ana")]).await.status, 404, "{party}");
    }
    assert_eq!(app.get(&format!("/en/letters/{OP_ED}/sign")).await.status, 404);
}

#[rocket::async_test]
async fn machines_are_told_only_of_languages_that_a_letter_is_written_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        &letters,
    );
    std::fs::remove_file(letters.join(OP_ED).join("es.md")).expect("removes");
    let settings = format!("[default.content]\nfolder = '{}'", letters.display());
    let app = TestApp::begin(folder, &settings).await.expect("builds");
    let machine = |lang: &str, slug: &str| {
        format!("<link rel=\"alternate\" hreflang=\"{lang}\" href=\"http://letters.test/{lang}/letters/{slug}\">")
    };
    for lang in ["en", "es"] {
        let page = app.get(&format!("/{lang}/letters/{OP_ED}")).await.body;
        let canonical = format!("<link rel=\"canonical\" href=\"http://letters.test/en/letters/{OP_ED}\">");
        assert!(page.contains(&canonical), "{lang}");
        assert!(
            page.contains(&machine("en", OP_ED)) && !page.contains(&machine("es", OP_ED)),
            "{lang}"
        );
        let both = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert!(both.contains(&machine("en", LETTER)) && both.contains(&machine("es", LETTER)));
    }
    let sitemap = app.get("/sitemap.xml").await.body;
    assert!(sitemap.contains(&format!("/en/letters/{OP_ED}<")) && !sitemap.contains(&format!("/es/letters/{OP_ED}<")));
}

/// What the site calls its texts in general, wherever they are listed.
const GENERAL: &[&str] = &[
    "Letters",
    "All letters",
    "Cartas",
    "Todas las cartas",
    "Acerca de estas cartas",
    "Letters desk",
];

/// Returns the words of a page: its text, and the attributes that are read aloud or shown.
fn words_of(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in html.split('<').skip(1) {
        let (tag, text) = part.split_once('>').unwrap_or((part, ""));
        for name in ["alt=\"", "aria-label=\"", "title=\"", "placeholder=\""] {
            let value = tag.split_once(name).and_then(|(_, rest)| rest.split('"').next());
            found.extend(value.map(str::to_owned));
        }
        if !tag.starts_with("script") && !tag.starts_with("style") {
            found.push(text.trim().to_owned());
        }
    }
    found
}

/// Returns what of a page or mail calls the statement a letter.
fn called_a_letter(place: &str, shown: &[String]) -> Vec<String> {
    let named = |line: &&String| {
        let words = line
            .split_whitespace()
            .filter(|word| !word.contains("://") && !word.contains('@'));
        let words = words.flat_map(|word| word.split(|c: char| !c.is_alphabetic()));
        words
            .map(str::to_lowercase)
            .any(|word| matches!(word.as_str(), "letter" | "letters" | "carta" | "cartas"))
    };
    let found = shown
        .iter()
        .filter(named)
        .filter(|line| !GENERAL.contains(&line.as_str()));
    found.map(|line| format!("{place}: {line}")).collect()
}

struct Walk {
    app: TestApp,
    lang: &'static str,
    found: Mutex<Vec<String>>,
}

impl Walk {
    fn check(&self, place: &str, shown: &[String]) {
        let mut found = self.found.lock().expect("no panic");
        found.extend(called_a_letter(place, shown));
    }

    async fn look(&self, path: &str) {
        let page = self.app.get(path).await;
        assert!(matches!(page.status, 200 | 410), "{path}: {}", page.status);
        self.check(path, &words_of(&page.body));
    }

    async fn send(&self, path: &str, fields: &[(&str, &str)]) {
        let page = self.app.post(path, fields).await;
        assert!(
            !matches!(page.status, 404 | 500..),
            "{path} {fields:?}: {}",
            page.status
        );
        self.check(&format!("{path} {fields:?}"), &words_of(&page.body));
    }

    /// Signs as a person, looks at everything along the way, withdraws, and deletes.
    async fn person(&self) {
        let (app, lang) = (&self.app, self.lang);
        let form = format!("/{lang}/letters/{LETTER}/signatures/people");
        self.send(&form, &[("email", "ana")]).await;
        for more in [
            &[("preview", "yes")][..],
            &[("leave_empty", "x")],
            &[("edition", "")],
            &[("updates", "yes")],
        ] {
            self.check("the form", &words_of(&app.sign(lang, more).await.body));
        }
        let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
        let not_us = app.link_to("/not-us/").await;
        for path in [&confirm, &own, &not_us] {
            self.look(path).await;
        }
        self.send(&confirm, &[]).await;
        self.send(&confirm, &[]).await;
        app.sign(lang, &[]).await;
        self.look(&own).await;
        self.look(&app.link_to("/my-signature/").await).await;
        app.update("what-happens-with-your-name")
            .send(&app.worker.store, &|_| {})
            .expect("owes");
        let unsubscribe = app.link_to("/unsubscribe/").await;
        self.look(&unsubscribe).await;
        self.send(&unsubscribe, &[]).await;
        self.send(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
        self.look(&own).await;
        self.send(&format!("{own}/remove"), &[("sure", "yes")]).await;
        app.sign(lang, &[("email", "bo@example.org")]).await;
        let not_us = app.link_to("/not-us/").await;
        self.send(&not_us, &[("sure", "yes")]).await;
    }

    /// Signs for organizations: saved for later, with a board that approves or declines, and by mistake.
    async fn organizations(&self) {
        let (app, lang) = (&self.app, self.lang);
        let page = app.sign_organization_in(lang, &[("save", "yes")]).await;
        self.check("saved", &words_of(&page.body));
        self.look(&app.link_to("/draft/").await).await;
        for (domain, answer) in [("harvest.example", "approve"), ("orchard.example", "decline")] {
            let (email, deciders) = (
                format!("sam@{domain}"),
                ["kim", "luz"].map(|name| format!("{name}@{domain}")),
            );
            let board = format!("Kim Lee <{}>\nLuz Ríos, {}", deciders[0], deciders[1]);
            let fields = [
                ("authorized", ""),
                ("board", board.as_str()),
                ("email", email.as_str()),
                ("listed_name", domain),
                ("website", domain),
            ];
            self.check(
                "the form",
                &words_of(&app.sign_organization_in(lang, &fields).await.body),
            );
            let confirm = app.link_to("/confirm/").await;
            self.send(&confirm, &[]).await;
            for decider in &deciders {
                let approve = crate::deciding::link(app, decider, "/approve/").await;
                self.look(&approve).await;
                self.send(&approve, &[("answer", answer), ("reason", "No.")]).await;
                self.look(&approve).await;
            }
        }
        let not_us = crate::deciding::link(app, "kim@harvest.example", "/not-us/").await;
        self.look(&not_us).await;
        self.send(&not_us, &[("sure", "yes")]).await;
    }
}

/// Starts a service whose letter is a statement. Its update calls it nothing.
async fn statement() -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    let letters = folder.path().join("letters");
    copy(
        std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")),
        &letters,
    );
    let replace = |file: &str, words: &[(&str, &str)]| {
        let file = letters.join(LETTER).join(file);
        let text = std::fs::read_to_string(&file).expect("a file");
        let text = words.iter().fold(text, |text, (word, other)| text.replace(word, other));
        std::fs::write(&file, text).expect("writes");
    };
    let public = "[signing]\ncomments = \"public\"\nunverified_organizations = \"count\"\n";
    replace(
        "letter.toml",
        &[("\"letter\"", "\"statement\""), ("[signing]\n", public)],
    );
    let update = "updates/what-happens-with-your-name";
    replace(&format!("{update}/en.md"), &[("letters", "texts"), ("letter", "text")]);
    replace(&format!("{update}/es.md"), &[("cartas", "textos"), ("carta", "texto")]);
    let settings = format!(
        "[default.content]\nfolder = '{}'\n[default.mail]\nthank_you = true",
        letters.display()
    );
    TestApp::begin(folder, &settings).await.expect("builds")
}

#[rocket::async_test]
async fn a_statement_is_not_called_a_letter() {
    for lang in ["en", "es"] {
        let walk = Walk {
            app: statement().await,
            lang,
            found: Mutex::default(),
        };
        let below = format!("/{lang}/letters/{LETTER}");
        for path in [
            "",
            "/sign",
            "/sign/organization",
            "/share",
            "/signers/people",
            "/signers/organizations",
        ] {
            walk.look(&format!("{below}{path}")).await;
        }
        walk.look(&format!("/embed/{lang}/{LETTER}")).await;
        walk.look(&format!("{below}/updates/what-happens-with-your-name")).await;
        walk.person().await;
        walk.organizations().await;
        for mail in walk.app.whole_mails().await {
            let lines = mail.text.lines().map(str::to_owned).chain([mail.subject.clone()]);
            walk.check(&mail.subject, &lines.collect::<Vec<_>>());
            walk.check(&mail.subject, &words_of(&mail.html));
        }
        walk.app.worker.clock.shift(70 * 86_400);
        for path in ["", "/sign", "/sign/organization"] {
            walk.look(&format!("{below}{path}")).await;
        }
        let found = walk.found.into_inner().expect("no panic");
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
}

#[rocket::async_test]
async fn a_statement_and_an_op_ed_have_their_own_buttons() {
    let app = TestApp::with_file("letter.toml", "kind = \"letter\"", "kind = \"statement\"").await;
    for path in [
        format!("/en/letters/{LETTER}"),
        format!("/en/letters/{LETTER}/sign"),
        format!("/en/letters/{LETTER}/sign/organization"),
        format!("/embed/en/{LETTER}"),
    ] {
        assert!(app.get(&path).await.body.contains("Sign the statement"), "{path}");
    }
    let frame = app.get(&format!("/embed/en/{OP_ED}")).await.body;
    assert!(
        frame.contains("Continue reading") && !frame.contains("the letter"),
        "{frame}"
    );
}
