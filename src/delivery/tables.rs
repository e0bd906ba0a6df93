//! The names of an office's letter as CSV: what stands in its PDF, and how each person stands to the office.

use super::Target;
use super::sheet::Desk;
use super::snapshot::Standing;
use crate::exports::harmless;

/// Writes the table: constituents, people who may be, then organizations. A recipient without constituents gets everyone.
pub fn csv(desk: &Desk<'_>, target: &Target) -> Result<Vec<u8>, csv::Error> {
    let snapshot = desk.snapshot;
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
                let cells = [name, desk.place(&person.place), person.detail.clone()].map(harmless);
                writer.write_record(["person", word].into_iter().chain(cells.iter().map(String::as_str)))?;
            }
        }
    }
    for organization in desk.organizations() {
        let scope = if organization.national { "national" } else { "" };
        let cells = [organization.name.clone(), desk.place(&organization.place)].map(harmless);
        writer.write_record(["organization", scope, &cells[0], &cells[1], ""])?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}
