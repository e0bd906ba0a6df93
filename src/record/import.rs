//! Positions of Members from a table, all or nothing.

use std::collections::BTreeMap;

use super::{Position, store};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::deliver::{self, DeliveryContext};
use crate::store::StoreError;
use crate::tables::{Column, Problem, Row, Table};

/// The columns of the table.
pub const COLUMNS: &[Column] = &[
    Column {
        name: "office",
        synonyms: &["bioguide", "bioguide id", "office key", "key", "oficina"],
        required: true,
    },
    Column {
        name: "position",
        synonyms: &["stance", "vote", "posición", "postura"],
        required: true,
    },
];

/// The words for each position, besides the one that is stored.
const WORDS: [(Position, &[&str]); 4] = [
    (Position::Supports, &["support", "yes", "for", "apoya", "a favor", "sí"]),
    (Position::Opposes, &["oppose", "no", "against", "se opone", "en contra"]),
    (Position::Undecided, &["unknown", "leaning", "indeciso", "indecisa"]),
    (Position::Asked, &["ask", "preguntado", "preguntada"]),
];

/// Why positions are not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The table has problems.
    #[error("the table has problems")]
    Table(Vec<Problem>),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Imports a table of positions; returns how many. Offices to which the letter does not go are problems.
pub fn positions(context: DeliveryContext<'_>, table: &[u8]) -> Result<usize, ImportError> {
    let names = deliver::names(context)?;
    let mut lines = BTreeMap::new();
    let read = Table::read(table, COLUMNS).and_then(|table| table.each(|row| one(row, &names, &mut lines)));
    let found = read.map_err(ImportError::Table)?;
    let number = found.len();
    let (slug, by, now) = (context.letter.slug.to_string(), context.by, context.config.clock.now());
    context.store.write_now(move |tx| {
        for (office, position) in &found {
            let name = names.get(office).map_or("", String::as_str);
            store::set_position(tx, &slug, (office, name), *position)?;
        }
        record(tx, by, &Deed::about(Act::PositionsRecorded, &slug, number), now)
    })?;
    Ok(number)
}

fn one(
    row: Row<'_>,
    names: &BTreeMap<String, String>,
    lines: &mut BTreeMap<String, u64>,
) -> Result<(String, Option<Position>), Vec<Problem>> {
    let given = row.cell("office");
    let key = if given.contains(':') {
        given.to_owned()
    } else {
        format!("member:{given}")
    };
    let mut problems = Vec::new();
    // In a wrong file a cell may contain anything, and be long.
    let shown: String = given.chars().take(60).collect();
    if !names.contains_key(&key) {
        let what = format!(
            "the letter does not go to \"{shown}\": use a Member's bioguide ID, or a key such as recipient:labor"
        );
        problems.push(row.problem("office", what));
    } else if let Some(line) = lines.insert(key.clone(), row.line()) {
        problems.push(row.problem(
            "office",
            format!("\"{shown}\" is also in line {line}: keep one of them"),
        ));
    }
    let position = position(row.cell("position"));
    if position.is_err() {
        let what = "this is not a position: use supports, opposes, undecided or asked, or leave the cell empty";
        problems.push(row.problem("position", what));
    }
    match position {
        Ok(position) if problems.is_empty() => Ok((key, position)),
        _ => Err(problems),
    }
}

/// Reads a position; `None` if the cell is empty, and an error if it is no position.
fn position(cell: &str) -> Result<Option<Position>, ()> {
    let word = cell.trim().to_lowercase();
    if word.is_empty() {
        return Ok(None);
    }
    let known = WORDS
        .iter()
        .find(|(position, words)| position.as_str() == word || words.contains(&word.as_str()));
    known.map(|(position, _)| Some(*position)).ok_or(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_read_in_the_words_that_people_use() {
        assert_eq!(position(" Supports "), Ok(Some(Position::Supports)));
        assert_eq!(position("NO"), Ok(Some(Position::Opposes)));
        assert_eq!(position(""), Ok(None));
        assert_eq!(position("perhaps"), Err(()));
    }

    #[test]
    fn every_problem_has_its_cell() {
        let names = BTreeMap::from([("member:X000001".to_owned(), "Inés Ortega (CA-21)".to_owned())]);
        let table = "Bioguide,Stance\nX000001,yes\nmember:X000001,no\nX000009,perhaps\n";
        let mut lines = BTreeMap::new();
        let read =
            Table::read(table.as_bytes(), COLUMNS).and_then(|table| table.each(|row| one(row, &names, &mut lines)));
        let told: Vec<String> = read.expect_err("refused").iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(told.join("\n"), @r#"
        3:1: "member:X000001" is also in line 2: keep one of them
        4:1: the letter does not go to "X000009": use a Member's bioguide ID, or a key such as recipient:labor
        4:9: this is not a position: use supports, opposes, undecided or asked, or leave the cell empty
        "#);
    }
}
