//! The names: constituents first, then organizations, national before the states A to Z; and constituents' own words.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Desk;
use crate::delivery::snapshot::{Organization, Person, Standing};
use crate::delivery::{Count, Target};

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
        let organizations = &self.snapshot.organizations;
        if !organizations.is_empty() {
            let national: Vec<Line> = organizations
                .iter()
                .filter(|o| o.national)
                .map(organization_line)
                .collect();
            groups.push(Group::heading(1, self.text("bundle-organizations-heading")));
            if !national.is_empty() {
                groups.push(Group {
                    lines: national,
                    ..Group::heading(2, self.text("bundle-national"))
                });
            }
            let rest = organizations.iter().filter(|o| !o.national);
            groups.extend(self.by_place(rest.map(|o| (o.region.as_str(), organization_line(o)))));
        }
        groups
    }

    fn people_groups(&self, target: &Target) -> Vec<Group> {
        let Some(seat) = &target.seat else {
            return self.people_by_state();
        };
        let place = if seat.district().is_some() {
            seat.to_string()
        } else {
            self.state(seat.state())
        };
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
                .filter_map(person_line)
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
            Some((
                person.residence.state.as_deref().unwrap_or_default(),
                person_line(person)?,
            ))
        });
        groups.extend(self.by_place(lines));
        groups
    }

    /// Groups by the states' names A to Z, other countries last.
    fn by_place<'l>(&self, lines: impl Iterator<Item = (&'l str, Line)>) -> Vec<Group> {
        let mut places: BTreeMap<(bool, String), Vec<Line>> = BTreeMap::new();
        for (code, line) in lines {
            let id = format!("state-{code}");
            let known = self.locales.has(self.lang(), &id);
            let place = self.text(if known { &id } else { "bundle-abroad" });
            places.entry((!known, place)).or_default().push(line);
        }
        let group = |((_, place), lines)| Group {
            lines,
            ..Group::heading(2, place)
        };
        places.into_iter().map(group).collect()
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
                by: by(person)?,
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

fn organization_line(organization: &Organization) -> Line {
    Line {
        name: organization.name.clone(),
        rest: organization.city.clone(),
    }
}

fn person_line(person: &Person) -> Option<Line> {
    let rest = [person.detail.as_str(), person.place.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    Some(Line {
        name: person.name.clone()?,
        rest,
    })
}

fn by(person: &Person) -> Option<String> {
    Some(format!("{}, {}", person.name.as_ref()?, person.place))
}
