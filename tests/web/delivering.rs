//! Delivers as a page for staff would: the same three steps as the command, without a terminal.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use undersigned::delivery::deliver::{
    self, DeliveryContext, DeliveryOptions, Notice, PlanError, Planned, Prepared, SceneError, SendError, Stale,
};
use undersigned::email::EmailAddress;
use undersigned::letters::library::Library;
use undersigned::letters::live_library::LiveLibrary;
use undersigned::letters::{Digest, Slug};
use undersigned::offices::contacts::Contact;
use undersigned::offices::store as offices;
use undersigned::store::StoreError;

use crate::app::{LETTER, TestApp};
use crate::shelves;

/// The options of a letter that goes to one agency, while Congress was not imported.
pub fn without_congress() -> DeliveryOptions {
    DeliveryOptions {
        without: vec!["congress".to_owned()],
        ..DeliveryOptions::default()
    }
}

pub fn library(app: &TestApp) -> Arc<Library> {
    app.client.rocket().state::<LiveLibrary>().expect("managed").now()
}

pub fn parts<'a>(app: &'a TestApp, library: &'a Library) -> DeliveryContext<'a> {
    let it = app.parts();
    DeliveryContext {
        config: &it.config,
        store: &it.store,
        locales: &it.locales,
        letter: library.letter(&Slug::parse(LETTER).expect("a name")).expect("a letter"),
        by: undersigned::audit::By::COMMAND_LINE,
    }
}

/// Starts a service with a signer, and with an address of the agency.
pub async fn signed() -> TestApp {
    signed_with("").await
}

/// The same with more lines in the letter's `[delivery]`.
pub async fn signed_with(lines: &str) -> TestApp {
    signed_as(lines, "").await
}

/// The same with more settings.
pub async fn signed_as(lines: &str, settings: &str) -> TestApp {
    let change = |text: String| text.replace("[delivery]\n", &format!("[delivery]\n{lines}\n"));
    signed_so(change, settings).await
}

/// The same with another `letter.toml`.
pub async fn signed_after(change: impl Fn(String) -> String) -> TestApp {
    signed_so(change, "").await
}

async fn signed_so(change: impl Fn(String) -> String, settings: &str) -> TestApp {
    let folder = tempfile::tempdir().expect("a folder");
    let (bundles, letters) = (folder.path().join("bundles"), folder.path().join("letters"));
    crate::app::copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/letters")), &letters);
    let file = letters.join(LETTER).join("letter.toml");
    let text = std::fs::read_to_string(&file).expect("a file");
    std::fs::write(&file, change(text)).expect("writes");
    let settings = format!(
        "{settings}[default.delivery]\nfolder = '{}'\n[default.content]\nfolder = '{}'",
        bundles.display(),
        letters.display()
    );
    let app = TestApp::begin(folder, &settings).await.expect("builds");
    app.sign_and_confirm("en", &[]).await;
    let library = library(&app);
    let letter = parts(&app, &library).letter;
    let recipients = &letter.delivery.as_ref().expect("it goes to offices").recipients;
    let now = app.worker.clock.now();
    let contacts: Vec<Contact> = recipients
        .iter()
        .map(|it| Contact {
            office: format!("recipient:{}", it.key),
            email: EmailAddress::parse(&format!("{}@agency.example", it.key)).expect("an address"),
            name: None,
            source: "a call".to_owned(),
            verified_on: "2026-11-01".parse().expect("a day"),
        })
        .collect();
    assert!(!contacts.is_empty());
    let put = app
        .worker
        .store
        .write_now(move |tx| offices::put_contacts(tx, &contacts, now));
    put.map_err(|error: StoreError| error.to_string()).expect("are kept");
    app
}

pub fn plan(parts: DeliveryContext<'_>, wish: &DeliveryOptions) -> Result<(Planned, Vec<Notice>), PlanError> {
    let mut notices = Vec::new();
    let planned = deliver::plan(parts, wish, &mut |it| notices.push(it))?;
    Ok((planned, notices))
}

pub fn prepare(parts: DeliveryContext<'_>) -> Prepared {
    let (planned, _) = plan(parts, &without_congress()).expect("is planned");
    let program = PathBuf::from(env!("CARGO_BIN_EXE_undersigned"));
    deliver::prepare(parts, planned, program, &|| {}, &mut |_| {}).expect("is composed")
}

fn owed(app: &TestApp) -> usize {
    let number = app.count("SELECT COUNT(*) AS n FROM outbox WHERE kind = 'bundle'");
    usize::try_from(number).expect("a number")
}

/// Counts bundles and drafts.
fn folders(parts: DeliveryContext<'_>) -> usize {
    shelves::count(&parts.config.delivery.folder, parts.store)
}

#[rocket::async_test]
async fn a_plan_is_composed_and_enqueued_once() {
    let app = signed().await;
    crate::intake::record(&app, undersigned::letters::Party::Person, crate::intake::ANA);
    let library = library(&app);
    let parts = parts(&app, &library);
    let (planned, notices) = plan(parts, &without_congress()).expect("is planned");
    assert!(
        matches!(notices.as_slice(), [Notice::LeftOut(it)] if it.key == "congress"),
        "{notices:?}"
    );
    let number = planned.plan.mails.len();
    assert!(number > 0 && planned.to_compose() == number);
    assert_eq!(
        (planned.heads.people, folders(parts)),
        (2, 0),
        "a plan composes nothing"
    );
    let steps = AtomicUsize::new(0);
    let step = || {
        steps.fetch_add(1, Ordering::Relaxed);
    };
    let program = PathBuf::from(env!("CARGO_BIN_EXE_undersigned"));
    let prepared = deliver::prepare(parts, planned, program, &step, &mut |_| {}).expect("is composed");
    assert_eq!(
        (steps.into_inner(), owed(&app)),
        (number, 0),
        "nothing is owed before it is agreed to"
    );
    assert_eq!(deliver::send(parts, prepared, "letters.test").expect("is owed"), number);
    assert_eq!((owed(&app), folders(parts)), (number, 1));
    let folder = &parts.config.delivery.folder;
    let (bundle, names) = shelves::only(folder, parts.store);
    let read = |name: &str| shelves::read(folder, parts.store, bundle, name);
    let manifest: serde_json::Value = serde_json::from_slice(&read("manifest.json")).expect("JSON");
    assert_eq!(names.len(), 2 * number + 1);
    let origins = serde_json::json!({ "confirmed": 1, "recorded": 1, "imported": 0 });
    assert_eq!(manifest["origins"], origins);
    let offices = manifest["offices"].as_array().expect("a list");
    let files = offices.iter().flat_map(|office| [&office["pdf"], &office["csv"]]);
    for file in files {
        let bytes = read(file["file"].as_str().expect("a name"));
        assert_eq!(file["sha256"], Digest::of(&bytes).hex(), "{file}");
        assert_eq!(file["bytes"], bytes.len(), "{file}");
    }
    let (again, _) = plan(parts, &without_congress()).expect("is planned");
    assert_eq!((again.plan.mails.len(), again.plan.before.len()), (0, number));
    assert_eq!(again.to_compose(), 0, "what was frozen is true still");
}

#[rocket::async_test]
async fn a_stale_delivery_is_not_sent_and_leaves_no_file() {
    let app = signed().await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let prepared = prepare(parts);
    let own = app.link_to("/my-signature/").await;
    app.sign_and_confirm("en", &[("email", "bea@example.org"), ("name", "Bea Ruiz")])
        .await;
    app.post(&format!("{own}/withdraw"), &[("sure", "yes")]).await;
    let stale = deliver::send(parts, prepared, "letters.test").expect_err("is refused");
    assert!(matches!(stale, SendError::Stale(Stale::Signers)), "{stale}");
    assert_eq!((owed(&app), folders(parts)), (0, 0));
    let (first, second) = (prepare(parts), prepare(parts));
    deliver::send(parts, first, "letters.test").expect("is owed");
    let mails = owed(&app);
    let stale = deliver::send(parts, second, "letters.test").expect_err("is refused");
    assert!(matches!(stale, SendError::Stale(Stale::Bundle)), "{stale}");
    assert_eq!((owed(&app), folders(parts)), (mails, 1));
    assert_eq!(
        deliver::cancel(parts.config, parts.store, undersigned::audit::By::COMMAND_LINE, LETTER)
            .expect("is cancelled")
            .mails,
        mails
    );
    assert_eq!(folders(parts), 0, "the files of what nobody received go");
}

#[rocket::async_test]
async fn why_nothing_is_planned_is_an_error_of_its_own() {
    let app = TestApp::start().await;
    let library = library(&app);
    let parts = parts(&app, &library);
    let error = |wish: &DeliveryOptions| plan(parts, wish).map(drop).expect_err("is refused");
    assert!(matches!(error(&without_congress()), PlanError::Nobody));
    let missing = error(&DeliveryOptions::default());
    assert!(
        matches!(&missing, PlanError::Scene(SceneError::Missing(all)) if all.iter().any(|it| it.key == "congress")),
        "{missing}"
    );
    app.sign_and_confirm("en", &[]).await;
    let again = vec!["member:X000001".to_owned()];
    let unknown = error(&DeliveryOptions {
        again: again.clone(),
        ..without_congress()
    });
    assert!(matches!(unknown, PlanError::Unknown(keys) if keys == again));
}
