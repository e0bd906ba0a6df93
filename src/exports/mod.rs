//! Exports of a letter's signers, streamed, in the order of a delivery.
//!
//! Memory does not grow with the number of signers: each row is read, written and dropped.

use std::io::Write;
use std::path::Path;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::sheet::store::SheetError;
use crate::sheet::{Filter, FilterError};
use crate::signatures::ids::SignatureId;
use crate::store::{Store, StoreError};
use crate::tables::BOM;

mod column;
mod counts;
mod headings;
mod objects;
mod roster;
pub mod store;
mod table;
mod workbook;

pub use column::Column;
pub use headings::Headings;
pub use roster::{Arrangement, Contacts, RosterGroup, RosterLine, RosterList, RosterOptions, Shape, roster};
pub use table::workbook_of;

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// RFC 4180 with a header, UTF-8.
    Csv,
    /// An Excel workbook: text cells, real times.
    Xlsx,
    /// One array of objects.
    Json,
    /// One object per line (JSON Lines).
    Jsonl,
}

/// A signer with all fields; private data. Each has a [`Column`] of its name.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
pub struct Signer {
    /// The kind: `organization` or `person`.
    pub kind: String,
    /// The name on the public list; empty if not listed.
    pub listed_name: String,
    /// The legal or full name.
    pub name: String,
    /// An organization's scope.
    pub scope: String,
    /// The city.
    pub city: String,
    /// The USPS code of the state.
    pub state: String,
    /// The ISO 3166 alpha-2 code of the country.
    pub country: String,
    /// A person's ZIP or postal code.
    pub postal_code: String,
    /// The House district; 0 if the state is one district.
    pub district: String,
    /// How the district was found: `unique` (by ZIP), `chosen` (by the person), `unknown` (asked for); empty if it is not known.
    pub district_found: String,
    /// The title of the person or the contact.
    pub title: String,
    /// A person's affiliation, for identification only.
    pub affiliation: String,
    /// The contact who signed for an organization.
    pub contact_name: String,
    /// The signer's address; private.
    pub email: String,
    /// The comment to the offices.
    pub comment: String,
    /// The state of the comment: `unread`, `approved`, `refused`.
    pub comment_state: String,
    /// An organization's verification: `own-domain`, `other-address`, `staff`.
    pub verification: String,
    /// The evidence that staff saw.
    pub evidence: String,
    /// The share link that the signer followed.
    pub source: String,
    /// The organization that was invited, if the contact followed an invitation.
    pub invitation: String,
    /// Whether the signer consented to updates.
    pub updates: bool,
    /// The language that was read.
    pub lang: String,
    /// The revision that was signed.
    pub revision: u32,
    /// When it was confirmed: RFC 3339, UTC.
    pub confirmed_at: String,
    /// Whether it was invented by `undersigned demo`.
    pub demonstration: bool,
    /// An organization's kind: `nonprofit`, `union` and so on.
    pub organization_kind: String,
    /// An organization's website.
    pub website: String,
    /// The phone number of an organization's contact; private.
    pub phone: String,
    /// The statement that the contact is authorized, as it was shown.
    pub authorized_wording: String,
    /// The consent to updates, as it was shown; empty without one.
    pub updates_wording: String,
    /// When consent was given: RFC 3339, UTC.
    pub updates_at: String,
    /// An organization's names in other languages: `es: Unión de la Cosecha; …`.
    pub other_names: String,
    /// The number that commands refer to the signature by.
    pub number: SignatureId,
    /// The state of the signature: `confirmed`, `held` and so on.
    pub standing: String,
    /// Why it is held.
    pub held_for: String,
    /// The marks for staff, separated by commas.
    pub marks: String,
    /// When the signature was requested: RFC 3339, UTC.
    pub signed_at: String,
    /// Where the signature came from: `confirmed` by email, `recorded` by staff, `imported`.
    pub origin: String,
    /// What staff saw of a recorded signature, or where an imported one came from and how its signer consented.
    pub origin_evidence: String,
    /// Why an imported signer was not asked to confirm by email.
    pub unasked: String,
    /// Whether a person's own members of Congress may see the full name and ZIP.
    pub to_offices: bool,
    /// The consent to that, as it was shown; empty without one.
    pub to_offices_wording: String,
    /// When that consent was given: RFC 3339, UTC.
    pub to_offices_at: String,
}

/// Why an export stopped.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The filter can't be applied.
    #[error(transparent)]
    Filter(#[from] FilterError),
    /// The file or pipe failed.
    #[error("writing the export: {0}")]
    Io(#[from] std::io::Error),
    /// The CSV writer failed.
    #[error("writing the export: {0}")]
    Csv(#[from] csv::Error),
    /// The workbook writer failed.
    #[error("writing the export: {0}")]
    Xlsx(rust_xlsxwriter::XlsxError),
    /// The JSON writer failed.
    #[error("writing the export: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<SheetError> for ExportError {
    fn from(error: SheetError) -> Self {
        match error {
            SheetError::Filter(error) => Self::Filter(error),
            SheetError::Store(error) => Self::Store(error),
        }
    }
}

impl ExportError {
    /// Returns whether the reader of the export closed the pipe.
    pub fn is_closed_pipe(&self) -> bool {
        let kind = match self {
            Self::Io(error) => Some(error.kind()),
            Self::Csv(error) => match error.kind() {
                csv::ErrorKind::Io(error) => Some(error.kind()),
                _ => None,
            },
            Self::Json(error) => error.io_error_kind(),
            Self::Xlsx(_) | Self::Store(_) | Self::Filter(_) => None,
        };
        kind == Some(std::io::ErrorKind::BrokenPipe)
    }
}

/// Whether a CSV file begins with a byte-order mark: without it, Excel reads UTF-8 in the system's older encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// With one, for spreadsheets.
    Bom,
    /// Without one, for programs.
    None,
}

/// The parameters of an export.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions<'a> {
    /// Which signatures; [`Filter::counted`] is the usual choice.
    pub filter: &'a Filter,
    /// The columns, in their order.
    pub columns: &'a [Column],
    /// The format.
    pub format: Format,
    /// The byte-order mark of a CSV file.
    pub mark: Mark,
    /// The time zone of the times in a workbook.
    pub zone: &'a TimeZone,
    /// The language of a workbook.
    pub headings: Headings<'a>,
}

/// Writes every signer that matches the filter, in one consistent snapshot; returns how many.
pub fn write(store: &Store, options: ExportOptions<'_>, out: impl Write) -> Result<u64, ExportError> {
    match options.format {
        Format::Csv => csv(store, options, out),
        Format::Xlsx => xlsx(store, options, out),
        Format::Json => objects::write(store, options, objects::JSON, out),
        Format::Jsonl => objects::write(store, options, objects::LINES, out),
    }
}

fn csv(from: &Store, options: ExportOptions<'_>, mut out: impl Write) -> Result<u64, ExportError> {
    if options.mark == Mark::Bom {
        out.write_all(BOM)?;
    }
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(options.columns.iter().map(|column| column.heading().into_owned()))?;
    let mut rows = 0;
    from.read_now(|db| {
        store::each(db, options.filter, |signer| {
            rows += 1;
            let cells = options.columns.iter().map(|column| column.of(&signer).plain());
            Ok(writer.write_record(cells)?)
        })
    })?;
    writer.flush()?;
    Ok(rows)
}

fn xlsx(from: &Store, options: ExportOptions<'_>, out: impl Write) -> Result<u64, ExportError> {
    let folder = from.path().parent().unwrap_or_else(|| Path::new("."));
    let mut book = workbook::Book::new(folder, options)?;
    from.read_now(|db| store::each(db, options.filter, |signer| book.add(&signer)))?;
    book.finish(out)
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::{Column, ExportOptions, Format, Mark, TimeZone, write};
    use crate::store::Store;

    /// A reader that stops reading.
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
        let locales = crate::locale::Locales::load().expect("messages");
        for format in [Format::Csv, Format::Xlsx, Format::Json, Format::Jsonl] {
            let options = ExportOptions {
                filter: &crate::sheet::Filter::counted("letter"),
                columns: &Column::all(),
                format,
                mark: Mark::Bom,
                zone: &TimeZone::UTC,
                headings: super::Headings {
                    locales: &locales,
                    lang: locales.fallback(),
                },
            };
            let stopped = write(&store, options, Enough).expect_err("nobody reads");
            assert!(stopped.is_closed_pipe(), "{stopped}");
        }
    }
}
