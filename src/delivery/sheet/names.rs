//! The names: constituents first, then organizations, national before the states A to Z; and constituents' own words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Desk;
use crate::delivery::snapshot::{Organization, Person, Standing};
use crate::delivery::{Count, Target};
use crate::signatures::locality::{self, Locality};
use crate::text;

/// More names than this stand only in the table that goes with the letter: the file would grow past what mailboxes take.
const MOST_NAMES: usize = 20_000;

/// How many constituents' own words are printed.
const MOST_COMMENTS: usize = 25;

/// Names under a heading.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Group {
    level: u8,
    heading: String,
    note: String,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    name: String,
    rest: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Comment {
    text: String,
    by: String,
}

impl Desk<'_> {
    pub(super) fn groups(&self, target: &Target) -> Vec<Group> {
        let mut groups = self.people_groups(target);
        let organizations = self.organizations();
        if !organizations.is_empty() {
            let national: Vec<Line> = organizations
                .iter()
                .filter(|o| o.national)
                .map(|o| organization_line(o, self.place(&o.place)))
                .collect();
            groups.push(Group::heading(1, self.text("bundle-organizations-heading")));
            if !national.is_empty() {
                groups.push(Group {
                    lines: national,
                    ..Group::heading(2, self.text("bundle-national"))
                });
            }
            let rest = organizations.iter().copied().filter(|o| !o.national);
            // Their state stands above them.
            let city = |o: &Organization| o.place.city.clone().unwrap_or_default();
            groups.extend(self.by_place(rest.map(|o| (&o.place, organization_line(o, city(o))))));
        }
        groups
    }

    /// National ones, then by the states' names A to Z, then by countries; A to Z within.
    pub(in crate::delivery) fn organizations(&self) -> Vec<&Organization> {
        let mut sorted: Vec<_> = self.snapshot.organizations.iter().collect();
        sorted.sort_by_cached_key(|it| (!it.national).then(|| self.region(&it.place).0));
        sorted
    }

    /// What sorts a state or country, and its name.
    fn region(&self, place: &Locality) -> ((bool, String), String) {
        let name = match &place.state {
            Some(state) => self.state(state),
            None => locality::country(self.locales, self.lang(), &place.country),
        };
        ((place.state.is_none(), text::fold(&name)), name)
    }

    fn people_groups(&self, target: &Target) -> Vec<Group> {
        let Some(seat) = &target.seat else {
            return self.people_by_state();
        };
        let place = self.constituency(seat);
        let heading = self.say("bundle-constituents-heading", &[("place", place.clone().into())]);
        let mut groups = Vec::new();
        for (standing, heading, note) in [
            (Standing::Constituent, heading, String::new()),
            (
                Standing::Possible,
                self.say("bundle-possible-heading", &[("place", place.into())]),
                self.text("bundle-possible-note"),
            ),
        ] {
            let of = |person: &&Person| person.residence.standing(seat) == standing;
            let lines: Vec<Line> = self
                .snapshot
                .people
                .iter()
                .filter(of)
                .filter_map(|person| person_line(person, self.place(&person.place)))
                .take(MOST_NAMES)
                .collect();
            let count = self.standing(target, standing);
            if count.all() > 0 {
                let note = [note, self.left_out(count, lines.len())].join(" ").trim().to_owned();
                groups.push(Group {
                    note,
                    lines,
                    ..Group::heading(1, heading)
                });
            }
        }
        groups
    }

    /// For a recipient without constituents: everyone who is listed.
    fn people_by_state(&self) -> Vec<Group> {
        let all = self.snapshot.count(|_| true);
        let listed: Vec<&Person> = self
            .snapshot
            .people
            .iter()
            .filter(|person| person.name.is_some())
            .take(MOST_NAMES)
            .collect();
        if all.all() == 0 {
            return Vec::new();
        }
        let note = self.left_out(all, listed.len());
        let mut groups = vec![Group {
            note,
            ..Group::heading(1, self.text("bundle-people-heading"))
        }];
        let lines = listed.into_iter().filter_map(|person| {
            let city = person.place.city.clone().unwrap_or_default();
            Some((&person.place, person_line(person, city)?))
        });
        groups.extend(self.by_place(lines));
        groups
    }

    /// Groups by the states' names A to Z as this language sorts them, then by countries.
    fn by_place<'l>(&self, lines: impl Iterator<Item = (&'l Locality, Line)>) -> Vec<Group> {
        let mut places: BTreeMap<(bool, String), (String, Vec<Line>)> = BTreeMap::new();
        for (place, line) in lines {
            let (key, name) = self.region(place);
            places.entry(key).or_insert_with(|| (name, Vec::new())).1.push(line);
        }
        let group = |(name, lines)| Group {
            lines,
            ..Group::heading(2, name)
        };
        places.into_values().map(group).collect()
    }

    pub(crate) fn place(&self, place: &Locality) -> String {
        place.words(self.locales, self.lang())
    }

    /// Who does not stand in a list, and why.
    fn left_out(&self, count: Count, shown: usize) -> String {
        let more = count.listed.saturating_sub(shown as u64);
        let parts = [("bundle-unlisted", count.unlisted), ("bundle-more", more)];
        parts
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| self.counted(id, count))
            .collect::<Vec<_>>()
            .join(" ")
    }

    pub(super) fn comments(&self, target: &Target) -> Vec<Comment> {
        let Some(seat) = &target.seat else { return Vec::new() };
        let constituents = self
            .snapshot
            .people
            .iter()
            .filter(|person| person.residence.standing(seat) == Standing::Constituent);
        let with_words = constituents.filter_map(|person| {
            Some(Comment {
                text: person.comment.clone()?,
                by: format!("{}, {}", person.name.as_ref()?, self.place(&person.place)),
            })
        });
        with_words.take(MOST_COMMENTS).collect()
    }
}

impl Group {
    fn heading(level: u8, heading: String) -> Self {
        Self {
            level,
            heading,
            note: String::new(),
            lines: Vec::new(),
        }
    }
}

fn organization_line(organization: &Organization, place: String) -> Line {
    Line {
        name: organization.name.clone(),
        rest: place,
    }
}

fn person_line(person: &Person, place: String) -> Option<Line> {
    let rest = [person.detail.as_str(), place.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    Some(Line {
        name: person.name.clone()?,
        rest,
    })
}
