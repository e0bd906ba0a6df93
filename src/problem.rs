//! Problems in files that people write (letters, messages): where, what, and how to mend it.

use std::path::{Path, PathBuf};

use serde::Serialize;

/// The severity of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The file is refused.
    Error,
    /// The file is taken as it is, but probably says something that its author did not mean.
    Warning,
}

/// A problem. Displayed as `file:line:column: what is wrong, and how to mend it`, a warning with that word after the column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The severity.
    pub level: Level,
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

impl Problem {
    /// Creates a problem of a whole file.
    pub(crate) fn of_file(file: &Path, what: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            file: file.to_owned(),
            line: 1,
            column: 1,
            what: what.into(),
        }
    }

    /// Returns the same problem as a warning.
    #[must_use]
    pub fn warning(self) -> Self {
        Self {
            level: Level::Warning,
            ..self
        }
    }

    /// Returns whether it keeps the file from being taken.
    pub fn is_error(&self) -> bool {
        self.level == Level::Error
    }

    /// Creates a problem at a byte offset of the file's text.
    pub fn at(file: &Path, text: &str, offset: usize, what: impl Into<String>) -> Self {
        let (line, column) = line_and_column(text, offset);
        Self {
            level: Level::Error,
            file: file.to_owned(),
            line,
            column,
            what: what.into(),
        }
    }

    /// Creates a problem of a setting, or of a table such as `[signing]` (at the file's beginning, if it is missing).
    pub fn near(file: &Path, text: &str, key: &str, what: impl Into<String>) -> Self {
        Self::at(file, text, settings(text, key).next().unwrap_or(0), what)
    }

    /// Creates a problem of a quoted value in the `nth` setting (from 0) of this name; of the setting, if the value is not found.
    pub(crate) fn of_value(
        file: &Path,
        text: &str,
        (key, nth): (&str, usize),
        value: &str,
        what: impl Into<String>,
    ) -> Self {
        let setting = settings(text, key).nth(nth).unwrap_or(0);
        let quoted = ['"', '\''].map(|quote| text[setting..].find(&format!("{quote}{value}{quote}")));
        let place = quoted
            .into_iter()
            .flatten()
            .min()
            .map_or(setting, |place| setting + place);
        Self::at(file, text, place, what)
    }
}

/// Iterates over the positions where a setting (or table) of this name begins: at the start of its line, since a name may be part of
/// others.
fn settings<'t>(text: &'t str, key: &'t str) -> impl Iterator<Item = usize> + 't {
    let table = format!("[{}]", key.trim_matches(['[', ']']));
    let mut next = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let begin = next + line.len() - line.trim_start().len();
        next += line.len();
        let rest = line.trim_start().strip_prefix(key);
        let is_setting = rest.is_some_and(|rest| rest.trim_start().starts_with(['=', '.']));
        (is_setting || line.trim().starts_with(&table)).then_some(begin)
    })
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}{}",
            self.file.display(),
            self.line,
            self.column,
            if self.is_error() { "" } else { "warning: " },
            self.what
        )
    }
}

/// Sorts problems by file and line.
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    problems
}

/// Converts a byte offset to line and column (in characters, from 1).
pub(crate) fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let mut end = offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = &text[..end];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_setting_is_found_by_its_whole_name_and_a_value_within_it() {
        let text = "[signing]\n# closes soon\ncloses_people = 1\n  closes = 2\ntopics = [\"a\"]\nbills = ['b', 'a']\n";
        let near = |key| Problem::near(Path::new("x"), text, key, "").to_string();
        assert_eq!(near("closes"), "x:4:3: ");
        assert_eq!(near("[signing]"), "x:1:1: ");
        assert_eq!(near("opens"), "x:1:1: ");
        let value = |key, value| Problem::of_value(Path::new("x"), text, (key, 0), value, "").to_string();
        assert_eq!(value("bills", "a"), "x:6:15: ");
        assert_eq!(value("topics", "a"), "x:5:11: ");
        assert_eq!(value("topics", "z"), "x:5:1: ");
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(line_and_column("añb\nçd", 3), (1, 3));
        assert_eq!(line_and_column("añb\nçd", 7), (2, 2));
        assert_eq!(line_and_column("a", 99), (1, 2));
    }
}
