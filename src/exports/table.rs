//! A signer as a row of a spreadsheet: text that can't run, times that sort.

use super::{Signer, harmless};

/// What stands above the columns; times are in UTC.
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

/// The cells under [`HEADINGS`].
pub(super) fn row(signer: Signer) -> [String; 32] {
    [
        harmless(signer.kind),
        harmless(signer.listed_name),
        harmless(signer.name),
        harmless(signer.scope),
        harmless(signer.city),
        harmless(signer.state),
        harmless(signer.country),
        harmless(signer.postal_code),
        harmless(signer.district),
        harmless(signer.district_found),
        harmless(signer.title),
        harmless(signer.affiliation),
        harmless(signer.contact_name),
        harmless(signer.email),
        harmless(signer.comment),
        harmless(signer.comment_state),
        harmless(signer.verification),
        harmless(signer.evidence),
        harmless(signer.source),
        harmless(signer.invitation),
        signer.updates.to_string(),
        harmless(signer.lang),
        signer.revision.to_string(),
        sortable(&signer.confirmed_at),
        signer.demonstration.to_string(),
        harmless(signer.organization_kind),
        harmless(signer.website),
        harmless(signer.phone),
        harmless(signer.authorized_wording),
        harmless(signer.updates_wording),
        sortable(&signer.updates_at),
        harmless(signer.other_names),
    ]
}

/// `2026-11-28 20:07:01`, which spreadsheets take for a time; of RFC 3339 they do not.
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
    fn every_value_stands_under_its_heading_and_none_can_run() {
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
