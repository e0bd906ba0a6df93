//! `serve`: runs the website and the outbox worker, side by side.

use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use rocket::Shutdown;
use rocket::error::ErrorKind;
use rocket::fairing::AdHoc;
use tokio::sync::oneshot;
use undersigned::backup;
use undersigned::bounces;
use undersigned::config::{self, Config, Transport};
use undersigned::dashboard::follower;
use undersigned::delivery::composing::{self, Workshop};
use undersigned::letters::live_library::LiveLibrary;
use undersigned::letters::watch::{self, Watch};
use undersigned::locale::Locales;
use undersigned::organizations::approval::reminders;
use undersigned::organizations::inviting::reminders as invitations;
use undersigned::outbox::worker::Worker;
use undersigned::retention;
use undersigned::review::bulk;
use undersigned::signatures::indexing;
use undersigned::staff::notices::rounds;
use undersigned::store::ServiceLock;
use undersigned::typesetting;

mod leftovers;

/// Runs worker and server side by side; the worker finishes running attempts after the server has stopped.
///
/// Nothing is printed or sent before the server listens: a start that fails must leave no half a service behind.
pub fn serve() -> anyhow::Result<ExitCode> {
    // This comes before the runtime, because Rocket panics at settings that it can't use.
    Config::check(&config::figment())?;
    let figment = config::with_port(config::figment())?;
    raise_limit_of_files();
    rocket::async_main(async move {
        // The lock is taken before the database is opened and held to the end, so that leases of dead processes can
        // safely be released.
        let _only = ServiceLock::beside(&config::database(&figment)?)?;
        let service = undersigned::build(figment)?;
        if let Err(error) = backup::sweep_restores(&service.config) {
            tracing::error!(event = "leftovers.failed", %error);
        }
        let (listens, listening) = oneshot::channel();
        let listens = Mutex::new(Some(listens));
        let tell = AdHoc::on_liftoff("listening", move |_| {
            let listens = listens.lock().ok().and_then(|mut listens| listens.take());
            Box::pin(async move {
                if let Some(listens) = listens {
                    listens.send(()).ok();
                }
            })
        });
        let rocket = service.rocket.attach(tell).ignite().await;
        let rocket = rocket.map_err(|error| anyhow::anyhow!("{error}"))?;
        let (stop, config, store) = (
            rocket.shutdown(),
            Arc::clone(&service.config),
            service.worker.store.clone(),
        );
        heed_signals(stop.clone())?;
        let beside = Beside {
            worker: service.worker,
            live_library: service.live_library,
            watcher: service.watcher,
            config: service.config,
            locales: service.locales,
        };
        let beside = tokio::spawn(beside.run(listening, stop.clone()));
        let ended = rocket.launch().await.map(drop);
        // A server that never started to listen notifies nobody by itself.
        stop.notify();
        beside.await?;
        // Clones of the service may still hold the store, so it is closed, not just dropped.
        tokio::task::spawn_blocking(move || store.close()).await?;
        ended.map_err(|error| explained(&error, &config))?;
        // Everything is stored. Dropping the runtime would wait for blocking work that nobody needs any more: a look-up
        // of the relay's name, an image that is drawn, a long read.
        std::process::exit(0)
    })
}

/// Raises the limit of open files: each connection takes a file descriptor, and systems grant 1,024 unless a program asks for more.
fn raise_limit_of_files() {
    match rlimit::increase_nofile_limit(rlimit::INFINITY) {
        Ok(files) => tracing::debug!(event = "serve.files", files),
        Err(error) => tracing::warn!(event = "serve.files", %error),
    }
}

/// Handles signals. A closed terminal (SIGHUP) ends the service as SIGTERM does: running work is finished. SIGUSR1 and SIGUSR2, which other
/// programs take for "reopen your logs", are ignored, and must not end it in the middle of a mail.
#[cfg(unix)]
fn heed_signals(stop: Shutdown) -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    // Under `nohup` the signal must stay ignored.
    if !hang_up_is_ignored() {
        let mut hang_up = signal(SignalKind::hangup())?;
        tokio::spawn(async move {
            if hang_up.recv().await.is_some() {
                stop.notify();
            }
        });
    }
    // Installing a handler permanently removes the system's own, which ends the process.
    drop((
        signal(SignalKind::user_defined1())?,
        signal(SignalKind::user_defined2())?,
    ));
    Ok(())
}

/// Returns whether this process was started with SIGHUP ignored; `false` if the system does not tell.
#[cfg(unix)]
fn hang_up_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = ignored.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    bits.is_some_and(|bits| bits & 1 == 1)
}

#[cfg(not(unix))]
fn heed_signals(_stop: Shutdown) -> std::io::Result<()> {
    Ok(())
}

/// What runs beside the web server.
struct Beside {
    worker: Worker,
    live_library: LiveLibrary,
    watcher: Watch,
    config: Arc<Config>,
    locales: Arc<Locales>,
}

impl Beside {
    /// Runs from the moment when the server listens until all parts have seen that it stops.
    async fn run(self, listening: oneshot::Receiver<()>, stop: Shutdown) {
        tokio::select! {
            listens = listening => if listens.is_err() { return },
            () = stop.clone() => return,
        }
        super::say(&greeting(&self.config));
        // It comes after the greeting, where people see it.
        if let Some(why) = self.watcher.trouble() {
            watch::tell_unwatched(&why, watch::Timing::default());
        }
        if let Err(error) = self.worker.store.check() {
            tracing::warn!(event = "store.not_checked", %error);
        }
        // Letters are watched as long as this is held.
        let (mut tasks, _watcher) = self.spawn(&stop);
        while let Some(ended) = tasks.join_next().await {
            if let Err(error) = ended {
                tracing::error!(event = "serve.task_ended", %error);
            }
        }
    }

    /// Starts every task. Also returns what watches the letters.
    fn spawn(self, stop: &Shutdown) -> (tokio::task::JoinSet<()>, Watch) {
        let (store, domain) = (self.worker.store.clone(), self.worker.mailer.domain().to_owned());
        let (clock, kept) = (self.config.clock.clone(), self.config.signing.clone());
        let mut tasks = tokio::task::JoinSet::new();
        let letters = self.live_library.clone();
        tasks.spawn(retention::run(store.clone(), letters, clock, kept, stop.clone()));
        tasks.spawn(indexing::run(store.clone(), self.config.clock.clone(), stop.clone()));
        tasks.spawn(follower::run(store.clone(), self.config.clock.clone(), stop.clone()));
        tasks.spawn(bounces::watch::run(
            store.clone(),
            Arc::clone(&self.config),
            stop.clone(),
        ));
        tasks.spawn(leftovers::run(store.clone(), Arc::clone(&self.config), stop.clone()));
        if let Ok(program) = typesetting::this_program() {
            let workshop = Workshop {
                config: Arc::clone(&self.config),
                store: store.clone(),
                locales: self.locales,
                live_library: self.live_library.clone(),
                program,
            };
            tasks.spawn(composing::run(workshop, stop.clone()));
        }
        tasks.spawn(rounds::run(
            store.clone(),
            self.live_library.clone(),
            Arc::clone(&self.config),
            domain.clone(),
            stop.clone(),
        ));
        tasks.spawn(invitations::run(
            store.clone(),
            self.live_library.clone(),
            Arc::clone(&self.config),
            domain.clone(),
            stop.clone(),
        ));
        tasks.spawn(bulk::run(
            bulk::Work {
                store: store.clone(),
                config: Arc::clone(&self.config),
                mail_domain: domain.clone(),
            },
            stop.clone(),
        ));
        tasks.spawn(reminders::run(
            store,
            self.live_library,
            self.config,
            domain,
            stop.clone(),
        ));
        tasks.spawn(self.worker.run(stop.clone()));
        (tasks, self.watcher)
    }
}

/// Explains an error in one line with the next step.
fn explained(error: &rocket::Error, config: &Config) -> anyhow::Error {
    match error.kind() {
        ErrorKind::Bind(why) => anyhow::anyhow!(
            "can't listen on {} ({why}): another program may be using this port; set ROCKET_PORT to a different one",
            config.address
        ),
        _ => anyhow::anyhow!("{error}"),
    }
}

fn greeting(config: &Config) -> String {
    let base = &config.site.base_url;
    let mut lines = vec![
        format!("Undersigned is running at {base}"),
        format!("  database: {}", config.store.name()),
    ];
    if config.mail.transport == Transport::Folder {
        lines.push(format!(
            "  emails are saved in {} and not sent; to send them, set mail.transport = \"smtp\"",
            config.mail.folder.display()
        ));
    }
    if config.shows_mailbox() {
        lines.push(format!("  test emails: {base}/mailbox"));
    }
    lines.push("  press Ctrl-C to stop".to_owned());
    lines.join("\n")
}
