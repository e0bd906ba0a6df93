//! The roster as a paper: the organizations under their headings.

use super::{Desk, Name, Paper, Part, Sheet};
use crate::exports::{RosterGroup, RosterList};

/// Composes the roster.
pub fn paper(desk: &Desk<'_>, list: &RosterList) -> Paper {
    let edition = desk.letter.edition(desk.lang);
    let count: usize = list.groups.iter().map(|group| group.organizations.len()).sum();
    let values = [("count", (count as u64).into()), ("day", desk.day(desk.today).into())];
    let mut parts: Vec<Part> = list.groups.iter().flat_map(group).collect();
    if !list.origins.is_empty() {
        parts.push(Part::Text {
            text: list.origins.clone(),
            strong: false,
        });
    }
    let sheet = Sheet {
        heading: edition.front.title.clone(),
        notes: vec![desk.say("paper-roster-day", &values)],
        parts,
        is_one_page: false,
    };
    let title = desk.say("paper-roster-title", &[("title", edition.front.title.as_str().into())]);
    desk.paper(title, vec![sheet])
}

fn group(it: &RosterGroup) -> Vec<Part> {
    let heading = Part::Heading {
        text: it.heading.clone(),
    };
    let items = it.organizations.iter().map(|line| Name {
        name: line.name.clone(),
        rest: line.rest(),
    });
    let names = Part::Names {
        items: items.collect(),
        others: 0,
    };
    let heading = Some(heading).filter(|_| !it.heading.is_empty());
    heading.into_iter().chain([names]).collect()
}
