//! A sheet for each Member of Congress, for visits: who signed in the Member's state or district, as they may be named, what the letter asks
//! for, and where the office is. One page each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::press::steps;
use super::{Desk, Name, Paper, Part, Sheet};
use crate::delivery::rendition::{RenditionContext, bills, contact_sentence};
use crate::delivery::snapshot::{Person, SeatRelation, Snapshot};
use crate::delivery::targets::{Congress, holders};
use crate::delivery::{self, Count, Target};
use crate::letters::Letter;
use crate::locale::Lang;
use crate::offices::{Member, Seat, seats};
use crate::signatures::locality::Locality;
use crate::store::{Read, StoreError};

/// How many names of a kind a sheet can have; as many as fit on its page are printed.
const MOST: usize = 120;

/// Congress, and everyone who signed.
pub struct Facts {
    congress: Congress,
    snapshot: Snapshot,
    folder: PathBuf,
}

impl Facts {
    /// Reads both in one consistent state.
    ///
    /// `folder`: where people's records are kept meanwhile, in a file without a name.
    pub fn read(db: &Read<'_>, letter: &Letter, lang: Lang, folder: &Path) -> Result<Self, StoreError> {
        let congress = Congress::load(db)?;
        let which = (letter.slug.as_str(), letter.revision);
        let snapshot = delivery::store::snapshot(db, which, congress.number(), lang, folder)?;
        Ok(Self {
            congress,
            snapshot,
            folder: folder.to_owned(),
        })
    }

    /// Returns whether no Members are known.
    pub fn is_without_congress(&self) -> bool {
        self.congress.members.is_empty()
    }
}

/// A Member, and how many signed there.
pub struct Visit<'f> {
    /// The Member.
    pub member: &'f Member,
    /// The organizations in the state.
    pub organizations: usize,
    /// The individuals in the state or district.
    pub people: Count,
    target: Target,
}

/// Returns the Members who serve and in whose state or district anyone signed: by state, senators first, then by district.
pub fn visits<'f>(desk: &Desk<'_>, facts: &'f Facts) -> Vec<Visit<'f>> {
    let mut all: Vec<Visit<'f>> = holders(&facts.congress, desk.today)
        .into_iter()
        .filter_map(|(member, target)| visit(facts, member, target))
        .collect();
    let key = |it: &Visit<'_>| {
        let seat = &it.member.seat;
        (seat.state().to_owned(), seat.district(), it.member.last_name.clone())
    };
    all.sort_by_cached_key(key);
    all
}

fn visit<'f>(facts: &'f Facts, member: &'f Member, target: Target) -> Option<Visit<'f>> {
    let organizations = organizations(facts, &member.seat).count();
    let census = facts.snapshot.census();
    let people = census.constituents(&member.seat);
    let any = organizations > 0 || census.has_constituents(&member.seat);
    any.then_some(Visit {
        member,
        organizations,
        people,
        target,
    })
}

fn organizations<'f>(facts: &'f Facts, seat: &'f Seat) -> impl Iterator<Item = &'f delivery::snapshot::Organization> {
    let all = facts.snapshot.organizations.iter();
    all.filter(move |it| it.place.state.as_deref() == Some(seat.state()))
}

/// Composes a sheet for each of these Members.
///
/// # Errors
///
/// If the people's records cannot be read.
pub fn paper(desk: &Desk<'_>, facts: &Facts, visits: &[&Visit<'_>]) -> Result<Paper, StoreError> {
    let edition = desk.letter.edition(desk.lang);
    let earlier = BTreeMap::new();
    let context = RenditionContext {
        letter: desk.letter,
        edition,
        snapshot: &facts.snapshot,
        earlier: &earlier,
        site: desk.site,
        locales: desk.locales,
        congress: facts.congress.number(),
        date: desk.today,
        code: "",
        most_people: MOST,
        since: None,
    };
    let sheets = visits.iter().map(|visit| sheet(desk, facts, &context, visit)).collect();
    let unread = |source| StoreError::Io {
        path: facts.folder.display().to_string(),
        source,
    };
    facts.snapshot.people.check().map_err(unread)?;
    let title = desk.say("paper-visits-title", &[("title", edition.front.title.as_str().into())]);
    Ok(desk.paper(title, sheets))
}

fn sheet(desk: &Desk<'_>, facts: &Facts, context: &RenditionContext<'_>, visit: &Visit<'_>) -> Sheet {
    let edition = desk.letter.edition(desk.lang);
    let text = |text: String, strong: bool| Part::Text { text, strong };
    let heading = |text: String| Part::Heading { text };
    let mut numbers = context.summary(&visit.target).into_iter();
    let mut parts: Vec<Part> = numbers.next().map(|first| text(first, true)).into_iter().collect();
    parts.extend(numbers.map(|more| text(more, false)));
    let bills = bills(desk.letter, desk.locales, desk.spoken());
    if !edition.front.asks.is_empty() || !bills.is_empty() {
        parts.push(heading(desk.text("paper-asks")));
    }
    if !bills.is_empty() {
        parts.push(text(bills, false));
    }
    if !edition.front.asks.is_empty() {
        parts.push(steps(desk));
    }
    let seat = &visit.member.seat;
    let own: Vec<Name> = organizations(facts, seat)
        .take(MOST)
        .map(|it| named(&it.name, "", &it.place))
        .collect();
    if !own.is_empty() {
        let place = [("place", desk.state(seat.state()).into())];
        parts.push(heading(desk.say("paper-organizations-in", &place)));
        parts.push(Part::Names {
            others: (visit.organizations - own.len()) as u64,
            items: own,
        });
    }
    parts.extend(people(desk, facts, visit));
    let whom = contact_sentence(desk.site, desk.locales, desk.spoken(), "bundle-contact");
    if !whom.is_empty() {
        parts.push(text(whom, false));
    }
    if facts.snapshot.demonstration > 0 {
        parts.push(text(desk.text("bundle-demonstration"), true));
    }
    Sheet {
        heading: visit.target.name.clone(),
        notes: notes(desk, visit.member, &edition.front.title),
        parts,
        is_one_page: true,
    }
}

/// Returns the letter's title, and where the office is.
fn notes(desk: &Desk<'_>, member: &Member, title: &str) -> Vec<String> {
    let room = member.office.as_deref().or(member.address.as_deref());
    let phone = member.phone.as_deref();
    let office: Vec<&str> = room.into_iter().chain(phone).collect();
    let office = if office.is_empty() {
        desk.text("paper-office-unknown")
    } else {
        desk.say("paper-office", &[("office", office.join(", ").into())])
    };
    vec![office, title.to_owned()]
}

/// Returns the constituents who may be named, and how many others there are.
fn people(desk: &Desk<'_>, facts: &Facts, visit: &Visit<'_>) -> Vec<Part> {
    let seat = &visit.member.seat;
    let own = facts.snapshot.people.related(seat, SeatRelation::Constituent);
    let items: Vec<Name> = own.filter_map(|it| person(&it)).take(MOST).collect();
    if visit.people.all() == 0 {
        return Vec::new();
    }
    let place = match seat {
        Seat::House { state, .. } if !seats::at_large(state) => seat.to_string(),
        Seat::House { state, .. } | Seat::Senate { state } => desk.state(state),
    };
    vec![
        Part::Heading {
            text: desk.say("paper-people-in", &[("place", place.into())]),
        },
        Part::Names {
            others: visit.people.all().saturating_sub(items.len() as u64),
            items,
        },
    ]
}

/// Returns a person as listed; `None` if they are only counted.
fn person(it: &Person) -> Option<Name> {
    let name = it.name.as_deref()?;
    Some(named(name, &it.detail(), &it.place))
}

/// The heading names the state.
fn named(name: &str, detail: &str, place: &Locality) -> Name {
    let parts = [detail, place.city.as_deref().unwrap_or_default()];
    Name {
        name: name.to_owned(),
        rest: parts
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
    }
}
