//! Reads a sheet of an Excel workbook in a child process of this program, with limits on memory and time: a workbook is a ZIP archive of
//! XML, and may be made to exhaust whoever opens it.
//!
//! The child ([`child`]) reads an [`Order`] in a line of JSON and the file, and writes a line of JSON for the sheet and one for each row.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Cell, Grid, SheetNotes};

pub mod child;
mod parts;

/// The hidden subcommand of the child.
pub const SUBCOMMAND: &str = "read-workbook";

/// The largest file that is read, in bytes.
const LARGEST: usize = 32 << 20;
/// The memory that the child may use, in MiB.
const MEGABYTES: u64 = 1_024;
/// The time that the child may take, in seconds.
const SECONDS: u64 = 60;
/// How many rows of a sheet are read.
pub const MOST_ROWS: usize = 100_000;
/// How many columns of a sheet are read.
const MOST_COLUMNS: u32 = 256;
/// How many bytes of text are read.
const MOST_TEXT: usize = 128 << 20;

/// Why a workbook was not read.
#[derive(Debug, thiserror::Error)]
pub enum WorkbookError {
    /// The file is too large.
    #[error("the file is larger than {} MB: delete sheets and columns that aren't needed, or save it as CSV", LARGEST >> 20)]
    Large,
    /// It is in the format before 2007, or it is encrypted, which looks the same.
    #[error("this is an old or password-protected workbook: save it as .xlsx without a password, or as CSV")]
    Old,
    /// The child ended because of its limits.
    #[error(
        "the workbook needs more than {MEGABYTES} MB of memory or {SECONDS} seconds: copy the rows into a new workbook, or save it as CSV"
    )]
    Limits,
    /// The child explains why.
    #[error("{0}")]
    Failed(String),
    /// The child can't be started, or the pipes to it failed.
    #[error("the process that reads workbooks: {0}")]
    Io(#[from] std::io::Error),
}

/// What the child is to read.
#[derive(Serialize, Deserialize)]
struct Order {
    /// The sheet; without it, the first one that is not hidden.
    sheet: Option<String>,
    megabytes: u64,
    cpu_seconds: u64,
}

/// What is said of a sheet before its rows.
#[derive(Serialize, Deserialize)]
struct Head {
    sheet: String,
    others: Vec<String>,
    hidden: Vec<String>,
    merged: usize,
}

/// A row, with those of its cells that are not empty.
#[derive(Serialize, Deserialize)]
struct Line {
    row: u32,
    cells: Vec<(u32, Content)>,
}

/// The content of a cell.
#[derive(Serialize, Deserialize)]
enum Content {
    #[serde(rename = "t")]
    Text(String),
    /// A formula without a value, or an error.
    #[serde(rename = "b")]
    Broken(String),
}

/// The cells of a sheet.
pub(super) struct SheetContent {
    pub(super) rows: Vec<Vec<Cell>>,
    pub(super) notes: SheetNotes,
}

/// Returns whether a file is a workbook, by how it begins.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(OLD)
}

const OLD: &[u8] = b"\xd0\xcf\x11\xe0";

/// Reads workbooks with a program that has [`SUBCOMMAND`].
#[derive(Clone, Debug)]
pub struct WorkbookReader {
    program: PathBuf,
    limit: Duration,
}

impl WorkbookReader {
    /// Creates a reader; `program` is this one.
    pub fn new(program: &Path) -> Self {
        Self {
            program: program.to_owned(),
            limit: Duration::from_secs(SECONDS),
        }
    }

    /// Reads a sheet: the named one, or the first one that is not hidden.
    pub fn read(&self, bytes: Vec<u8>, sheet: Option<&str>) -> Result<Grid, WorkbookError> {
        if bytes.starts_with(OLD) {
            return Err(WorkbookError::Old);
        }
        if bytes.len() > LARGEST {
            return Err(WorkbookError::Large);
        }
        let order = Order {
            sheet: sheet.map(str::to_owned),
            megabytes: MEGABYTES,
            cpu_seconds: self.limit.as_secs().saturating_add(1),
        };
        let mut child = Command::new(&self.program)
            .arg(SUBCOMMAND)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let answer = self.converse(&mut child, &order, bytes);
        if answer.is_err() {
            child.kill().ok();
        }
        let status = child.wait()?;
        let (content, complaint) = answer?;
        if status.success() {
            return content.map(Grid::of_sheet);
        }
        Err(failure(status, &complaint))
    }

    /// Writes and reads concurrently, so that neither side waits for the other's full pipe. The inner result is what the child wrote.
    fn converse(&self, child: &mut Child, order: &Order, bytes: Vec<u8>) -> Result<Answer, WorkbookError> {
        let missing = || std::io::Error::other("a pipe is missing");
        let mut input = child.stdin.take().ok_or_else(missing)?;
        let mut first = serde_json::to_vec(order).map_err(std::io::Error::from)?;
        first.push(b'\n');
        // A child that died explains why on its output.
        std::thread::spawn(move || input.write_all(&first).and_then(|()| input.write_all(&bytes)).ok());
        let output = child.stdout.take().ok_or_else(missing)?;
        let mut errors = child.stderr.take().ok_or_else(missing)?;
        let content = in_background(move || content(BufReader::new(output)));
        let complaint = in_background(move || {
            let mut text = String::new();
            errors.read_to_string(&mut text).ok();
            text
        });
        let content = content.recv_timeout(self.limit).map_err(|_| WorkbookError::Limits)?;
        let complaint = complaint.recv_timeout(Duration::from_secs(5)).unwrap_or_default();
        Ok((content, complaint))
    }
}

/// The content, and what the child wrote to standard error.
type Answer = (Result<SheetContent, WorkbookError>, String);

fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> mpsc::Receiver<T> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || send.send(work()).ok());
    receive
}

/// Says why a child failed: in its own words, or because a limit ended it.
fn failure(status: ExitStatus, complaint: &str) -> WorkbookError {
    match (status.code(), complaint.lines().next()) {
        (Some(1), Some(words)) => WorkbookError::Failed(words.to_owned()),
        _ => WorkbookError::Limits,
    }
}

/// Reads what the child writes.
fn content(output: impl BufRead) -> Result<SheetContent, WorkbookError> {
    let mut lines = output.lines();
    let wrong = |error: serde_json::Error| WorkbookError::Io(error.into());
    let Some(head) = lines.next() else {
        return Err(WorkbookError::Limits);
    };
    let head: Head = serde_json::from_str(&head?).map_err(wrong)?;
    let mut rows = Vec::new();
    for line in lines {
        let line: Line = serde_json::from_str(&line?).map_err(wrong)?;
        rows.push(row(line));
    }
    Ok(SheetContent {
        rows,
        notes: SheetNotes {
            name: head.sheet,
            others: head.others,
            hidden: head.hidden,
            merged: head.merged,
        },
    })
}

/// Fills the gaps of a row with empty cells.
fn row(line: Line) -> Vec<Cell> {
    let at = u64::from(line.row) + 1;
    let width = line.cells.last().map_or(0, |(column, _)| *column as usize + 1);
    let empty = |column: usize| Cell {
        text: String::new(),
        broken: None,
        line: at,
        column: column + 1,
    };
    let mut cells: Vec<Cell> = (0..width).map(empty).collect();
    for (column, content) in line.cells {
        if let Some(cell) = cells.get_mut(column as usize) {
            match content {
                Content::Text(text) => cell.text = text,
                Content::Broken(what) => cell.broken = Some(what),
            }
        }
    }
    cells
}
