//! The names of an office's letter as CSV: what stands in its PDF and what did not find room there, and how each signer stands to the
//! office.

use super::Target;
use super::sheet::Desk;
use super::snapshot::Standing;
use crate::offices::Seat;
use crate::signatures::locality::{self, Locality};
use crate::tables::{BOM, harmless};

/// Writes the table, in the order of the PDF: organizations, constituents, people who may be. A recipient without constituents gets
/// everyone who may be listed.
pub fn csv(desk: &Desk<'_>, target: &Target) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(BOM.to_vec());
    let text = |id: &str| desk.text(id);
    writer.write_record(
        [
            "table-type",
            "table-relation",
            "table-name",
            "table-city",
            "table-state",
            "table-country",
            "table-title",
            "table-affiliation",
        ]
        .map(text),
    )?;
    let mut row = |kind: &str, relation: &str, name: &str, place: &Locality, [title, affiliation]: [&str; 2]| {
        let [city, state, country] = cells(desk, place);
        let relation = if relation.is_empty() {
            String::new()
        } else {
            desk.text(relation)
        };
        let row = [
            desk.text(kind),
            relation,
            name.to_owned(),
            city,
            state,
            country,
            title.to_owned(),
            affiliation.to_owned(),
        ];
        writer.write_record(row.map(harmless))
    };
    let state = target.seat.as_ref().map(Seat::state);
    for organization in desk.sections(target).iter().flat_map(|section| &section.organizations) {
        let relation = match organization.place.state.as_deref() {
            own if own.is_some() && own == state => "table-in-state",
            _ if organization.national => "table-national",
            _ => "",
        };
        row(
            "table-organization",
            relation,
            &organization.name,
            &organization.place,
            ["", ""],
        )?;
    }
    for (standing, relation) in [
        (Standing::Constituent, "table-constituent"),
        (Standing::Possible, "table-possible"),
    ] {
        for person in &desk.snapshot.people {
            let stands = target
                .seat
                .as_ref()
                .map_or(Standing::Constituent, |seat| person.residence.standing(seat));
            let relation = if target.seat.is_some() { relation } else { "" };
            if let Some(name) = person.name.as_ref().filter(|_| stands == standing) {
                row(
                    "table-person",
                    relation,
                    name,
                    &person.place,
                    [&person.title, &person.affiliation],
                )?;
            }
        }
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// City, state and country, each to be sorted by.
fn cells(desk: &Desk<'_>, place: &Locality) -> [String; 3] {
    [
        place.city.clone().unwrap_or_default(),
        place.state.clone().unwrap_or_default(),
        locality::country(desk.locales, desk.lang(), &place.country),
    ]
}
