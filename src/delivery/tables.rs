//! The names of an office's letter as CSV: those in its PDF and those for which it had no room, with each signer's relation to the office.

use std::io::Write;

use super::Target;
use super::rendition::RenditionContext;
use super::snapshot::{Person, SeatRelation};
use crate::offices::Seat;
use crate::signatures::locality::{self, Locality};
use crate::tables::{BOM, harmless};

const HEADINGS: [&str; 9] = [
    "table-type",
    "table-relation",
    "table-name",
    "table-city",
    "table-state",
    "table-country",
    "table-title",
    "table-affiliation",
    "table-zip",
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
    /// The ZIP of a constituent who lets the office see it.
    zip: &'a str,
}

/// Returns the table as [`write()`] writes it.
pub fn csv(context: &RenditionContext<'_>, target: &Target) -> Result<Vec<u8>, csv::Error> {
    let mut table = Vec::new();
    write(context, target, &mut table)?;
    Ok(table)
}

/// Writes the table, in the order of the PDF: organizations, constituents, possible constituents. A recipient without constituents gets
/// everyone who may be listed.
pub fn write(context: &RenditionContext<'_>, target: &Target, mut out: impl Write) -> Result<(), csv::Error> {
    out.write_all(BOM)?;
    let mut writer = Table {
        columns: HEADINGS.len() - usize::from(!context.shows_zips(target)),
        writer: csv::Writer::from_writer(out),
    };
    writer.write(&HEADINGS.map(|id| context.text(id)))?;
    for line in organizations(context, target) {
        writer.write(&row(context, &line))?;
    }
    let snapshot = context.snapshot;
    let Some(seat) = &target.seat else {
        for person in snapshot.people.all() {
            write_person(context, &mut writer, &person, (SeatRelation::Elsewhere, ""))?;
        }
        return Ok(writer.writer.flush()?);
    };
    for (relation, id) in [
        (SeatRelation::Constituent, "table-constituent"),
        (SeatRelation::Possible, "table-possible"),
    ] {
        for person in snapshot.people.related(seat, relation) {
            write_person(context, &mut writer, &person, (relation, id))?;
        }
    }
    Ok(writer.writer.flush()?)
}

/// A table with its last column or without it.
struct Table<W: Write> {
    writer: csv::Writer<W>,
    columns: usize,
}

impl<W: Write> Table<W> {
    fn write(&mut self, row: &[String; 9]) -> Result<(), csv::Error> {
        self.writer.write_record(row.iter().take(self.columns))
    }
}

/// Writes a person who may be named.
fn write_person(
    context: &RenditionContext<'_>,
    writer: &mut Table<impl Write>,
    person: &Person,
    (seen_as, relation): (SeatRelation, &'static str),
) -> Result<(), csv::Error> {
    let Some(name) = person.name_for(seen_as) else {
        return Ok(());
    };
    let line = Line {
        kind: "table-person",
        relation,
        name,
        place: &person.place,
        title: &person.title,
        affiliation: &person.affiliation,
        zip: person.full_for(seen_as).map_or("", |it| it.zip.as_str()),
    };
    writer.write(&row(context, &line))
}

fn row(context: &RenditionContext<'_>, line: &Line<'_>) -> [String; 9] {
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
        line.zip.to_owned(),
    ];
    row.map(harmless)
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
        zip: "",
    })
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
