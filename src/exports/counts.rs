//! Counts the signers in an export, by state or country.

use std::collections::BTreeMap;

use super::{Headings, Signer};
use crate::letters::Party;
use crate::sheet::Filter;

/// The counts, which are collected while signers are written.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    by_place: BTreeMap<String, Both>,
    all: Both,
}

#[derive(Clone, Copy, Debug, Default)]
struct Both {
    organizations: u32,
    people: u32,
}

impl Both {
    fn add(&mut self, party: Party) {
        match party {
            Party::Organization => self.organizations += 1,
            Party::Person => self.people += 1,
        }
    }
}

/// A cell of the sheet that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Count {
    Heading(String),
    Text(String),
    Number(u32),
}

impl Counts {
    pub(super) fn add(&mut self, party: Party, signer: &Signer) {
        let place = if signer.state.is_empty() {
            &signer.country
        } else {
            &signer.state
        };
        self.all.add(party);
        match self.by_place.get_mut(place) {
            Some(both) => both.add(party),
            None => self.by_place.entry(place.clone()).or_default().add(party),
        }
    }

    pub(super) fn all(&self) -> u64 {
        u64::from(self.all.organizations) + u64::from(self.all.people)
    }

    /// Returns the rows of the sheet: the filter, and the counts.
    pub(super) fn rows(&self, filter: &Filter, headings: Headings<'_>) -> Vec<Vec<Count>> {
        let row = |place: &str, both: Both| {
            let place = Count::Text(place.to_owned());
            vec![place, Count::Number(both.organizations), Count::Number(both.people)]
        };
        let heading = |id: &str| Count::Heading(headings.text(id));
        let mut rows = vec![vec![heading("staff-export-filter")]];
        let parts = filter.described().into_iter();
        rows.extend(parts.map(|(key, value)| vec![Count::Text(key.to_owned()), Count::Text(value)]));
        rows.push(vec![Count::Text(headings.text("staff-export-colored"))]);
        rows.push(Vec::new());
        rows.push(
            ["staff-filter-place", "staff-organizations", "staff-individuals"]
                .map(heading)
                .to_vec(),
        );
        rows.extend(self.by_place.iter().map(|(place, both)| row(place, *both)));
        rows.push(row(&headings.text("paper-total"), self.all));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_are_counted_by_place() {
        let mut counts = Counts::default();
        let of = |state: &str, country: &str| Signer {
            state: state.to_owned(),
            country: country.to_owned(),
            ..Signer::default()
        };
        counts.add(Party::Person, &of("TX", "US"));
        counts.add(Party::Organization, &of("TX", "US"));
        counts.add(Party::Person, &of("", "CA"));
        let locales = crate::locale::Locales::load().expect("messages");
        let headings = Headings {
            locales: &locales,
            lang: locales.fallback(),
        };
        let rows = counts.rows(&Filter::counted("rivers"), headings);
        let told: Vec<_> = rows[rows.len() - 3..].iter().map(|row| format!("{row:?}")).collect();
        assert_eq!(
            told,
            [
                r#"[Text("CA"), Number(0), Number(1)]"#,
                r#"[Text("TX"), Number(1), Number(1)]"#,
                r#"[Text("Total"), Number(1), Number(2)]"#,
            ]
        );
        assert_eq!(
            rows[1],
            [Count::Text("letter".to_owned()), Count::Text("rivers".to_owned())]
        );
    }
}
