//! Checks the rows of a table one by one.

use crate::intake::entry::Entry;
use crate::intake::fields::{FIRST_NAME, LAST_NAME};
use crate::intake::form::{Desk, FieldError, NeedsEmail, meant};
use crate::intake::headings::Columns;
use crate::intake::table::{ImportOptions, RowNotes, RowProblem};
use crate::intake::values::says_nothing;
use crate::intake::words;
use crate::letters::Party;
use crate::organizations::guest_list::States;
use crate::tables::GridRow;
use crate::web::form::Typed;

/// Fields that may say that there is nothing to say, such as `N/A`.
const OPTIONAL: &[&str] = &[
    "title",
    "affiliation",
    "comment",
    "website",
    "public_email",
    "phone",
    "listed_name",
];

/// What all rows are read with.
pub(crate) struct RowReader<'a> {
    pub(crate) desk: &'a Desk<'a>,
    pub(crate) columns: &'a Columns,
    pub(crate) options: &'a ImportOptions,
    pub(crate) states: &'a States,
}

impl RowReader<'_> {
    /// Reads a row, or returns everything that is wrong with it.
    pub(crate) fn read(&self, row: GridRow<'_>, notes: &mut RowNotes) -> Result<Entry, Vec<RowProblem>> {
        let mut problems = Vec::new();
        let mut broken = Vec::new();
        for (_, index) in self.columns.all() {
            if let Some(what) = row.broken(index) {
                broken.push(index);
                let told = match what.strip_prefix("the error ") {
                    Some(error) => self.desk.with("intake-broken-error", ("error", error)),
                    None => self.desk.text("intake-broken-formula"),
                };
                problems.push(RowProblem::at(row, index, told));
            }
        }
        let extra = (self.columns.width()..row.width()).find(|index| !row.text(*index).is_empty());
        if let Some(index) = extra {
            problems.push(RowProblem::at(row, index, self.desk.text("intake-wide")));
        }
        let (typed, wrong) = self.typed(row, notes);
        let told = |error: FieldError| {
            let index = self.columns.source_of(&error.field).unwrap_or(0);
            RowProblem::at(row, index, error.what).about(&error.field)
        };
        let is_broken = |error: &FieldError| {
            let column = self.columns.source_of(&error.field);
            column.is_some_and(|column| broken.contains(&column))
        };
        let needs = if self.options.basis.asks() {
            NeedsEmail::Yes
        } else {
            NeedsEmail::No
        };
        match words::check_rest(self.desk, typed, needs, wrong) {
            Ok(entry) if problems.is_empty() => Ok(entry),
            Ok(_) => Err(problems),
            Err(errors) => {
                problems.extend(errors.into_iter().filter(|error| !is_broken(error)).map(told));
                problems.sort_by_key(|problem| problem.place);
                Err(problems)
            }
        }
    }

    /// Fills in the form as the row says, with what is wrong already.
    fn typed(&self, row: GridRow<'_>, notes: &mut RowNotes) -> (Typed, Vec<FieldError>) {
        let mut typed = Typed::default();
        for (field, index) in self.columns.all() {
            let text = row.text(index);
            if !(text.is_empty() || OPTIONAL.contains(&field) && says_nothing(text)) {
                typed = typed.with(field, text);
            }
        }
        typed = self.with_name(typed);
        for (field, value) in &self.options.values {
            if typed.get(field).is_empty() {
                typed = typed.with(field, value);
            }
        }
        let (typed, mut wrong) = words::in_form(self.desk, self.states, typed, notes);
        let suggestion = meant(typed.get("email")).filter(|_| !self.options.keep_addresses);
        if let Some(meant) = suggestion {
            let what = self.desk.with("intake-meant", ("email", &meant));
            wrong.push(FieldError::of("email", what));
        }
        let has = |kind: fn(char) -> bool| typed.get("name").chars().any(kind);
        notes.capitals += usize::from(has(char::is_uppercase) && !has(char::is_lowercase));
        (typed, wrong)
    }

    /// Puts together a name that has two columns.
    fn with_name(&self, mut typed: Typed) -> Typed {
        let field = match self.desk.party {
            Party::Person => "name",
            Party::Organization => "contact_name",
        };
        let parts = [FIRST_NAME, LAST_NAME].map(|part| typed.take(part).unwrap_or_default());
        if typed.get(field).is_empty() {
            typed = typed.with(field, parts.join(" ").trim());
        }
        typed
    }
}
