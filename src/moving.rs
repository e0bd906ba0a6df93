//! Moves a service's database from a file to a server, or back: [`copy`].
//!
//! The secret key stays the same, so that links in emails work as before. What was sent stays sent, and what is due is sent by the service
//! that starts on the copy: as after any start, an email that was being handed over, and must not be sent twice, becomes *uncertain*.
//!
//! Files of frozen bundles go along: from a folder into the server's database, or out of it.
//!
//! The order is such that no interruption leaves two databases that a service would use, or one that is not whole: the tables are complete
//! and compared, then the key is there, then the source is marked as moved, then the bundles are there, and only then the copy is released.

use std::path::{Path, PathBuf};

use crate::config::{Config, ConfigError, KeyFile, Secret};
use crate::delivery::moving::{bundled_files, carry_bundles};
use crate::private;
use crate::shelf::{self, ShelfError};
use crate::store::transfer::{Copied, Place, Source, Target, TransferError, copy_tables};

/// Whether the source may be used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// It gets a mark, with which no service starts on it.
    Marked,
    /// It stays as it is: both could be served, and would send the same emails.
    Usable,
}

/// Why nothing is moved.
#[derive(Debug, thiserror::Error)]
pub enum MoveError {
    /// The databases.
    #[error(transparent)]
    Transfer(#[from] TransferError),
    /// The files of frozen bundles.
    #[error(transparent)]
    Shelf(#[from] ShelfError),
    /// The files of frozen bundles are not the same.
    #[error(
        "the copied files of frozen bundles differ from the originals: the database stays where it is; check the disk, and copy again"
    )]
    Bundles,
    /// The key can't be used.
    #[error(transparent)]
    Key(#[from] ConfigError),
    /// An environment variable is not set.
    #[error(
        "the environment variable {0} is not set: set it to a path, or to an address such as postgres://user:password@host/name"
    )]
    Unset(String),
    /// No service has used the source.
    #[error(
        "{0} was never used by a service, so that there is nothing to move: let the service create a new database instead"
    )]
    Unused(String),
    /// The key is not here.
    #[error(
        "the secret key of {name} is not here, and links in emails already sent work only with it: copy it to {place}, or set ROCKET_SECRET_KEY"
    )]
    NoKey {
        /// The source.
        name: String,
        /// Where the key was looked for.
        place: String,
    },
    /// The key is another one.
    #[error(
        "{name} was created with a different secret key than {key}: use the right one, since links in emails already sent work only with it"
    )]
    OtherKey {
        /// The source.
        name: String,
        /// Where the key comes from.
        key: String,
    },
    /// Another service's key is where the copy is to be.
    #[error("{0} is a different secret key: copy the database into another folder, or move that file away first")]
    KeyInTheWay(PathBuf),
    /// The key can't be copied.
    #[error("{path}: {source}: check free disk space and that this user can write there")]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
}

/// What was moved.
#[derive(Debug)]
pub struct Moved {
    /// Whether an earlier copy had been interrupted.
    pub began_anew: bool,
    /// Where the key was copied to, if it was.
    pub key: Option<PathBuf>,
    /// How many files of frozen bundles were carried, or were there already.
    pub bundled_files: usize,
}

/// Reads a path, an address of a server, or `env:NAME`: a variable with either, so that a password is in no list of processes.
pub fn place(config: &Config, text: &str) -> Result<Place, MoveError> {
    let ca_file = config.store.ca_file.as_deref();
    let Some(name) = text.strip_prefix("env:") else {
        return Ok(Place::parse(text, ca_file));
    };
    let given = std::env::var(name).map_err(|_| MoveError::Unset(name.to_owned()))?;
    Ok(Place::parse(&given, ca_file))
}

/// Copies a database completely; `copied` hears of each table that is the same in both.
pub fn copy(
    config: &Config,
    (from, to): (&Place, &Place),
    leaving: Leaving,
    copied: &mut dyn FnMut(&Copied),
) -> Result<Moved, MoveError> {
    let source = Source::open(from)?;
    let key = Key::of(config, from, &source)?;
    key.has_room(to)?;
    let mut target = Target::begin(to, from)?;
    let began_anew = target.begins_anew();
    copy_tables(&source, &mut target, &shelf::TABLES, copied)?;
    let key = key.copy(to)?;
    if leaving == Leaving::Marked {
        source.leave(&to.name())?;
    }
    let done = carry(config, &source, &mut target).and_then(|files| {
        target.release()?;
        Ok(files)
    });
    if done.is_err() && leaving == Leaving::Marked {
        source.stay()?;
    }
    let bundled_files = done?;
    Ok(Moved {
        began_anew,
        key,
        bundled_files,
    })
}

/// Carries the files of frozen bundles, reads them back, and returns how many there are.
fn carry(config: &Config, source: &Source, target: &mut Target) -> Result<usize, MoveError> {
    let beside = &config.store.path;
    let (old, new) = (source.opened(beside)?, target.opened(beside)?);
    let compared = carry_bundles(config, &old, &new).and_then(|_| {
        let (there, here) = (bundled_files(config, &old)?, bundled_files(config, &new)?);
        Ok((there.iter().all(|file| here.contains(file)), there.len()))
    });
    old.close();
    new.close();
    match compared? {
        (true, files) => Ok(files),
        (false, _) => Err(MoveError::Bundles),
    }
}

/// The secret key of the source.
struct Key {
    secret: Secret,
    /// The file that it is in; `None` if a setting gives it, to the service on the copy as well.
    file: Option<KeyFile>,
}

impl Key {
    /// Finds the key that the source belongs to.
    fn of(config: &Config, from: &Place, source: &Source) -> Result<Self, MoveError> {
        let name = from.name();
        let Some(theirs) = source.key()? else {
            return Err(MoveError::Unused(name));
        };
        let file = KeyFile::beside(from.file().unwrap_or(&config.store.path));
        let place = file.path().display().to_string();
        let found = match config.given_key.clone() {
            Some(given) => Some((
                Self {
                    secret: given,
                    file: None,
                },
                "the setting secret_key (ROCKET_SECRET_KEY)".to_owned(),
            )),
            None => file.read()?.map(|secret| {
                (
                    Self {
                        secret,
                        file: Some(file),
                    },
                    place.clone(),
                )
            }),
        };
        match found {
            None => Err(MoveError::NoKey { name, place }),
            Some((key, place)) if key.secret.fingerprint() != theirs => Err(MoveError::OtherKey { name, key: place }),
            Some((key, _)) => Ok(key),
        }
    }

    /// Checks that no other key is where the copy's is to be.
    fn has_room(&self, to: &Place) -> Result<(), MoveError> {
        let Some(file) = self.beside(to) else { return Ok(()) };
        match file.read()? {
            Some(other) if other.fingerprint() != self.secret.fingerprint() => {
                Err(MoveError::KeyInTheWay(file.path().to_owned()))
            }
            _ => Ok(()),
        }
    }

    /// Copies the key to a file beside the copy, unless it is there.
    fn copy(&self, to: &Place) -> Result<Option<PathBuf>, MoveError> {
        let (Some(own), Some(file)) = (&self.file, self.beside(to)) else {
            return Ok(None);
        };
        if file.path().exists() {
            return Ok(None);
        }
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| MoveError::Io { path, source }
        };
        let text = std::fs::read(own.path()).map_err(failed(own.path()))?;
        let written = private::create(file.path()).and_then(|mut copy| {
            std::io::Write::write_all(&mut copy, &text)?;
            copy.sync_all()
        });
        written.map_err(failed(file.path()))?;
        Ok(Some(file.path().to_owned()))
    }

    /// Returns the file in which a service on the copy looks for its key, unless a setting gives it or it is on another machine.
    fn beside(&self, to: &Place) -> Option<KeyFile> {
        self.file.as_ref()?;
        to.file().map(KeyFile::beside)
    }
}
