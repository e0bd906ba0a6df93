//! Prints lists: columns with headings on a terminal, tab-separated values elsewhere, JSON on request.

use std::io::IsTerminal;

use comfy_table::{ContentArrangement, Table, presets};
use serde::Serialize;
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::store::search::{Page, Paged};

/// Which part of a list a command shows, and how.
#[derive(clap::Args)]
pub struct Shown {
    /// Start after this number
    #[arg(long, value_name = "ID", default_value_t = 0, hide_default_value = true)]
    pub after: i64,
    /// Show at most this many
    #[arg(long, value_name = "N", default_value_t = 500)]
    pub limit: usize,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

impl Shown {
    /// Returns the page.
    pub fn page(&self) -> Page {
        Page {
            after: SignatureId::new(self.after),
            limit: self.limit.max(1),
        }
    }
}

/// Prints rows: on a terminal under their headings, or else separated by tabs, so that other programs can read them.
pub fn show<T>(headings: &[&str], rows: &[T], cells: impl Fn(&T) -> Vec<String>) {
    let printed = |row: &T| cells(row).iter().map(|cell| one_line(cell)).collect::<Vec<_>>();
    if !std::io::stdout().is_terminal() {
        let mut out = std::io::stdout().lock();
        for row in rows {
            if !super::print(&mut out, &printed(row).join("\t")) {
                return;
            }
        }
        return;
    }
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(headings.iter().map(|heading| heading.to_uppercase()));
    for row in rows {
        table.add_row(printed(row));
    }
    super::say(&table.trim_fmt());
}

/// Describes which text a signature is for, if it is not the published one: its revision.
pub fn text(earlier: Option<u32>) -> String {
    earlier.map_or_else(String::new, |revision| format!("revision {revision}"))
}

/// Prints anything as JSON.
pub fn json(value: &impl Serialize) -> anyhow::Result<()> {
    super::say(&serde_json::to_string_pretty(value)?);
    Ok(())
}

/// Says how many more there are and how to see them; nothing if there are none. On standard error, so that it is in no file.
pub fn tell_more<T>(paged: &Paged<T>, id: impl Fn(&T) -> SignatureId, command: &str) {
    if let (true, Some(last)) = (paged.more > 0, paged.rows.last()) {
        super::complain(&format!(
            "{} more; to see them, run `undersigned {command} --after {}`",
            paged.more,
            id(last)
        ));
    }
}

/// Says that there are more and how to see them; nothing if there are none. On standard error, so that it is in no file.
pub fn tell_next(has_more: bool, last: Option<SignatureId>, command: &str) {
    if let (true, Some(last)) = (has_more, last) {
        super::complain(&format!(
            "There are more; to see them, run `undersigned {command} --after {last}`"
        ));
    }
}

/// Formats a cell as one line: other people's line breaks, tabs and control characters must not reach a terminal or make columns.
fn one_line(cell: &str) -> String {
    let plain: String = cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn untrusted_text_stays_in_its_cell_and_cannot_control_the_terminal() {
        assert_eq!(one_line("a\tb\r\n\u{1b}[31mc\u{9b}2Jd  e"), "a b [31mc 2Jd e");
    }
}
