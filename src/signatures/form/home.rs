//! Where a person lives: the state and the district follow from the ZIP, and are asked for only where they don't.

use super::{Reading, Typed, fields};
use crate::offices::zips::{District, Place};
use crate::text;

/// The House district of a person, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HouseDistrict {
    /// The Congress whose districts these are.
    pub congress: u16,
    /// 0: the state is one district. `None`: asked for, and not known.
    pub number: Option<u8>,
    /// Chosen by the person: their ZIP lies in several.
    pub chosen: bool,
}

impl HouseDistrict {
    /// How it was found, for the database.
    pub fn found(&self) -> &'static str {
        match (self.number, self.chosen) {
            (None, _) => "unknown",
            (Some(_), true) => "chosen",
            (Some(_), false) => "unique",
        }
    }
}

/// Where someone lives.
pub(super) struct Home {
    pub(super) postal_code: String,
    pub(super) region: Option<String>,
    pub(super) district: Option<HouseDistrict>,
}

/// The five digits of the ZIP that was typed, if it is one of the United States.
pub fn zip_of(typed: &Typed) -> Option<&str> {
    let code = typed.get("postal_code").trim();
    let digits = code.bytes().all(|b| b.is_ascii_digit() || b == b'-') && matches!(code.len(), 5 | 10);
    let zip = code.split('-').next().unwrap_or_default();
    (typed.get("country") == "US" && digits && zip.len() == 5).then_some(zip)
}

/// The districts among which someone in a state must choose.
pub(super) fn districts<'p>(place: &'p Place, state: &str) -> Vec<&'p District> {
    place
        .districts
        .iter()
        .filter(|district| district.state == state)
        .collect()
}

/// The state: what the ZIP says; what was chosen where it says nothing, or several.
pub(super) fn state(typed: &Typed, place: &Place) -> Option<String> {
    let chosen = typed.get("state");
    match place.states.as_slice() {
        [one] => Some(one.clone()),
        [] => fields::STATES.contains(&chosen).then(|| chosen.to_owned()),
        several => several.iter().find(|state| *state == chosen).cloned(),
    }
}

pub(super) fn home(form: &mut Reading<'_>, country: &str, place: &Place) -> Option<Home> {
    if country != "US" {
        // Not every country has postal codes.
        let given = form.take("postal_code", |given| text::optional_line(given, 12))?;
        return Some(Home {
            postal_code: given.unwrap_or_default(),
            region: None,
            district: None,
        });
    }
    let postal_code = form.take("postal_code", |given| text::line(given, 12))?;
    if zip_of(form.typed).is_none() {
        form.wrong("postal_code", "error-zip");
        return None;
    }
    let Some(state) = state(form.typed, place) else {
        form.wrong("state", "error-state");
        return None;
    };
    // Without a table nobody knows of which Congress a district would be; at large, the state tells it anyway.
    let district = |number, chosen| {
        (place.congress > 0).then_some(HouseDistrict {
            congress: place.congress,
            number,
            chosen,
        })
    };
    let typed = form.typed.get("district");
    let district = match districts(place, &state).as_slice() {
        [] => None,
        [one] => district(Some(one.number), false),
        _ if typed == "unknown" => district(None, true),
        several => {
            let Some(it) = several.iter().find(|it| it.number.to_string() == typed) else {
                form.wrong("district", "error-district");
                return None;
            };
            district(Some(it.number), true)
        }
    };
    Some(Home {
        postal_code,
        region: Some(state),
        district,
    })
}
