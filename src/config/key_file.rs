//! The file of the secret key, `secret.key`, beside the database; used if no setting gives a key.
//!
//! It is created on the first start, as `secret.key.new`, and renamed once the database has its tables and knows the key. So a `secret.key`
//! proves that a database existed: if the database is missing or empty then, it was lost, and is not silently recreated.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use super::{ConfigError, Secret, folder_beside};
use crate::text::counted;

/// The minimum length of a key: 128 bits in hexadecimal digits.
const LEAST: usize = 32;
/// The maximum length of a key, so that a wrong file is not read completely.
const MOST: u64 = 4_096;

/// The file of a database's secret key.
#[derive(Clone, Debug)]
pub(crate) struct KeyFile {
    path: PathBuf,
    database: PathBuf,
}

impl KeyFile {
    /// Returns the key file of a database.
    pub fn beside(database: &Path) -> Self {
        Self {
            path: folder_beside(database).join("secret.key"),
            database: database.to_owned(),
        }
    }

    /// Returns the path.
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn fresh(&self) -> PathBuf {
        self.path.with_extension("key.new")
    }

    /// Returns the existing key or, if there is no database either, creates one.
    pub(super) fn secret(&self) -> Result<Secret, ConfigError> {
        if let Some(secret) = self.read()? {
            return Ok(secret);
        }
        let in_use = std::fs::metadata(&self.database).is_ok_and(|it| it.len() > 0);
        if in_use && !self.fresh().exists() {
            return Err(refused(
                &self.path,
                "is missing, and the database needs it: restore it from your backup, or start with a new key with `undersigned key renew` (links in emails already sent stop working)",
            ));
        }
        self.make()
    }

    /// Reads the key; `None` if there is no file.
    pub fn read(&self) -> Result<Option<Secret>, ConfigError> {
        read(&self.path)
    }

    /// Creates a key, under the temporary name. Services that start concurrently create only one.
    pub fn make(&self) -> Result<Secret, ConfigError> {
        let fresh = self.fresh();
        write(&fresh).map_err(|error| refused(&fresh, &told(&error)))?;
        // Another service may have renamed its key since this one looked.
        if let Some(secret) = self.read()? {
            std::fs::remove_file(&fresh).ok();
            return Ok(secret);
        }
        read(&fresh)?.map_or_else(|| self.read_made(), Ok)
    }

    /// Reads the key again if another service has just renamed the new file.
    fn read_made(&self) -> Result<Secret, ConfigError> {
        let vanished = || refused(&self.path, "disappeared after it was created: start again");
        self.read()?.ok_or_else(vanished)
    }

    /// Renames the file, now that the database knows the key.
    pub(crate) fn settle(&self) -> Result<(), ConfigError> {
        let fresh = self.fresh();
        // A hard link instead of a rename, which would replace a key that another service settled in the meantime.
        match std::fs::hard_link(&fresh, &self.path) {
            Err(error) if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AlreadyExists) => {
                Err(refused(&self.path, &told(&error)))
            }
            _ => {
                std::fs::remove_file(&fresh).ok();
                Ok(())
            }
        }
    }
}

fn refused(path: &Path, why: &str) -> ConfigError {
    ConfigError(vec![format!("{}: {why}", path.display())])
}

fn told(error: &std::io::Error) -> String {
    format!("{error}: give this user permission to write there, or set ROCKET_SECRET_KEY and store.path")
}

fn read(path: &Path) -> Result<Option<Secret>, ConfigError> {
    let refused = |why: &str| refused(path, why);
    let found = match std::fs::metadata(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        found => found.map_err(|error| refused(&told(&error)))?,
    };
    if !found.is_file() {
        return Err(refused("is not a file: restore the key from your backup"));
    }
    for_its_owner_only(path, &found)?;
    let mut text = Vec::new();
    let file = match File::open(path) {
        // Another service that starts has renamed it since.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        opened => opened.map_err(|error| refused(&told(&error)))?,
    };
    file.take(MOST)
        .read_to_end(&mut text)
        .map_err(|error| refused(&told(&error)))?;
    let key = String::from_utf8(text).map_err(|_| refused("is not text: restore the key from your backup"))?;
    let key = key.trim();
    if key.chars().count() < LEAST {
        return Err(refused(&format!(
            "has {}, but a key has at least {LEAST}: restore it from your backup. If it is lost, move the file away and start with a new key with `undersigned key renew` (links in emails already sent stop working)",
            counted(key.chars().count(), "character", "characters")
        )));
    }
    Ok(Some(Secret::new(key)))
}

/// Checks that only the owner can read the file: a reader of the key can open everyone's page.
#[cfg(unix)]
fn for_its_owner_only(path: &Path, found: &std::fs::Metadata) -> Result<(), ConfigError> {
    use std::os::unix::fs::PermissionsExt;
    let mode = found.permissions().mode() & 0o777;
    if mode.trailing_zeros() >= 6 {
        return Ok(());
    }
    Err(refused(
        path,
        &format!(
            "other users can read or change it (mode {mode:o}): run chmod 600 {}. If other people use this machine, consider a new key",
            path.display()
        ),
    ))
}

#[cfg(not(unix))]
fn for_its_owner_only(_: &Path, _: &std::fs::Metadata) -> Result<(), ConfigError> {
    Ok(())
}

/// Writes a new key, unless another process does at the same time: the file is written completely under another name, and renamed only if
/// its name is free.
fn write(path: &Path) -> std::io::Result<()> {
    let mut bytes = [0; 32 + 4];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    let (key, name) = bytes.split_at(32);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let part = path.with_extension(data_encoding::HEXLOWER.encode(name));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part)?;
    file.write_all(data_encoding::BASE64.encode(key).as_bytes())?;
    file.sync_all()?;
    let named = std::fs::hard_link(&part, path);
    std::fs::remove_file(&part)?;
    match named {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key_file() -> (tempfile::TempDir, KeyFile) {
        let folder = tempfile::tempdir().expect("a folder");
        let it = KeyFile::beside(&folder.path().join("var/a.db"));
        (folder, it)
    }

    fn digest(secret: &Secret) -> [u8; 32] {
        secret.digest("any", b"")
    }

    #[test]
    fn services_that_start_together_make_one_key() {
        let (_folder, file) = key_file();
        let start = || {
            let secret = file.secret().expect("a key");
            file.settle().expect("is settled");
            digest(&secret)
        };
        let keys: Vec<_> = std::thread::scope(|scope| {
            let started: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            started.into_iter().map(|it| it.join().expect("no panic")).collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
        let files = std::fs::read_dir(file.path().parent().expect("a folder")).expect("reads");
        let names: Vec<_> = files.flatten().map(|it| it.file_name()).collect();
        assert_eq!(names, ["secret.key"], "nothing is left beside it");
        assert_eq!(digest(&file.secret().expect("a key")), keys[0]);
    }

    #[test]
    fn a_key_made_before_its_database_is_reused_and_a_lost_key_is_not_recreated() {
        let (_folder, file) = key_file();
        let made = digest(&file.secret().expect("a key"));
        assert!(!file.path().exists(), "nothing says yet that there is a database");
        std::fs::write(&file.database, "tables").expect("writes");
        assert_eq!(
            digest(&file.secret().expect("a key")),
            made,
            "the start was cut off here"
        );
        file.settle().expect("is settled");
        assert_eq!(digest(&file.secret().expect("a key")), made);
        std::fs::remove_file(file.path()).expect("is lost");
        let refused = file.secret().expect_err("is refused").to_string();
        assert!(
            refused.contains("secret.key: is missing") && refused.contains("undersigned key renew"),
            "{refused}"
        );
        assert!(!file.path().exists() && !file.fresh().exists());
    }

    #[test]
    fn a_key_that_can_not_be_written_is_told_with_the_mend() {
        let folder = tempfile::tempdir().expect("a folder");
        // No folder can be created below a file, not even by root.
        std::fs::write(folder.path().join("var"), "").expect("writes");
        let file = KeyFile::beside(&folder.path().join("var/a.db"));
        let refused = file.make().expect_err("is refused").to_string();
        let mend = "give this user permission to write there, or set ROCKET_SECRET_KEY and store.path";
        assert!(refused.contains("secret.key") && refused.contains(mend), "{refused}");
    }

    #[cfg(unix)]
    #[test]
    fn an_invalid_key_or_one_readable_by_others_is_refused_with_advice() {
        use std::os::unix::fs::PermissionsExt;
        let (_folder, file) = key_file();
        std::fs::create_dir_all(file.path().parent().expect("a folder")).expect("makes");
        let whole = "0123456789abcdef0123456789abcdef";
        for (text, mode, mend) in [
            ("", 0o600, "has 0 characters"),
            ("x", 0o600, "has 1 character,"),
            (" \n", 0o600, "has 0 characters"),
            (&whole[1..], 0o600, "has 31 characters"),
            (whole, 0o644, "chmod 600"),
            (whole, 0o640, "chmod 600"),
            (whole, 0o602, "chmod 600"),
        ] {
            std::fs::write(file.path(), text).expect("writes");
            std::fs::set_permissions(file.path(), PermissionsExt::from_mode(mode)).expect("set");
            let refused = file.secret().expect_err("is refused").to_string();
            assert!(refused.contains(mend), "{text:?} {mode:o}: {refused}");
            // One letter may be in the folder's name.
            assert!(
                text.trim().len() < 2 || !refused.contains(text),
                "a key is never printed"
            );
        }
        std::fs::write(file.path(), [b'a', 0xff].repeat(40)).expect("writes");
        std::fs::set_permissions(file.path(), PermissionsExt::from_mode(0o600)).expect("set");
        assert!(file.secret().is_err());
        std::fs::write(file.path(), format!("{whole}\n")).expect("writes");
        assert_eq!(digest(&file.secret().expect("a key")), digest(&Secret::new(whole)));
    }
}
