//! The names: organizations, then people of the office's constituency, and constituents' comments.

use std::collections::BTreeMap;

use serde::Serialize;

use super::RenditionContext;
use crate::delivery::snapshot::{Person, SeatRelation};
use crate::delivery::{Count, Target};
use crate::locale::{Lang, order, speech};
use crate::offices::Seat;
use crate::signatures::locality::{self, Locality};

/// How many constituents' comments are printed.
const MOST_COMMENTS: usize = 25;

/// A heading with names.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Group {
    pub(super) level: u8,
    pub(super) heading: String,
    pub(super) note: String,
    pub(super) lines: Vec<Line>,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    pub(super) name: String,
    /// A person's title and affiliation, as typed.
    pub(super) detail: String,
    /// The language in which a screen reader should speak the title.
    pub(super) spoken: String,
    /// The place.
    pub(super) rest: String,
}

#[derive(Clone, Debug, Serialize)]
pub(super) struct Comment {
    text: String,
    /// The language in which a screen reader should speak the comment.
    spoken: String,
    dir: &'static str,
    by: String,
}

/// The sort key of a region: states of the United States come first, each by its display name.
pub(super) type RegionKey = (bool, Vec<u8>);

impl RenditionContext<'_> {
    /// Groups all names, organizations before people: offices give them more weight, and there are fewer of them.
    pub(super) fn groups(&self, target: &Target) -> Vec<Group> {
        let mut groups = self.organization_groups(target);
        groups.extend(match &target.seat {
            Some(seat) => self.people_of(target, seat),
            None => self.people_by_state(),
        });
        groups
    }

    /// Returns a state's or country's sort key and name.
    pub(super) fn region(&self, place: &Locality) -> (RegionKey, String) {
        let name = match &place.state {
            Some(state) => self.state(state),
            None => locality::country(self.locales, self.lang(), &place.country),
        };
        ((place.state.is_none(), order::name_key(&name)), name)
    }

    /// Groups an office's constituents, then its possible constituents, up to the number that is printed.
    fn people_of(&self, target: &Target, seat: &Seat) -> Vec<Group> {
        let place = self.constituency(seat);
        let heading = |id: &str| self.say(id, &[("place", place.clone().into())]);
        let mut groups = Vec::new();
        let mut room = self.most_people;
        for (relation, heading, note) in [
            (
                SeatRelation::Constituent,
                heading("bundle-constituents-heading"),
                String::new(),
            ),
            (
                SeatRelation::Possible,
                heading("bundle-possible-heading"),
                self.text("bundle-possible-note"),
            ),
        ] {
            let count = self.relation_seen(target, relation);
            if count.all() == 0 {
                continue;
            }
            let people = self.snapshot.people.related(seat, relation);
            let lines: Vec<Line> = people
                // The heading names the district or state.
                .filter_map(|person| person_line(&person, relation))
                .take(room)
                .collect();
            room -= lines.len();
            let note = [note, self.left_out(count, lines.len())].join(" ").trim().to_owned();
            groups.push(Group {
                note,
                lines,
                ..Group::heading(1, heading)
            });
        }
        groups
    }

    /// Groups people of every state and country, for a recipient without a constituency. If there are more than are printed, each state
    /// gets its share.
    pub(super) fn people_by_state(&self) -> Vec<Group> {
        let all = self.snapshot.census().everyone();
        if all.all() == 0 {
            return Vec::new();
        }
        let census = self.snapshot.census();
        let listed_in: BTreeMap<RegionKey, u64> = census.places().fold(BTreeMap::new(), |mut map, (place, count)| {
            *map.entry(self.region(&place).0).or_default() += count.listed;
            map
        });
        let mut places: BTreeMap<RegionKey, (String, Vec<u32>)> = BTreeMap::new();
        for (place, numbers) in self.snapshot.people.places() {
            let (key, name) = self.region(&place);
            places
                .entry(key)
                .or_insert_with(|| (name, Vec::new()))
                .1
                .extend(numbers);
        }
        let mut shown = 0;
        let mut below = Vec::new();
        for (key, (name, mut numbers)) in places {
            let listed = usize::try_from(listed_in.get(&key).copied().unwrap_or(0)).unwrap_or(usize::MAX);
            if listed == 0 {
                continue;
            }
            numbers.sort_unstable();
            let people = self.snapshot.people.read(numbers);
            let lines = people.filter_map(|person| person_line(&person, SeatRelation::Elsewhere));
            let lines: Vec<Line> = lines.take(self.share(listed, all.listed)).collect();
            shown += lines.len();
            let left_out = (listed - lines.len()) as u64;
            below.push(Group {
                note: if left_out > 0 {
                    self.counted("bundle-more-here", left_out)
                } else {
                    String::new()
                },
                lines,
                ..Group::heading(2, name)
            });
        }
        let annex = Group {
            note: self.left_out(all, shown),
            ..Group::heading(1, self.text("bundle-people-heading"))
        };
        std::iter::once(annex).chain(below).collect()
    }

    /// Returns how many people are printed for a recipient without a constituency.
    pub(super) fn printed_by_state(&self) -> u64 {
        let census = self.snapshot.census();
        let mut regions: BTreeMap<RegionKey, u64> = BTreeMap::new();
        for (place, count) in census.places() {
            *regions.entry(self.region(&place).0).or_default() += count.listed;
        }
        let listed = regions
            .into_values()
            .map(|it| usize::try_from(it).unwrap_or(usize::MAX));
        let printed = listed.map(|listed| self.share(listed, census.everyone().listed).min(listed));
        printed.sum::<usize>() as u64
    }

    /// Returns how many of `listed` people of a place are printed, if `all` people compete for the room.
    fn share(&self, listed: usize, all: u64) -> usize {
        let (most, all) = (self.most_people, usize::try_from(all).unwrap_or(usize::MAX));
        if all <= most {
            return listed;
        }
        (listed * most / all.max(1)).max(usize::from(most > 0))
    }

    pub(super) fn place(&self, place: &Locality) -> String {
        place.words(self.locales, self.lang())
    }

    /// Explains who is missing in a list, and why.
    fn left_out(&self, count: Count, shown: usize) -> String {
        let more = count.listed.saturating_sub(shown as u64);
        let email = self.site.contact_email.as_str();
        [("bundle-more", more), ("bundle-unlisted", count.unlisted)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(id, count)| self.say(id, &[("count", count.into()), ("email", email.into())]))
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// Returns the constituents' comments that are printed.
    pub(super) fn comments(&self, target: &Target) -> Vec<Comment> {
        let Some(seat) = &target.seat else {
            return Vec::new();
        };
        let constituents = self.snapshot.people.commenting(seat).flatten();
        let comments = constituents.filter_map(|person| {
            let text = person.comment.clone()?;
            let spoken = spoken(&text, &person.lang);
            Some(Comment {
                dir: Lang::parse(&spoken).map_or("ltr", Lang::direction),
                spoken,
                text,
                by: format!(
                    "{}, {}",
                    person.name_for(SeatRelation::Constituent)?,
                    self.place(&person.place)
                ),
            })
        });
        comments.take(MOST_COMMENTS).collect()
    }

    /// Says how many more comments there are.
    pub(super) fn comments_note(&self, target: &Target) -> String {
        let seat = target.seat.as_ref();
        let all = seat.map_or(0, |seat| self.snapshot.people.commenting(seat).len());
        match all.saturating_sub(MOST_COMMENTS) as u64 {
            0 => String::new(),
            more => self.counted("bundle-comments-more", more),
        }
    }
}

impl Group {
    pub(super) fn heading(level: u8, heading: String) -> Self {
        Self {
            level,
            heading,
            note: String::new(),
            lines: Vec::new(),
        }
    }
}

/// Returns a person's line as an office of this relation sees it; `None` if the person is only counted.
fn person_line(person: &Person, relation: SeatRelation) -> Option<Line> {
    let detail = person.detail();
    let spoken = match detail.as_str() {
        "" => String::new(),
        detail => spoken(detail, &person.lang),
    };
    Some(Line {
        name: person.name_for(relation)?.to_owned(),
        detail,
        spoken,
        rest: person.whereabouts(relation),
    })
}

/// Reduces a language tag to what Typst knows: no script, no region.
fn spoken(text: &str, form: &str) -> String {
    let tag = speech::language(text, form);
    tag.split('-').next().unwrap_or_default().to_owned()
}
