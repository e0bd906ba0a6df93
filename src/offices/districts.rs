//! The congressional districts that a ZIP lies in: `state_fips,state_abbr,zcta,cd`, from the Census's block files.
//!
//! Four ZIPs in five lie in one district. The others are ambiguous, and nobody is assigned by the larger part of an area.

use super::seats;
use crate::tables::{Column, Problem, Table};

/// The columns of a table, as the Census and its users name them.
const COLUMNS: &[Column] = &[
    Column {
        name: "state_abbr",
        synonyms: &["state", "st", "usps"],
        required: true,
    },
    Column {
        name: "zcta",
        synonyms: &["zip", "zip code", "zipcode", "zip5", "zcta5", "postal code"],
        required: true,
    },
    Column {
        name: "cd",
        synonyms: &[
            "district",
            "congressional district",
            "cd119",
            "cd120",
            "cd119fp",
            "cd120fp",
        ],
        required: true,
    },
];

/// Parses a table: (ZIP, state, district), at-large districts and delegates as 0. `Err` holds every problem.
pub fn parse(bytes: &[u8]) -> Result<Vec<(String, String, u8)>, Vec<Problem>> {
    let table = Table::read(bytes, COLUMNS)?;
    if table.is_empty() {
        let (line, column, what) = (1, 1, "the table has no rows: use the complete file".to_owned());
        return Err(vec![Problem { line, column, what }]);
    }
    table.each(|line| {
        // Spreadsheets drop the leading zeros of ZIPs.
        let zip = format!("{:0>5}", line.cell("zcta"));
        let found = row(&zip, line.cell("state_abbr"), line.cell("cd"));
        found.map_err(|(column, what)| vec![line.problem(column, what)])
    })
}

/// Parses a row. `00`, `98` and `1` of a state with one district are the same: at large.
fn row(zip: &str, state: &str, district: &str) -> Result<(String, String, u8), (&'static str, &'static str)> {
    if zip.len() != 5 || !zip.bytes().all(|b| b.is_ascii_digit()) {
        return Err(("zcta", "not a 5-digit ZIP code: fix it"));
    }
    let state = state.to_ascii_uppercase();
    if state.len() != 2 || !state.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(("state_abbr", "not a state code, such as CA: fix it"));
    }
    let number = district.parse::<u8>().ok();
    let number = if seats::at_large(&state) {
        number.map(|_| 0)
    } else {
        number
    };
    match number.filter(|number| *number <= 53) {
        Some(number) => Ok((zip.to_owned(), state, number)),
        None => Err(("cd", "not a district number from 0 to 53: fix it")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_for_at_large_means_the_same() {
        let rows =
            parse(b"state_fips,state_abbr,zcta,cd\n02,AK,99501,0\n11,DC,20001,98\n06,CA,93701,21\n").expect("good");
        assert_eq!(rows.iter().map(|row| row.2).collect::<Vec<_>>(), [0, 0, 21]);
    }

    #[test]
    fn a_table_that_a_spreadsheet_saved_is_read_with_the_zeros_it_took() {
        let rows = parse(b"sep=;\nState;ZIP Code;District\nma;1002;2\npr;601;98\n;;\n").expect("good");
        let right =
            [("01002", "MA", 2), ("00601", "PR", 0)].map(|(zip, state, cd)| (zip.to_owned(), state.to_owned(), cd));
        assert_eq!(rows, right);
    }

    #[test]
    fn every_wrong_cell_is_named_with_its_place() {
        let table =
            b"state_fips,state_abbr,zcta,cd\n06,CA,93701,21\n06,CA,9370x,21\n06,California,93701,21\n06,CA,93701,99\n";
        let told: Vec<String> = parse(table)
            .expect_err("refused")
            .iter()
            .map(ToString::to_string)
            .collect();
        let places: Vec<&str> = told.iter().filter_map(|it| it.split(": ").next()).collect();
        assert_eq!(places, ["3:7", "4:4", "5:13"], "{told:?}");
        let told = |table: &[u8]| parse(table).expect_err("refused")[0].to_string();
        assert_eq!(
            told(b"zip,cd\n"),
            "1:1: the column state_abbr is missing; found “zip”, “cd”: start the file with the line state_abbr,zcta,cd"
        );
        assert_eq!(
            told(b"Zip,Distrito del Congreso,Estado\n93701,21,CA\n"),
            "1:1: the columns state_abbr, cd are missing; found “Zip”, “Distrito del Congreso”, “Estado”: start the file with the line state_abbr,zcta,cd"
        );
        assert!(
            parse(b"state,zip,cd\n").expect_err("refused")[0]
                .what
                .contains("no rows")
        );
    }
}
