//! The lists of signers by initial, by state and by name.

use std::collections::BTreeSet;

use crate::app::{LETTER, TestApp};

/// A service with invented signers.
async fn full(organizations: u32, people: u32) -> TestApp {
    let app = TestApp::start().await;
    let locales = undersigned::locale::Locales::load().expect("loads");
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters"));
    let library = undersigned::letters::library::Library::load(folder, &locales).expect("loads");
    let config = app.parts().config.clone();
    undersigned::demonstration::fill(&app.worker.store, &config, &library, organizations, people).expect("fills");
    app
}

fn path(party: &str) -> String {
    format!("/en/letters/{LETTER}/signers/{party}")
}

/// Returns what stands between two texts, each time.
fn between<'t>(text: &'t str, open: &str, close: &str) -> Vec<&'t str> {
    let pieces = text.split(open).skip(1);
    pieces.filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

/// The names on a page.
fn names(body: &str) -> Vec<String> {
    between(body, "<li><bdi>", "</bdi>")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// The links of a part of a page, as they are followed.
fn links(part: &str) -> Vec<String> {
    let found = between(part, "href=\"", "\"").into_iter();
    found
        .map(|link| link.replace("&#x3D;", "=").replace("&amp;", "&"))
        .collect()
}

#[rocket::async_test]
async fn a_list_is_read_by_initial_and_by_state_and_nobody_is_left_out() {
    let app = full(40, 120).await;
    for party in ["organizations", "people"] {
        let whole = app.get(&path(party)).await.body;
        let all: BTreeSet<String> = names(&whole).into_iter().collect();
        let row = between(&whole, "<nav class=\"initials\"", "</nav>")[0];
        let mut by_initial = BTreeSet::new();
        for link in links(row) {
            let page = app.get(&link).await.body;
            let initial = link.rsplit_once('=').expect("an initial").1;
            let some = names(&page);
            assert!(
                !some.is_empty() && page.contains("<meta name=\"robots\" content=\"noindex\">"),
                "{link}"
            );
            if initial.len() == 1 && initial != "0" {
                let fits = |name: &String| undersigned::text::fold(name).starts_with(initial);
                assert!(some.iter().all(fits), "{link}: {some:?}");
            }
            by_initial.extend(some);
        }
        assert_eq!(by_initial, all, "{party}");
        let places = between(&whole, "<details class=\"more places\"", "</details>")[0];
        let counts = between(places, "</a> (", ")");
        let mut by_state = Vec::new();
        for (link, count) in links(places).iter().zip(&counts) {
            let some = names(&app.get(link).await.body);
            assert_eq!(some.len().to_string(), **count, "{link}");
            assert!(
                some.is_sorted_by_key(|name| undersigned::locale::order::organization_key(name)),
                "{link}"
            );
            by_state.extend(some);
        }
        assert_eq!(by_state.len(), names(&whole).len(), "{party}");
    }
    for wrong in ["?initial=ab", "?state=XX", "?initial=a&after=x"] {
        assert_eq!(
            app.get(&format!("{}{wrong}", path("people"))).await.status,
            404,
            "{wrong}"
        );
    }
}

#[rocket::async_test]
async fn later_pages_lead_on_within_their_part_and_back_to_its_beginning() {
    let app = full(0, 900).await;
    let first = format!("{}?state=CA", path("people"));
    let sql = "SELECT listed AS n FROM tally_places WHERE kind = 'person' AND place = 'CA'";
    let all = usize::try_from(app.count(sql)).expect("a count");
    app.worker
        .store
        .write_now(move |tx| {
            // Everybody moves to one state, so that it has several pages.
            tx.execute(
                "UPDATE signatures SET region = 'CA', country = 'US' WHERE state = 'confirmed'",
                [],
            )
        })
        .expect("writes");
    let (mut link, mut found) = (first.clone(), Vec::new());
    loop {
        let page = app.get(&link).await.body;
        found.extend(names(&page));
        assert_eq!(page.contains("Back to the beginning"), link != first, "{link}");
        if link != first {
            assert!(links(&page).contains(&first));
        }
        let next = links(&page).into_iter().find(|link| link.contains("after="));
        let Some(next) = next else { break };
        assert!(next.starts_with(&format!("{first}&after=")), "{next}");
        link = next;
    }
    let listed = app.count("SELECT COUNT(*) AS n FROM signatures WHERE state = 'confirmed' AND listing <> 'unlisted'");
    assert!(found.len() > 400 && all < found.len());
    assert_eq!(i64::try_from(found.len()).expect("a count"), listed);
}

#[rocket::async_test]
async fn a_search_finds_what_is_shown_and_nothing_that_is_hidden() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    app.sign_and_confirm(
        "en",
        &[
            ("name", "José Ñandú"),
            ("email", "jose@example.org"),
            ("listing", "full"),
        ],
    )
    .await;
    app.sign_and_confirm(
        "en",
        &[
            ("name", "Zoila Hidden"),
            ("email", "zoila@example.org"),
            ("listing", "unlisted"),
        ],
    )
    .await;
    let found = async |words: &str| names(&app.get(&format!("{}?q={words}", path("people"))).await.body);
    for (words, name) in [
        ("ana", "Ana G."),
        ("ANA+g", "Ana G."),
        ("jose+nandu", "José Ñandú"),
        ("+JOS%C3%89+", "José Ñandú"),
    ] {
        assert_eq!(found(words).await, [name], "{words}");
    }
    for hidden in ["Ana+L", "Ana+Garc", "L%C3%B3pez", "zoila", "Zoila+H", "***", "Fresno"] {
        assert_eq!(found(hidden).await, Vec::<String>::new(), "{hidden}");
    }
    let page = app.get(&format!("{}?q=%3Cb%3Ezoila", path("people"))).await.body;
    assert!(
        page.contains("We found no name that starts this way.") && page.contains("value=\"&lt;b&gt;zoila\""),
        "{page}"
    );
    assert!(!page.contains("<b>") && page.contains("noindex"));
    let page = app.get(&path("people")).await.body;
    assert_eq!(
        between(between(&page, "<nav class=\"initials\"", "</nav>")[0], "\">", "</a>").len(),
        2,
        "no Z: {page}"
    );
    assert!(page.contains("California</a> (2)"), "{page}");
}

#[rocket::async_test]
async fn organizations_are_found_by_each_word_and_their_table_follows() {
    let app = full(40, 0).await;
    app.sign_organization(&[("listed_name", "The Harvest Workers Union, Local 12")])
        .await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    for (words, is_found) in [
        ("harvest+work", true),
        ("local+12", true),
        ("uni%C3%B3n", true),
        ("the+harvest", true),
        ("arvest", false),
    ] {
        let page = app.get(&format!("{}?q={words}", path("organizations"))).await.body;
        let found = names(&page).contains(&"The Harvest Workers Union, Local 12".to_owned());
        assert_eq!(found, is_found, "{words}");
        let table = app.get(&format!("{}.csv?q={words}", path("organizations"))).await.body;
        assert_eq!(table.lines().count() - 1, names(&page).len(), "{words}");
        assert_eq!(page.contains("Download the list (CSV)"), !names(&page).is_empty());
    }
    let whole = app.get(&format!("{}.csv", path("organizations"))).await.body;
    let part = app.get(&format!("{}.csv?state=CA", path("organizations"))).await.body;
    let in_state = whole.lines().filter(|line| line.contains(",CA,"));
    assert_eq!(part.lines().skip(1).collect::<Vec<_>>(), in_state.collect::<Vec<_>>());
}

#[rocket::async_test]
async fn an_organization_that_moves_and_a_person_who_hides_are_counted_where_they_are() {
    let app = TestApp::start().await;
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link_to("/confirm/").await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    let states = async |party: &str| {
        let page = app.get(&path(party)).await.body;
        let places = between(&page, "<details class=\"more places\"", "</details>").concat();
        between(&places, "\">", "</a>")
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    assert_eq!(states("organizations").await, ["California"]);
    app.post(&own, &[("state", "NV"), ("city", "Reno")]).await;
    assert_eq!(states("organizations").await, ["Nevada"]);
    app.sign_and_confirm("en", &[]).await;
    let own = app.link_to("/my-signature/").await;
    assert_eq!(states("people").await, ["California"]);
    app.post(&own, &[("listing", "unlisted")]).await;
    assert_eq!(states("people").await, Vec::<String>::new());
    app.post(&own, &[("listing", "full")]).await;
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!(states("people").await, Vec::<String>::new());
}
