//! Backups: database, secret key, frozen bundles and letters, of one moment, in one folder; and the way back.
//!
//! Everything is written beside the folder ([`crate::private::draft`]) and renamed once it is verified: a backup that was interrupted
//! has another name, and the next one into the same place removes it. The database is copied first. Bundles are frozen, so whatever
//! its rows name lies there, and is as it was.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::{Config, ConfigError, KeyFile};
use crate::private::{self, draft::Draft, draft::abandoned};
use crate::store::{self, StoreError};

mod files;
pub mod restore;

use files::{Entry, copy, copy_folder, entries, io, listed, sync};

/// The file that says what a backup holds.
const MANIFEST: &str = "manifest.json";
/// The database's name in a backup.
const DATABASE: &str = "undersigned.db";
const KEY: &str = "secret.key";
const BUNDLES: &str = "bundles";
const LETTERS: &str = "letters";

/// Why there is no backup, or nothing was restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is something already.
    #[error("{0} exists already: name a folder that does not")]
    Exists(PathBuf),
    /// A file can't be read or written.
    #[error("{path}: {source}: see that there is room, and that this user may read and write there")]
    Io {
        /// The file.
        path: PathBuf,
        /// The operating system's answer.
        source: std::io::Error,
    },
    /// The folder is no whole backup.
    #[error("{0}: {1}: this is no whole backup; take another one")]
    Broken(PathBuf, String),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key.
    #[error(transparent)]
    Key(#[from] ConfigError),
    /// Something is there that would be overwritten.
    #[error("{0} is there: what it holds would be lost; to replace it all the same, say --replace")]
    InTheWay(PathBuf),
    /// Another program has the database open.
    #[error("{0} is in use: stop the service first")]
    InUse(PathBuf),
}

/// What a backup holds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    format: u32,
    /// RFC 3339.
    pub made_at: String,
    /// Of this program.
    pub version: String,
    /// Whether the secret key is in it; otherwise a setting gives it, and it is not kept here.
    pub key: bool,
    files: Vec<Entry>,
}

impl Manifest {
    /// How many files.
    pub fn files(&self) -> usize {
        self.files.len()
    }
}

/// Writes a backup into `folder`, which must not exist, while the service runs.
pub fn write(config: &Config, folder: &Path) -> Result<Manifest, BackupError> {
    if folder.exists() {
        return Err(BackupError::Exists(folder.to_owned()));
    }
    let above = folder.parent().filter(|it| !it.as_os_str().is_empty());
    sweep(above.unwrap_or(Path::new(".")));
    let mut draft = Draft::beside(folder).map_err(io(folder))?;
    let manifest = fill(config, draft.folder())?;
    draft.publish(folder).and_then(|()| draft.keep()).map_err(io(folder))?;
    Ok(manifest)
}

/// Removes what killed backups left beside this one: each is a copy of everything.
fn sweep(folder: &Path) {
    for path in abandoned(folder) {
        if let Err(error) = std::fs::remove_dir_all(&path) {
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

/// Frozen bundles by their names; drafts are hidden, or called otherwise.
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

/// Reads a backup again, all of it: each file is what was written, nothing is missing, and the database is sound.
pub fn verified(folder: &Path) -> Result<Manifest, BackupError> {
    let broken = |why: String| BackupError::Broken(folder.to_owned(), why);
    let path = folder.join(MANIFEST);
    let text = std::fs::read(&path).map_err(|error| broken(format!("{MANIFEST}: {error}")))?;
    let manifest: Manifest = serde_json::from_slice(&text).map_err(|error| broken(format!("{MANIFEST}: {error}")))?;
    if manifest.format != 1 {
        return Err(broken(format!("format {} is not known", manifest.format)));
    }
    let there = entries(folder)?;
    for entry in &manifest.files {
        match there.iter().find(|it| it.path == entry.path) {
            None => return Err(broken(format!("{} is missing", entry.path))),
            Some(found) if found != entry => return Err(broken(format!("{} is not what was written", entry.path))),
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
