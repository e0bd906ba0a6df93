//! After another revision of a letter is published, earlier signers are shown with the text that they signed.

use crate::app::{LETTER, TestApp};
use crate::editions::{own_letters, revise};

const SAYS: [(&str, &str, &str, &str); 2] = [
    (
        "en",
        "signed an earlier version (version 1)",
        "(2 of these signatures are for an earlier version)",
        "(1 of these signatures is for an earlier version)",
    ),
    (
        "es",
        "firmó una versión anterior (versión 1)",
        "(2 de estas firmas son de una versión anterior)",
        "(1 de estas firmas es de una versión anterior)",
    ),
];

/// Returns what a page's list shows beside a name.
fn beside<'p>(page: &'p str, name: &str) -> &'p str {
    let (_, rest) = page.split_once(&format!("<li><bdi>{name}</bdi>")).expect("is listed");
    rest.split("</li>").next().expect("closed")
}

/// Signs as a person and an organization under revision 1, and as a person under revision 2; returns the first person's own page.
async fn signed_before_and_after(app: &TestApp, letters: &std::path::Path) -> String {
    app.sign_and_confirm("en", &[("listing", "full")]).await;
    let own = app.link_to("/my-signature/").await;
    app.sign_organization(&[]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    for (lang, line, many, one) in SAYS {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert!(
            ![line, many, one].iter().any(|it| page.contains(it)),
            "there is one text"
        );
    }
    revise(app, letters).await;
    let bea = [("name", "Bea Prado"), ("email", "bea@example.org"), ("listing", "full")];
    app.sign_and_confirm("es", &bea).await;
    own
}

#[rocket::async_test]
async fn lists_and_tally_say_who_signed_an_earlier_text() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let own = signed_before_and_after(&app, letters.path()).await;
    for (lang, line, many, _) in SAYS {
        let letter = format!("/{lang}/letters/{LETTER}");
        let page = app.get(&letter).await.body;
        assert_eq!(
            page.matches(many).count(),
            2,
            "in the panel and above the names: {page}"
        );
        for (list, name) in [
            ("people", "Ana López García"),
            ("organizations", "Harvest Workers Union, Local 12"),
        ] {
            let list = app.get(&format!("{letter}/signers/{list}")).await.body;
            assert!(list.contains(many), "{list}");
            for page in [&page, &list] {
                assert!(beside(page, name).contains(line), "{name}: {page}");
            }
        }
        let people = app.get(&format!("{letter}/signers/people")).await.body;
        for page in [&page, &people] {
            assert!(
                !beside(page, "Bea Prado").contains(line),
                "she signed this text: {page}"
            );
        }
    }
    let second = app.edition("en").await;
    app.post(&format!("{own}/renew"), &[("edition", &second)]).await;
    for (lang, line, _, one) in SAYS {
        let page = app.get(&format!("/{lang}/letters/{LETTER}")).await.body;
        assert!(page.contains(one), "{page}");
        assert!(!beside(&page, "Ana López García").contains(line), "{page}");
    }
    let of = |revision: u32| {
        app.count(&format!(
            "SELECT people + 10 * organizations AS n FROM tally WHERE revision = {revision}"
        ))
    };
    assert_eq!((of(1), of(2)), (10, 2));
    assert!(app.reject(2), "the organization");
    assert_eq!(
        (of(1), of(2)),
        (0, 2),
        "whoever goes is taken from the text that they signed"
    );
}

#[rocket::async_test]
async fn an_own_page_says_that_the_text_has_changed_where_nobody_can_sign_any_more() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    let own = signed_before_and_after(&app, letters.path()).await;
    // After the deadline.
    app.worker.clock.shift(70 * 86_400);
    let page = app.get(&own).await;
    assert_eq!(page.status, 200);
    assert!(
        page.body.contains("The letter has changed since you signed")
            && page.body.contains("accepting signatures now")
            && !page.body.contains("Sign the new version"),
        "{}",
        page.body
    );
}

#[rocket::async_test]
async fn reopening_the_link_shows_that_the_text_has_changed() {
    let (letters, setting) = own_letters();
    let app = TestApp::with(&setting).await;
    app.sign("en", &[]).await;
    let confirm = app.link().await;
    app.post(&confirm, &[]).await;
    let again = app.get(&confirm).await.body;
    assert!(again.contains("need to do anything else."), "{again}");
    revise(&app, letters.path()).await;
    let again = app.get(&confirm).await.body;
    assert!(again.contains("The letter has changed since"), "{again}");
    assert!(!again.contains("need to do anything else"), "{again}");
    let spanish = app.get(&confirm.replacen("/en/", "/es/", 1)).await.body;
    assert!(spanish.contains("La carta cambió después"), "{spanish}");
}
