//! Backups: database, secret key, frozen bundles and letters, consistent, in one folder; and restoring them.
//!
//! Everything is written beside the folder ([`crate::private::draft`]) and renamed once it is verified: an interrupted backup has another
//! name, and the next one into the same place removes it. The database is copied first. Bundles are frozen, so whatever its rows name
//! exists, unchanged.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::{Config, ConfigError, KeyFile};
use crate::private;
use crate::private::draft::{self, Draft, abandoned};
use crate::store::{self, StoreError};

mod files;
mod in_progress;
pub mod restore;

pub use in_progress::sweep_restores;

use files::{Entry, copy, copy_folder, entries, io, listed, sync};

/// The file that lists the content of a backup.
const MANIFEST: &str = "manifest.json";
/// The database's name in a backup.
const DATABASE: &str = "undersigned.db";
const KEY: &str = "secret.key";
const BUNDLES: &str = "bundles";
const LETTERS: &str = "letters";

/// Why a backup or a restore failed.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The database is a server's.
    #[error(
        "{0} is a database server's: back it up, and restore it, with its own tools, such as pg_basebackup, and keep secret.key and the letters with it"
    )]
    OnServer(String),
    /// The destination already exists.
    #[error("{0} already exists: choose a folder that doesn't exist yet")]
    Exists(PathBuf),
    /// The destination is inside of what is copied.
    #[error("{0} is inside of {1}, which is backed up as well: choose a folder elsewhere")]
    Inside(PathBuf, PathBuf),
    /// A file can't be read or written.
    #[error("{path}: {source}: check free disk space and that this user can read and write there")]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// The folder is not a complete backup.
    #[error("{0}: {1}: this backup is not complete; use another one")]
    Broken(PathBuf, String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key can't be used.
    #[error(transparent)]
    Key(#[from] ConfigError),
    /// A file would be overwritten.
    #[error("{0} already exists and would be overwritten: to replace it, pass --replace")]
    InTheWay(PathBuf),
    /// Another program has the database open.
    #[error("{0} is in use: stop the service first")]
    InUse(PathBuf),
}

/// The content of a backup.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// When it was made, RFC 3339.
    pub made_at: String,
    /// The version of this program.
    pub version: String,
    /// Whether it contains the secret key; otherwise a setting gives it, and it is not backed up.
    pub key: bool,
    files: Vec<Entry>,
}

impl Manifest {
    /// Returns the number of files.
    pub fn files(&self) -> usize {
        self.files.len()
    }
}

/// Writes a backup into `folder`, which must not exist, while the service runs.
pub fn write(config: &Config, folder: &Path) -> Result<Manifest, BackupError> {
    has_file(config)?;
    if folder.exists() {
        return Err(BackupError::Exists(folder.to_owned()));
    }
    let above = folder.parent().filter(|it| !it.as_os_str().is_empty());
    let above = above.unwrap_or(Path::new("."));
    not_inside(config, folder, above)?;
    sweep(above);
    let mut draft = Draft::beside(folder).map_err(io(folder))?;
    let manifest = fill(config, draft.folder())?;
    draft.publish(folder).and_then(|()| draft.keep()).map_err(io(folder))?;
    Ok(manifest)
}

/// Refuses to copy what only a server can copy.
fn has_file(config: &Config) -> Result<(), BackupError> {
    match config.store.url {
        None => Ok(()),
        Some(_) => Err(BackupError::OnServer(config.store.name())),
    }
}

/// Refuses a destination in the letters or bundles: letters would be published with all signers' data in them, and each backup would hold
/// the one before.
fn not_inside(config: &Config, folder: &Path, above: &Path) -> Result<(), BackupError> {
    let named = |it: &Path| {
        if it.as_os_str().is_empty() {
            PathBuf::from(".")
        } else {
            it.to_owned()
        }
    };
    // The destination's own parents may not exist yet.
    let Some(real) = above.ancestors().find_map(|it| named(it).canonicalize().ok()) else {
        return Ok(());
    };
    for copied in [&config.content.folder, &config.delivery.folder] {
        if copied.canonicalize().is_ok_and(|copied| real.starts_with(copied)) {
            return Err(BackupError::Inside(folder.to_owned(), copied.clone()));
        }
    }
    Ok(())
}

/// Removes what killed backups left beside this one: each is a copy of everything.
fn sweep(folder: &Path) {
    for path in abandoned(folder) {
        if let Err(error) = draft::remove(&path) {
            tracing::warn!(event = "backup.copy_left", path = %path.display(), %error);
        }
    }
}

fn fill(config: &Config, part: &Path) -> Result<Manifest, BackupError> {
    store::copy(&config.store.path, &part.join(DATABASE))?;
    let key = KeyFile::beside(&config.store.path);
    let has_key = config.given_key.is_none() && key.path().exists();
    if has_key {
        copy(key.path(), &part.join(KEY))?;
    }
    private::create_new_folder(&part.join(BUNDLES)).map_err(io(part))?;
    for bundle in bundles(&config.delivery.folder)? {
        copy_folder(
            &bundle,
            &part.join(BUNDLES).join(bundle.file_name().unwrap_or_default()),
        )?;
    }
    copy_folder(&config.content.folder, &part.join(LETTERS))?;
    let manifest = Manifest {
        format: 1,
        made_at: config.clock.now().to_string(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        key: has_key,
        files: entries(part)?,
    };
    let path = part.join(MANIFEST);
    let text = serde_json::to_vec_pretty(&manifest).expect("plain data");
    let written = private::create(&path).and_then(|mut file| {
        std::io::Write::write_all(&mut file, &text)?;
        file.sync_all()
    });
    written.map_err(io(&path))?;
    sync(part)?;
    verified(part)
}

/// Returns the frozen bundles, sorted by name; drafts are hidden, or named otherwise.
fn bundles(folder: &Path) -> Result<Vec<PathBuf>, BackupError> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let is_frozen = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.is_dir() && name.len() == 64 && name.bytes().all(|it| it.is_ascii_hexdigit())
    };
    Ok(listed(folder)?.into_iter().filter(is_frozen).collect())
}

/// Verifies a backup completely: each file is unchanged, nothing is missing, and the database is sound.
pub fn verified(folder: &Path) -> Result<Manifest, BackupError> {
    let broken = |why: String| BackupError::Broken(folder.to_owned(), why);
    let path = folder.join(MANIFEST);
    let text = std::fs::read(&path).map_err(|error| broken(format!("{MANIFEST}: {error}")))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| broken(format!("{MANIFEST}: {error}")))?;
    if manifest.format != 1 {
        return Err(broken(format!("unknown format {}", manifest.format)));
    }
    let there = entries(folder)?;
    for entry in &manifest.files {
        match there.iter().find(|it| it.path == entry.path) {
            None => return Err(broken(format!("{} is missing", entry.path))),
            Some(found) if found != entry => {
                return Err(broken(format!("{} changed after the backup was made", entry.path)));
            }
            Some(_) => {}
        }
    }
    if !manifest.files.iter().any(|it| it.path == DATABASE) {
        return Err(broken(format!("{DATABASE} is missing")));
    }
    match store::problems(&folder.join(DATABASE))? {
        Some(found) => Err(broken(format!("{DATABASE} is damaged ({found})"))),
        None => Ok(manifest),
    }
}
