//! What stands on the pages for one office, in words: composed here, laid out by `templates/bundle.typ`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::snapshot::{Organization, Person, Snapshot, Standing};
use super::{Count, Target};
use crate::config::Site;
use crate::letters::blocks::{Block, blocks};
use crate::letters::{Edition, Letter};
use crate::locale::{Lang, Locales, Value, Weekday};

/// More names than this stand only in the table that goes with the letter: the file would grow past what mailboxes take.
const MOST_NAMES: usize = 20_000;
/// How many constituents' own words are printed.
const MOST_COMMENTS: usize = 25;

/// Everything on the pages, in reading order.
#[derive(Clone, Debug, Serialize)]
pub struct Sheet {
    lang: String,
    title: String,
    publisher: String,
    contact: Vec<String>,
    banner: Option<String>,
    date: String,
    addressee: Vec<String>,
    summary: Vec<String>,
    reference: String,
    salutation: String,
    addressees: Vec<String>,
    asks_heading: String,
    asks: Vec<String>,
    body: Vec<Block>,
    closing: String,
    behalf: String,
    page_of: String,
    names_heading: String,
    groups: Vec<Group>,
    comments_heading: String,
    comments: Vec<Comment>,
    table_heading: String,
    table: Vec<Vec<String>>,
    method_heading: String,
    method: Vec<String>,
    digests_heading: String,
    digests: Vec<[String; 2]>,
}

/// Names under a heading.
#[derive(Clone, Debug, Serialize)]
struct Group {
    level: u8,
    heading: String,
    note: String,
    lines: Vec<Line>,
}

#[derive(Clone, Debug, Serialize)]
struct Line {
    name: String,
    rest: String,
}

#[derive(Clone, Debug, Serialize)]
struct Comment {
    text: String,
    by: String,
}

/// What all sheets of a bundle share.
pub struct Desk<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// The edition that offices receive.
    pub edition: &'a Edition,
    /// Who signed.
    pub snapshot: &'a Snapshot,
    /// Who publishes.
    pub site: &'a Site,
    /// The words.
    pub locales: &'a Locales,
    /// Whose districts count.
    pub congress: u16,
    /// The day on the letter.
    pub date: jiff::civil::Date,
}

impl Desk<'_> {
    /// The pages for an office.
    pub fn sheet(&self, target: &Target) -> Sheet {
        let front = &self.edition.front;
        let bills = if self.letter.bills.is_empty() {
            String::new()
        } else {
            format!(" ({})", self.letter.bills.join(", "))
        };
        Sheet {
            lang: self.lang().to_string(),
            title: front.title.clone(),
            publisher: self.publisher().to_owned(),
            contact: self.contact(),
            banner: (self.snapshot.demonstration > 0).then(|| self.text("bundle-demonstration")),
            date: self.day(self.date),
            addressee: target.addressee.lines.clone(),
            summary: self.summary(target),
            reference: format!("{}{bills}", front.title),
            salutation: target.addressee.salutation.clone(),
            addressees: front.addressees.clone(),
            asks_heading: self.text("bundle-asks"),
            asks: front.asks.clone(),
            body: blocks(&self.edition.markdown),
            closing: self.text("bundle-closing"),
            behalf: self.say("bundle-behalf", &[("signers", self.everyone().into())]),
            page_of: self.text("bundle-page"),
            names_heading: self.text("bundle-names"),
            groups: self.groups(target),
            comments_heading: self.text("bundle-comments"),
            comments: self.comments(target),
            table_heading: self.text("bundle-table"),
            table: self.table(target),
            method_heading: self.text("bundle-method"),
            method: self.method(),
            digests_heading: self.text("bundle-digests"),
            digests: self.digests(),
        }
    }

    /// How many of an office's constituents signed: none for an office without a constituency.
    pub fn constituents(&self, target: &Target) -> Count {
        self.standing(target, Standing::Constituent)
    }

    fn lang(&self) -> Lang {
        self.edition.lang
    }

    fn text(&self, id: &str) -> String {
        self.locales.text(self.lang(), id)
    }

    fn say(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.locales.format(self.lang(), id, values)
    }

    fn counted(&self, id: &str, count: u64) -> String {
        self.say(id, &[("count", count.into())])
    }

    fn day(&self, date: jiff::civil::Date) -> String {
        self.locales.date(self.lang(), date, Weekday::Omit)
    }

    fn publisher(&self) -> &str {
        let names = &self.site.name;
        let name = names.get(self.lang().as_str()).or_else(|| names.values().next());
        name.map_or("", String::as_str)
    }

    fn contact(&self) -> Vec<String> {
        let site = self.site;
        let person = [&site.contact_name, &site.contact_phone, &site.contact_email].map(String::as_str);
        let person = person
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" · ");
        vec![site.postal_address.join(" · "), person]
    }

    fn state(&self, code: &str) -> String {
        let id = format!("state-{code}");
        if self.locales.has(self.lang(), &id) {
            self.text(&id)
        } else {
            code.to_owned()
        }
    }

    fn everyone(&self) -> String {
        let (organizations, people) = (
            self.snapshot.organizations.len() as u64,
            self.snapshot.count(|_| true).all(),
        );
        let [organizations_said, people_said] = [("bundle-organizations", organizations), ("bundle-people", people)]
            .map(|(id, count)| self.counted(id, count));
        match (organizations, people) {
            (0, _) => people_said,
            (_, 0) => organizations_said,
            _ => {
                let values = [
                    ("organizations", organizations_said.into()),
                    ("people", people_said.into()),
                ];
                self.say("bundle-and", &values)
            }
        }
    }

    fn standing(&self, target: &Target, standing: Standing) -> Count {
        let Some(seat) = &target.seat else {
            return Count::default();
        };
        self.snapshot
            .count(|person| person.residence.standing(seat) == standing)
    }

    /// The office's own number first, then its state's, then everyone.
    pub fn summary(&self, target: &Target) -> Vec<String> {
        let Some(seat) = &target.seat else {
            return vec![self.say("bundle-in-all", &[("signers", self.everyone().into())])];
        };
        let place = if seat.district().is_some() {
            seat.to_string()
        } else {
            self.state(seat.state())
        };
        let constituents = self.standing(target, Standing::Constituent).all();
        let possible = self.standing(target, Standing::Possible).all();
        let mut lines = vec![self.say(
            "bundle-constituents",
            &[("count", constituents.into()), ("place", place.into())],
        )];
        if possible > 0 {
            lines.push(self.counted("bundle-possible", possible));
        }
        if seat.district().is_some() {
            let in_state = self.in_state(seat.state()).all();
            lines.push(self.say(
                "bundle-in-state",
                &[("count", in_state.into()), ("state", self.state(seat.state()).into())],
            ));
        }
        let organizations = self.organizations_of(seat.state()).count() as u64;
        if organizations > 0 {
            lines.push(self.say(
                "bundle-organizations-in-state",
                &[
                    ("count", organizations.into()),
                    ("state", self.state(seat.state()).into()),
                ],
            ));
        }
        lines.push(self.say("bundle-in-all", &[("signers", self.everyone().into())]));
        lines
    }

    fn in_state(&self, state: &str) -> Count {
        self.snapshot
            .count(|person| person.residence.state.as_deref() == Some(state))
    }

    fn organizations_of<'s>(&'s self, state: &'s str) -> impl Iterator<Item = &'s Organization> {
        self.snapshot
            .organizations
            .iter()
            .filter(move |organization| organization.region == state)
    }

    fn groups(&self, target: &Target) -> Vec<Group> {
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

    fn comments(&self, target: &Target) -> Vec<Comment> {
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

    fn table(&self, target: &Target) -> Vec<Vec<String>> {
        let mut rows = vec![
            [
                "bundle-table-who",
                "bundle-table-all",
                "bundle-table-listed",
                "bundle-table-unlisted",
            ]
            .map(|id| self.text(id))
            .to_vec(),
        ];
        let mut row = |name: String, count: Count| {
            let numbers =
                [count.all(), count.listed, count.unlisted].map(|number| self.locales.number(self.lang(), number));
            rows.push(std::iter::once(name).chain(numbers).collect());
        };
        let people = |place: String| self.say("bundle-table-people", &[("place", place.into())]);
        if let Some(seat) = &target.seat {
            if seat.district().is_some() {
                row(people(seat.to_string()), self.standing(target, Standing::Constituent));
                row(
                    self.say("bundle-table-possible", &[("place", seat.to_string().into())]),
                    self.standing(target, Standing::Possible),
                );
            }
            row(people(self.state(seat.state())), self.in_state(seat.state()));
        }
        row(
            people(self.text("bundle-united-states")),
            self.snapshot.count(|person| person.residence.state.is_some()),
        );
        row(
            self.text("bundle-table-abroad"),
            self.snapshot.count(|person| person.residence.state.is_none()),
        );
        let organizations = |number: usize| Count {
            listed: number as u64,
            unlisted: 0,
        };
        if let Some(seat) = &target.seat {
            let name = self.say(
                "bundle-table-organizations",
                &[("place", self.state(seat.state()).into())],
            );
            row(name, organizations(self.organizations_of(seat.state()).count()));
        }
        row(
            self.text("bundle-organizations-heading"),
            organizations(self.snapshot.organizations.len()),
        );
        rows
    }

    fn method(&self) -> Vec<String> {
        let mut lines = vec![self.text("bundle-method-confirmed"), self.text("bundle-method-listing")];
        lines.push(self.say(
            "bundle-method-districts",
            &[("congress", self.congress.to_string().into())],
        ));
        if let Some(period) = self.snapshot.period {
            let zone = self
                .letter
                .signing
                .as_ref()
                .map_or(jiff::tz::TimeZone::UTC, |signing| signing.time_zone.clone());
            let [first, last] = [period.0, period.1]
                .map(|moment| crate::clock::from_micros(moment).to_zoned_datetime(zone.clone()).date());
            lines.push(self.say(
                "bundle-method-period",
                &[("first", self.day(first).into()), ("last", self.day(last).into())],
            ));
        }
        if self.snapshot.earlier_revisions > 0 {
            lines.push(self.counted("bundle-method-earlier", self.snapshot.earlier_revisions));
        }
        lines
    }

    /// Of each language's text, with how many signed it.
    fn digests(&self) -> Vec<[String; 2]> {
        let editions = self.letter.editions.values().map(|edition| {
            let signed = self.snapshot.by_lang.get(edition.lang.as_str()).copied().unwrap_or(0);
            let language = self.text(&format!("language-{}", edition.lang));
            [
                self.say(
                    "bundle-digest",
                    &[("language", language.into()), ("count", signed.into())],
                ),
                edition.digest.hex(),
            ]
        });
        let url = format!("{}/{}/letters/{}", self.site.base_url, self.lang(), self.letter.slug);
        editions.chain([[self.text("bundle-check"), url]]).collect()
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
