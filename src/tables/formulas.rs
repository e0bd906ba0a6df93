//! Protects CSV cells against formula injection: text that strangers typed must stay text in every spreadsheet.
//!
//! A spreadsheet runs a cell that begins like a formula. If a semicolon or a tab separates cells (Excel in many countries), a cell may
//! begin in the middle of ours, and if quotation marks then stand inside a cell, at each of its lines. An apostrophe before such a
//! beginning makes it text. It is set before apostrophes too, so that what was typed can be told from what was added: [`original`] removes
//! exactly ours.

/// The byte-order mark that Excel needs to read a file as UTF-8.
pub const BOM: &[u8] = "\u{feff}".as_bytes();

/// Characters that begin a formula, in any of their widths, or that move on to a cell that may.
const BEGINNINGS: [char; 14] = [
    '=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫',
];

/// Returns whether a program may drop this character before it looks for a formula.
fn is_quiet(c: char) -> bool {
    matches!(c, '\'' | '"' | '\u{200b}' | '\u{feff}') || (c.is_whitespace() && !is_end(c))
}

/// Returns whether this character ends a cell or a line in some locale's CSV.
fn is_end(c: char) -> bool {
    matches!(c, ';' | '\t' | '\r' | '\n')
}

fn would_run(rest: &str) -> bool {
    rest.trim_start_matches(is_quiet).starts_with(BEGINNINGS)
}

/// Escapes a cell so that no spreadsheet runs it.
pub fn harmless(cell: String) -> String {
    if !cell.contains(BEGINNINGS) {
        return cell;
    }
    let mut written = String::with_capacity(cell.len() + 1);
    let mut begins = true;
    for (index, c) in cell.char_indices() {
        if begins && would_run(&cell[index..]) {
            written.push('\'');
        }
        written.push(c);
        begins = is_end(c);
    }
    written
}

/// Restores the cell as it was typed.
pub(crate) fn original(written: &str) -> String {
    let mut cell = String::with_capacity(written.len());
    let mut begins = true;
    for (index, c) in written.char_indices() {
        if begins && c == '\'' && would_run(&written[index + 1..]) {
            begins = false;
            continue;
        }
        cell.push(c);
        begins = is_end(c);
    }
    cell
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[rstest::rstest]
    #[case("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")")]
    #[case("+1 202", "'+1 202")]
    #[case("-2+3", "'-2+3")]
    #[case("@handle", "'@handle")]
    #[case("\t=1", "'\t'=1")]
    #[case("\r=1", "'\r'=1")]
    #[case("＝1+1", "'＝1+1")]
    #[case("＋1", "'＋1")]
    #[case("－1", "'－1")]
    #[case("＠x", "'＠x")]
    #[case(" =1+1", "' =1+1")]
    #[case("\"=1+1\"", "'\"=1+1\"")]
    #[case("Fred;=1+1", "Fred;'=1+1")]
    #[case("Fred; \"-1", "Fred;' \"-1")]
    #[case("Fred\n@x", "Fred\n'@x")]
    #[case("'=1", "''=1")]
    #[case("Ana-María; José", "Ana-María; José")]
    #[case("'tis", "'tis")]
    #[case("a = b", "a = b")]
    #[case("", "")]
    fn formulas_become_text_and_nothing_else_changes(#[case] cell: &str, #[case] written: &str) {
        assert_eq!(harmless(cell.to_owned()), written);
        assert_eq!(original(written), cell);
    }

    proptest! {
        #[test]
        fn no_cell_runs_and_every_one_can_be_recovered(cell in "[-=+@\t\r\n;'\" a＝－\u{200b}]{0,12}") {
            let written = harmless(cell.clone());
            prop_assert_eq!(original(&written), cell);
            let cells = written.split([';', '\t', '\r', '\n']);
            for cell in cells {
                let seen = cell.trim_start_matches(|c: char| c != '\'' && is_quiet(c));
                prop_assert!(!seen.starts_with(BEGINNINGS), "{:?}", written);
            }
        }
    }
}
