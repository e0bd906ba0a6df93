//! The names of an office's letter as CSV: what stands in its PDF, and how each person stands to the office.

use super::Target;
use super::snapshot::{Snapshot, Standing};
use crate::exports::harmless;

/// Writes the table: constituents, people who may be, then organizations. A recipient without constituents gets everyone.
pub fn csv(snapshot: &Snapshot, target: &Target) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["kind", "standing", "name", "place", "detail"])?;
    for (standing, word) in [
        (Standing::Constituent, "constituent"),
        (Standing::Possible, "possible constituent"),
    ] {
        for person in &snapshot.people {
            let stands = target
                .seat
                .as_ref()
                .map_or(Standing::Constituent, |seat| person.residence.standing(seat));
            let word = if target.seat.is_some() { word } else { "" };
            if let Some(name) = person.name.clone().filter(|_| stands == standing) {
                let cells = [name, person.place.clone(), person.detail.clone()].map(harmless);
                writer.write_record(["person", word].into_iter().chain(cells.iter().map(String::as_str)))?;
            }
        }
    }
    for organization in &snapshot.organizations {
        let scope = if organization.national { "national" } else { "" };
        let place = format!("{}, {}", organization.city, organization.region);
        let cells = [organization.name.clone(), place].map(harmless);
        writer.write_record(["organization", scope, &cells[0], &cells[1], ""])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
