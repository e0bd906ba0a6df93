//! The signers as an Excel workbook: what people typed is text, so that a spreadsheet neither runs it nor takes a ZIP for a number, and
//! times are times, in the letter's zone.
//!
//! Rows are written to an unnamed file in the database's folder, and packed from there: memory does not grow with them, and nobody else can
//! open it.

use std::io::{Seek, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::table::{self, Cell};
use super::{ExportError, Signer};

/// Excel's own limit on rows of a sheet, without the headings.
const ROWS: u32 = 1_048_575;

/// Excel's own limit on the length of a cell, in UTF-16 units.
const LONGEST: usize = 32_767;

/// A workbook that is being filled.
pub(super) struct Book {
    workbook: Workbook,
    /// The folder for unnamed files.
    folder: PathBuf,
    zone: TimeZone,
    heading: Format,
    time: Format,
    /// The number of rows on the last sheet, and on all.
    here: u32,
    all: u64,
    rows_a_sheet: u32,
}

impl Book {
    /// Creates an empty workbook; its rows are buffered in `folder`, which must be private.
    pub(super) fn new(folder: &Path, zone: TimeZone) -> Result<Self, ExportError> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?;
        let mut book = Self {
            workbook,
            folder: folder.to_owned(),
            zone,
            heading: Format::new().set_bold(),
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            here: 0,
            all: 0,
            rows_a_sheet: ROWS,
        };
        book.begin_sheet()?;
        Ok(book)
    }

    /// Begins a sheet with headings that stay visible.
    fn begin_sheet(&mut self) -> Result<(), ExportError> {
        let number = self.workbook.worksheets().len() + 1;
        let zone = self.zone.iana_name().unwrap_or("UTC").to_owned();
        let sheet = self.workbook.add_worksheet_with_constant_memory()?;
        sheet.set_name(match number {
            1 => "Signers".to_owned(),
            _ => format!("Signers {number}"),
        })?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, heading) in (0..).zip(table::HEADINGS) {
            let heading = match heading.strip_suffix("_utc") {
                Some(time) => format!("{time} ({zone})"),
                None => heading.to_owned(),
            };
            sheet.set_column_width(column, if heading.ends_with(')') { 28 } else { 18 })?;
            sheet.write_string_with_format(0, column, heading, &self.heading)?;
        }
        self.here = 0;
        Ok(())
    }

    /// Adds a signer; a full sheet is followed by another.
    pub(super) fn add(&mut self, signer: Signer) -> Result<(), ExportError> {
        if self.here == self.rows_a_sheet {
            self.begin_sheet()?;
        }
        self.here += 1;
        self.all += 1;
        let (zone, time, row) = (&self.zone, &self.time, self.here);
        let sheets = self.workbook.worksheets_mut();
        let Some(sheet) = sheets.last_mut() else {
            return Ok(());
        };
        for (column, cell) in (0..).zip(table::cells(signer)) {
            match cell {
                Cell::Text(text) => sheet.write_string(row, column, shortened(text)).map(drop)?,
                Cell::Flag(it) => sheet.write_boolean(row, column, it).map(drop)?,
                Cell::Number(number) => sheet.write_number(row, column, number).map(drop)?,
                Cell::Time(moment) => write_time(sheet, (row, column), &moment, (zone, time))?,
            }
        }
        Ok(())
    }

    /// Packs everything, and returns the number of signers.
    pub(super) fn finish(mut self, mut out: impl Write) -> Result<u64, ExportError> {
        // The workbook is packed into a file first: the packer prints several lines of its own if a reader stops or a
        // device is full.
        let mut packed = tempfile::tempfile_in(&self.folder)?;
        self.workbook.save_to_writer(&mut packed)?;
        packed.rewind()?;
        std::io::copy(&mut packed, &mut out)?;
        out.flush()?;
        Ok(self.all)
    }
}

/// Writes a time as the wall clock of the zone shows it; nothing if there is none.
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
fn shortened(mut text: String) -> String {
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

    fn book(signers: usize, rows_a_sheet: u32) -> Book {
        let zone = TimeZone::get("America/New_York").expect("a zone");
        let mut book = Book::new(&std::env::temp_dir(), zone).expect("begins");
        book.rows_a_sheet = rows_a_sheet;
        for _ in 0..signers {
            book.add(Signer::default()).expect("adds");
        }
        book
    }

    #[test]
    fn a_full_sheet_is_followed_by_another() {
        let names =
            |mut book: Book| -> Vec<String> { book.workbook.worksheets().iter().map(Worksheet::name).collect() };
        assert_eq!(names(book(2, 2)), ["Signers"]);
        assert_eq!(names(book(5, 2)), ["Signers", "Signers 2", "Signers 3"]);
        assert_eq!(book(5, 2).finish(Vec::new()).expect("packs"), 5);
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
