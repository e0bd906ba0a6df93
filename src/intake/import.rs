//! Reads a table of signers: which column is which field, and what is wrong with each row. It writes nothing.

use std::collections::HashMap;

use crate::intake::entry::Entry;
use crate::intake::form::Desk;
use crate::intake::headings::{ColumnGuess, Columns, HeadingError};
use crate::intake::rows::RowReader;
use crate::intake::table::{ImportOptions, RowNotes, RowProblem};
use crate::letters::Party;
use crate::organizations::guest_list::States;
use crate::signatures::{Request, Signer};
use crate::tables::{Column, Grid, GridRow, Problem};
use crate::text::{self, counted};

/// How many signatures are imported at a time: they are written in one transaction, during which nobody else can sign.
pub const MOST: usize = 10_000;

/// A table that was read.
pub struct Plan {
    /// Every column with a heading, and its field.
    pub columns: Vec<ColumnGuess>,
    /// The line or row of the headings, from 1.
    pub heading_line: u64,
    /// How many rows have something in them.
    pub rows: usize,
    /// The signatures of the rows that are right, with their line or row, each signer once.
    pub entries: Vec<(u64, Entry)>,
    /// What is wrong with the others, in the order of rows.
    pub problems: Vec<RowProblem>,
    /// How many rows have a problem.
    pub wrong_rows: usize,
    /// Rows whose signer is in a later row again, with that row: the later one counts, as on the form.
    pub repeated: Vec<(u64, u64)>,
    /// What was noticed.
    pub notes: RowNotes,
}

/// Why a table was not read.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Its columns are not known.
    #[error(transparent)]
    Heading(#[from] HeadingError),
    /// A field that every signer needs has no column.
    #[error("no column for {0}: pass --column {0}=HEADING, or --value {0}=TEXT if it is the same for all")]
    Absent(&'static str),
    /// People who are asked to confirm need an address.
    #[error(
        "no column for email: pass --column email=HEADING, or --without-confirmation REASON if they can't be asked"
    )]
    NoEmail,
    /// A value is given for something that is no field.
    #[error("{0} is not a field of these signatures")]
    NoField(String),
    /// It has too many rows.
    #[error("{} are more than are imported at a time: divide the table into files of {}", counted(*.0, "row", "rows"), counted(MOST, "row", "rows"))]
    Large(usize),
}

/// The largest text file that is read, in bytes.
const LARGEST: usize = 32 << 20;

/// Splits a text file by the separator that is likely for a table of signers.
pub fn grid(bytes: &[u8], party: Party) -> Result<Grid, Vec<Problem>> {
    if bytes.len() > LARGEST {
        let what = format!("the file is larger than {} MB: divide it", LARGEST >> 20);
        return Err(vec![Problem::of_file(what)]);
    }
    let fields = crate::intake::fields::fields(party);
    let columns: Vec<Column> = fields
        .iter()
        .map(|field| Column {
            name: field.name,
            synonyms: field.synonyms,
            required: false,
        })
        .collect();
    Grid::of_text(bytes, &columns)
}

/// Reads a table.
pub fn plan(grid: &Grid, desk: &Desk<'_>, options: &ImportOptions) -> Result<Plan, ImportError> {
    let known = crate::intake::fields::fields(desk.party);
    if let Some((field, _)) = options
        .values
        .iter()
        .find(|(name, _)| known.iter().all(|it| it.name != name))
    {
        return Err(ImportError::NoField(field.clone()));
    }
    let (above, columns) = Columns::find(grid, desk.party, &options.columns)?;
    require(&columns, desk.party, options)?;
    let rows = grid.len() - above - 1;
    if rows > MOST {
        return Err(ImportError::Large(rows));
    }
    let states = States::of(desk.locales);
    let reader = RowReader {
        desk,
        columns: &columns,
        options,
        states: &states,
    };
    let mut plan = Plan {
        columns: columns.guesses(),
        heading_line: grid.rows().nth(above).map_or(1, |row| row.place(0).line),
        rows,
        entries: Vec::new(),
        problems: Vec::new(),
        wrong_rows: 0,
        repeated: Vec::new(),
        notes: RowNotes::default(),
    };
    let shared = desk
        .letter
        .signing
        .as_ref()
        .map_or(1, |signing| signing.people_per_address);
    let mut seen = Seen::new(shared);
    for row in grid.rows().skip(above + 1) {
        let mut notes = plan.notes;
        match reader.read(row, &mut notes) {
            Ok(entry) => {
                plan.notes = notes;
                let email = columns.source_of("email").unwrap_or(0);
                if !plan.take(row, entry, &mut seen) {
                    plan.wrong_rows += 1;
                    let what = desk.text("intake-same-address");
                    plan.problems.push(RowProblem::at(row, email, what).about("email"));
                }
            }
            Err(problems) => {
                plan.wrong_rows += 1;
                plan.problems.extend(problems);
            }
        }
    }
    Ok(plan)
}

/// Refuses a table without a column that every signer needs.
fn require(columns: &Columns, party: Party, options: &ImportOptions) -> Result<(), ImportError> {
    let needed: &[&'static str] = match party {
        Party::Person => &["name", "postal_code"],
        Party::Organization => &[
            "legal_name",
            "city",
            "org_kind",
            "scope",
            "contact_name",
            "contact_title",
        ],
    };
    let is_given = |field: &str| columns.has(field) || options.values.iter().any(|(name, _)| name == field);
    if let Some(absent) = needed.iter().find(|field| !is_given(field)) {
        return Err(ImportError::Absent(absent));
    }
    if options.basis.asks() && !columns.has("email") {
        return Err(ImportError::NoEmail);
    }
    Ok(())
}

impl Plan {
    /// Takes the signature of a row. A later row of the same signer replaces an earlier one. Returns `false` if too many others have its
    /// address.
    fn take(&mut self, row: GridRow<'_>, entry: Entry, seen: &mut Seen) -> bool {
        let line = row.place(0).line;
        match seen.meet(&entry.request, self.entries.len()) {
            Met::First => self.entries.push((line, entry)),
            Met::Again(at) => {
                let (earlier, kept) = &mut self.entries[at];
                self.repeated.push((*earlier, line));
                (*earlier, *kept) = (line, entry);
            }
            Met::TooMany => return false,
        }
        true
    }
}

/// Who was in the rows so far.
struct Seen {
    people_per_address: u8,
    /// The names and places of entries, by the signer's key.
    by_key: HashMap<String, Vec<(String, usize)>>,
}

enum Met {
    First,
    Again(usize),
    TooMany,
}

impl Seen {
    fn new(people_per_address: u8) -> Self {
        Self {
            people_per_address: people_per_address.max(1),
            by_key: HashMap::new(),
        }
    }

    fn meet(&mut self, request: &Request, next: usize) -> Met {
        let name = match &request.signer {
            Signer::Person(person) => text::fold(&person.name),
            Signer::Organization(_) => String::new(),
        };
        let known = self.by_key.entry(request.asker_key()).or_default();
        if let Some((_, at)) = known.iter().find(|(of, _)| *of == name) {
            return Met::Again(*at);
        }
        if known.len() >= usize::from(self.people_per_address.min(2)) {
            return Met::TooMany;
        }
        known.push((name, next));
        Met::First
    }
}
