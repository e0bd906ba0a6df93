//! A signer as a row of a spreadsheet: text that can't run as a formula, and times that sort.

use super::Signer;
use crate::tables::harmless;

/// The column headings; times are in UTC.
pub(super) const HEADINGS: [&str; 32] = [
    "kind",
    "listed_name",
    "name",
    "scope",
    "city",
    "state",
    "country",
    "postal_code",
    "district",
    "district_found",
    "title",
    "affiliation",
    "contact_name",
    "email",
    "comment",
    "comment_state",
    "verification",
    "evidence",
    "source",
    "invitation",
    "updates",
    "lang",
    "revision",
    "confirmed_at_utc",
    "demonstration",
    "organization_kind",
    "website",
    "phone",
    "authorized_wording",
    "updates_wording",
    "updates_at_utc",
    "other_names",
];

/// The content of a cell.
pub(super) enum Cell {
    /// Text that somebody typed, or that must stay as it is: a ZIP, a district, a code.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A number to calculate with.
    Number(u32),
    /// A time, RFC 3339 in UTC; empty if there is none.
    Time(String),
}

/// Returns the cells under [`HEADINGS`].
pub(super) fn cells(signer: Signer) -> [Cell; 32] {
    use Cell::{Flag, Number, Text, Time};
    [
        Text(signer.kind),
        Text(signer.listed_name),
        Text(signer.name),
        Text(signer.scope),
        Text(signer.city),
        Text(signer.state),
        Text(signer.country),
        Text(signer.postal_code),
        Text(signer.district),
        Text(signer.district_found),
        Text(signer.title),
        Text(signer.affiliation),
        Text(signer.contact_name),
        Text(signer.email),
        Text(signer.comment),
        Text(signer.comment_state),
        Text(signer.verification),
        Text(signer.evidence),
        Text(signer.source),
        Text(signer.invitation),
        Flag(signer.updates),
        Text(signer.lang),
        Number(signer.revision),
        Time(signer.confirmed_at),
        Flag(signer.demonstration),
        Text(signer.organization_kind),
        Text(signer.website),
        Text(signer.phone),
        Text(signer.authorized_wording),
        Text(signer.updates_wording),
        Time(signer.updates_at),
        Text(signer.other_names),
    ]
}

/// Returns the cells of a CSV file.
pub(super) fn row(signer: Signer) -> [String; 32] {
    cells(signer).map(|cell| match cell {
        Cell::Text(text) => harmless(text),
        Cell::Flag(it) => it.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Time(moment) => sortable(&moment),
    })
}

/// Formats a time as `2026-11-28 20:07:01`, which spreadsheets recognize; they do not recognize RFC 3339.
fn sortable(moment: &str) -> String {
    match moment.parse::<jiff::Timestamp>() {
        Ok(moment) => moment.strftime("%Y-%m-%d %H:%M:%S").to_string(),
        Err(_) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_under_its_heading_and_none_runs_as_a_formula() {
        let names = serde_json::to_value(Signer::default()).expect("plain data");
        let names = names.as_object().expect("fields").keys();
        let mut given = serde_json::Map::new();
        for name in names {
            let value = match name.as_str() {
                "updates" | "demonstration" => true.into(),
                "revision" => 7.into(),
                "confirmed_at" | "updates_at" => "2026-11-28T20:07:01.460809Z".into(),
                text => format!("={text}").into(),
            };
            given.insert(name.clone(), value);
        }
        let signer: Signer = serde_json::from_value(given.into()).expect("a signer");
        for (heading, cell) in HEADINGS.iter().zip(row(signer)) {
            let right = match *heading {
                "updates" | "demonstration" => "true".to_owned(),
                "revision" => "7".to_owned(),
                "confirmed_at_utc" | "updates_at_utc" => "2026-11-28 20:07:01".to_owned(),
                text => format!("'={text}"),
            };
            assert_eq!(cell, right, "{heading}");
        }
    }
}
