//! What is wrong in a content file: where, what, and how to mend it.

use std::path::{Path, PathBuf};

/// One problem. Shown as `file:line:column: what is wrong, and how to mend it`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub file: PathBuf,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong, and how to mend it.
    pub what: String,
}

impl Problem {
    /// A problem of a whole file.
    pub fn of_file(file: &Path, what: impl Into<String>) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            what: what.into(),
        }
    }

    /// A problem at a byte offset of the file's text.
    pub fn at(file: &Path, text: &str, offset: usize, what: impl Into<String>) -> Self {
        let (line, column) = line_and_column(text, offset);
        Self {
            file: file.to_owned(),
            line,
            column,
            what: what.into(),
        }
    }

    /// A problem at the first place where `needle` stands (the file's begin, if nowhere).
    pub fn near(file: &Path, text: &str, needle: &str, what: impl Into<String>) -> Self {
        Self::at(file, text, text.find(needle).unwrap_or(0), what)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}:{}: {}",
            self.file.display(),
            self.line,
            self.column,
            self.what
        )
    }
}

/// Line and column (in characters, from 1) of a byte offset.
pub fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
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
    fn columns_count_characters() {
        assert_eq!(line_and_column("añb\nçd", 3), (1, 3));
        assert_eq!(line_and_column("añb\nçd", 7), (2, 2));
        assert_eq!(line_and_column("a", 99), (1, 2));
    }
}
