//! A table that was frozen as CSV, as an Excel workbook with the same cells.

use std::io::{Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

use super::ExportError;
use super::workbook::{ROWS, shortened};
use crate::tables::{BOM, original};

/// Writes a workbook with the cells of a CSV file: as text, so that a ZIP keeps its zeros and nothing runs. The rows are buffered in `folder`,
/// which must be private; a table that is too long for a sheet goes on on the next one. Returns the number of rows below the headings.
pub fn workbook_of(csv: &[u8], name: &str, folder: &Path, out: impl Write + Seek + Send) -> Result<u64, ExportError> {
    let (mut workbook, rows) = filled(csv, name, (folder, ROWS))?;
    workbook.save_to_writer(out)?;
    Ok(rows)
}

fn filled(csv: &[u8], name: &str, (folder, rows_a_sheet): (&Path, u32)) -> Result<(Workbook, u64), ExportError> {
    let mut reader = csv::ReaderBuilder::new().from_reader(csv.strip_prefix(BOM).unwrap_or(csv));
    let headings = reader.headers()?.clone();
    let mut workbook = Workbook::new();
    workbook.set_tempdir(folder)?;
    let bold = Format::new().set_bold();
    let (mut sheets, mut here, mut all) = (0, rows_a_sheet, 0);
    for row in std::iter::once(Ok(None)).chain(reader.records().map(|row| row.map(Some))) {
        let row = row?;
        if here == rows_a_sheet {
            sheets += 1;
            let sheet = workbook.add_worksheet_with_constant_memory()?;
            sheet.set_name(match sheets {
                1 => name.to_owned(),
                number => format!("{name} {number}"),
            })?;
            sheet.set_freeze_panes(1, 0)?;
            for (at, heading) in (0..).zip(&headings) {
                sheet.set_column_width(at, 22)?;
                sheet.write_string_with_format(0, at, heading, &bold)?;
            }
            here = 0;
        }
        let (Some(row), Some(sheet)) = (row, workbook.worksheets_mut().last_mut()) else {
            continue;
        };
        (here, all) = (here + 1, all + 1);
        for (at, cell) in (0..).zip(&row) {
            sheet.write_string(here, at, shortened(original(cell)))?;
        }
    }
    Ok((workbook, all))
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Worksheet;

    use super::*;

    #[test]
    fn a_long_table_goes_on_on_the_next_sheet_and_an_empty_one_has_a_sheet() {
        let folder = tempfile::tempdir().expect("a folder");
        let sheets = |csv: &str| {
            let (mut workbook, rows) = filled(csv.as_bytes(), "Signers", (folder.path(), 2)).expect("a workbook");
            let names = workbook.worksheets().iter().map(Worksheet::name);
            (names.collect::<Vec<_>>().join(", "), rows)
        };
        let csv = format!("Name\n{}", "Ana\n".repeat(5));
        assert_eq!(sheets(&csv), ("Signers, Signers 2, Signers 3".to_owned(), 5));
        assert_eq!(sheets("Name\n"), ("Signers".to_owned(), 0));
    }
}
