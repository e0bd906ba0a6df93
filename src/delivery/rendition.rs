//! The rendition for one office, in words: composed here, laid out by `templates/bundle.typ`.
//!
//! An office's PDF names the organizations and some of its own constituents, and counts everyone else: a file with all names would be too
//! large for a mailbox, and would tell offices the names of people who are not their constituents. A recipient without a constituency, such
//! as an agency, gets people of every state. The table beside the PDF has everyone who may be named to the office.

use std::collections::BTreeMap;

use serde::Serialize;

mod cosponsors;
mod names;
mod notices;
mod numbers;
mod organizations;
mod public_copy;

use cosponsors::PrintedCosponsor;
use names::{Comment, Group};

use super::Target;
use super::earlier::EarlierText;
use super::snapshot::Snapshot;
use crate::brand::Printed;
use crate::config::Site;
use crate::letters::blocks::{Block, blocks};
use crate::letters::{Edition, Letter};
use crate::locale::{Lang, Locales, Value, Weekday};
use crate::signatures::state::Level;

/// Everything on the pages, in reading order.
#[derive(Clone, Debug, Serialize)]
pub struct Rendition {
    lang: String,
    dir: String,
    text_lang: String,
    text_dir: String,
    title: String,
    publisher: String,
    look: Printed,
    cosponsors: Vec<PrintedCosponsor>,
    contact: Vec<String>,
    banner: Option<String>,
    date: String,
    /// The sentence that the earlier text is replaced; empty if the office has none.
    replaces: String,
    addressee: Vec<String>,
    /// The language of address and salutation, for screen readers.
    addressee_lang: String,
    summary: Vec<String>,
    reference: String,
    cc: Option<String>,
    salutation: String,
    asks_heading: String,
    asks: Vec<String>,
    body: Vec<Block>,
    closing: String,
    /// The sentence on whose behalf the letter is sent; `None` if nobody has signed yet.
    behalf: Option<String>,
    page_of: String,
    names_heading: String,
    names_note: String,
    groups: Vec<Group>,
    comments_heading: String,
    comments: Vec<Comment>,
    comments_note: String,
    table_heading: String,
    table: Vec<Vec<String>>,
    method_heading: String,
    method: Vec<String>,
    digests_heading: String,
    digests: Vec<[String; 2]>,
}

/// What all renditions of a bundle share.
pub struct RenditionContext<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// The edition that offices receive.
    pub edition: &'a Edition,
    /// The signers.
    pub snapshot: &'a Snapshot,
    /// The earlier texts that offices have, by office.
    pub earlier: &'a BTreeMap<String, EarlierText>,
    /// The publisher.
    pub site: &'a Site,
    /// The translations.
    pub locales: &'a Locales,
    /// The Congress whose districts count.
    pub congress: u16,
    /// The date on the letter.
    pub date: jiff::civil::Date,
    /// The bundle's code.
    pub code: &'a str,
    /// How many people are printed by name at most; the table beside the PDF has all of them.
    pub most_people: usize,
}

/// Formats a letter's bills in one line, with its position on each: `Support H.R. 1234, Oppose S. 567`.
pub(crate) fn bills(letter: &Letter, locales: &Locales, lang: Lang) -> String {
    let bills: Vec<_> = letter.bills.iter().map(|bill| bill.words(locales, lang)).collect();
    bills.join(", ")
}

impl RenditionContext<'_> {
    /// Returns the line that the letter is filed by: `Re: Support H.R. 1234 (Protect temporary visa workers)`.
    fn reference(&self) -> String {
        let title = &self.edition.front.title;
        let subject = match bills(self.letter, self.locales, self.lang()) {
            bills if bills.is_empty() => title.clone(),
            bills => format!("{bills} ({title})"),
        };
        format!("{} {subject}", self.text("reference"))
    }

    /// Returns the line about copies: `cc: The Honorable Ana Ruiz; Farm Workers Union`.
    fn copies(&self) -> Option<String> {
        let cc = self.letter.delivery.as_ref().map_or(&[][..], |delivery| &delivery.cc);
        (!cc.is_empty()).then(|| format!("{} {}", self.text("bundle-cc"), cc.join("; ")))
    }

    /// Composes the pages for an office.
    pub fn rendition(&self, target: &Target) -> Rendition {
        let front = &self.edition.front;
        Rendition {
            lang: self.lang().primary().to_owned(),
            dir: self.locales.direction(self.lang()),
            text_lang: self.edition.lang.primary().to_owned(),
            text_dir: self.locales.direction(self.edition.lang),
            title: front.title.clone(),
            publisher: self.publisher().to_owned(),
            look: self.site.brand.printed(self.lang(), self.publisher()),
            cosponsors: self.cosponsors().map(|(_, printed)| printed).collect(),
            contact: self.contact(),
            banner: (self.snapshot.demonstration > 0).then(|| self.text("bundle-demonstration")),
            date: self.day(self.date),
            replaces: self.replaces(target).map_or_else(String::new, |it| it.words),
            addressee: target.addressee.lines.clone(),
            // Members are addressed in English, other recipients as the letter's author wrote.
            addressee_lang: match target.seat {
                Some(_) => "en".to_owned(),
                None => self.lang().to_string(),
            },
            summary: self.summary(target),
            reference: self.reference(),
            cc: self.copies(),
            salutation: target.addressee.salutation.clone(),
            asks_heading: self.opening(),
            asks: front.asks.clone(),
            body: blocks(&self.edition.markdown),
            closing: front.closing.clone().unwrap_or_else(|| self.text("letter-closing")),
            behalf: (!self.snapshot.is_empty())
                .then(|| self.say("bundle-behalf", &[("signers", self.everyone().into())])),
            page_of: format!("{} · {}", self.code, self.text("bundle-page")),
            names_heading: self.text("bundle-names"),
            names_note: self.contents(target),
            groups: self.groups(target),
            comments_heading: self.text("bundle-comments"),
            comments: self.comments(target),
            comments_note: self.comments_note(target),
            table_heading: self.text("bundle-table"),
            table: self.table(target),
            method_heading: self.text("bundle-method"),
            method: self.method(target),
            digests_heading: self.text("bundle-digests"),
            digests: self.digests(),
        }
    }

    /// Returns the language of everything but the letter's own text.
    pub(super) fn lang(&self) -> Lang {
        self.locales.nearest(self.edition.lang)
    }

    pub(super) fn text(&self, id: &str) -> String {
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

    pub(super) fn publisher(&self) -> &str {
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

    fn method(&self, target: &Target) -> Vec<String> {
        let mut lines = vec![self.text("bundle-method-confirmed"), self.text("bundle-method-listing")];
        if target.seat.is_some() {
            let congress = self.congress.to_string();
            lines.push(self.say("bundle-method-districts", &[("congress", congress.into())]));
        }
        for (level, id) in [
            (Level::OwnDomain, "bundle-method-own-domain"),
            (Level::OtherAddress, "bundle-method-other-address"),
            (Level::Staff, "bundle-method-staff"),
        ] {
            if let Some(count) = self.snapshot.verification.get(&level) {
                lines.push(self.counted(id, *count));
            }
        }
        if let Some(period) = self.snapshot.period {
            let zone = self.letter.zone();
            let [first, last] = [period.0, period.1]
                .map(|moment| crate::clock::from_micros(moment).to_zoned_datetime(zone.clone()).date());
            let days = [("first", self.day(first).into()), ("last", self.day(last).into())];
            let id = if first == last {
                "bundle-method-day"
            } else {
                "bundle-method-period"
            };
            lines.push(self.say(id, &days));
        }
        if self.snapshot.earlier_revisions > 0 {
            lines.push(self.counted("bundle-method-earlier", self.snapshot.earlier_revisions));
        }
        lines
    }

    /// Returns the digest of each language's text, with how many signed it.
    fn digests(&self) -> Vec<[String; 2]> {
        let editions = self.letter.editions.values().map(|edition| {
            let signed = self.snapshot.by_lang.get(edition.lang.as_str()).copied().unwrap_or(0);
            let language = self.locales.own_name(edition.lang);
            [
                self.say(
                    "bundle-digest",
                    &[("language", language.into()), ("count", signed.into())],
                ),
                edition.digest.hex(),
            ]
        });
        let code = [self.text("bundle-code"), self.code.to_owned()];
        editions
            .chain([[self.text("bundle-check"), self.url()], code])
            .collect()
    }

    /// Returns the address of the letter's page.
    fn url(&self) -> String {
        format!(
            "{}/{}/letters/{}",
            self.site.base_url, self.edition.lang, self.letter.slug
        )
    }
}

#[cfg(test)]
mod tests;
