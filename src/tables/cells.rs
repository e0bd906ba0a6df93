//! Splits a table into cells that know where they begin.

use super::{Cell, Column, Problem, header};

/// Cell separators of the programs that we know of.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Splits a table into rows, and names the separator in words. The separator is the one that Excel's first line `sep=;` names, or else the
/// one by which the first row has most of the columns.
pub(super) fn split(text: &str, columns: &[Column]) -> Result<(Vec<Vec<Cell>>, &'static str), Vec<Problem>> {
    let named = text.lines().next().and_then(named_separator);
    let separator = named.unwrap_or_else(|| likely_separator(text, columns));
    let rows = rows(text, separator).map_err(|problem| vec![problem])?;
    let spoken = match separator {
        ';' => "a semicolon",
        '\t' => "a tab",
        '|' => "a vertical bar",
        _ => "a comma",
    };
    Ok((rows.into_iter().skip(usize::from(named.is_some())).collect(), spoken))
}

/// Parses the separator of a first line such as `sep=;` (Excel keeps its quotes and the separators behind it).
fn named_separator(line: &str) -> Option<char> {
    let line = line.trim_start_matches('"');
    let named = line.get(..4).filter(|start| start.eq_ignore_ascii_case("sep="))?;
    let separator = line[named.len()..].chars().next()?;
    SEPARATORS.contains(&separator).then_some(separator)
}

fn likely_separator(text: &str, columns: &[Column]) -> char {
    let known = |separator: char| {
        let first = rows(text, separator).unwrap_or_default().into_iter().find(|row| {
            // A blank line of separators may stand above the header.
            row.iter().any(|cell| !cell.text.trim().is_empty())
        });
        first.map_or(0, |row| header::known(&row, columns))
    };
    // If several are equal, the last one is taken: a comma, if nothing else tells.
    SEPARATORS.into_iter().rev().max_by_key(|it| known(*it)).unwrap_or(',')
}

/// Splits by RFC 4180, leniently: lines end with CR, LF or both; a quote inside an unquoted cell is a character like any other.
fn rows(text: &str, separator: char) -> Result<Vec<Vec<Cell>>, Problem> {
    let mut scanner = Scanner {
        rest: text.chars().peekable(),
        line: 1,
        column: 1,
    };
    let mut rows = Vec::new();
    let mut row = Vec::new();
    while scanner.rest.peek().is_some() || !row.is_empty() {
        let (cell, ended) = scanner.cell(separator)?;
        row.push(cell);
        if ended {
            rows.push(std::mem::take(&mut row));
        }
    }
    Ok(rows)
}

struct Scanner<'t> {
    rest: std::iter::Peekable<std::str::Chars<'t>>,
    line: u64,
    column: usize,
}

impl Scanner<'_> {
    /// Returns the next character; CR LF and CR become one LF.
    fn next(&mut self) -> Option<char> {
        let c = match self.rest.next()? {
            '\r' => {
                self.rest.next_if_eq(&'\n');
                '\n'
            }
            other => other,
        };
        if c == '\n' {
            (self.line, self.column) = (self.line + 1, 1);
        } else {
            self.column += 1;
        }
        Some(c)
    }

    /// Reads the next cell, and whether its row ends with it.
    fn cell(&mut self, separator: char) -> Result<(Cell, bool), Problem> {
        let (line, column) = (self.line, self.column);
        let mut text = String::new();
        if self.rest.peek() == Some(&'"') {
            self.next();
            self.quoted(&mut text)
                .ok_or_else(|| Problem::new(line, column, "this quote is never closed: close it, or remove it"))?;
            // Blanks may stand between the closing quote and the separator.
            while self.rest.next_if_eq(&' ').is_some() {
                self.column += 1;
            }
            let after = self.rest.peek().copied();
            if after.is_some_and(|c| c != separator && c != '\n' && c != '\r') {
                let what = "text after a closing quote: to put a quote inside a quoted cell, write it twice";
                return Err(Problem::new(self.line, self.column, what));
            }
        }
        loop {
            match self.next() {
                None | Some('\n') => return Ok((Cell::new(text, line, column), true)),
                Some(c) if c == separator => return Ok((Cell::new(text, line, column), false)),
                Some(c) => text.push(c),
            }
        }
    }

    /// Reads up to the closing quote; `None` if there is none.
    fn quoted(&mut self, text: &mut String) -> Option<()> {
        loop {
            match self.next()? {
                '"' if self.rest.peek() == Some(&'"') => {
                    self.next();
                    text.push('"');
                }
                '"' => return Some(()),
                c => text.push(c),
            }
        }
    }
}
