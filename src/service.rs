//! The assembled service: the only place that knows every room.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use rocket::figment::Figment;
use rocket::{Build, Rocket};

use crate::bounces;
use crate::brand::{Brand, Canvas, Drawn};
use crate::config::Config;
use crate::delivery;
use crate::desk;
use crate::letters::folder_state::FolderState;
use crate::letters::live_library::{LiveLibrary, Reloader};
use crate::letters::watch::{Detection, Timing, Watch};
use crate::locale::Locales;
use crate::mail::ComposerContext;
use crate::my_signature;
use crate::offices;
use crate::organizations;
use crate::outbox;
use crate::outbox::mailer::Mailer;
use crate::outbox::worker::Worker;
use crate::outbox::{Composer, Composers};
use crate::review;
use crate::signatories;
use crate::signatories::letter_file::files::LetterFiles;
use crate::signatories::share_image::ShareImages;
use crate::signatures;
use crate::signing;
use crate::site;
use crate::staff;
use crate::start;
use crate::store::{Signal, Store};
use crate::tables::workbook::WorkbookReader;
use crate::templates::{Furnishing, Templates};
use crate::typesetting::{self, Typesetter, TypesettingError, Work};
use crate::updates;
use crate::web::change_feed::Changes;
use crate::web::maintenance::Maintenance;
use crate::web::{self, App};

/// The assembled service, not yet started.
pub struct Service {
    /// The web server.
    pub rocket: Rocket<Build>,
    /// The worker that sends mail; `main` runs it beside the web server.
    pub worker: Worker,
    /// The settings.
    pub config: Arc<Config>,
    /// The translations.
    pub locales: Arc<Locales>,
    /// The current letters.
    pub live_library: LiveLibrary,
    /// Reloads letters until it is dropped.
    pub watcher: Watch,
}

/// Reads settings, opens the database, loads letters, and mounts every route: the only wiring.
pub fn build(figment: Figment) -> anyhow::Result<Service> {
    build_with(figment, typesetting::this_program()?)
}

/// Builds the service with another program for typesetting children: tests are programs of their own.
pub fn build_with(figment: Figment, program: PathBuf) -> anyhow::Result<Service> {
    let config = Arc::new(Config::extract(&figment)?);
    config.try_folders()?;
    let locales = Arc::new(Locales::with(config.content.locales.as_deref())?);
    let typesetter = Typesetter::new(program, &config.delivery);
    let drawn = draw(&config.site.brand, &typesetter)?;
    let furnishing = Furnishing::new(&config.site.brand, &drawn, web::assets::url);
    let templates = Arc::new(Templates::load(&locales, furnishing)?);
    let store = start::open(&config)?;
    let folder = &config.content.folder;
    let (live_library, seen) = (LiveLibrary::default(), FolderState::at(folder));
    live_library
        .load(folder, &locales, &store, &config.clock)
        .map_err(|why| anyhow::anyhow!("{why}"))?;
    let reloader = Reloader {
        folder: folder.clone(),
        live_library: live_library.clone(),
        locales: Arc::clone(&locales),
        store: store.clone(),
        clock: config.clock.clone(),
    };
    let watcher = Watch::start(folder, seen, (Timing::default(), Detection::EventsAndLooks), reloader)?;
    let mailer = Mailer::new(&config.mail)?.with_return_path(&config.mail, &config.secret)?;
    let grace: u64 = figment.extract_inner("shutdown.grace").unwrap_or_default();
    let mut worker = Worker::new(
        store.clone(),
        mailer,
        composers(&ComposerContext {
            config: Arc::clone(&config),
            live_library: live_library.clone(),
            locales: Arc::clone(&locales),
            templates: Arc::clone(&templates),
        }),
        config.clock.clone(),
        &config.mail,
    );
    worker.grace = Duration::from_secs(grace);
    let changes = Arc::<Changes>::default();
    listen(&store, &worker, &changes);
    let app = App {
        config: Arc::clone(&config),
        locales: Arc::clone(&locales),
        templates,
        store,
        clock: config.clock.clone(),
        health: Arc::clone(&worker.health),
        maintenance: Maintenance::beside(&config.store.path),
        mail_domain: worker.mailer.domain().to_owned(),
        drawn,
        changes,
    };
    let rocket = mount(figment, app, live_library.clone());
    Ok(Service {
        rocket: with_files(rocket, typesetter, &config.site.brand),
        worker,
        config,
        locales,
        live_library,
        watcher,
    })
}

/// Adds what is typeset while the service runs: share images, and letters as files.
fn with_files(rocket: Rocket<Build>, typesetter: Typesetter, brand: &Brand) -> Rocket<Build> {
    let logos = brand.logo_file().into_iter().collect();
    rocket
        .manage(WorkbookReader::new(&typesetter.program))
        .manage(desk::Printer::new(typesetter.clone()))
        .manage(LetterFiles::new(typesetter.clone()))
        .manage(ShareImages::new(typesetter, logos))
}

/// Draws the icons and the logo of mails. A file that can't be drawn is an error; a machine that can't draw now does without.
fn draw(brand: &Brand, typesetter: &Typesetter) -> anyhow::Result<Drawn> {
    #[derive(serde::Serialize)]
    struct Sheet {
        #[serde(flatten)]
        canvas: Canvas,
        image: String,
    }
    let icon = web::assets::icon(brand);
    let drawn = Drawn::of(brand, &icon, |bytes, format, canvas| {
        let image = format!("image.{}", format.extension());
        let images = [(image.clone(), Arc::new(bytes.to_vec()))].into();
        let sheet = Sheet { canvas, image };
        typesetter
            .set_with(Work::Picture, &sheet, &images)
            .map(|made| made.file)
    });
    match drawn {
        Ok(drawn) => Ok(drawn),
        Err((key, TypesettingError::Failed(why))) => {
            anyhow::bail!("site.brand.{key} can't be drawn ({why}): export the file again")
        }
        Err((key, error)) => {
            tracing::warn!(event = "brand.not_drawn", key, %error);
            Ok(Drawn::default())
        }
    }
}

/// Connects commits to their effects: the worker sends what is due, and watchers of a letter are notified.
fn listen(store: &Store, worker: &Worker, changes: &Arc<Changes>) {
    let (bell, changes) = (Arc::clone(&worker.bell), Arc::clone(changes));
    store.subscribe(move |signal| match signal {
        Signal::MailDue => bell.notify_one(),
        Signal::LetterChanged(slug) => changes.note(slug),
        Signal::Missed => {
            bell.notify_one();
            changes.note_all();
        }
    });
}

type Make = fn(ComposerContext) -> Composer;
type MakeOf = fn(&'static str, ComposerContext) -> Composer;

/// The composers by kind of mail.
const COMPOSERS: &[(&str, Make)] = &[
    (signatures::own_links_mail::FIND, signatures::own_links_mail::composer),
    (signatures::own_links_mail::KIND, signatures::own_links_mail::composer),
    (signatures::surge_mail::KIND, signatures::surge_mail::composer),
    (signatures::thanks_mail::KIND, signatures::thanks_mail::composer),
    (signing::confirm::mail::KIND, signing::confirm::mail::composer),
    (signing::drafts::mail::KIND, signing::drafts::mail::composer),
    (delivery::email::KIND, delivery::email::composer),
    (delivery::test_email::KIND, delivery::test_email::composer),
    (
        organizations::inviting::mail::KIND,
        organizations::inviting::mail::composer,
    ),
    (review::mail::KIND, review::mail::composer),
    (review::amended_mail::KIND, review::amended_mail::composer),
    (updates::KIND, updates::mail::composer),
];

/// Families of composers that share a function, which takes the kind.
const FAMILIES: &[(&[&str], MakeOf)] = &[
    (
        &[
            organizations::approval::notices::APPROVAL,
            organizations::approval::notices::DECISION,
            organizations::approval::notices::NOTICE,
            organizations::approval::notices::DISOWNED,
            organizations::approval::notices::OBJECTION,
        ],
        organizations::approval::mail::composer,
    ),
    (&staff::notices::mail::KINDS, staff::notices::mail::composer),
    (
        &[signatures::rival_mail::STAFF, signatures::rival_mail::CONTACT],
        signatures::rival_mail::composer,
    ),
    (
        &[
            organizations::handover::mail::ASKED,
            organizations::handover::mail::ANSWERED,
        ],
        organizations::handover::mail::composer,
    ),
];

fn composers(with: &ComposerContext) -> Composers {
    let single = COMPOSERS.iter().map(|(kind, make)| (*kind, make(with.clone())));
    let families = FAMILIES
        .iter()
        .flat_map(|(kinds, make)| kinds.iter().map(|kind| (*kind, make(kind, with.clone()))));
    Composers::of(single.chain(families).collect())
        .after(
            signatures::own_links_mail::FIND,
            signatures::own_links_mail::find_preparer(Arc::clone(&with.config)),
        )
        .unless(outbox::store::bounced::judge(with.config.secret.clone()))
}

/// Mounts all routes of the service.
fn mount(figment: Figment, app: App, live_library: LiveLibrary) -> Rocket<Build> {
    // Signed cookies are not used yet, but Rocket wants a key outside of the debug profile.
    let key = data_encoding::BASE64.encode(&app.config.secret.digest("cookies", b""));
    let given = figment.extract_inner::<String>("secret_key").is_ok();
    let figment = if given {
        figment
    } else {
        figment.merge(("secret_key", key))
    };
    let mailbox = if app.config.shows_mailbox() {
        site::mailbox::routes()
    } else {
        Vec::new()
    };
    let headers = web::headers::Headers::new(&app.config);
    let limits = web::quotas::Limits::new(&app.config.quotas, &app.clock);
    let sign_ins = web::quotas::sign_in::SignInLimits::new(&app.config.quotas, &app.clock);
    let seats = web::stream_limit::StreamLimit::new(&app.config.quotas);
    // Routes of one rank are tried in this order: a letter's page and its signing first.
    rocket::custom(figment)
        .mount("/", signatories::routes())
        .mount("/", signing::routes())
        .mount("/", my_signature::routes())
        .mount("/", organizations::routes())
        .mount("/", site::routes())
        .mount("/", updates::routes::routes())
        .mount("/", bounces::routes::routes())
        .mount("/", web::assets::routes())
        .mount("/", mailbox)
        .mount(desk::BASE, desk::routes())
        .mount("/", desk::public_routes())
        .register("/", web::error::catchers())
        .register(desk::BASE, desk::catchers())
        .attach(web::headers::shield())
        .attach(headers)
        .attach(web::maintenance::Pause)
        .attach(web::client::Notices::default())
        .manage(limits)
        .manage(sign_ins)
        .manage(staff::password::Hashing::default())
        .manage(desk::Imports::default())
        .manage(offices::zips::Zips::default())
        .manage(signatories::list_cache::Lists::default())
        .manage(site::media::Media::default())
        .manage(seats)
        .manage(signatories::tally_feed::Feeds::default())
        .manage(signatories::page_cache::Pages::default())
        .manage(signing::check_mail::CheckMailPages::default())
        .manage(live_library)
        .manage(app)
}
