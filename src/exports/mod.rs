//! What staff take away: the confirmed signers of a letter, streamed, in an order that needs no surgery.
//!
//! Memory does not grow with the number of signers: a row is read, written and forgotten.

use std::io::Write;
use std::path::Path;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::store::{Store, StoreError};
use crate::tables::BOM;

pub mod store;
mod table;
mod workbook;

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// RFC 4180 with a header, UTF-8.
    Csv,
    /// An Excel workbook: text cells, real times.
    Xlsx,
    /// One array of objects.
    Json,
}

/// One confirmed signer, whole: private data.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Signer {
    /// `organization` or `person`.
    pub kind: String,
    /// On the public list; empty if not listed.
    pub listed_name: String,
    /// Legal or whole name.
    pub name: String,
    /// Of an organization.
    pub scope: String,
    /// City.
    pub city: String,
    /// USPS code.
    pub state: String,
    /// ISO 3166 alpha-2.
    pub country: String,
    /// Of a person.
    pub postal_code: String,
    /// Of the House; 0: the state is one district.
    pub district: String,
    /// `unique` (by ZIP), `chosen` (by the person), `unknown` (asked for); empty: not known.
    pub district_found: String,
    /// Of the person or the contact.
    pub title: String,
    /// Of a person, for identification only.
    pub affiliation: String,
    /// Who signed for an organization.
    pub contact_name: String,
    /// Private.
    pub email: String,
    /// For the offices.
    pub comment: String,
    /// `unread`, `approved`, `refused`.
    pub comment_state: String,
    /// Of an organization: `own-domain`, `other-address`, `staff`.
    pub verification: String,
    /// What staff saw.
    pub evidence: String,
    /// By which share link the signer came.
    pub source: String,
    /// The organization that was invited, if the contact followed an invitation.
    pub invitation: String,
    /// Consented to updates.
    pub updates: bool,
    /// The language that was read.
    pub lang: String,
    /// The revision that was signed.
    pub revision: u32,
    /// RFC 3339, UTC.
    pub confirmed_at: String,
    /// Invented, by `undersigned demo`.
    pub demonstration: bool,
    /// Of an organization: `nonprofit`, `union` and so on.
    pub organization_kind: String,
    /// Of an organization.
    pub website: String,
    /// Of an organization's contact: private.
    pub phone: String,
    /// The statement that the contact is authorized, as it was shown.
    pub authorized_wording: String,
    /// The consent to updates, as it was shown; empty without one.
    pub updates_wording: String,
    /// When it was given: RFC 3339, UTC.
    pub updates_at: String,
    /// An organization's names in other languages: `es: Unión de la Cosecha; …`.
    pub other_names: String,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file or pipe.
    #[error("writing the export: {0}")]
    Io(#[from] std::io::Error),
    /// The CSV writer.
    #[error("writing the export: {0}")]
    Csv(#[from] csv::Error),
    /// The workbook's writer.
    #[error("writing the export: {0}")]
    Xlsx(rust_xlsxwriter::XlsxError),
    /// The JSON writer.
    #[error("writing the export: {0}")]
    Json(#[from] serde_json::Error),
}

impl ExportError {
    /// Whether whoever reads the export stopped reading.
    pub fn is_closed_pipe(&self) -> bool {
        let kind = match self {
            Self::Io(error) => Some(error.kind()),
            Self::Csv(error) => match error.kind() {
                csv::ErrorKind::Io(error) => Some(error.kind()),
                _ => None,
            },
            Self::Json(error) => error.io_error_kind(),
            Self::Xlsx(_) | Self::Store(_) => None,
        };
        kind == Some(std::io::ErrorKind::BrokenPipe)
    }
}

/// Whether a CSV file begins with a byte-order mark: without it, Excel takes UTF-8 for the system's older encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// For spreadsheets.
    Bom,
    /// For programs.
    None,
}

/// What is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The letter whose signers they are.
    pub letter: &'a str,
    /// How.
    pub format: Format,
    /// Of CSV.
    pub mark: Mark,
    /// Of the times in a workbook.
    pub zone: &'a TimeZone,
}

/// Writes every confirmed signer of a letter, of one moment; answers how many.
pub fn write(store: &Store, wish: Wish<'_>, out: impl Write) -> Result<u64, ExportError> {
    match wish.format {
        Format::Csv => csv(store, wish.letter, wish.mark, out),
        Format::Xlsx => xlsx(store, wish, out),
        Format::Json => json(store, wish.letter, out),
    }
}

fn csv(from: &Store, letter: &str, mark: Mark, mut out: impl Write) -> Result<u64, ExportError> {
    if mark == Mark::Bom {
        out.write_all(BOM)?;
    }
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(table::HEADINGS)?;
    let mut rows = 0;
    from.read_now(|db| {
        store::each(db, letter, |signer| {
            rows += 1;
            Ok(writer.write_record(table::row(signer))?)
        })
    })?;
    writer.flush()?;
    Ok(rows)
}

fn xlsx(from: &Store, wish: Wish<'_>, out: impl Write) -> Result<u64, ExportError> {
    let folder = from.path().parent().unwrap_or_else(|| Path::new("."));
    let mut book = workbook::Book::new(folder, wish.zone.clone())?;
    from.read_now(|db| store::each(db, wish.letter, |signer| book.add(signer)))?;
    book.finish(out)
}

fn json(from: &Store, letter: &str, mut out: impl Write) -> Result<u64, ExportError> {
    let mut rows = 0;
    out.write_all(b"[")?;
    from.read_now(|db| {
        store::each(db, letter, |signer| {
            out.write_all(if rows == 0 { b"\n" } else { b",\n" })?;
            rows += 1;
            Ok(serde_json::to_writer(&mut out, &signer)?)
        })
    })?;
    out.write_all(b"\n]\n")?;
    out.flush()?;
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::{Format, Mark, TimeZone, Wish, write};
    use crate::store::Store;

    /// Somebody who stops reading.
    struct Enough;

    impl Write for Enough {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_closed_pipe_is_known_in_every_format() {
        let folder = tempfile::tempdir().expect("a folder");
        let store = Store::open(&folder.path().join("a.db"), 1).expect("opens");
        for format in [Format::Csv, Format::Xlsx, Format::Json] {
            let wish = Wish {
                letter: "letter",
                format,
                mark: Mark::Bom,
                zone: &TimeZone::UTC,
            };
            let stopped = write(&store, wish, Enough).expect_err("nobody reads");
            assert!(stopped.is_closed_pipe(), "{stopped}");
        }
    }
}
