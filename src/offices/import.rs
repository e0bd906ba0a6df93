//! Parses the files of unitedstates/congress-legislators (CC0), in JSON or YAML, and recognizes each by its content.
//!
//! The data has gaps and errors. A gap stays a gap; an invalid entry is left out and reported; only a file that is none of the four kinds,
//! or has no valid entry, is refused.

use std::path::Path;

use serde_json::Value;

use super::{Committee, CommitteeSeat, DistrictOffice, Member};

mod committees;
mod legislators;

/// The combined content of one import's files; `None` if no such file was given.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// The content of legislators-current.
    pub members: Option<Vec<Member>>,
    /// The content of committees-current.
    pub committees: Option<Vec<Committee>>,
    /// The content of committee-membership-current.
    pub seats: Option<Vec<CommitteeSeat>>,
    /// The content of legislators-district-offices.
    pub district_offices: Option<Vec<DistrictOffice>>,
    /// What was left out or emptied, and why: `file: entry: what`.
    pub remarks: Vec<String>,
}

/// Why a file was refused.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It can't be read.
    #[error("{file}: {source}: use a file in UTF-8 that you can read")]
    Io {
        /// The file.
        file: String,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// It is neither JSON nor YAML.
    #[error("{file}:{line}:{column}: {what}: download the file again")]
    Syntax {
        /// The file.
        file: String,
        /// The line, from 1; 0 if unknown.
        line: u64,
        /// The column, from 1; 0 if unknown.
        column: u64,
        /// The parser's message.
        what: String,
    },
    /// It is none of the four kinds.
    #[error(
        "{file}: unknown file: use legislators-current, committees-current, committee-membership-current or legislators-district-offices from unitedstates/congress-legislators"
    )]
    Unknown {
        /// The file.
        file: String,
    },
    /// No entry in it is valid.
    #[error("{file}: no valid entries ({first}): download the file again")]
    Nothing {
        /// The file.
        file: String,
        /// The problem of the first entry.
        first: String,
    },
    /// The same kind was given twice.
    #[error("{file}: this kind of file was already given: pass each kind once")]
    Twice {
        /// The file.
        file: String,
    },
}

/// An entry that was left out, and why.
type Slip = (String, String);

impl Import {
    /// Reads one file and adds its content.
    pub fn add(&mut self, file: &Path) -> Result<(), ImportError> {
        let name = file.display().to_string();
        let text = std::fs::read_to_string(file).map_err(|source| ImportError::Io {
            file: name.clone(),
            source,
        })?;
        self.take(name, &text)
    }

    /// Adds the entries of a text; remarks call it by `name`.
    pub fn take(&mut self, name: String, text: &str) -> Result<(), ImportError> {
        let data = parse(&name, text)?;
        let mut slips = Vec::new();
        let (found, fresh) = if holds(&data, "terms") {
            fill(&mut self.members, legislators::members(entries(&data), &mut slips))
        } else if holds(&data, "offices") {
            fill(
                &mut self.district_offices,
                legislators::district_offices(entries(&data), &mut slips),
            )
        } else if holds(&data, "thomas_id") {
            fill(&mut self.committees, committees::committees(entries(&data), &mut slips))
        } else if let Some(lists) = data.as_object().filter(|lists| lists.values().all(Value::is_array)) {
            fill(&mut self.seats, committees::seats(lists, &mut slips))
        } else {
            return Err(ImportError::Unknown { file: name });
        };
        if !fresh {
            return Err(ImportError::Twice { file: name });
        }
        if found == 0 {
            let first = slips
                .first()
                .map_or_else(|| "it is empty".to_owned(), |(_, what)| what.clone());
            return Err(ImportError::Nothing { file: name, first });
        }
        let told = slips
            .into_iter()
            .map(|(entry, what)| format!("{name}: {entry}: {what}"));
        self.remarks.extend(told);
        Ok(())
    }
}

/// Stores the entries, and returns how many there were, and whether the kind had not been given before.
fn fill<T>(place: &mut Option<Vec<T>>, found: Vec<T>) -> (usize, bool) {
    let answer = (found.len(), place.is_none());
    *place = Some(found);
    answer
}

fn parse(file: &str, text: &str) -> Result<Value, ImportError> {
    let syntax = |line, column, what: String| ImportError::Syntax {
        file: file.to_owned(),
        line,
        column,
        what,
    };
    if text.trim_start().starts_with(['[', '{']) {
        return serde_json::from_str(text)
            .map_err(|error| syntax(error.line() as u64, error.column() as u64, "not JSON".to_owned()));
    }
    serde_saphyr::from_str(text).map_err(|error| {
        let (line, column) = error.location().map_or((0, 0), |place| (place.line(), place.column()));
        syntax(line, column, "not YAML".to_owned())
    })
}

fn entries(data: &Value) -> &[Value] {
    data.as_array().map_or(&[], Vec::as_slice)
}

fn holds(data: &Value, key: &str) -> bool {
    entries(data).iter().any(|entry| entry.get(key).is_some())
}

/// Returns a text, or a number that should have been one; `None` if it is absent or empty.
fn text(entry: &Value, key: &str) -> Option<String> {
    let found = match entry.get(key)? {
        Value::String(text) => crate::text::tidy(text),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    (!found.is_empty()).then_some(found)
}

fn needed(entry: &Value, key: &str) -> Result<String, String> {
    text(entry, key).ok_or_else(|| format!("{key} is missing"))
}

#[cfg(test)]
mod tests;
