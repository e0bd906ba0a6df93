//! The organizations of the invented campaign: of the whole country, of states and cities, and a few abroad.

use super::people::Spot;
use super::words;
use crate::signatures::{Organization, Signer};

/// The parts of an invented organization's name, and its place.
struct Sketch {
    scope: &'static str,
    /// The beginning of the name.
    place: String,
    /// How often all of these names have been used before.
    series: usize,
    spot: Spot,
    /// The kind, and the rest of the name.
    what: (&'static str, &'static str),
}

/// Creates the `n`-th organization: every fourth speaks for the country, every twentieth is abroad; the others speak for a state or a city.
/// No two have the same name.
pub(super) fn organization(n: usize) -> (Signer, Spot) {
    let it = if n % 20 == 19 {
        abroad(n / 20)
    } else if n.is_multiple_of(4) {
        national(n / 4)
    } else {
        // The numbers of organizations that are not national do not depend on whether some are abroad.
        regional(n - n / 4 - 1)
    };
    let number = if it.series == 0 {
        String::new()
    } else {
        format!(" {}", it.series + 1)
    };
    let name = format!("{} {}{number}", it.place, it.what.1);
    let signer = Signer::Organization(Organization {
        legal_name: name.clone(),
        listed_name: name,
        kind: it.what.0.to_owned(),
        scope: it.scope.to_owned(),
        // Every third contact writes from the website's domain.
        website: n.is_multiple_of(3).then(|| format!("https://demo-{n}.example")),
        public_email: None,
        board: None,
        invitation: None,
        contact_name: "Sample Contact".to_owned(),
        contact_title: "Director".to_owned(),
        phone: None,
    });
    (signer, it.spot)
}

fn kind(nth: usize) -> (&'static str, &'static str) {
    words::ORGANIZATIONS[nth % words::ORGANIZATIONS.len()]
}

fn abroad(nth: usize) -> Sketch {
    let (country, city) = words::ABROAD[nth % words::ABROAD.len()];
    Sketch {
        scope: "local",
        place: city.to_owned(),
        // The numbers of kinds and of places are coprime, so that all combinations occur before one repeats.
        series: nth / (words::ORGANIZATIONS.len() * words::ABROAD.len()),
        spot: Spot {
            state: None,
            country,
            city,
        },
        what: kind(nth),
    }
}

fn national(nth: usize) -> Sketch {
    let kinds = words::ORGANIZATIONS.len();
    let (state, city) = words::SEATS[nth % words::SEATS.len()];
    Sketch {
        scope: "national",
        place: words::NATIONAL[nth / kinds % words::NATIONAL.len()].to_owned(),
        series: nth / (kinds * words::NATIONAL.len()),
        spot: Spot::at_home(state, city),
        what: kind(nth),
    }
}

fn regional(nth: usize) -> Sketch {
    // The step is coprime to the number of places, so that all of them are visited.
    let at = nth * 17 % words::PLACES.len();
    let (state, name, city, _) = words::PLACES[at];
    let (scope, place) = if at < words::CAPITALS && nth.is_multiple_of(3) {
        ("state", name.to_owned())
    } else {
        ("local", format!("Greater {city}"))
    };
    Sketch {
        scope,
        place,
        series: nth / (words::ORGANIZATIONS.len() * words::PLACES.len()),
        spot: Spot::at_home(state, city),
        what: kind(nth),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn name(n: usize) -> String {
        match organization(n).0 {
            Signer::Organization(it) => it.legal_name,
            Signer::Person(_) => String::new(),
        }
    }

    #[test]
    fn a_thousand_organizations_have_as_many_names() {
        let names: BTreeSet<String> = (0..1_000).map(name).collect();
        assert_eq!(names.len(), 1_000);
    }

    #[test]
    fn a_few_organizations_are_abroad_and_have_no_state() {
        let spots: Vec<Spot> = (0..100).map(|n| organization(n).1).collect();
        let abroad: BTreeSet<&str> = spots
            .iter()
            .filter(|spot| spot.state.is_none())
            .map(|spot| spot.country)
            .collect();
        assert_eq!(abroad.into_iter().collect::<Vec<_>>(), ["CA", "GB", "GT", "MX", "PH"]);
        assert!(spots.iter().all(|spot| (spot.country == "US") == spot.state.is_some()));
    }
}
