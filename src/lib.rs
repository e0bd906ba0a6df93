//! **Undersigned** publishes letters to policymakers, collects the signatures of organizations and people, and delivers one
//! signed bundle to each congressional office.
//!
//! # Map
//!
//! * [`letters`]: what we publish. [`letters::library`] reads the files, [`letters::shelf`] keeps the newest good ones,
//!   [`letters::watch`] sees when they change, [`letters::advice`] warns of probable slips.
//! * [`signatures`]: what people give us. The forms, the links in mails, the public lists, and the letter's own page.
//! * [`offices`]: whom we address. Public data of Congress, contacts that staff bring, seats, styles of address.
//! * [`delivery`]: what offices receive. [`delivery::targets`] chooses, [`delivery::sheet`] words, [`typesetting`] sets,
//!   [`delivery::bundle`] freezes, [`delivery::dispatch`] owes one mail to each office.
//! * [`updates`]: what signers hear afterwards, by mail, until they stop it.
//! * [`exports`]: what staff take away, streamed row by row. [`demonstration`]: a believable campaign to look at.
//! * [`backup`]: everything in one folder, and the way back.
//! * [`domains`]: what a mail domain or website says about who uses it.
//! * [`outbox`]: every e-mail we owe, and the worker that sends it.
//! * [`store`]: SQLite, one writer thread with group commit. [`start`]: what must fit together before it is opened.
//! * [`typesetting`]: PDFs and share images, each set in a child process with limits.
//! * [`tables`]: the tables that staff bring, from any spreadsheet.
//! * [`web`]: pages, errors, quotas, headers for all routes. [`templates`], [`locale`], [`config`], [`clock`], [`email`],
//!   [`text`], [`problem`], [`private`]: one thing each.
//!
//! # Rules
//!
//! 1. `main → lib → features → {outbox, store, templates, locale, web, config}`; shared modules never import a feature.
//! 2. Between features one way only: `delivery → exports → signatures → {letters, offices}` and `updates → {signatures, letters}`. So a letter's page, which shows who signed it, stands in
//!    `signatures/routes/letter.rs`.
//! 3. One door per dependency: lettre in `outbox/mailer/`, handlebars in `templates.rs`, governor in `web/quotas.rs`,
//!    altcha in `signatures/form/challenge.rs`, imagesize in `letters/images.rs`, notify in `letters/watch.rs`,
//!    rusqlite in `store/`, typst, rustybuzz, lopdf and rustix in `typesetting/`, mimalloc in `main.rs` (and in the bench, which compares).
//! 4. A request never sends mail: it enqueues, in the transaction of the fact that causes the mail.
//! 5. No write transaction is held across the network: claim with a lease, send, settle.
//! 6. What was acknowledged is durable: `Ok` from [`store::Store::write`] means that `COMMIT` with `synchronous=FULL` returned.
//! 7. Personal data never reaches a log, a URL or a public page beyond what the signer chose.
//!
//! # A signature
//!
//! `POST /<lang>/letters/<slug>/signatures/people` meets [`web::gate::Gate`]; whoever must wait has the form back
//! as it was typed. [`offices::zips`] tells where the ZIP lies; [`signatures::form`] parses every field, gathers every error, and
//! asks what could not be told (the state, which district, whether `gmial.com` is meant). While unusually many sign
//! ([`web::traffic`]), a solution of [`signatures::form::challenge`] pays, or the mail waits. [`signatures::store::record`] writes the row (or finds the
//! same asker's again), unless another text was published while the form was on its way ([`letters::store::is_published`]), and,
//! in the same transaction, [`outbox::store::enqueue`] owes the mail. The answer comes after the
//! commit, made from what was typed alone. [`outbox::worker`] claims the mail; [`signatures::mail`] composes it only then, deriving the link from a row's
//! number, its nonce and the service's secret, so that neither the outbox nor the table of links holds anything that confirms. The link's `GET` changes
//! nothing; its `POST` runs [`signatures::store::confirm`], which counts the signature in the same transaction,
//! unless those decide whom the contact named ([`signatures::store::cast`]) or staff should look first ([`signatures::store::Rules`]).
//!
//! # A bundle
//!
//! `undersigned deliver <slug>` loads Congress ([`delivery::targets::Congress`]) and everyone who signed the letter's revision
//! ([`delivery::store::snapshot`]) in one read, so that all renditions are of one moment. [`delivery::targets::choose`] finds the
//! offices that `letter.toml` names, each once, in its highest capacity. For each, [`delivery::sheet::Desk::sheet`] puts into
//! words what stands on the pages, and [`typesetting::Typesetter`] has them set in a child process with limits of time and memory.
//! [`delivery::bundle::compose`] writes PDFs, tables and the manifest with their digests into a hidden [`private::draft`], which is
//! renamed at the end and swept if its process was killed. [`delivery::dispatch::Plan`] says who would receive what; once that is agreed to, one transaction freezes the bundle and
//! owes a mail to each office, unique by (bundle, office); it does neither if a signer took something back while staff looked at it,
//! and keeps whose signatures the bundle holds, to tell whoever takes theirs back later. [`delivery::email`] composes a mail when it is sent, and refuses a file
//! that is not what was frozen. The worker marks it before it hands it over: a crash in between leaves it *uncertain*.
//!
//! # A tally that rises
//!
//! Whoever looks at a letter holds a stream ([`signatures::routes::Feeds`]) in one of a limited number of seats ([`web::seats`]). A
//! confirmation notes the change after its commit ([`web::changes`]) and wakes the letter's one feed, which reads the tally once
//! for all who watch, and ends with the last of them.
//!
//! # An update
//!
//! [`letters::updates`] reads `letters/<slug>/updates/<name>/<lang>.md`; the letter's page, lists, feeds and a page of its own show it.
//! `undersigned updates send` owes one mail to each address that asked for news ([`updates::sending`]), in batches that each read
//! consent in their own transaction; they wait in the outbox behind every mail that one person waits for
//! ([`outbox::store::enqueue_bulk`]). [`updates::mail`] composes a mail when it is sent, so that whoever stopped the news in between
//! gets none. The link that stops them opens nothing else: mails to many are passed on, and must not carry the key to an own page.
//!
//! # Where this differs from the usual, and where the reasons stand
//!
//! * **"Check your mail" is the answer to the `POST`**, without a redirect: [`signatures::routes`], `check_mail`.
//! * **A flood counts for nothing until staff look**, and what was counted before it showed is taken back: [`signatures::store::Doubt`].
//! * **A page confirms what it showed**, and what was taken back is never overwritten: [`signatures::store::confirm`].
//! * **Who was taken off a letter stays off until staff look**, by keyed digests: `bars` in [`signatures::store`].
//! * **Who took a signature back and signs anew is known as before**: `succession` in [`signatures::store`].
//! * **Only the domain of a website verifies an organization**, and what says who it is does not change unseen:
//!   [`signatures::store::correct`].
//! * **A saved form's link stands for its mailbox**: `saved` in [`signatures::store`].
//! * **A person's district is never guessed, and names stand as listed, nowhere more**: [`delivery::snapshot`].
//! * **An office's PDF names the organizations and some of its own constituents**, and counts everyone else: [`delivery::sheet`].
//! * **The languages of a letter are one text**: [`letters::revisions`], [`letters::changes`].
//! * **The language in an address is the text's**: [`locale::Locales::nearest`].
//! * **Who was mailed how often is a log, and a memory of it**: [`signatures::store::count_mail`].
//! * **The writer's cache is small, and a commit looks into the queue twice**: `open` and `writer` in [`store`].
//! * **A mail that must not come twice is marked when the relay waits for it**, and replies are read by code of our own:
//!   [`outbox::mailer`].
//! * **What a relay says about us is nobody's failure**: [`outbox::verdict`].

pub mod backup;
pub mod clock;
pub mod config;
pub mod delivery;
pub mod demonstration;
pub mod domains;
pub mod email;
pub mod exports;
pub mod letters;
pub mod locale;
pub mod offices;
pub mod outbox;
pub mod private;
pub mod problem;
pub mod signatures;
pub mod start;
pub mod store;
pub mod tables;
pub mod templates;
pub mod text;
pub mod typesetting;
pub mod updates;
pub mod web;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rocket::figment::Figment;
use rocket::{Build, Rocket};

use config::Config;
use letters::look::Look;
use letters::shelf::{Reloader, Shelf};
use letters::watch::{Pace, Senses, Watch};
use locale::Locales;
use outbox::mailer::Mailer;
use outbox::worker::Worker;
use outbox::{Composer, Composers};
use templates::Templates;
use typesetting::Typesetter;
use web::App;
use web::maintenance::Maintenance;

/// The service, put together and not yet started.
pub struct Service {
    /// The web server.
    pub rocket: Rocket<Build>,
    /// Sends what the web server owes; `main` runs it beside.
    pub worker: Worker,
    /// The settings.
    pub config: Arc<Config>,
    /// The letters as they are now.
    pub shelf: Shelf,
    /// Reloads letters for as long as it lives.
    pub watcher: Watch,
}

/// Reads settings, opens the database, loads letters, and mounts every route: the only wiring.
pub fn build(figment: Figment) -> anyhow::Result<Service> {
    build_with(figment, typesetting::this_program()?)
}

/// The same, where another file is the program whose children set pages: tests are programs of their own.
pub fn build_with(figment: Figment, program: PathBuf) -> anyhow::Result<Service> {
    let config = Arc::new(Config::extract(&figment)?);
    config.try_folders()?;
    let locales = Arc::new(Locales::with(config.content.locales.as_deref())?);
    let templates = Arc::new(Templates::load(&locales, web::assets::url)?);
    let store = start::open(&config)?;
    let folder = &config.content.folder;
    let (shelf, seen) = (Shelf::default(), Look::at(folder));
    shelf
        .load(folder, &locales, &store, &config.clock)
        .map_err(|why| anyhow::anyhow!("{why}"))?;
    let reloader = Reloader {
        folder: folder.clone(),
        shelf: shelf.clone(),
        locales: Arc::clone(&locales),
        store: store.clone(),
        clock: config.clock.clone(),
    };
    let watcher = Watch::start(folder, seen, (Pace::default(), Senses::EventsAndLooks), reloader)?;
    let mailer = Mailer::new(&config.mail)?;
    let grace: u64 = figment.extract_inner("shutdown.grace").unwrap_or_default();
    let mut worker = Worker::new(
        store.clone(),
        mailer,
        composers(&config, &shelf, &locales, &templates),
        config.clock.clone(),
        &config.mail,
    );
    worker.grace = Duration::from_secs(grace);
    let app = App {
        config: Arc::clone(&config),
        locales,
        templates,
        store,
        clock: config.clock.clone(),
        bell: Arc::clone(&worker.bell),
        health: Arc::clone(&worker.health),
        maintenance: Maintenance::beside(&config.store.path),
        mail_domain: worker.mailer.domain().to_owned(),
        changes: web::changes::Changes::default(),
    };
    let typesetter = Typesetter::new(program, &config.delivery);
    let rocket = mount(figment, app, shelf.clone()).manage(signatures::routes::ShareImages::new(typesetter));
    Ok(Service {
        rocket,
        worker,
        config,
        shelf,
        watcher,
    })
}

/// Who composes which kind of mail.
fn composers(config: &Arc<Config>, shelf: &Shelf, locales: &Arc<Locales>, templates: &Arc<Templates>) -> Composers {
    type Make = fn(Arc<Config>, Shelf, Arc<Locales>, Arc<Templates>) -> Composer;
    type MakeOf = fn(&'static str, Arc<Config>, Shelf, Arc<Locales>, Arc<Templates>) -> Composer;
    let made = |make: Make| {
        let (config, shelf) = (Arc::clone(config), shelf.clone());
        make(config, shelf, Arc::clone(locales), Arc::clone(templates))
    };
    let of = |make: MakeOf, kind: &'static str| {
        let (config, shelf) = (Arc::clone(config), shelf.clone());
        (
            kind,
            make(kind, config, shelf, Arc::clone(locales), Arc::clone(templates)),
        )
    };
    let follow_up = |kind| of(signatures::organization_mail::composer, kind);
    let handover = |kind| of(signatures::handover::composer, kind);
    let rival = |kind| of(signatures::rival_mail::composer, kind);
    Composers::of(
        [
            (signatures::links_mail::FIND, made(signatures::links_mail::composer)),
            (signatures::mail::KIND, made(signatures::mail::composer)),
            (signatures::links_mail::KIND, made(signatures::links_mail::composer)),
            (signatures::draft_mail::KIND, made(signatures::draft_mail::composer)),
            (delivery::email::KIND, made(delivery::email::composer)),
            (signatures::surge::KIND, made(signatures::surge::composer)),
            (signatures::review_mail::KIND, made(signatures::review_mail::composer)),
            (updates::KIND, made(updates::mail::composer)),
            follow_up(signatures::follow_up::APPROVAL),
            follow_up(signatures::follow_up::DECISION),
            follow_up(signatures::follow_up::NOTICE),
            follow_up(signatures::follow_up::DISOWNED),
            rival(signatures::rival_mail::STAFF),
            rival(signatures::rival_mail::CONTACT),
            handover(signatures::handover::ASKED),
            handover(signatures::handover::ANSWERED),
        ]
        .into(),
    )
    .after(
        signatures::links_mail::FIND,
        signatures::links_mail::find_preparer(Arc::clone(config)),
    )
}

/// Every URL of the service.
fn mount(figment: Figment, app: App, shelf: Shelf) -> Rocket<Build> {
    // Signed cookies are not used yet, but Rocket wants a key outside of the debug profile.
    let key = data_encoding::BASE64.encode(&app.config.secret.digest("cookies", b""));
    let given = figment.extract_inner::<String>("secret_key").is_ok();
    let figment = if given {
        figment
    } else {
        figment.merge(("secret_key", key))
    };
    let mailbox = if app.config.shows_mailbox() {
        outbox::mailbox::routes()
    } else {
        Vec::new()
    };
    let headers = web::headers::Headers::new(&app.config);
    let limits = web::quotas::Limits::new(&app.config.quotas, &app.clock);
    let seats = web::seats::Seats::new(&app.config.quotas);
    // Routes of one rank are tried in this order: a letter's page and its signing first.
    rocket::custom(figment)
        .mount("/", signatures::routes::routes())
        .mount("/", letters::routes::routes())
        .mount("/", letters::lists::routes())
        .mount("/", letters::media::routes())
        .mount("/", letters::feed::routes())
        .mount("/", letters::update_page::routes())
        .mount("/", updates::routes::routes())
        .mount("/", web::assets::routes())
        .mount("/", mailbox)
        .register("/", web::error::catchers())
        .attach(web::headers::shield())
        .attach(headers)
        .attach(web::maintenance::Pause)
        .attach(web::client::Notices::default())
        .manage(limits)
        .manage(offices::zips::Zips::default())
        .manage(letters::lists::Lists::default())
        .manage(letters::media::Media::default())
        .manage(seats)
        .manage(signatures::routes::Feeds::default())
        .manage(signatures::routes::Pages::default())
        .manage(signatures::routes::CheckMailPages::default())
        .manage(shelf)
        .manage(app)
}
