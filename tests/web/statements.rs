//! Texts that can't be signed, and texts in fewer languages than the interface has.

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

#[rocket::async_test]
async fn a_statement_is_not_called_a_letter_where_it_is_signed_and_shared() {
    let app = TestApp::with_file("letter.toml", "kind = \"letter\"", "kind = \"statement\"").await;
    for path in [
        format!("/en/letters/{LETTER}"),
        format!("/en/letters/{LETTER}/sign"),
        format!("/en/letters/{LETTER}/sign/organization"),
        format!("/embed/en/{LETTER}"),
    ] {
        let page = app.get(&path).await.body;
        assert!(
            page.contains("Sign the statement") && !page.contains("Sign the letter"),
            "{path}"
        );
    }
    let frame = app.get(&format!("/embed/en/{OP_ED}")).await.body;
    assert!(
        frame.contains("Continue reading") && !frame.contains("the letter"),
        "{frame}"
    );
}
