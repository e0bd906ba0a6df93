//! The letter as everyone may download it: to its addressees, with the organizations that signed, and with how many people did. No person is
//! named, and no office's own number appears.

use std::sync::OnceLock;

use super::{Rendition, RenditionContext};
use crate::delivery::census::Census;
use crate::delivery::snapshot::{Organization, Residence, Snapshot};
use crate::delivery::{Count, Reach, Target};
use crate::offices::address::Addressee;
use crate::signatures::ByOrigin;
use crate::signatures::ids::SignatureId;
use crate::signatures::locality::Locality;
use crate::signatures::store::RankedOrganization;

impl Snapshot {
    /// Creates a snapshot of organizations as they are listed, which counts people without knowing them. Signatures under earlier texts are
    /// counted only.
    pub fn of_public(
        organizations: Vec<RankedOrganization>,
        people: Count,
        (origins, invented): (ByOrigin, bool),
    ) -> Self {
        let all = organizations.len();
        let of_this_text = organizations.into_iter().filter(|it| it.listed.earlier.is_none());
        let organizations: Vec<_> = of_this_text
            .map(|it| Organization {
                signature: SignatureId::NONE,
                name: it.listed.name,
                national: it.national,
                place: it.listed.place,
            })
            .collect();
        let mut census = Census::default();
        if people.all() > 0 {
            let somewhere = Locality {
                country: "US".to_owned(),
                ..Locality::default()
            };
            census.add(&Residence::default(), &somewhere, people, 0);
        }
        Self {
            earlier_revisions: (all - organizations.len()) as u64,
            organizations,
            origins,
            demonstration: u64::from(invented),
            census: OnceLock::from(census),
            ..Self::default()
        }
    }
}

impl RenditionContext<'_> {
    /// Composes the pages for everyone. `today` is the day up to which the signers are counted.
    pub fn public_copy(&self, today: jiff::civil::Date) -> Rendition {
        let target = Target {
            office: String::new(),
            name: String::new(),
            seat: None,
            addressee: Addressee {
                lines: self.edition.front.addressees.clone(),
                salutation: self.public_salutation(),
            },
            stem: String::new(),
            short: String::new(),
            reach: Reach::Country,
            contacts: Vec::new(),
            capacity: String::new(),
            rules: Vec::new(),
        };
        let day = [("date", self.day(today).into())];
        Rendition {
            summary: Vec::new(),
            groups: self.organization_groups(&target),
            names_note: self.say("copy-signers", &day),
            page_of: self.text("bundle-page"),
            table: self.public_table(),
            ..self.rendition(&target)
        }
    }

    fn public_salutation(&self) -> String {
        let to_congress = self
            .letter
            .delivery
            .as_ref()
            .is_some_and(crate::letters::Delivery::is_to_congress);
        let own = self.edition.front.salutation.clone();
        own.unwrap_or_else(|| {
            if to_congress {
                self.text("letter-salutation")
            } else {
                String::new()
            }
        })
    }

    /// Returns the table of how many signed: organizations, and people.
    fn public_table(&self) -> Vec<Vec<String>> {
        let organizations = Count {
            listed: self.snapshot.organizations.len() as u64,
            unlisted: 0,
        };
        let heading = [
            "bundle-table-who",
            "bundle-table-all",
            "bundle-table-listed",
            "bundle-table-unlisted",
        ];
        let rows = [
            ("organizations", organizations),
            ("people", self.snapshot.census().everyone()),
        ];
        let rows = rows
            .into_iter()
            .filter(|(_, count)| count.all() > 0)
            .map(|(id, count)| {
                let numbers = [count.all(), count.listed, count.unlisted];
                let numbers = numbers.map(|number| self.locales.number(self.lang(), number));
                std::iter::once(self.text(id)).chain(numbers).collect()
            });
        std::iter::once(heading.map(|id| self.text(id)).to_vec())
            .chain(rows)
            .collect()
    }
}
