//! Which congressional districts a ZIP lies in: `state_fips,state_abbr,zcta,cd`, from the Census's block files.
//!
//! Four ZIPs in five lie in one district. The others are ambiguous, and nobody is assigned by the larger part of an area.

use super::seats;

/// Why a table was refused: the line (from 1), and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:1: {what}")]
pub struct DistrictsError {
    /// From 1.
    pub line: u64,
    /// What is wrong, and how to mend it.
    pub what: String,
}

/// Reads a table: (ZIP, state, district), at-large districts and delegates as 0.
pub fn parse(text: &str) -> Result<Vec<(String, String, u8)>, DistrictsError> {
    let wrong = |line, what: &str| DistrictsError {
        line,
        what: format!("{what}: give a file with the columns state_fips,state_abbr,zcta,cd"),
    };
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let header = reader
        .headers()
        .cloned()
        .map_err(|_| wrong(1, "the first line can't be read"))?;
    let place = |name: &str| {
        header
            .iter()
            .position(|cell| cell.trim() == name)
            .ok_or_else(|| wrong(1, &format!("the column {name} is missing")))
    };
    let (state, zip, district) = (place("state_abbr")?, place("zcta")?, place("cd")?);
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            wrong(
                error.position().map_or(0, csv::Position::line),
                "the line can't be read",
            )
        })?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |index: usize| record.get(index).unwrap_or_default().trim();
        rows.push(
            row(cell(zip), cell(state), cell(district))
                .ok_or_else(|| wrong(line, "a ZIP, state or district is not one"))?,
        );
    }
    if rows.is_empty() {
        Err(wrong(1, "the table is empty"))
    } else {
        Ok(rows)
    }
}

/// `00`, `98` and `1` of a state with one district are the same: at large.
fn row(zip: &str, state: &str, district: &str) -> Option<(String, String, u8)> {
    let good = zip.len() == 5
        && zip.bytes().all(|b| b.is_ascii_digit())
        && state.len() == 2
        && state.bytes().all(|b| b.is_ascii_uppercase());
    let number: u8 = district.parse().ok()?;
    let number = if seats::at_large(state) { 0 } else { number };
    (good && number <= 53).then(|| (zip.to_owned(), state.to_owned(), number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_large_is_one_thing_whatever_it_is_called() {
        let rows =
            parse("state_fips,state_abbr,zcta,cd\n02,AK,99501,0\n11,DC,20001,98\n06,CA,93701,21\n").expect("good");
        assert_eq!(rows.iter().map(|row| row.2).collect::<Vec<_>>(), [0, 0, 21]);
    }

    #[test]
    fn a_wrong_line_is_named() {
        let error = parse("state_fips,state_abbr,zcta,cd\n06,CA,93701,21\n06,CA,9370,21\n").expect_err("refused");
        assert_eq!(error.line, 3);
        assert!(
            parse("zip,cd\n")
                .expect_err("refused")
                .what
                .starts_with("the column state_abbr is missing")
        );
    }
}
