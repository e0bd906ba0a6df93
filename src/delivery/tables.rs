//! The names of an office's letter as CSV: those in its PDF and those for which it had no room, with each signer's relation to the office.

use super::Target;
use super::rendition::RenditionContext;
use super::snapshot::{Person, SeatRelation};
use crate::offices::Seat;
use crate::signatures::locality::{self, Locality};
use crate::tables::{BOM, harmless};

const HEADINGS: [&str; 8] = [
    "table-type",
    "table-relation",
    "table-name",
    "table-city",
    "table-state",
    "table-country",
    "table-title",
    "table-affiliation",
];

/// A signer's line.
struct Line<'a> {
    kind: &'static str,
    /// The message id of the signer's relation to the office; empty if nothing is said.
    relation: &'static str,
    name: &'a str,
    place: &'a Locality,
    title: &'a str,
    affiliation: &'a str,
}

/// Writes the table, in the order of the PDF: organizations, constituents, possible constituents. A recipient without constituents gets
/// everyone who may be listed.
pub fn csv(context: &RenditionContext<'_>, target: &Target) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(BOM.to_vec());
    writer.write_record(HEADINGS.map(|id| context.text(id)))?;
    for line in organizations(context, target)
        .into_iter()
        .chain(people(context, target))
    {
        let [city, state, country] = cells(context, line.place);
        let relation = match line.relation {
            "" => String::new(),
            relation => context.text(relation),
        };
        let row = [
            context.text(line.kind),
            relation,
            line.name.to_owned(),
            city,
            state,
            country,
            line.title.to_owned(),
            line.affiliation.to_owned(),
        ];
        writer.write_record(row.map(harmless))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

fn organizations<'a>(context: &'a RenditionContext<'_>, target: &Target) -> Vec<Line<'a>> {
    let state = target.seat.as_ref().map(Seat::state);
    let sections = context.sections(target);
    let all = sections.iter().flat_map(|section| &section.organizations);
    all.map(|organization| Line {
        kind: "table-organization",
        relation: match organization.place.state.as_deref() {
            own if own.is_some() && own == state => "table-in-state",
            _ if organization.national => "table-national",
            _ => "",
        },
        name: &organization.name,
        place: &organization.place,
        title: "",
        affiliation: "",
    })
    .collect()
}

fn people<'a>(context: &'a RenditionContext<'_>, target: &Target) -> Vec<Line<'a>> {
    let seat = target.seat.as_ref();
    let of_person = |person: &Person| seat.map_or(SeatRelation::Constituent, |seat| person.residence.relation(seat));
    let of = |wanted: SeatRelation, relation: &'static str| {
        let all = context
            .snapshot
            .people
            .iter()
            .filter(move |person| of_person(person) == wanted);
        all.filter_map(move |person| {
            Some(Line {
                kind: "table-person",
                relation: if seat.is_some() { relation } else { "" },
                name: person.name.as_ref()?,
                place: &person.place,
                title: &person.title,
                affiliation: &person.affiliation,
            })
        })
    };
    of(SeatRelation::Constituent, "table-constituent")
        .chain(of(SeatRelation::Possible, "table-possible"))
        .collect()
}

/// Returns city, state and country in cells of their own, for sorting.
fn cells(context: &RenditionContext<'_>, place: &Locality) -> [String; 3] {
    [
        place.city.clone().unwrap_or_default(),
        place.state.clone().unwrap_or_default(),
        locality::country(context.locales, context.lang(), &place.country),
    ]
}
