//! Reads a Maildir while the service runs. A message that was read moves from `new` to `cur`, as a mail program would do it, so that it is not
//! read again; if the database is away, it stays.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rocket::Shutdown;

use super::apply::apply;
use super::message::{MOST_BYTES, Reading, read};
use super::{Verdict, apply::Change};
use crate::config::Config;
use crate::store::{Store, StoreError};

/// How often the folder is looked at.
const PAUSE: Duration = Duration::from_secs(20);

/// How many messages are read in one transaction, and in one round.
const TOGETHER: usize = 50;
const A_ROUND: usize = 5_000;

/// What a round read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Messages that were read.
    pub messages: usize,
    /// Those that are about a mail of ours.
    pub ours: usize,
    /// Mails that are bounced since.
    pub bounced: usize,
}

/// Why a round ended early.
#[derive(Debug, thiserror::Error)]
pub enum NotRead {
    /// The folder can't be read.
    #[error("{0}")]
    Folder(#[from] std::io::Error),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The work was broken off.
    #[error("the work was broken off")]
    Ended,
}

/// Runs until shutdown; returns at once if no Maildir is set. Several nodes may share one: a message is applied once.
pub async fn run(store: Store, config: Arc<Config>, shutdown: Shutdown) {
    let Some(maildir) = config.mail.bounces.clone() else {
        return;
    };
    tokio::pin!(shutdown);
    loop {
        match once(&store, &config, &maildir).await {
            Ok(Round { messages: 0, .. }) => {}
            Ok(Round {
                messages,
                ours,
                bounced,
            }) => {
                tracing::info!(event = "bounces.read", messages, ours, bounced);
            }
            Err(error) => tracing::error!(event = "bounces.not_read", %error),
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Reads what is new in a Maildir.
pub async fn once(store: &Store, config: &Arc<Config>, maildir: &Path) -> Result<Round, NotRead> {
    let mut round = Round::default();
    let folder = maildir.to_owned();
    let names = blocking(move || new(&folder)).await??;
    for names in names.chunks(TOGETHER) {
        let (folder, names) = (maildir.to_owned(), names.to_vec());
        let found = blocking(move || names.into_iter().filter_map(|name| of_file(&folder, name)).collect()).await?;
        let found: Vec<(PathBuf, Reading)> = found;
        let (config, now) = (Arc::clone(config), config.clock.now());
        let (files, readings): (Vec<_>, Vec<_>) = found.into_iter().unzip();
        let applied = store.write(move |tx| {
            let all = readings.iter().map(|it| apply(tx, &config.secret, it, now));
            all.collect::<Result<Vec<_>, StoreError>>()
        });
        for applied in applied.await? {
            round.messages += 1;
            round.ours += usize::from(applied.verdict != Verdict::Nothing);
            round.bounced += usize::from(applied.mail.is_some_and(|it| it.change == Change::Bounced));
        }
        blocking(move || files.iter().try_for_each(|file| put_away(file))).await??;
    }
    Ok(round)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, NotRead> {
    tokio::task::spawn_blocking(work).await.map_err(|_| NotRead::Ended)
}

/// Returns the files in `new`.
fn new(maildir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(maildir.join("new"))?;
    let files = entries
        .filter_map(Result::ok)
        .filter(|it| it.file_type().is_ok_and(|it| it.is_file()));
    Ok(files.map(|it| it.path()).take(A_ROUND).collect())
}

/// Reads a file; `None` if that is not possible, or another node has put it away.
fn of_file(maildir: &Path, file: PathBuf) -> Option<(PathBuf, Reading)> {
    let mut bytes = Vec::new();
    let opened = File::open(&file).and_then(|it| it.take(MOST_BYTES as u64).read_to_end(&mut bytes));
    match opened {
        Ok(_) => Some((file, read(&bytes))),
        Err(error) => {
            tracing::warn!(event = "bounces.file_not_read", maildir = %maildir.display(), %error);
            None
        }
    }
}

/// Moves a file to `cur`, marked as seen.
fn put_away(file: &Path) -> std::io::Result<()> {
    let (Some(name), Some(maildir)) = (file.file_name(), file.parent().and_then(Path::parent)) else {
        return Ok(());
    };
    let name = name.to_string_lossy();
    let base = name.split(":2,").next().unwrap_or(&name);
    match std::fs::rename(file, maildir.join("cur").join(format!("{base}:2,S"))) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound && !file.exists() => Ok(()),
        moved => moved,
    }
}
