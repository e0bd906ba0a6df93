//! The rendition for one office, in words: composed here, laid out by `templates/bundle.typ`.
//!
//! An office's PDF names the organizations and some of its own constituents, and counts everyone else: a file with all names would be too
//! large for a mailbox, and would tell offices the names of people who are not their constituents. A recipient without a constituency, such
//! as an agency, gets people of every state. The table beside the PDF has everyone who may be named to the office.

use std::collections::BTreeMap;

use serde::Serialize;

mod closing;
mod cosponsors;
mod method;
mod names;
mod notices;
mod numbers;
mod organizations;
mod public_copy;
mod supplement;

pub(crate) use closing::{contact_sentence, contact_title};
use cosponsors::PrintedCosponsor;
use names::{Comment, Group};

use super::Target;
use super::earlier::EarlierText;
use super::snapshot::Snapshot;
use super::supplement::Since;
use crate::brand::Printed;
use crate::config::Site;
use crate::letters::blocks::{Block, blocks};
use crate::letters::{Edition, FullNames, Letter, Signing};
use crate::locale::{Lang, Locales, Value, Weekday};

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
    /// The number of the supplement, in words; empty if it is the letter.
    supplement: String,
    /// The sentences about the supplement.
    since: String,
    addressee: Vec<String>,
    /// The language of address and salutation, for screen readers.
    addressee_lang: String,
    summary: Vec<String>,
    reference: String,
    salutation: String,
    asks_heading: String,
    asks: Vec<String>,
    body: Vec<Block>,
    closing: String,
    /// The sentence that says whom to contact; empty if the settings name nobody.
    contact_sentence: String,
    /// The sentence on whose behalf the letter is sent; `None` if nobody has signed yet.
    behalf: Option<String>,
    /// The line about copies.
    cc: Option<String>,
    /// How many groups precede that line.
    cc_after: usize,
    /// What every page is filed by.
    foot: String,
    page_of: String,
    groups: Vec<Group>,
    names_note: String,
    comments_heading: String,
    comments: Vec<Comment>,
    comments_note: String,
    table_heading: String,
    table: Vec<Vec<String>>,
    method_heading: String,
    method: Vec<String>,
    /// The label and the URL of the letter and its public list.
    verification: [String; 2],
    /// What programs read in the file: the digest of each language's text.
    keywords: Vec<String>,
}

/// What all renditions of a bundle share.
#[derive(Clone, Copy)]
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
    /// What the office has, if it gets a supplement: the snapshot then holds who is new for it.
    pub since: Option<Since<'a>>,
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

    /// Returns the line that loose pages are filed by: the bills, or else the title.
    fn foot(&self) -> String {
        let subject = match bills(self.letter, self.locales, self.lang()) {
            bills if bills.is_empty() => self.edition.front.title.clone(),
            bills => bills,
        };
        format!("{} {subject}", self.text("reference"))
    }

    /// Returns whether an office's table has a column for ZIPs: the letter asks its signers whether their own offices may see them.
    pub(crate) fn shows_zips(&self, target: &Target) -> bool {
        let asks = |signing: &Signing| signing.full_names != FullNames::Never;
        let is_asked = self.letter.signing.as_ref().is_some_and(asks);
        target.seat.is_some() && (is_asked || self.snapshot.people.have_full_names())
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
            banner: (self.whole().snapshot.demonstration > 0).then(|| self.text("bundle-demonstration")),
            date: self.day(self.date),
            replaces: self.replaces(target).map_or_else(String::new, |it| it.words),
            supplement: self.supplement_heading(),
            since: self.since.map_or_else(String::new, |since| self.since_when(since)),
            addressee: target.addressee.lines.clone(),
            // Members are addressed in English, other recipients as the letter's author wrote.
            addressee_lang: match target.seat {
                Some(_) => "en".to_owned(),
                None => self.lang().to_string(),
            },
            summary: self.summary(target),
            reference: self.reference(),
            salutation: target.addressee.salutation.clone(),
            asks_heading: self.opening(),
            asks: front.asks.clone(),
            // The office has the text.
            body: self
                .since
                .map_or_else(|| blocks(&self.edition.markdown), |_| Vec::new()),
            closing: front.closing.clone().unwrap_or_else(|| self.text("letter-closing")),
            contact_sentence: self.whom_to_contact(),
            behalf: (!self.whole().snapshot.is_empty())
                .then(|| self.say("bundle-behalf", &[("signers", self.whole().everyone().into())])),
            cc: self.copies(),
            cc_after: self.organization_groups(target).len(),
            foot: self.foot(),
            page_of: format!("{} · {}", self.code, self.text("bundle-page")),
            groups: self.groups(target),
            names_note: self.contents(target),
            comments_heading: self.text("bundle-comments"),
            comments: self.comments(target),
            comments_note: self.comments_note(target),
            table_heading: self.text("bundle-table"),
            table: self.whole().table(target),
            method_heading: self.text("bundle-method"),
            method: self.method(target),
            verification: self.verification(),
            keywords: self.keywords(),
        }
    }

    /// Returns the language of everything but the letter's own text.
    pub(super) fn lang(&self) -> Lang {
        self.locales.nearest(self.edition.lang)
    }

    pub(super) fn text(&self, id: &str) -> String {
        self.say(id, &[])
    }

    fn say(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.letter.words(self.locales).format(self.lang(), id, values)
    }

    fn counted(&self, id: &str, count: u64) -> String {
        self.say(id, &[("count", count.into())])
    }

    fn day(&self, date: jiff::civil::Date) -> String {
        self.locales.date(self.lang(), date, Weekday::Omit)
    }

    pub(super) fn publisher(&self) -> &str {
        self.site.publisher(self.lang().as_str())
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
            self.snapshot.census().everyone().all(),
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
}

#[cfg(test)]
mod tests;
