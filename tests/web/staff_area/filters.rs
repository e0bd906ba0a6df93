//! Saved filters.

use undersigned::staff::role::Role;

use super::signed_in;
use super::signers::{SHEET, editor, told};
use crate::app::{LETTER, TestApp};

const FILTERS: &str = "/staff/letters/protect-temporary-visa-workers/filters";

#[rocket::async_test]
async fn a_filter_is_saved_for_oneself_or_for_all_and_removed_by_its_owner() {
    let app = TestApp::start().await;
    let editor = editor(&app).await;
    let other = signed_in(&app, "other@coalition.example", Role::Editor, &[LETTER]).await;
    let fields = |name| {
        [
            ("name", name),
            ("back", SHEET),
            ("kind", "person"),
            ("place", "TX"),
            ("sort", "newest"),
            ("evil", "<b>"),
        ]
    };
    let page = told(&editor, FILTERS, &fields("Texas <b>")).await;
    assert!(
        page.contains("Saved. You&#x27;ll find it above the list.") && page.contains("Texas &lt;b&gt;"),
        "{page}"
    );
    assert!(!page.contains("evil"), "only the sheet's fields: {page}");
    let link = "?kind&#x3D;person&amp;place&#x3D;TX&amp;sort&#x3D;newest";
    assert!(page.contains(link), "{page}");
    assert!(!other.get(SHEET).await.body.contains("Texas &lt;"), "it is not shared");
    let seen = editor
        .get(&format!("{SHEET}?kind=person&place=TX&sort=newest"))
        .await
        .body;
    assert!(seen.contains("aria-current=\"page\"><bdi>Texas"), "{seen}");
    let shared = [&fields("Texas <b>")[..], &[("shared", "yes")]].concat();
    told(&editor, FILTERS, &shared).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM staff_filters"),
        1,
        "in place of the first"
    );
    let seen = other.get(SHEET).await.body;
    assert!(
        seen.contains("Texas &lt;b&gt;") && !seen.contains("name=\"remove\""),
        "{seen}"
    );
    told(&other, FILTERS, &[("remove", "2"), ("back", SHEET)]).await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM staff_filters"),
        1,
        "it is not theirs"
    );
    let owner = signed_in(&app, "owner@coalition.example", Role::Owner, &[]).await;
    let page = told(&owner, FILTERS, &[("remove", "2"), ("back", SHEET)]).await;
    assert!(page.contains("Removed.") && !page.contains("Texas &lt;"), "{page}");
}

#[rocket::async_test]
async fn a_filter_needs_a_name_and_something_to_find_and_there_are_twenty_at_most() {
    let app = TestApp::start().await;
    let viewer = signed_in(&app, "vi@coalition.example", Role::Viewer, &[LETTER]).await;
    for (fields, words) in [
        (&[("name", " "), ("place", "TX")][..], "Type a name"),
        (&[("name", "All")], "Choose at least one filter"),
        (&[("name", "Wrong"), ("place", "XX")], "correct the marked fields"),
    ] {
        let page = told(&viewer, FILTERS, &[fields, &[("back", SHEET)]].concat()).await;
        assert!(page.contains("Not saved.") && page.contains(words), "{words}: {page}");
    }
    for n in 0..21 {
        let name = format!("{n}");
        let fields = [
            ("name", name.as_str()),
            ("place", "TX"),
            ("shared", "yes"),
            ("back", SHEET),
        ];
        let page = told(&viewer, FILTERS, &fields).await;
        assert_eq!(page.contains("There are already 20"), n == 20, "{n}: {page}");
    }
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM staff_filters WHERE NOT shared"),
        20,
        "a viewer shares none"
    );
    // A search is stored sealed.
    let editor = editor(&app).await;
    told(
        &editor,
        FILTERS,
        &[("name", "One"), ("text", "berta@example.org"), ("back", SHEET)],
    )
    .await;
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM staff_filters WHERE query LIKE '%berta%'"),
        0
    );
    assert_eq!(
        app.count("SELECT COUNT(*) AS n FROM staff_filters WHERE query LIKE '%find=%'"),
        1
    );
}
