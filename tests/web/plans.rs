//! The query plans of the program's statements: none reads a whole table, or everyone who signed a letter, without a reason.
//!
//! Complete statements are read from the source, including those of commands, which are separate programs. Statements that are assembled at
//! run time are run here. Besides, each test's service is checked when the test ends. SQLite's plans depend neither on what is stored nor
//! on the values of parameters, since nothing is ever analyzed.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use undersigned::organizations::store::invitations;
use undersigned::outbox::MailId;
use undersigned::outbox::store as outbox;
use undersigned::review::store::{decisions, dossier, signer, trends};
use undersigned::sheet::store::portions;
use undersigned::sheet::{Filter, Rule};
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::store::{approval_summary, organizations, rivalries, search, search_texts};

use undersigned::exports::{self, Column, ExportOptions, Format, Mark};
use undersigned::store::{Explainer, Read, Store, StoreError};

use crate::app::{LETTER, TestApp};
use crate::source::{code, is_sql, literals};

/// Steps that may read much: where they are, how they begin, and why.
pub const EXPLAINED: &[(&str, &str, &str)] = &[
    ("src/offices/", "SCAN members", "there are 541"),
    ("src/offices/", "SCAN committees", "there are some hundreds"),
    (
        "src/offices/",
        "SCAN committee_seats",
        "each import and delivery looks at all of some thousands",
    ),
    (
        "src/offices/",
        "SCAN district_offices",
        "a delivery looks at all of them",
    ),
    (
        "src/offices/",
        "SCAN contact",
        "what staff have of some hundreds of offices",
    ),
    ("src/offices/", "SCAN s", "the stops among them"),
    (
        "src/delivery/",
        "SEARCH s USING INDEX by_name",
        "a bundle holds everyone",
    ),
    (
        "src/delivery/",
        "SEARCH s USING INDEX one_row_an_asker",
        "a bundle holds everyone",
    ),
    (
        "src/delivery/",
        "SEARCH signatures USING INDEX by_name",
        "a bundle holds everyone",
    ),
    (
        "src/delivery/",
        "SCAN bundle_signers",
        "once when staff cancel, and while a foreign key is violated, as none is",
    ),
    ("src/delivery/", "SCAN bundles", "there are a few of each letter"),
    ("src/delivery/", "SCAN compositions", "there is one a letter at most"),
    (
        "src/delivery/",
        "SCAN bundle_approvals",
        "once when staff cancel; there are a few of each letter",
    ),
    ("src/shelf/", "SCAN shelved_bundles", "there are a few of each letter"),
    ("src/store/", "SCAN sqlite_master", "there are some tables"),
    ("src/store/", "SCAN pragma_compile_options", "there are some options"),
    (
        "src/store/",
        "SCAN sqlite_dbpage VIRTUAL TABLE INDEX 1",
        "one page, by its number",
    ),
    (
        "src/store/",
        "SCAN closed_mailboxes",
        "a start and a restore compare them with those in the file",
    ),
    (
        "src/store/",
        "SCAN erasures",
        "a start and a restore compare them with those in the file",
    ),
    (
        "src/outbox/store/restored.rs",
        "SCAN outbox",
        "a restore doubts every mail that was due",
    ),
    (
        "src/outbox/store/undelivered.rs",
        "SCAN outbox USING INDEX due_",
        "it ends at its limit",
    ),
    (
        "src/outbox/store/undelivered.rs",
        "SCAN o USING INDEX not_delivered",
        "it ends at its limit",
    ),
    ("src/outbox/store/staff.rs", "SCAN outbox", "staff count all mails"),
    (
        "src/outbox/store/claim.rs",
        "SCAN outbox USING INDEX due_",
        "a start takes back what was leased among all that waits",
    ),
    (
        "src/exports/",
        "SEARCH s USING INDEX by_name",
        "an export holds everyone",
    ),
    (
        "src/exports/",
        "SEARCH s USING INDEX signatures_of_a_letter",
        "an export holds everyone",
    ),
    (
        "src/exports/",
        "SCAN f VIRTUAL TABLE INDEX",
        "the index of words finds them",
    ),
    (
        "src/sheet/",
        "SCAN f VIRTUAL TABLE INDEX",
        "the index of words finds them",
    ),
    ("src/sheet/", "SCAN listed", "one page of them"),
    ("src/sheet/", "SCAN unlisted", "one page of them"),
    (
        "src/signatures/store/search_texts.rs",
        "SCAN search_progress",
        "one row",
    ),
    (
        "src/signatures/store/search.rs",
        "SEARCH",
        "staff look at all that there is",
    ),
    (
        "src/signatures/store/changed.rs",
        "SCAN changed_blocks",
        "it ends at its limit",
    ),
    ("tests/web/figures.rs", "SCAN", "a test counts everything"),
    ("tests/web/figures.rs", "SEARCH", "a test counts everything"),
    ("src/signatures/store/links.rs", "SCAN editions", "a row for each text"),
    ("src/privacy/store.rs", "SCAN editions", "a row for each text"),
    (
        "src/signatures/store/of_address.rs",
        "SCAN",
        "few people ask what is stored about them, and it may be anywhere",
    ),
    (
        "src/outbox/store/to_address.rs",
        "SCAN outbox",
        "few people ask what is stored about them, and it may be anywhere",
    ),
    (
        "src/signatures/store/details.rs",
        "SCAN editions",
        "a row for each text",
    ),
    ("src/letters/store/gone.rs", "SCAN editions", "a row for each text"),
    (
        "src/letters/store/retention.rs",
        "SCAN retention_terms",
        "a row for each letter",
    ),
    (
        "src/letters/store/gone.rs",
        "SEARCH signatures",
        "a reload counts who signed a letter without a folder",
    ),
    (
        "src/signing/store/drafts.rs",
        "SEARCH saved_forms",
        "forms are kept for days",
    ),
    (
        "src/signatures/store/erase.rs",
        "SCAN invitations",
        "when an organization's contact leaves; staff's list",
    ),
    (
        "src/signatures/store/rivals.rs",
        "SEARCH s USING INDEX organizations_of_a_letter",
        "each is compared with all",
    ),
    (
        "src/signatures/store/public.rs",
        "SEARCH s USING INDEX by_name (letter=? AND kind=?)",
        "the page shows all organizations",
    ),
    (
        "src/signatures/store/public.rs",
        "SCAN tally",
        "a few rows for each letter; the front page is cached",
    ),
    (
        "src/signatures/store/public.rs",
        "SCAN p USING INDEX words_let_through",
        "newest first, up to a limit",
    ),
    (
        "src/signatures/store/deciders.rs",
        "SCAN renewals",
        "a restore looks at all of them",
    ),
    (
        "src/signatures/store/deciders.rs",
        "SCAN r",
        "a row for each organization that is asked about another text",
    ),
    (
        "src/signatures/store/deciders.rs",
        "SCAN d USING INDEX undecided",
        "they wait, and only they",
    ),
    (
        "src/signatures/store/deciders.rs",
        "SCAN deciders USING INDEX undecided",
        "they wait, and only they",
    ),
    ("src/retention/store.rs", "SCAN signatures", "it ends at the last row"),
    (
        "src/audit/store.rs",
        "SCAN audit",
        "a check follows the whole chain; the others end at their limit",
    ),
    (
        "src/staff/store/notices.rs",
        "SCAN staff_notices",
        "a few for each of some dozens of accounts",
    ),
    ("src/staff/", "SCAN staff_accounts", "there are some dozens"),
    (
        "src/staff/store/shared_links.rs",
        "SEARCH s USING INDEX by_name (letter=? AND kind=?)",
        "partners see all organizations",
    ),
    (
        "src/letters/store/settings.rs",
        "SCAN letter_settings USING",
        "staff set a few things for each letter",
    ),
    (
        "src/staff/store/restored.rs",
        "SCAN shared_links",
        "a restore ends all of them",
    ),
    (
        "src/review/store/jobs.rs",
        "SCAN decisions USING",
        "only those with portions left, of which there are few",
    ),
    (
        "src/staff/store/restored.rs",
        "SCAN staff_",
        "a restore ends all sessions and links",
    ),
    (
        "src/signatures/store/erase.rs",
        "SCAN signatures USING COVERING INDEX",
        "a restore looks at every number",
    ),
    (
        "src/signatures/store/erase.rs",
        "SCAN saved_forms USING COVERING INDEX",
        "a restore looks at every number",
    ),
    (
        "src/signatures/store/taken_back.rs",
        "SCAN signatures",
        "a restore looks at every signature",
    ),
];

/// Indexes over everything that a letter, or a kind of mail, ever had.
const WIDE: &[&str] = &[
    "one_row_an_asker (letter=?)",
    "by_name (letter=?)",
    "by_name (letter=? AND kind=?)",
    "newest_first (letter=?)",
    "newest_first (letter=? AND kind=?)",
    "organizations_of_a_letter (letter=?)",
    "organizations_by_name (<expr>=?)",
    "signatures_of_a_letter (<expr>=?)",
    "about (kind=?)",
];

/// Returns whether a step reads everything that a letter, or a kind of mail, ever had.
pub fn is_wide(step: &str) -> bool {
    WIDE.iter().any(|index| step.ends_with(index))
}

/// Returns the steps of a statement that read more rows than they return.
fn reads_all(explainer: &Explainer, sql: &str) -> Vec<String> {
    let steps = explainer.steps(sql).expect("explains");
    let is_table = |name: &str| !name.starts_with(['(', 'C']) && !sql.contains(&format!(") {name}"));
    let wide = |step: &String| {
        let scanned = step.strip_prefix("SCAN ").and_then(|rest| rest.split(' ').next());
        scanned.is_some_and(is_table) || step.contains(" AUTOMATIC ") || is_wide(step)
    };
    steps.into_iter().filter(wide).collect()
}

/// Checks that every statement that the program ran on a store uses an index, or has a reason.
pub fn hold(store: &Store) {
    static GOOD: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    let mut good = GOOD.lock().unwrap_or_else(PoisonError::into_inner);
    let asked = store.statements().into_iter().filter(|(_, at)| at.starts_with("src/"));
    let new: Vec<_> = asked.filter(|(sql, _)| !good.contains(sql)).collect();
    if new.is_empty() {
        return;
    }
    #[cfg(feature = "postgres")]
    crate::engines::plans::hold(&new);
    let explainer = Explainer::new().expect("opens");
    // The index of words is each engine's own.
    for (sql, at) in new.into_iter().filter(|(sql, _)| !sql.contains(" @@ ")) {
        assert_eq!(unexplained(&explainer, &sql, &at), Vec::<String>::new(), "{at}: {sql}");
        good.insert(sql);
    }
}

/// Returns the steps of a statement that read more rows than they return, without a reason.
fn unexplained(explainer: &Explainer, sql: &str, at: &str) -> Vec<String> {
    let is_allowed = |step: &String| {
        let mut why = EXPLAINED.iter();
        why.any(|(place, begins, _)| at.starts_with(place) && step.starts_with(begins))
    };
    let steps = reads_all(explainer, sql).into_iter();
    steps.filter(|step| !is_allowed(step)).collect()
}

/// Returns the statements in stores, each with its file, without those of tests.
pub fn written() -> Vec<(String, String)> {
    let is_store = |name: &str| {
        // The other engine explains its own, a copy reads everything, and the index of words has tables of its own.
        let explains_its_own = ["store/postgres/", "store/transfer/", "store/sqlite/words.rs"];
        if explains_its_own.iter().any(|place| name.starts_with(place)) {
            return false;
        }
        let stands = name.starts_with("store/") || name.contains("/store/") || name.ends_with("/store.rs");
        stands && !name.contains("tests")
    };
    let has_a_plan = |sql: &str| {
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]
            .iter()
            .any(|verb| sql.starts_with(verb))
    };
    let files = code().into_iter().filter(|(name, _)| is_store(name));
    files
        .flat_map(|(name, lines)| {
            let text = lines.join("\n");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let found = literals(text).into_iter().filter(|it| is_sql(it) && has_a_plan(it));
            found
                .map(|sql| (format!("src/{name}"), sql.replace("\\\"", "\"").replace("\\n", " ")))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Returns whether a statement is assembled at run time.
pub fn is_put_together(sql: &str) -> bool {
    sql.contains('{')
}

#[test]
fn every_statement_that_stands_in_a_store_finds_its_rows_or_is_explained() {
    let explainer = Explainer::new().expect("opens");
    let written = written();
    assert!(written.len() > 250, "the source is read: {}", written.len());
    let found: Vec<String> = written
        .into_iter()
        .filter(|(_, sql)| !is_put_together(sql))
        .flat_map(|(at, sql)| {
            let steps = unexplained(&explainer, &sql, &at);
            steps.into_iter().map(move |step| format!("{at}: {step}: {sql}"))
        })
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Returns whether a statement was assembled from these pieces.
fn is_made_of(pieces: &str, asked: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (pieces, asked) = (plain(pieces), plain(asked));
    let mut rest = asked.as_str();
    pieces.split('{').enumerate().all(|(n, piece)| {
        let fixed = if n == 0 {
            piece
        } else {
            piece.split_once('}').map_or("", |(_, rest)| rest)
        };
        match rest.find(fixed) {
            Some(at) if n > 0 || at == 0 => {
                rest = &rest[at + fixed.len()..];
                true
            }
            _ => false,
        }
    })
}

/// Runs everything that assembles statements: floods, rivals, lists for staff, queued mails.
async fn ask_everything(app: &TestApp) {
    for n in 0..3 {
        let (email, name) = (format!("person-{n}@family.example"), format!("Person {n}"));
        app.sign_and_confirm("en", &[("email", &email), ("name", &name)]).await;
    }
    app.sign_organization(&[]).await;
    let (confirm, own) = (app.link().await, app.link_to("/my-signature/").await);
    app.post(&confirm, &[]).await;
    app.post(&format!("{own}/remove"), &[("sure", "yes")]).await;
    let board = [("authorized", ""), ("board", "Kim Lee <kim@harvest.example>")];
    for (email, decides) in [("sam@harvest.example", &board[..]), ("sam@gmail.com", &[])] {
        app.sign_organization(&[&[("email", email)], decides].concat()).await;
        let confirm = app.link().await;
        app.post(&confirm, &[]).await;
        if !decides.is_empty() {
            let approve = app.link_to("/approve/").await;
            app.post(&approve, &[("answer", "approve")]).await;
        }
    }
    for part in ["", "?state=CA", "?initial=a", "?q=person"] {
        let list = format!("/en/letters/{LETTER}/signers/people{part}");
        assert_eq!(app.get(&list).await.status, 200, "{part}");
    }
    let now = app.worker.clock.now();
    let store = &app.worker.store;
    let asked = store.read_now(|db| {
        let page = search::Page::first(10);
        decisions::unread_comments(db, LETTER, page)?;
        search::states(db, LETTER)?;
        organizations(
            db,
            LETTER,
            (undersigned::locale::Lang::parse("en").expect("a tag"), &["CA", "TX"]),
            10,
        )?;
        dossier::dossier(db, SignatureId::new(1))?;
        for id in 1..5 {
            signer::signer(db, SignatureId::new(id))?;
        }
        invitations::invitations(db, LETTER)?;
        approval_summary(db, SignatureId::new(1))?;
        trends::trending_networks(db, LETTER, now)?;
        rivalries::rivals(db, SignatureId::new(1))?;
        outbox::staff::mail(db, MailId::new(1))?;
        outbox::undelivered::undelivered(db, LETTER)?;
        outbox::staff::each(db, &outbox::staff::Filter::default(), &mut |_| true)?;
        Ok::<_, StoreError>(())
    });
    asked.expect("reads");
    crate::sheets::ask_every_shape(store);
    ask_for_staff(store, now);
    let begun = store.write_now(move |tx| {
        outbox::begin(tx, now)?;
        outbox::earlier(tx, now)
    });
    begun.expect("begins");
}

/// Runs what staff ask of whole sheets.
fn ask_for_staff(store: &Store, now: jiff::Timestamp) {
    search_texts::catch_up(store, search_texts::Place::START, now.as_microsecond()).expect("follows");
    let waiting = |db: &Read<'_>| crate::review::waiting(db, search::Page::first(10));
    store.read_now(waiting).expect("reads");
    let rule = Rule {
        mail_domain: Some("family.example".to_owned()),
        network: Some("0A1B2C3D4E5F".to_owned()),
        name: Some("Person *".to_owned()),
    };
    let wave = Filter {
        rule,
        ..Filter::of(LETTER)
    };
    store.read_now(|db| portions::count(db, &wave)).expect("counts");
    for filter in [Filter::counted(LETTER), Filter::of(LETTER)] {
        let options = ExportOptions {
            filter: &filter,
            columns: &Column::all(),
            format: Format::Csv,
            mark: Mark::None,
            zone: &jiff::tz::TimeZone::UTC,
            headings: crate::exports::english(),
        };
        exports::write(store, options, Vec::new()).expect("writes");
    }
}

#[rocket::async_test]
async fn every_statement_that_is_put_together_is_run_and_looked_at() {
    let app = TestApp::with("[default.quotas]\ncounted_per_day_per_domain = 2").await;
    ask_everything(&app).await;
    let asked = app.worker.store.statements();
    let left: Vec<String> = written()
        .into_iter()
        .filter(|(at, sql)| {
            let mut of = asked.iter().filter(|(_, place)| place.starts_with(at.as_str()));
            is_put_together(sql) && !of.any(|(asked, _)| is_made_of(sql, asked))
        })
        .map(|(at, sql)| format!("{at}: {sql}"))
        .collect();
    assert!(left.is_empty(), "{}", left.join("\n"));
}

#[test]
fn a_statement_that_reads_a_whole_table_or_all_signers_of_a_letter_is_found() {
    let explainer = Explainer::new().expect("opens");
    for bad in [
        "SELECT id FROM signatures WHERE listed_name = ?1",
        "UPDATE people SET comment = NULL WHERE comment_state = 'refused'",
        "SELECT COUNT(*) FROM signatures s WHERE s.letter = ?1",
        "SELECT id FROM outbox WHERE recipient = ?1",
        "SELECT MIN(id) FROM outbox WHERE kind = 'bundle' AND state = 'sent'",
        "SELECT i.id FROM invitations i JOIN organizations o ON o.phone = i.name WHERE i.id = ?1",
    ] {
        assert_ne!(reads_all(&explainer, bad), Vec::<String>::new(), "{bad}");
    }
    for good in [
        "SELECT id FROM signatures WHERE letter = ?1 AND asker_key = ?2",
        "SELECT f.n FROM (SELECT COUNT(*) AS n FROM links WHERE signature = ?1) f",
        "DELETE FROM outbox WHERE id = ?1",
    ] {
        assert_eq!(reads_all(&explainer, good), Vec::<String>::new(), "{good}");
    }
}

#[rocket::async_test]
async fn what_the_service_asks_is_noted_with_its_place() {
    let app = TestApp::start().await;
    app.sign_and_confirm("en", &[]).await;
    let noted = app.worker.store.statements();
    for (place, verb) in [
        ("src/signatures/store/record.rs:", "INSERT INTO signatures"),
        ("src/signatures/store/ledger.rs:", "INTO tally"),
        ("src/outbox/store/claim.rs:", "UPDATE outbox"),
    ] {
        let found = noted
            .iter()
            .any(|(sql, at)| at.starts_with(place) && sql.contains(verb));
        assert!(found, "{place} {verb}");
    }
}
