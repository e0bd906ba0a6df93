//! Start-up checks: the database and the secret key that its links and digests were made with must belong together.
//!
//! A new key, or an empty database in place of a lost one, would look like a working service, while every link in people's mails is dead
//! and every signature is gone. So neither is created unless staff say so.

use std::ffi::OsStr;
use std::path::Path;

use crate::config::{Config, KeyFile, folder_beside};
use crate::store::erasures::Ledger;
use crate::store::{Store, StoreError, identity, is_empty, transfer};

/// Why nothing is started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database can't be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key's file can't be used.
    #[error(transparent)]
    Key(#[from] crate::config::ConfigError),
    /// A database existed here, and is lost.
    #[error(
        "{database} {how}, but there was a database here before ({sign} is still here): put its file back, with those that end in -wal and -shm if you have them, or restore a backup with `undersigned restore`. To start with an empty database, run `undersigned database new`"
    )]
    Lost {
        /// Where it should be.
        database: String,
        /// `is missing` or `has no tables`.
        how: &'static str,
        /// What proves that it existed.
        sign: String,
    },
    /// The database was copied elsewhere.
    #[error(
        "{database} was copied to {to}, which is the database of your service now: set store.url or store.path to that one. To go on with this older state anyway, delete {mark}"
    )]
    Moved {
        /// The file that is left.
        database: String,
        /// Where the service is now.
        to: String,
        /// What says so.
        mark: String,
    },
    /// A copy into the place of the database is not finished.
    #[error(
        "a copy into {database} was interrupted: run `undersigned store copy` again, or delete {staged} to go on without it"
    )]
    Unfinished {
        /// Where the database would be.
        database: String,
        /// What there is of it.
        staged: String,
    },
    /// The database server belongs to nodes with another key.
    #[error(
        "{database} is used by nodes with a different secret key: copy secret.key from one of them to {place}, or set the same ROCKET_SECRET_KEY on all nodes. To use the key of this node instead, run `undersigned key renew` (links in emails already sent stop working)"
    )]
    OtherNodesKey {
        /// The database.
        database: String,
        /// Where the right one belongs.
        place: String,
    },
    /// The database belongs to another key.
    #[error(
        "{database} was created with a different secret key than {key}: restore the right key from your backup. To use this key instead, run `undersigned key renew` (links in emails already sent stop working)"
    )]
    OtherKey {
        /// The database.
        database: String,
        /// Where the key comes from.
        key: String,
    },
}

/// Opens the database of a service.
pub fn open(config: &Config) -> Result<Store, StartError> {
    not_moved(config)?;
    not_lost(config)?;
    let store = match as_node(config)? {
        Some(store) => store,
        None => Store::open(&config.store.path, config.store.readers)?,
    };
    belongs(config, &store)?;
    Ok(store)
}

/// Joins the nodes of a database server, if there is one.
#[cfg(feature = "postgres")]
fn as_node(config: &Config) -> Result<Option<Store>, StoreError> {
    let it = &config.store;
    let join = |url: &String| Store::join(url, expected(it), &it.path, it.readers);
    it.url.as_ref().map(join).transpose()
}

/// Connects to the database server, if there is one.
#[cfg(feature = "postgres")]
fn as_command(config: &Config) -> Result<Option<Store>, StoreError> {
    let it = &config.store;
    let connect = |url: &String| Store::connect(url, expected(it), &it.path, 1);
    it.url.as_ref().map(connect).transpose()
}

#[cfg(feature = "postgres")]
fn expected(config: &crate::config::StoreConfig) -> crate::store::Expected<'_> {
    crate::store::Expected {
        ca_file: config.ca_file.as_deref(),
        given: "store.url",
        standby: config.require_standby,
        standbys: &config.read_urls,
        lag: std::time::Duration::from_secs(config.read_lag_seconds.into()),
    }
}

#[cfg(not(feature = "postgres"))]
fn as_node(config: &Config) -> Result<Option<Store>, StoreError> {
    as_command(config)
}

#[cfg(not(feature = "postgres"))]
fn as_command(config: &Config) -> Result<Option<Store>, StoreError> {
    match config.store.url {
        None => Ok(None),
        Some(_) => Err(StoreError::address("store.url")(
            "this program was built without PostgreSQL".to_owned(),
        )),
    }
}

fn open_patiently(config: &Config) -> Result<Store, StoreError> {
    match as_command(config)? {
        Some(store) => Ok(store),
        None => Store::open_patiently(&config.store.path, 1),
    }
}

/// Opens the database for a command, which waits longer while the service writes.
pub fn open_for_command(config: &Config) -> Result<Store, StartError> {
    not_moved(config)?;
    not_lost(config)?;
    let store = open_patiently(config)?;
    belongs(config, &store)?;
    Ok(store)
}

/// Opens the database for a look, if there is one.
pub fn open_if_there(config: &Config) -> Result<Option<Store>, StoreError> {
    if config.store.url.is_none() && !config.store.path.exists() {
        return Ok(None);
    }
    open_patiently(config).map(Some)
}

/// Creates an empty database where one was lost.
pub fn begin_anew(config: &Config) -> Result<Option<Store>, StartError> {
    if config.store.url.is_none() && !is_empty(&config.store.path)? {
        return Ok(None);
    }
    not_moved(config)?;
    let store = open_patiently(config)?;
    belongs(config, &store)?;
    Ok(Some(store))
}

/// Refuses a file that was copied elsewhere, and the place of a copy that was interrupted. A server's database says so itself.
fn not_moved(config: &Config) -> Result<(), StartError> {
    let path = &config.store.path;
    let database = path.display().to_string();
    if config.store.url.is_some() {
        return Ok(());
    }
    if let Some((to, mark)) = transfer::moved_to(path) {
        let mark = mark.display().to_string();
        return Err(StartError::Moved { database, to, mark });
    }
    match transfer::unfinished(path) {
        Some(staged) if is_empty(path)? => {
            let staged = staged.display().to_string();
            Err(StartError::Unfinished { database, staged })
        }
        _ => Ok(()),
    }
}

/// Refuses to create an empty database if something proves that there was a full one. Such evidence is written after the tables are, so it
/// is looked for first.
fn not_lost(config: &Config) -> Result<(), StartError> {
    let database = &config.store.path;
    let Some(sign) = left_of_a_database(config) else {
        return Ok(());
    };
    // A server's database is not lost with a machine's folder, nor there with it.
    if config.store.url.is_some() || !is_empty(database)? {
        return Ok(());
    }
    Err(StartError::Lost {
        database: database.display().to_string(),
        how: if database.exists() {
            "has no tables"
        } else {
            "is missing"
        },
        sign,
    })
}

fn left_of_a_database(config: &Config) -> Option<String> {
    let (key, ledger) = (KeyFile::beside(&config.store.path), Ledger::beside(&config.store.path));
    let shown = |path: &Path| path.display().to_string();
    let files = [key.path(), ledger.file()];
    let file = files.into_iter().find(|path| path.exists()).map(shown);
    file.or_else(|| {
        // Elsewhere they may belong to another service.
        let bundles = &config.delivery.folder;
        if bundles.parent() != Some(&*folder_beside(&config.store.path)) {
            return None;
        }
        let mut kept = std::fs::read_dir(bundles).into_iter().flatten().flatten();
        kept.any(|it| is_digest(&it.file_name())).then(|| shown(bundles))
    })
}

/// Returns whether a name is that of a frozen bundle's folder.
fn is_digest(name: &OsStr) -> bool {
    name.len() == 64
        && name
            .to_str()
            .is_some_and(|name| name.bytes().all(|it| it.is_ascii_hexdigit()))
}

/// Checks that the database belongs to the key; the first start stores the key's fingerprint.
fn belongs(config: &Config, store: &Store) -> Result<(), StartError> {
    let ours = config.secret.fingerprint();
    let key = KeyFile::beside(&config.store.path);
    match store.read_now(identity::key)? {
        None => store.write_now(move |tx| match identity::key(tx)? {
            None => identity::keep_key(tx, &ours),
            Some(_) => Ok::<_, StoreError>(()),
        })?,
        Some(theirs) if theirs != ours => {
            let database = config.store.name();
            let place = key.path().display().to_string();
            return Err(match (&config.store.url, key.path().exists()) {
                (Some(_), _) => StartError::OtherNodesKey { database, place },
                (None, true) => StartError::OtherKey { database, key: place },
                (None, false) => StartError::OtherKey {
                    database,
                    key: "the setting secret_key (ROCKET_SECRET_KEY)".to_owned(),
                },
            });
        }
        Some(_) => {}
    }
    key.settle()?;
    Ok(())
}

/// The outcome of renewing the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// The database belonged to this key already.
    Known,
    /// The database belongs to this key from now on.
    Done,
}

/// Binds the database to the key that a setting gives, else to the one in the file, else to a new one.
pub fn renew_key(config: &Config) -> Result<Renewed, StartError> {
    let file = KeyFile::beside(&config.store.path);
    let secret = match config.given_key.clone() {
        Some(given) => given,
        None => file.read()?.map_or_else(|| file.make(), Ok)?,
    };
    let store = open_patiently(config)?;
    let ours = secret.fingerprint();
    let known = store.write_now(move |tx| {
        let known = identity::key(tx)? == Some(ours);
        identity::keep_key(tx, &ours)?;
        Ok::<_, StoreError>(known)
    })?;
    file.settle()?;
    Ok(if known { Renewed::Known } else { Renewed::Done })
}
