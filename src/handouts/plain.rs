//! A paper as plain text, to be pasted into an email.

use std::fmt::Write;

use super::{Name, Paper, Part, Sheet};

impl Paper {
    /// Returns the paper as text: lines end with `\n`, parts are separated by blank lines.
    pub fn plain(&self) -> String {
        let sheets: Vec<String> = self.sheets.iter().map(|sheet| plain(sheet, &self.more)).collect();
        format!("{}\n\n{}\n", sheets.join("\n\n"), self.foot)
    }
}

fn plain(sheet: &Sheet, more: &str) -> String {
    let mut parts = vec![sheet.heading.clone()];
    if !sheet.notes.is_empty() {
        parts.push(sheet.notes.join("\n"));
    }
    parts.extend(sheet.parts.iter().map(|part| part_of(part, more)));
    parts.join("\n\n")
}

fn part_of(part: &Part, more: &str) -> String {
    match part {
        Part::Heading { text } | Part::Text { text, .. } => text.clone(),
        Part::Steps { items, .. } => {
            let numbered = items.iter().zip(1..).map(|(item, number)| format!("{number}. {item}"));
            numbered.collect::<Vec<_>>().join("\n")
        }
        Part::Names { items, others } => {
            let mut lines: Vec<String> = items.iter().map(line).collect();
            if *others > 0 {
                lines.push(more.replace('#', &others.to_string()));
            }
            lines.join("\n")
        }
        Part::Table { rows } => table(rows),
        Part::Quote { text, by, .. } => format!("“{text}”\n— {by}"),
    }
}

fn line(it: &Name) -> String {
    if it.rest.is_empty() {
        it.name.clone()
    } else {
        format!("{}, {}", it.name, it.rest)
    }
}

/// Lines up the cells: the first column to the left, numbers to the right.
fn table(rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let mut text = String::new();
    for (at, row) in rows.iter().enumerate() {
        if at > 0 {
            text.push('\n');
        }
        for (column, cell) in row.iter().enumerate() {
            let gap = width(column) - cell.chars().count();
            if column == 0 {
                let _ = write!(text, "{cell}{}", " ".repeat(gap));
            } else {
                let _ = write!(text, "  {}{cell}", " ".repeat(gap));
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_lined_up() {
        let rows = [["State", "All"], ["Texas", "1,204"], ["Maine", "7"]];
        let rows: Vec<Vec<String>> = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        assert_eq!(table(&rows), "State    All\nTexas  1,204\nMaine      7");
    }
}
