//! Several nodes of one service. They need a server: without one, there is nothing to test here.

use std::collections::BTreeSet;

use mail_parser::MessageParser;
use undersigned::config::Config;
use undersigned::delivery::deliver::{self, DeliveryOptions};
use undersigned::delivery::{leftovers, moving};
use undersigned::letters::Digest;
use undersigned::store::{Store, StoreError, params};

use crate::app::{LETTER, TestApp, at_the_server};
use crate::delivering::{library, parts, plan, signed, without_congress};
use crate::shelves;

/// Starts another node of the same service, with the first one's key or with one of its own.
async fn another(first: &TestApp, with_its_key: bool) -> Option<Result<TestApp, String>> {
    let server = at_the_server(&first.folder.path().join("test.db"))?;
    let folder = tempfile::tempdir().expect("a folder");
    let bundles = folder.path().join("bundles").display().to_string();
    let settings = format!("{server}\n[default.delivery]\nfolder = '{bundles}'");
    if with_its_key {
        let key = first.folder.path().join("secret.key");
        std::fs::copy(key, folder.path().join("secret.key")).expect("is copied");
    }
    Some(TestApp::begin(folder, &settings).await)
}

#[rocket::async_test]
async fn a_node_needs_the_key_of_the_others() {
    let first = TestApp::start().await;
    let Some(refused) = another(&first, false).await else {
        return;
    };
    let why = refused.err().expect("is refused");
    assert!(why.contains("copy secret.key from one of them to "), "{why}");
    let second = another(&first, true).await.expect("a server");
    assert!(second.is_ok());
}

#[rocket::async_test]
async fn what_one_node_counts_every_node_shows() {
    let first = TestApp::start().await;
    let Some(second) = another(&first, true).await else {
        return;
    };
    let second = second.expect("starts");
    let page = format!("/en/letters/{LETTER}");
    let shown = |body: &str| body.contains("Ana G.");
    assert!(!shown(&first.get(&page).await.body));
    first.sign("en", &[]).await;
    let link = first.link().await;
    assert_eq!(second.post(&link, &[]).await.status, 200);
    assert!(shown(&second.get(&page).await.body), "who confirmed is shown at once");
    // The other node's page is from its cache until it hears of the commit.
    for _ in 0..3_000 {
        if shown(&first.get(&page).await.body) {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the first node never hears of it");
}

/// Returns the digest of each attachment that a node has sent.
async fn attached(app: &TestApp) -> Vec<String> {
    app.mails().await;
    let sent = app.worker.mailer.sent();
    let digests = |bytes: &Vec<u8>| {
        let message = MessageParser::default().parse(bytes).expect("a message");
        let parts: Vec<_> = message
            .attachments()
            .map(|it| Digest::of(it.contents()).hex())
            .collect();
        parts
    };
    sent.iter().flat_map(digests).collect()
}

/// Returns the digests of the PDFs of the only bundle, as a node reads them.
fn frozen(app: &TestApp) -> Vec<String> {
    let (folder, store) = (&app.parts().config.delivery.folder, &app.worker.store);
    let (bundle, names) = shelves::only(folder, store);
    let pdfs = names.iter().filter(|name| shelves::is_pdf(name));
    let digests = pdfs.map(|name| Digest::of(&shelves::read(folder, store, bundle, name)).hex());
    digests.collect()
}

fn set(app: &TestApp, sql: &'static str) {
    app.worker
        .store
        .write_now(move |tx| tx.execute(sql, []))
        .map_err(|error: StoreError| error.to_string())
        .expect("is set");
}

fn deliver(app: &TestApp, again_failed: bool) -> (usize, usize) {
    let library = library(app);
    let wish = DeliveryOptions {
        again_failed,
        ..without_congress()
    };
    let (planned, _) = plan(parts(app, &library), &wish).expect("is planned");
    let composed = planned.to_compose();
    let program = env!("CARGO_BIN_EXE_undersigned").into();
    let prepared = deliver::prepare(parts(app, &library), planned, program, &|| {}, &mut |_| {}).expect("is composed");
    let sent = deliver::send(parts(app, &library), prepared, "letters.test").expect("is owed");
    (composed, sent)
}

#[rocket::async_test]
async fn what_one_node_froze_any_node_mails_and_repeats() {
    let first = signed().await;
    let Some(second) = another(&first, true).await else {
        return;
    };
    let second = second.expect("starts");
    assert_eq!(deliver(&first, false), (1, 1));
    let there = |app: &TestApp| std::fs::read_dir(&app.parts().config.delivery.folder).map_or(0, Iterator::count);
    assert_eq!(
        (there(&first), there(&second)),
        (0, 0),
        "nothing is in a folder of one node"
    );
    let pdfs = frozen(&second);
    assert_eq!((pdfs.len(), &frozen(&first)), (1, &pdfs));
    // Each node's clock began at noon, one after the other.
    second.worker.clock.shift(60);
    assert_eq!(attached(&second).await, pdfs, "what was frozen is what is mailed");
    assert_eq!(attached(&first).await, [""; 0], "and once");
    let page = second.get(&format!("/en/letters/{LETTER}")).await.body;
    assert!(page.contains("to 1 office, signed by 1 individual"), "{page}");
    set(
        &first,
        "UPDATE outbox SET state = 'failed', settled_at = 1 WHERE kind = 'bundle'",
    );
    assert_eq!(deliver(&second, true), (0, 1), "it is not composed again");
    first.worker.clock.shift(600);
    assert_eq!(attached(&first).await, pdfs);
    set(
        &first,
        "UPDATE outbox SET state = 'sent', settled_at = 1 WHERE kind = 'bundle'",
    );
}

#[rocket::async_test]
async fn what_staff_cancel_or_a_signer_erases_on_one_node_is_on_none() {
    let first = signed().await;
    let Some(second) = another(&first, true).await else {
        return;
    };
    let second = second.expect("starts");
    deliver(&first, false);
    let config = &second.parts().config;
    set(&first, "UPDATE bundles SET erased_from = 1");
    let swept = leftovers::sweep(&second.worker.store, &config.delivery).expect("sweeps");
    assert_eq!(swept, 2, "the PDF and its table");
    let (_, names) = shelves::only(&first.parts().config.delivery.folder, &first.worker.store);
    assert_eq!(names, ["manifest.json"]);
    let cancelled = deliver::cancel(
        config,
        &second.worker.store,
        undersigned::audit::By::COMMAND_LINE,
        LETTER,
    )
    .expect("is cancelled");
    assert_eq!((cancelled.mails, cancelled.bundles.len()), (1, 1));
    for table in undersigned::shelf::TABLES {
        assert_eq!(first.count(&format!("SELECT COUNT(*) AS n FROM {table}")), 0, "{table}");
    }
}

/// On a file as well: the bundle is changed where it is.
#[rocket::async_test]
async fn a_file_that_changed_after_it_was_frozen_is_never_mailed() {
    let app = signed().await;
    deliver(&app, false);
    let (folder, store) = (&app.parts().config.delivery.folder, &app.worker.store);
    let (_, names) = shelves::only(folder, store);
    let pdf = names.iter().find(|name| shelves::is_pdf(name)).expect("a PDF");
    shelves::damage(folder, store, pdf);
    assert_eq!(attached(&app).await, [""; 0]);
    let why = "SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bundle' AND reply LIKE '%changed after it was frozen%'";
    assert_eq!(app.count(why), 1);
    set(
        &app,
        "UPDATE outbox SET state = 'failed', settled_at = 1 WHERE kind = 'bundle'",
    );
    let library = library(&app);
    let wish = DeliveryOptions {
        again_failed: true,
        ..without_congress()
    };
    let (planned, _) = plan(parts(&app, &library), &wish).expect("is planned");
    let program = env!("CARGO_BIN_EXE_undersigned").into();
    let refused = deliver::prepare(parts(&app, &library), planned, program, &|| {}, &mut |_| {});
    let refused = refused.map(drop).expect_err("is refused").to_string();
    assert!(
        refused.ends_with(" changed after it was frozen: restore it from a backup"),
        "{refused}"
    );
    set(
        &app,
        "UPDATE outbox SET state = 'moot', settled_at = 1 WHERE kind = 'bundle'",
    );
}

#[rocket::async_test]
async fn bundles_move_to_a_file_and_back_with_every_byte() {
    let app = signed().await;
    if !app.worker.store.is_shared() {
        return;
    }
    deliver(&app, false);
    let mut config = Config::clone(&app.parts().config);
    let place = tempfile::tempdir().expect("a folder");
    config.delivery.folder = place.path().join("bundles");
    let (server, file) = (
        &app.worker.store,
        Store::open(&place.path().join("a.db"), 1).expect("opens"),
    );
    let held = |store: &Store| moving::bundled_files(&config, store).expect("reads");
    let expected = held(server);
    assert_eq!((expected.len(), held(&file).len()), (3, 0));
    let carry = |from: &Store, to: &Store| moving::carry_bundles(&config, from, to).expect("are carried");
    assert_eq!((carry(server, &file), carry(server, &file)), (1, 0));
    assert_eq!(held(&file), expected);
    deliver::cancel(&config, server, undersigned::audit::By::COMMAND_LINE, LETTER).expect("is cancelled");
    assert_eq!(held(server), []);
    let bundle = expected[0].bundle;
    let known = "INSERT INTO bundles (letter, revision, digest, composed_at) VALUES ('a', 1, ?1, 0)";
    let known = file.write_now(move |tx| tx.execute(known, params![&bundle[..]]));
    known.map_err(|error: StoreError| error.to_string()).expect("writes");
    assert_eq!((carry(&file, server), held(server)), (1, expected));
}

/// Pictures are drawn or read by each node: an address on a page of one is answered alike by all.
#[rocket::async_test]
async fn every_node_answers_a_picture_on_a_page_of_another() {
    let first = TestApp::start().await;
    let Some(second) = another(&first, true).await else {
        return;
    };
    let second = second.expect("starts");
    let page = first.get(&format!("/en/letters/{LETTER}")).await.body;
    let quoted = page
        .split('"')
        .map(|it| it.strip_prefix("http://letters.test").unwrap_or(it));
    let is_picture = |it: &&str| {
        it.starts_with('/')
            && [".png", ".svg", ".webp", ".jpg", ".ico"]
                .iter()
                .any(|end| it.ends_with(end))
    };
    let pictures: BTreeSet<&str> = quoted.filter(is_picture).collect();
    assert!(pictures.iter().any(|it| it.ends_with("/share.png")), "{pictures:?}");
    for path in pictures {
        let mut got = Vec::new();
        for node in [&first, &second] {
            let answer = node.client.get(path.to_owned()).dispatch().await;
            assert_eq!(answer.status().code, 200, "{path}");
            got.push(answer.into_bytes().await.expect("bytes"));
        }
        assert!(got[0] == got[1] && !got[0].is_empty(), "{path}");
    }
}
