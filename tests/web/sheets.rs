//! Sheets of a letter's signers: filtered, sorted, page by page, and along an index.

use undersigned::letters::Party;
use undersigned::sheet::store::{SheetError, list};
use undersigned::sheet::{Filter, FilterError, Period, Sort, Standing};
use undersigned::signatures::Origin;
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::indexing;
use undersigned::signatures::state::{HoldReason, State};
use undersigned::signatures::store::search::Page;
use undersigned::store::{Explainer, Store};

use crate::app::{LETTER, TestApp};

/// Returns every kind of question: what is asked, in which order, and the index along which a file answers it.
#[rustfmt::skip]
fn shapes() -> Vec<(Filter, Sort, &'static str)> {
    let of = || Filter::of(LETTER);
    let counted = |party| Filter {
        party: Some(party),
        ..Filter::counted(LETTER)
    };
    let standing = |standing| Filter { standing, ..of() };
    let some = |text: &str| Some(text.to_owned());
    let people = || counted(Party::Person);
    let since = |filter: Filter| Filter {
        period: Period {
            since: "2026-01-01T00:00:00Z".parse().ok(),
            before: "2027-01-01T00:00:00Z".parse().ok(),
        },
        ..filter
    };
    let organizations = || Filter {
        party: Some(Party::Organization),
        ..of()
    };
    vec![
        (of(), Sort::Oldest, "signatures_of_a_letter (<expr>=? AND id>?)"),
        (of(), Sort::Newest, "signatures_of_a_letter (<expr>=? AND id<?)"),
        (since(of()), Sort::Newest, "signatures_of_a_letter (<expr>=? AND id<?)"),
        (people(), Sort::Newest, "signatures_of_a_letter (<expr>=? AND id<?)"),
        (people(), Sort::Name, "by_name (letter=? AND kind=? AND sort_name>?)"),
        (Filter { region: some("CA"), ..people() }, Sort::Name, "by_place (letter=? AND kind=? AND <expr>=? AND sort_name>?)"),
        (Filter { region: some("other"), ..people() }, Sort::Newest, "by_place (letter=? AND kind=? AND <expr>=?)"),
        (Filter { region: some("CA"), ..people() }, Sort::Name, "unlisted_by_place (letter=? AND kind=? AND <expr>=? AND sort_name>?)"),
        (since(people()), Sort::Newest, "unlisted_newest_first (letter=? AND kind=? AND confirmed_at>? AND confirmed_at<?)"),
        (since(people()), Sort::Newest, "INDEX newest_first (letter=? AND kind=? AND confirmed_at>? AND confirmed_at<?)"),
        (Filter { source: some("qr"), ..people() }, Sort::Newest, "by_source (letter=? AND source=? AND kind=? AND id<?)"),
        (Filter { lang: some("es"), ..people() }, Sort::Oldest, "in_another_language (letter=? AND lang=? AND id>?)"),
        (Filter { lang: some("en"), ..people() }, Sort::Oldest, "signatures_of_a_letter (<expr>=? AND id>?)"),
        (Filter { flag: some("role"), ..people() }, Sort::Oldest, "flagged (letter=? AND id>?)"),
        (Filter { origin: Some(Origin::Imported), ..people() }, Sort::Newest, "not_by_email (letter=? AND origin=? AND id<?)"),
        (Filter { origin: Some(Origin::Recorded), ..of() }, Sort::Name, "not_by_email (letter=? AND origin=?)"),
        (Filter { origin: Some(Origin::Confirmed), ..people() }, Sort::Oldest, "signatures_of_a_letter (<expr>=? AND id>?)"),
        (standing(Standing::Marked), Sort::Newest, "flagged (letter=? AND id<?)"),
        (standing(Standing::Waiting), Sort::Oldest, "for_staff (letter=? AND id>?)"),
        (standing(Standing::In(State::Pending)), Sort::Newest, "unconfirmed (created_at<?)"),
        (standing(Standing::In(State::Withdrawn)), Sort::Newest, "set_aside (letter=? AND state=? AND id<?)"),
        (standing(Standing::In(State::Held)), Sort::Name, "set_aside (letter=? AND state=?)"),
        (Filter { held_for: Some(HoldReason::Surge), ..of() }, Sort::Oldest, "held_for_a_reason (letter=? AND held_for=? AND id>?)"),
        (organizations(), Sort::Name, "organizations_by_name (<expr>=? AND sort_name>?)"),
        (organizations(), Sort::Newest, "organizations_of_a_letter (letter=? AND id<?)"),
        (Filter { text: some("ana"), ..of() }, Sort::Newest, "VIRTUAL TABLE INDEX"),
        (Filter { text: some("ana"), ..Filter::default() }, Sort::Oldest, "VIRTUAL TABLE INDEX"),
        (Filter { domain: some("example.org"), ..people() }, Sort::Name, "VIRTUAL TABLE INDEX"),
    ]
}

/// Asks every kind of question, for the first page and a later one.
pub fn ask_every_shape(store: &Store) {
    for (filter, sort, _) in shapes() {
        let read = |db: &undersigned::store::Read<'_>| {
            let first = list(db, &filter, sort, Page::first(1))?;
            let after = first.rows.first().map_or(SignatureId::new(1), |it| it.id);
            match list(db, &filter, sort, Page { after, limit: 1 }) {
                // Nothing of the kind is here.
                Err(SheetError::Filter(FilterError::Lost)) => Ok(()),
                listed => listed.map(drop),
            }
        };
        store
            .read_now(read)
            .unwrap_or_else(|error| panic!("{error}: {filter:?}"));
    }
}

#[rocket::async_test]
async fn every_page_is_read_along_an_index_of_what_it_is_about() {
    let app = TestApp::in_file(tempfile::tempdir().expect("a folder")).await;
    app.sign_and_confirm("en", &[]).await;
    let explainer = Explainer::new().expect("opens");
    for (filter, sort, index) in shapes() {
        let before = app.worker.store.statements();
        let read = |db: &undersigned::store::Read<'_>| {
            list(db, &filter, sort, Page::first(1))?;
            list(
                db,
                &filter,
                sort,
                Page {
                    after: SignatureId::new(1),
                    limit: 1,
                },
            )
        };
        app.worker.store.read_now(read).expect("reads");
        let asked = app
            .worker
            .store
            .statements()
            .into_iter()
            .filter(|it| !before.contains(it));
        let pages: Vec<_> = asked.filter(|(sql, _)| sql.contains("s.listed_name")).collect();
        let steps: Vec<_> = pages
            .iter()
            .map(|(sql, _)| explainer.steps(sql).expect("explains"))
            .collect();
        let found = steps.iter().flatten().any(|step| step.contains(index));
        let is_repeated = pages.is_empty();
        assert!(found || is_repeated, "{filter:?} by {sort}: {steps:#?}");
    }
}

const NONE: [i64; 0] = [];

async fn campaign() -> TestApp {
    let app = TestApp::start().await;
    for (name, email, more) in [
        (
            "Núria Nuñez",
            "nuria@colectivo.example",
            &[("lang", "es"), ("listing", "unlisted")][..],
        ),
        ("Bo Tran", "bo@union.example", &[]),
        (
            "Ana López",
            "ana@union.example",
            &[("postal_code", "79901"), ("city", "El Paso")],
        ),
        ("李伟", "li@example.org", &[]),
        ("Ana López", "ana.two@example.org", &[]),
    ] {
        let lang = more
            .iter()
            .find(|(key, _)| *key == "lang")
            .map_or("en", |(_, lang)| *lang);
        let fields = [&[("name", name), ("email", email)][..], more].concat();
        app.sign_and_confirm(lang, &fields).await;
    }
    app.sign("en", &[("name", "Pia Pending"), ("email", "pia@example.org")])
        .await;
    app.sign_organization(&[]).await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    app.sign_organization(&[
        ("legal_name", "Zinnia Growers"),
        ("listed_name", "Zinnia Growers"),
        ("website", "https://zinnia.example/"),
        ("email", "sam@gmail.com"),
    ])
    .await;
    let link = app.link().await;
    app.post(&link, &[]).await;
    indexing::catch_up_all(&app.worker.store, &app.worker.clock).expect("follows");
    app
}

/// Returns the numbers of a sheet, read in pages of two.
fn numbers(app: &TestApp, filter: &Filter, sort: Sort) -> Vec<i64> {
    let (mut found, mut after) = (Vec::new(), SignatureId::NONE);
    loop {
        let page = Page { after, limit: 2 };
        let read = |db: &undersigned::store::Read<'_>| list(db, filter, sort, page);
        let sheet = app.worker.store.read_now(read).expect("reads");
        found.extend(sheet.rows.iter().map(|it| it.id.number()));
        match sheet.rows.last() {
            Some(last) if sheet.has_more => after = last.id,
            _ => return found,
        }
    }
}

#[rocket::async_test]
async fn filters_combine_and_every_order_is_read_page_by_page() {
    let app = campaign().await;
    let of = Filter::of(LETTER);
    let people = Filter {
        party: Some(Party::Person),
        ..Filter::counted(LETTER)
    };
    assert_eq!(numbers(&app, &of, Sort::Oldest), [1, 2, 3, 4, 5, 6, 7, 8]);
    assert_eq!(numbers(&app, &of, Sort::Newest), [8, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(
        numbers(&app, &of, Sort::State),
        [6, 8, 1, 2, 3, 4, 5, 7],
        "pending, held, counted; not by name, as both kinds are here"
    );
    assert_eq!(numbers(&app, &people, Sort::Newest), [5, 4, 3, 2, 1]);
    // Two of one name, and pages that end between them.
    assert_eq!(numbers(&app, &people, Sort::Name), [3, 5, 2, 1, 4]);
    let with = |change: &dyn Fn(&mut Filter)| {
        let mut filter = of.clone();
        change(&mut filter);
        numbers(&app, &filter, Sort::Oldest)
    };
    assert_eq!(with(&|it| it.standing = Standing::In(State::Pending)), [6]);
    assert_eq!(with(&|it| it.standing = Standing::Waiting), [8]);
    assert_eq!(with(&|it| it.held_for = Some(HoldReason::Unverified)), [8]);
    assert_eq!(with(&|it| it.held_for = Some(HoldReason::Surge)), NONE);
    assert_eq!(with(&|it| it.flag = Some("free-mail".to_owned())), [8]);
    assert_eq!(with(&|it| it.flag = Some("free".to_owned())), NONE);
    assert_eq!(with(&|it| it.lang = Some("es".to_owned())), [1]);
    assert_eq!(with(&|it| it.region = Some("TX".to_owned())), [3]);
    assert_eq!(with(&|it| it.region = Some("other".to_owned())), NONE);
    assert_eq!(with(&|it| it.domain = Some("union.example".to_owned())), [2, 3]);
    assert_eq!(with(&|it| it.domain = Some("zinnia.example".to_owned())), [8]);
    assert_eq!(with(&|it| it.domain = Some("gmail.com".to_owned())), [8]);
    let texas = Filter {
        region: Some("TX".to_owned()),
        ..people.clone()
    };
    for sort in [Sort::Name, Sort::Newest, Sort::State] {
        assert_eq!(numbers(&app, &texas, sort), [3]);
    }
}

#[rocket::async_test]
async fn listed_and_unlisted_people_come_from_two_indexes_in_one_order() {
    let app = campaign().await;
    let people = Filter {
        party: Some(Party::Person),
        ..Filter::counted(LETTER)
    };
    // The first one is not listed.
    let california = Filter {
        region: Some("CA".to_owned()),
        ..people.clone()
    };
    assert_eq!(numbers(&app, &california, Sort::Name), [5, 2, 1, 4]);
    assert_eq!(numbers(&app, &california, Sort::Oldest), [1, 2, 4, 5]);
    assert_eq!(numbers(&app, &california, Sort::Newest), [5, 4, 2, 1]);
    let since = |moment: &str| Filter {
        period: Period {
            since: moment.parse().ok(),
            before: None,
        },
        ..people.clone()
    };
    assert_eq!(
        numbers(&app, &since("2020-01-01T00:00:00Z"), Sort::Oldest),
        [1, 2, 3, 4, 5]
    );
    assert_eq!(
        numbers(&app, &since("2020-01-01T00:00:00Z"), Sort::Newest),
        [5, 4, 3, 2, 1]
    );
    assert_eq!(numbers(&app, &since("2030-01-01T00:00:00Z"), Sort::Newest), NONE);
}

#[rocket::async_test]
async fn a_question_that_nothing_can_answer_is_refused() {
    let app = campaign().await;
    let ask = |filter: &Filter, sort, after| {
        let page = Page { after, limit: 2 };
        let read = |db: &undersigned::store::Read<'_>| list(db, filter, sort, page);
        match app.worker.store.read_now(read) {
            Err(SheetError::Filter(why)) => Some(why),
            _ => None,
        }
    };
    let text = |text: &str| Filter {
        text: Some(text.to_owned()),
        ..Filter::default()
    };
    assert_eq!(
        ask(&Filter::default(), Sort::Oldest, SignatureId::NONE),
        Some(FilterError::NoLetter)
    );
    assert_eq!(
        ask(&text("\"*"), Sort::Oldest, SignatureId::NONE),
        Some(FilterError::NoWords)
    );
    assert_eq!(
        ask(&Filter::of(LETTER), Sort::Name, SignatureId::NONE),
        Some(FilterError::TooManyToSort)
    );
    let organizations = Filter {
        party: Some(Party::Organization),
        ..Filter::of(LETTER)
    };
    assert_eq!(
        ask(&organizations, Sort::Name, SignatureId::new(99)),
        Some(FilterError::Lost)
    );
    assert_eq!(
        ask(&organizations, Sort::State, SignatureId::new(99)),
        Some(FilterError::Lost)
    );
    assert_eq!(ask(&Filter::of(LETTER), Sort::Newest, SignatureId::new(99)), None);
}

#[rocket::async_test]
async fn names_addresses_and_domains_are_found_however_they_are_typed() {
    let app = campaign().await;
    let found = |text: &str| {
        let filter = Filter {
            text: Some(text.to_owned()),
            ..Filter::of(LETTER)
        };
        numbers(&app, &filter, Sort::Newest)
    };
    for text in [
        "NUNEZ",
        "nuñez",
        "Nun",
        "núria nun",
        "colectivo.example",
        "nuria@colectivo.example",
    ] {
        assert_eq!(found(text), [1], "{text}");
    }
    assert_eq!(found("ana lopez"), [5, 3]);
    assert_eq!(found("李"), [4]);
    assert_eq!(found("伟"), [4]);
    assert_eq!(found("李伟"), [4]);
    assert_eq!(found("pia"), [6], "who has not confirmed is found as well");
    assert_eq!(found("zinnia sam"), [8]);
    assert_eq!(found("harvest \"local 12\""), [7]);
    for nothing in [
        "ana AND bo",
        "ana OR bo",
        "ana NOT bo",
        "words:ana",
        "opez",
        "ana -lopez*x",
        "#protect",
    ] {
        assert_eq!(found(nothing), NONE, "{nothing}");
    }
}

#[rocket::async_test]
async fn what_is_changed_or_deleted_is_found_by_its_new_words_alone() {
    let app = campaign().await;
    let found = |text: &str| {
        let filter = Filter {
            text: Some(text.to_owned()),
            ..Filter::default()
        };
        numbers(&app, &filter, Sort::Oldest)
    };
    app.sign("en", &[("name", "Uma Unsure"), ("email", "uma@example.org")])
        .await;
    assert_eq!(found("uma"), NONE, "the words of a person follow");
    indexing::catch_up_all(&app.worker.store, &app.worker.clock).expect("follows");
    assert_eq!(found("unsure"), [9]);
    app.sign("en", &[("name", "Uma Ready"), ("email", "uma@example.org")])
        .await;
    assert_eq!((found("unsure"), found("ready")), (vec![], vec![9]));
    let own = app.link_to("/my-signature/").await;
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    assert_eq!((found("uma"), found("ready")), (vec![], vec![]));
    assert_eq!(
        indexing::catch_up_all(&app.worker.store, &app.worker.clock).expect("follows"),
        0
    );
}
