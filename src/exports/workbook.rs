//! The signers as an Excel workbook. What people typed is text, so that a spreadsheet does not run it or read a ZIP code as a number. Times are
//! real times, in the letter's time zone.
//!
//! Rows are first written to an unnamed file in the database's folder, and then packed: memory does not grow with their number, and no one else
//! can open the file.

use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{Color, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::column::Cell;
use super::counts::{Count, Counts};
use super::{Column, ExportError, ExportOptions, Signer};
use crate::letters::Party;

/// Excel's own limit on rows of a sheet, without the headings.
pub(super) const ROWS: u32 = 1_048_575;

/// Excel's own limit on the length of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A workbook that is being filled: a sheet of organizations, one of people, and one that counts both.
pub(super) struct Book<'o> {
    workbook: Workbook,
    /// The folder for unnamed files.
    folder: PathBuf,
    options: ExportOptions<'o>,
    /// The columns of the last sheet, and the kind of its signers.
    columns: Vec<Column>,
    party: Option<Party>,
    styles: Styles,
    counts: Counts,
    /// The number of rows on the last sheet.
    here: u32,
    rows_a_sheet: u32,
}

/// The formats of cells.
struct Styles {
    heading: Format,
    /// The heading of a column with personal data.
    personal: Format,
    time: Format,
}

impl Styles {
    fn new() -> Self {
        let heading = Format::new().set_bold();
        Self {
            personal: heading.clone().set_background_color(Color::RGB(0x00ff_e0b2)),
            heading,
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

impl<'o> Book<'o> {
    /// Creates an empty workbook; its rows are buffered in `folder`, which must be private.
    pub(super) fn new(folder: &Path, options: ExportOptions<'o>) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        Ok(Self {
            workbook,
            folder: folder.to_owned(),
            options,
            columns: Vec::new(),
            party: None,
            styles: Styles::new(),
            counts: Counts::default(),
            here: 0,
            rows_a_sheet: ROWS,
        })
    }

    /// Begins a sheet with headings that stay visible.
    fn begin_sheet(&mut self, party: Party) -> Result<(), ExportError> {
        let headings = self.options.headings;
        let name = headings.text(match party {
            Party::Organization => "staff-organizations",
            Party::Person => "staff-individuals",
        });
        let all = self.options.columns.iter().copied();
        self.columns = all.filter(|column| column.is_of(party)).collect();
        let sheets = self.workbook.worksheets().iter();
        let before = sheets.filter(|sheet| sheet.name().starts_with(&name)).count();
        let zone = self.options.zone.iana_name().unwrap_or("UTC").to_owned();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(match before {
            0 => name.clone(),
            before => format!("{name} {}", before + 1),
        })?;
        sheet.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(&self.columns) {
            let (heading, width) = if column.is_time() {
                (format!("{} ({zone})", headings.of(*column)), 28)
            } else {
                (headings.of(*column), 18)
            };
            let style = if column.is_personal() {
                &self.styles.personal
            } else {
                &self.styles.heading
            };
            sheet.set_column_width(at, width)?;
            sheet.write_string_with_format(0, at, heading, style)?;
        }
        (self.here, self.party) = (0, Some(party));
        Ok(())
    }

    /// Adds a signer; a full sheet is followed by another.
    pub(super) fn add(&mut self, signer: &Signer) -> Result<(), ExportError> {
        let party = signer.kind.parse().unwrap_or(Party::Person);
        if self.party != Some(party) || self.here == self.rows_a_sheet {
            self.begin_sheet(party)?;
        }
        self.here += 1;
        self.counts.add(party, signer);
        let row = self.here;
        let Some(sheet) = self.workbook.worksheets_mut().last_mut() else {
            return Ok(());
        };
        for (at, column) in (0..).zip(&self.columns) {
            match column.of(signer) {
                Cell::Text(text) => sheet.write_string(row, at, shortened(text.to_owned())).map(drop)?,
                Cell::Flag(it) => sheet.write_boolean(row, at, it).map(drop)?,
                Cell::Number(number) => sheet.write_number(row, at, number).map(drop)?,
                // As text: it is not for calculating, and Excel keeps only 15 digits of a number.
                Cell::Id(id) => sheet.write_string(row, at, id.to_string()).map(drop)?,
                Cell::Time(moment) => write_time(sheet, (row, at), moment, (self.options.zone, &self.styles.time))?,
            }
        }
        Ok(())
    }

    /// Adds the sheet with the counts, packs everything, and returns the number of signers.
    pub(super) fn finish(mut self, mut out: impl Write) -> Result<u64, ExportError> {
        let all = self.counts.all();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(self.options.headings.text("staff-export-counts"))?;
        sheet.set_column_width(0, 28)?;
        for (row, cells) in (0..).zip(self.counts.rows(self.options.filter, self.options.headings)) {
            for (at, cell) in (0..).zip(cells) {
                match cell {
                    Count::Heading(text) => sheet
                        .write_string_with_format(row, at, text, &self.styles.heading)
                        .map(drop)?,
                    Count::Text(text) => sheet.write_string(row, at, shortened(text)).map(drop)?,
                    Count::Number(number) => sheet.write_number(row, at, number).map(drop)?,
                }
            }
        }
        // The workbook is packed into a file first: the packer prints several lines of its own if a reader stops or a
        // device is full.
        let mut packed = tempfile::tempfile_in(&self.folder)?;
        self.workbook.save_to_writer(&mut packed)?;
        packed.rewind()?;
        std::io::copy(&mut packed, &mut out)?;
        out.flush()?;
        Ok(all)
    }
}

/// Writes a time in the time zone; nothing if there is none.
fn write_time(
    sheet: &mut Worksheet,
    at: (u32, u16),
    moment: &str,
    (zone, format): (&TimeZone, &Format),
) -> Result<(), ExportError> {
    let Ok(moment) = moment.parse::<Timestamp>() else {
        return Ok(());
    };
    let wall = zone.to_datetime(moment);
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let time = ExcelDateTime::from_ymd(
        u16::try_from(wall.year()).unwrap_or_default(),
        part(wall.month()),
        part(wall.day()),
    )?
    .and_hms(part(wall.hour()).into(), part(wall.minute()), f64::from(wall.second()))?;
    sheet.write_datetime_with_format(at.0, at.1, &time, format)?;
    Ok(())
}

/// Visibly shortens a text that Excel would refuse to open.
pub(super) fn shortened(mut text: String) -> String {
    if text.encode_utf16().count() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units >= LONGEST
    });
    text.truncate(end.map_or(text.len(), |(index, _)| index));
    text.push('…');
    text
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::IoError(error) => Self::Io(error),
            XlsxError::ZipError(error) => Self::Io(error.into()),
            other => Self::Xlsx(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the names of the sheets with so many of each kind, and how many signers were packed.
    fn packed(organizations: usize, people: usize, rows_a_sheet: u32) -> (Vec<String>, u64) {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let (columns, filter) = (Column::all(), crate::sheet::Filter::counted("letter"));
        let locales = crate::locale::Locales::load().expect("messages");
        let options = ExportOptions {
            filter: &filter,
            columns: &columns,
            format: crate::exports::Format::Xlsx,
            mark: crate::exports::Mark::None,
            zone: &zone,
            headings: crate::exports::Headings {
                locales: &locales,
                lang: locales.fallback(),
            },
        };
        let mut book = Book::new(&std::env::temp_dir(), options).expect("begins");
        book.rows_a_sheet = rows_a_sheet;
        for (party, number) in [(Party::Organization, organizations), (Party::Person, people)] {
            for _ in 0..number {
                let signer = Signer {
                    kind: party.to_string(),
                    ..Signer::default()
                };
                book.add(&signer).expect("adds");
            }
        }
        let names = book.workbook.worksheets().iter().map(Worksheet::name).collect();
        (names, book.finish(Vec::new()).expect("packs"))
    }

    #[test]
    fn each_kind_has_a_sheet_and_a_full_one_is_followed_by_another() {
        let of = |names: &[&str], all| (names.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>(), all);
        assert_eq!(packed(2, 1, 2), of(&["Organizations", "Individuals"], 3));
        assert_eq!(
            packed(0, 5, 2),
            of(&["Individuals", "Individuals 2", "Individuals 3"], 5)
        );
        assert_eq!(packed(0, 0, 2), of(&[], 0));
    }

    #[test]
    fn text_too_long_for_a_cell_is_visibly_cut() {
        assert_eq!(shortened("é".repeat(LONGEST)), "é".repeat(LONGEST));
        assert_eq!(
            shortened("é".repeat(LONGEST + 1)),
            format!("{}…", "é".repeat(LONGEST - 1))
        );
        let wide = shortened("😀".repeat(LONGEST));
        assert!(wide.ends_with("😀…") && wide.encode_utf16().count() <= LONGEST);
    }
}
