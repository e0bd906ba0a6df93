//! The child process that reads a workbook: an order and the file in, rows out.
//!
//! The value of a formula is the one that the spreadsheet program saved. Dates are written as `2026-11-24`, with the time if there is one.

use std::io::{BufRead, Cursor, Write};

use anyhow::Context;
use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::{Content, Head, Line, MOST_COLUMNS, MOST_ROWS, MOST_TEXT, Order, parts};
use crate::text::counted;

/// Reads an order and a file from `input`, limits this process, and writes the sheet. Only for a process that does nothing else.
pub fn read(mut input: impl BufRead, output: impl Write) -> anyhow::Result<()> {
    let mut order = String::new();
    input.read_line(&mut order)?;
    let order: Order = serde_json::from_str(&order)?;
    limit(&order)?;
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    anyhow::ensure!(
        parts::fit(&bytes, MOST_TEXT as u64),
        "the workbook has too much text: copy the rows into a new workbook, or save it as CSV"
    );
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    let head = head(&mut book, order.sheet.as_deref())?;
    write(&mut book, &head, output)
}

fn unreadable(error: calamine::XlsxError) -> anyhow::Error {
    anyhow::anyhow!("this is not an Excel workbook that can be read ({error}): save it again as .xlsx, or as CSV")
}

/// Limits memory and CPU time.
fn limit(order: &Order) -> anyhow::Result<()> {
    let bytes = order.megabytes.saturating_mul(1 << 20);
    rlimit::setrlimit(rlimit::Resource::AS, bytes, bytes)?;
    rlimit::setrlimit(rlimit::Resource::CPU, order.cpu_seconds, order.cpu_seconds)?;
    Ok(())
}

type Book = Xlsx<Cursor<Vec<u8>>>;

/// Chooses the sheet.
fn head(book: &mut Book, wanted: Option<&str>) -> anyhow::Result<Head> {
    let sheets = book
        .sheets_metadata()
        .iter()
        .filter(|it| it.typ == SheetType::WorkSheet);
    let (visible, hidden): (Vec<_>, Vec<_>) = sheets.partition(|it| it.visible == SheetVisible::Visible);
    let names = |sheets: &[&calamine::Sheet]| sheets.iter().map(|it| it.name.clone()).collect::<Vec<_>>();
    let (visible, hidden) = (names(&visible), names(&hidden));
    let sheet = match wanted {
        None => visible
            .first()
            .context("the workbook has no visible sheet: show one, and save it")?,
        Some(name) => visible.iter().chain(&hidden).find(|it| *it == name).with_context(|| {
            let known: Vec<_> = visible.iter().map(|it| format!("“{it}”")).collect();
            format!("the workbook has no sheet named “{name}”; it has {}", known.join(", "))
        })?,
    };
    let sheet = sheet.clone();
    let merged = book.merge_cells_by_sheet_name(&sheet).map_err(unreadable)?.len();
    let without = |names: Vec<String>| names.into_iter().filter(|it| *it != sheet).collect();
    Ok(Head {
        others: without(visible),
        hidden: without(hidden),
        merged,
        sheet,
    })
}

fn write(book: &mut Book, head: &Head, output: impl Write) -> anyhow::Result<()> {
    let mut output = std::io::BufWriter::new(output);
    put(&mut output, head)?;
    let mut cells = book.worksheet_cells_reader(&head.sheet).map_err(unreadable)?;
    let mut line: Option<Line> = None;
    let (mut rows, mut text) = (0, 0);
    while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(unreadable)? {
        let (row, column) = cell.pos;
        let Some(content) = content(&cell.value, cell.formula.is_some()) else {
            continue;
        };
        anyhow::ensure!(
            column < MOST_COLUMNS,
            "the sheet has more than {}: delete those that aren't needed",
            counted(MOST_COLUMNS, "column", "columns")
        );
        if let Content::Text(words) = &content {
            text += words.len();
        }
        anyhow::ensure!(text <= MOST_TEXT, "the sheet has too much text: divide it");
        if line.as_ref().is_none_or(|it| it.row != row) {
            rows += 1;
            anyhow::ensure!(
                rows <= MOST_ROWS,
                "the sheet has more than {}: divide it",
                counted(MOST_ROWS, "row", "rows")
            );
            if let Some(done) = line.replace(Line { row, cells: Vec::new() }) {
                put(&mut output, &done)?;
            }
        }
        if let Some(line) = &mut line {
            line.cells.push((column, content));
        }
    }
    if let Some(done) = line {
        put(&mut output, &done)?;
    }
    Ok(output.flush()?)
}

fn put(output: &mut impl Write, value: &impl serde::Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *output, value)?;
    Ok(output.write_all(b"\n")?)
}

/// Returns the content of a cell; `None` if it is empty.
fn content(value: &DataRef<'_>, is_formula: bool) -> Option<Content> {
    let text = match value {
        DataRef::Empty if is_formula => {
            return Some(Content::Broken("a formula without a saved value".to_owned()));
        }
        DataRef::Empty => return None,
        DataRef::Error(error) => return Some(Content::Broken(format!("the error {error}"))),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => plain(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => date(moment),
    };
    (!text.is_empty()).then_some(Content::Text(text))
}

/// Formats a number as a spreadsheet shows it: a ZIP code or a phone number without decimals.
fn plain(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

fn date(moment: &ExcelDateTime) -> String {
    if !moment.is_datetime() {
        return moment.as_f64().to_string();
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let day = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        day
    } else {
        format!("{day} {hour:02}:{minute:02}:{second:02}")
    }
}
