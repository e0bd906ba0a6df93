//! Copies every table from one database to another, whichever engines they are: for a service that moves.
//!
//! Rows are read in the order of their keys, a portion at a time, and written as they are. Then everything is read back from the copy, and
//! compared by the number and the digest of each table's rows. Numbers that are given to rows go on after the largest one that was ever
//! given, as a mail or a tombstone may still name it.
//!
//! * Nobody writes meanwhile: the source is locked as a service locks it, and so is the place of the copy.
//! * A copy is not whole before [`Target::release`]: a file has another name until then, and a server's schema a mark with which nothing
//!   opens it. Whatever interrupts a copy leaves that, and the next one begins anew.
//! * The source gets a mark of its own ([`Source::leave`]) before the copy is released, so that never both are served.

#[cfg(not(feature = "postgres"))]
mod absent;
mod copying;
mod error;
mod file;
mod mark;
mod rows;
mod tables;

use std::path::{Path, PathBuf};

pub use copying::{contents, copy_tables};
pub use error::TransferError;
pub(crate) use mark::{moved_to, unfinished};
pub use rows::Content;
pub(in crate::store) use rows::Values;
pub(in crate::store) use tables::Table;

use super::Store;
use super::identity::KeyDigest;
#[cfg(feature = "postgres")]
use super::postgres::{ServerSource, ServerTarget};
use crate::config::StoreConfig;
#[cfg(not(feature = "postgres"))]
use absent::{ServerSource, ServerTarget};
use file::{FileSource, FileTarget};

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file of SQLite.
    File(PathBuf),
    /// A PostgreSQL.
    Server(Address),
}

/// Where a server is.
#[derive(Clone, PartialEq, Eq)]
pub struct Address {
    pub(in crate::store) url: String,
    pub(in crate::store) ca_file: Option<PathBuf>,
}

impl Address {
    /// Returns what it is called in messages, without what is secret.
    pub(in crate::store) fn name(&self) -> String {
        let server = StoreConfig {
            path: PathBuf::new(),
            url: Some(self.url.clone()),
            ca_file: None,
            readers: 1,
            require_standby: false,
            read_urls: Vec::new(),
            read_lag_seconds: 0,
        };
        server.name()
    }
}

impl std::fmt::Debug for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.name())
    }
}

impl Place {
    /// Parses a path, or the address of a server: a URL, or keywords such as `host=db user=ana`.
    pub fn parse(text: &str, ca_file: Option<&Path>) -> Self {
        let in_words = text.split_whitespace().any(|word| word.starts_with("host="));
        if !text.contains("://") && !in_words {
            return Self::File(PathBuf::from(text));
        }
        Self::Server(Address {
            url: text.to_owned(),
            ca_file: ca_file.map(Path::to_owned),
        })
    }

    /// Returns what it is called in messages, without what is secret.
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(server) => server.name(),
        }
    }

    /// Returns the file.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Self::File(path) => Some(path),
            Self::Server(_) => None,
        }
    }
}

/// A table that was copied and read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Its name.
    pub table: String,
    /// What is in it.
    pub content: Content,
}

type Visit<'v> = &'v mut dyn FnMut(Values) -> Result<(), TransferError>;

/// The database that is copied; locked until it is dropped.
pub struct Source(Of<FileSource, ServerSource>);

/// The database that it is copied to; locked until it is dropped.
pub struct Target(Of<FileTarget, ServerTarget>);

enum Of<F, S> {
    File(F),
    Server(S),
}

impl Source {
    /// Locks and opens a database that nobody uses, and that is of this program's schema.
    pub fn open(place: &Place) -> Result<Self, TransferError> {
        Ok(Self(match place {
            Place::File(path) => Of::File(FileSource::open(path)?),
            Place::Server(server) => Of::Server(ServerSource::open(server)?),
        }))
    }

    /// Returns which secret key it belongs to.
    pub fn key(&self) -> Result<Option<KeyDigest>, TransferError> {
        match &self.0 {
            Of::File(file) => file.key(),
            Of::Server(server) => server.key(),
        }
    }

    fn each(&self, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
        match &self.0 {
            Of::File(file) => file.each(table, visit),
            Of::Server(server) => server.each(table, visit),
        }
    }

    fn last_number(&self, table: &Table) -> Result<i64, TransferError> {
        match &self.0 {
            Of::File(file) => file.last_number(table),
            Of::Server(server) => server.last_number(table),
        }
    }

    /// Opens it as a store, once its tables are copied, for what is carried besides. `beside` is where this machine's file would be.
    pub fn opened(&self, beside: &Path) -> Result<Store, TransferError> {
        match &self.0 {
            Of::File(file) => file.opened(),
            Of::Server(server) => server.opened(beside),
        }
    }

    /// Marks it as moved: no service starts on it any more.
    pub fn leave(&self, to: &str) -> Result<(), TransferError> {
        match &self.0 {
            Of::File(file) => file.leave(to),
            Of::Server(server) => server.leave(to),
        }
    }

    /// Takes the mark back, since the copy was not released.
    pub fn stay(&self) -> Result<(), TransferError> {
        match &self.0 {
            Of::File(file) => file.stay(),
            Of::Server(server) => server.stay(),
        }
    }
}

impl Target {
    /// Locks a place without data, and begins a copy there; the mark of an unfinished one says where it comes from.
    pub fn begin(place: &Place, from: &Place) -> Result<Self, TransferError> {
        Ok(Self(match place {
            Place::File(path) => Of::File(FileTarget::begin(path, from.file())?),
            Place::Server(server) => Of::Server(ServerTarget::begin(server, &from.name())?),
        }))
    }

    /// Returns whether an earlier copy to the same place was interrupted.
    pub fn begins_anew(&self) -> bool {
        match &self.0 {
            Of::File(file) => file.begins_anew,
            Of::Server(server) => server.begins_anew,
        }
    }

    fn append(&mut self, table: &Table, rows: Vec<Values>) -> Result<(), TransferError> {
        match &mut self.0 {
            Of::File(file) => file.append(table, &rows),
            Of::Server(server) => server.append(table, rows),
        }
    }

    fn go_on_after(&self, table: &Table, number: i64) -> Result<(), TransferError> {
        match &self.0 {
            Of::File(file) => file.go_on_after(table, number),
            Of::Server(server) => server.go_on_after(table, number),
        }
    }

    fn finish_tables(&mut self) -> Result<(), TransferError> {
        match &mut self.0 {
            Of::File(file) => file.finish_tables(),
            Of::Server(server) => server.finish_tables(),
        }
    }

    fn each(&self, table: &Table, visit: Visit<'_>) -> Result<(), TransferError> {
        match &self.0 {
            Of::File(file) => file.each(table, visit),
            Of::Server(server) => server.each(table, visit),
        }
    }

    fn commit(&mut self) -> Result<(), TransferError> {
        match &mut self.0 {
            Of::File(file) => file.commit(),
            Of::Server(server) => server.commit(),
        }
    }

    /// Opens it as a store, once its tables are there, for what is carried besides.
    pub fn opened(&mut self, beside: &Path) -> Result<Store, TransferError> {
        match &mut self.0 {
            Of::File(file) => file.opened(),
            Of::Server(server) => server.opened(beside),
        }
    }

    /// Makes it a database like any other: from now on, a service may use it.
    pub fn release(self) -> Result<(), TransferError> {
        match self.0 {
            Of::File(file) => file.release(),
            Of::Server(server) => server.release(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_no_path_however_it_is_written() {
        for text in ["postgres://ana:s3cret@db/letters", "host=db user=ana password=s3cret"] {
            let place = Place::parse(text, None);
            assert_eq!(place.file(), None, "{text}");
            assert!(!place.name().contains("s3cret"), "{}", place.name());
        }
        assert_eq!(
            Place::parse("var/undersigned.db", None).file(),
            Some(Path::new("var/undersigned.db"))
        );
    }
}
