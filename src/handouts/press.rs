//! The sheet for the press: how many signed, where, by when more can, and what some of them wrote, as far as everyone may read it.

use std::collections::BTreeMap;

use super::{Desk, Paper, Part, Sheet};
use crate::letters::{Comments, Party};
use crate::locale::{Lang, Weekday, order};
use crate::signatures::Tally;
use crate::signatures::store::{self, PublicComment};
use crate::store::{Read, StoreError};

/// How many messages are quoted.
const QUOTES: usize = 8;

/// What a sheet is made of.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    tally: Tally,
    /// How many organizations and how many named individuals are in each place: a state's code, or nothing for other countries.
    places: BTreeMap<String, [u64; 2]>,
    quotes: Vec<PublicComment>,
    has_invented: bool,
}

impl Facts {
    /// Reads what everyone may know.
    pub fn read(db: &Read<'_>, slug: &str, comments: Option<Comments>) -> Result<Self, StoreError> {
        let mut places: BTreeMap<String, [u64; 2]> = BTreeMap::new();
        for (at, party) in [Party::Organization, Party::Person].into_iter().enumerate() {
            for (place, count) in store::places(db, slug, party)? {
                places.entry(place).or_default()[at] += count;
            }
        }
        Ok(Self {
            tally: store::tally(db, slug)?,
            places,
            quotes: if comments == Some(Comments::Public) {
                store::public_comments(db, slug, QUOTES)?
            } else {
                Vec::new()
            },
            has_invented: store::has_invented(db, slug)?,
        })
    }
}

/// Composes the sheet.
pub fn paper(desk: &Desk<'_>, facts: &Facts) -> Paper {
    let edition = desk.letter.edition(desk.lang);
    let mut parts = vec![Part::Text {
        text: totals(desk, facts.tally),
        strong: true,
    }];
    parts.extend(
        window(desk, facts.tally)
            .into_iter()
            .map(|text| Part::Text { text, strong: false }),
    );
    let origins = facts.tally.by_origin().line(desk.locales, desk.spoken());
    if !origins.is_empty() {
        parts.push(Part::Text {
            text: origins,
            strong: false,
        });
    }
    if !edition.front.asks.is_empty() {
        parts.push(Part::Heading {
            text: desk.text("paper-asks"),
        });
        parts.push(steps(desk));
    }
    if !facts.places.is_empty() {
        parts.push(Part::Heading {
            text: desk.text("paper-by-state"),
        });
        parts.push(Part::Table {
            rows: table(desk, facts),
        });
    }
    if !facts.quotes.is_empty() {
        parts.push(Part::Heading {
            text: desk.text("paper-quotes"),
        });
        parts.extend(facts.quotes.iter().map(|it| quote(desk, it)));
    }
    parts.extend(contact(desk));
    let mut notes = vec![desk.say("paper-press-day", &[("day", desk.day(desk.today).into())])];
    if facts.has_invented {
        notes.push(desk.text("bundle-demonstration"));
    }
    let sheet = Sheet {
        heading: edition.front.title.clone(),
        notes,
        parts,
        is_one_page: false,
    };
    let title = desk.say("paper-press-title", &[("title", edition.front.title.as_str().into())]);
    desk.paper(title, vec![sheet])
}

/// Returns the sentences that a letter asks for, in its language.
pub(super) fn steps(desk: &Desk<'_>) -> Part {
    let edition = desk.letter.edition(desk.lang);
    Part::Steps {
        items: edition.front.asks.clone(),
        lang: edition.lang.primary().to_owned(),
        dir: desk.locales.direction(edition.lang),
    }
}

fn totals(desk: &Desk<'_>, tally: Tally) -> String {
    let all = tally.people + tally.unlisted;
    let organizations = desk.counted("bundle-organizations", tally.organizations);
    let people = desk.counted("bundle-people", all);
    let signers = match (tally.organizations, all) {
        (0, _) => people,
        (_, 0) => organizations,
        _ => {
            let both = [("organizations", organizations.into()), ("people", people.into())];
            desk.say("bundle-and", &both)
        }
    };
    desk.say("bundle-signed", &[("signers", signers.into())])
}

/// Says when signing ends, and how far the goal is.
fn window(desk: &Desk<'_>, tally: Tally) -> Vec<String> {
    let Some(signing) = &desk.letter.signing else {
        return Vec::new();
    };
    let windows = [signing.organizations, signing.people].into_iter().flatten();
    // The later of the two, unless one never closes.
    let closes: Option<Vec<_>> = windows.map(|window| window.closes).collect();
    let closes = closes.and_then(|all| all.into_iter().max());
    let deadline = closes.map(|closes| {
        let closes = closes.to_zoned_datetime(signing.time_zone.clone());
        let day = desk.locales.date(desk.spoken(), closes.date(), Weekday::Show);
        let time = desk.locales.time(desk.spoken(), &closes);
        desk.say("paper-deadline", &[("day", day.into()), ("time", time.into())])
    });
    let total = tally.organizations + tally.people + tally.unlisted;
    let goal = signing.goal.map(|goal| {
        let values = [("goal", goal.into()), ("count", total.into())];
        desk.say(
            if total >= goal {
                "paper-goal-reached"
            } else {
                "paper-goal"
            },
            &values,
        )
    });
    deadline.into_iter().chain(goal).collect()
}

/// Returns the rows: states A to Z, other countries, individuals who are not named, and the total.
fn table(desk: &Desk<'_>, facts: &Facts) -> Vec<Vec<String>> {
    let heads = ["paper-place", "organizations", "people"]
        .map(|id| desk.text(id))
        .to_vec();
    let row =
        |name: String, [organizations, people]: [u64; 2]| vec![name, desk.number(organizations), desk.number(people)];
    let mut states: Vec<(String, [u64; 2])> = facts
        .places
        .iter()
        .filter(|(code, _)| !code.is_empty())
        .map(|(code, counts)| (desk.state(code), *counts))
        .collect();
    states.sort_by_cached_key(|(name, _)| order::name_key(name));
    let mut rows = vec![heads];
    rows.extend(states.into_iter().map(|(name, counts)| row(name, counts)));
    if let Some(abroad) = facts.places.get("") {
        rows.push(row(desk.text("paper-abroad"), *abroad));
    }
    let tally = facts.tally;
    if tally.unlisted > 0 {
        rows.push(row(desk.text("paper-unlisted"), [0, tally.unlisted]));
    }
    rows.push(row(
        desk.text("paper-total"),
        [tally.organizations, tally.people + tally.unlisted],
    ));
    rows
}

fn quote(desk: &Desk<'_>, it: &PublicComment) -> Part {
    let lang = Lang::parse(&it.lang).unwrap_or_else(|| desk.spoken());
    let place = it.signer.place.words(desk.locales, desk.spoken());
    Part::Quote {
        text: it.words.clone(),
        by: [it.signer.name.as_str(), &place]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", "),
        lang: lang.primary().to_owned(),
        dir: desk.locales.direction(lang),
    }
}

/// Says whom journalists reach.
fn contact(desk: &Desk<'_>) -> Vec<Part> {
    let own = desk.letter.press.as_ref().or(desk.site.press.as_ref());
    let Some(press) = own else {
        return Vec::new();
    };
    let parts = [press.name.trim(), press.email.trim(), press.phone.trim()];
    let text = parts
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    vec![
        Part::Heading {
            text: desk.text("paper-contact"),
        },
        Part::Text { text, strong: false },
    ]
}
