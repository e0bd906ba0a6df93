//! The emails to staff about new organizations, and the digest.

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::audit::StaffId;
use crate::audit::store::head;
use crate::letters::library::Library;
use crate::letters::{Letter, Party, Slug};
use crate::locale::{Lang, Locales, Weekday};
use crate::mail::{ComposerContext, letter_mail};
use crate::outbox::store::undelivered::undelivered;
use crate::outbox::{Composer, Due, Mail, kinds};
use crate::review::store::piles::piles;
use crate::signatures::ids::NewcomerId;
use crate::signatures::state::State;
use crate::signatures::store;
use crate::signatures::store::newcomers;
use crate::staff::dates::dates;
use crate::staff::store::accounts::{self, Account};
use crate::store::{Read, StoreError};
use crate::text::unclickable;

/// The kinds of these emails in the outbox.
pub const KINDS: [&str; 2] = [kinds::STAFF_ORGANIZATIONS, kinds::STAFF_DIGEST];

/// How many organizations an email names.
const MOST: u32 = 20;

/// The payload of an email about new organizations.
#[derive(Serialize, Deserialize)]
pub(super) struct NewOrganizations {
    pub(super) letter: String,
    /// The newcomers after one, until another one.
    pub(super) after: NewcomerId,
    pub(super) until: NewcomerId,
}

/// The payload of a digest.
#[derive(Serialize, Deserialize)]
pub(super) struct Digest {
    /// The day, where the reader is.
    pub(super) day: String,
    pub(super) letters: Vec<DigestLetter>,
}

/// What happened with a letter since the last digest.
#[derive(Serialize, Deserialize)]
pub(super) struct DigestLetter {
    pub(super) letter: String,
    pub(super) after: NewcomerId,
    pub(super) until: NewcomerId,
    /// How many more are on the letter.
    pub(super) organizations: u64,
    pub(super) people: u64,
    /// How many more are withdrawn.
    pub(super) withdrawn: u64,
}

impl DigestLetter {
    pub(super) fn says_something(&self) -> bool {
        self.organizations + self.people + self.withdrawn > 0
    }
}

#[derive(Serialize)]
struct ShownLetter {
    title: String,
    /// The organizations, a line each.
    names: Vec<String>,
    /// Whether more have come than are named.
    more: bool,
    /// Other sentences.
    lines: Vec<String>,
    url: String,
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    /// For the subject.
    date: String,
    letters: Vec<ShownLetter>,
    /// The newest entry of the audit log; 0 if there is none.
    entry_id: u32,
    head: String,
    manage: String,
    publisher: String,
    contact: String,
}

/// What the composers share.
struct Desk<'a> {
    with: &'a ComposerContext,
    library: Arc<Library>,
    account: Account,
    lang: Lang,
}

impl<'a> Desk<'a> {
    /// Returns `None` if the account is gone or has another address.
    fn of(with: &'a ComposerContext, db: &Read<'_>, due: &Due) -> Result<Option<Self>, StoreError> {
        let account = accounts::by_id(db, due.about::<StaffId>())?;
        let account = account.filter(|it| it.email == due.recipient && it.role.may_view());
        Ok(account.map(|account| Self {
            with,
            library: with.live_library.now(),
            lang: language(&with.locales, &account),
            account,
        }))
    }

    fn letter(&self, slug: &str) -> Option<&Letter> {
        let may = self.account.letters.include(slug);
        let slug = Slug::parse(slug).ok().filter(|_| may)?;
        self.library.signed_letter(&slug)
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.with.config.site.base_url)
    }

    fn view(&self, date: String, letters: Vec<ShownLetter>) -> View {
        View {
            lang: self.lang,
            date,
            letters,
            entry_id: 0,
            head: String::new(),
            manage: self.url("/staff/notices"),
            publisher: self.with.config.site_name(self.lang.as_str()).to_owned(),
            contact: self.with.config.site.contact_email.clone(),
        }
    }

    fn count(&self, id: &str, count: u64) -> String {
        self.with.locales.format(self.lang, id, &[("count", count.into())])
    }

    /// Returns the new organizations, a line each, and whether there are more.
    fn names(
        &self,
        db: &Read<'_>,
        letter: &str,
        span: (NewcomerId, NewcomerId),
    ) -> Result<(Vec<String>, bool), StoreError> {
        let mut found = newcomers::between(db, letter, span, MOST + 1)?;
        let more = found.len() > MOST as usize;
        found.truncate(MOST as usize);
        let line = |it: newcomers::Newcomer| {
            let state = self.with.locales.text(self.lang, &format!("staff-state-{}", it.state));
            let name = unclickable(&it.name);
            if it.state == State::Confirmed {
                return name;
            }
            let values = [("name", name.into()), ("state", state.into())];
            self.with
                .locales
                .format(self.lang, "staff-notice-organization", &values)
        };
        Ok((found.into_iter().map(line).collect(), more))
    }
}

/// Returns the language of an account's pages.
fn language(locales: &Locales, account: &Account) -> Lang {
    let chosen = account.lang.as_deref().and_then(|tag| locales.find(tag));
    chosen.unwrap_or_else(|| locales.fallback())
}

/// Creates the composer of one of the two kinds.
pub(crate) fn composer(kind: &'static str, with: ComposerContext) -> Composer {
    Box::new(move |db, due| {
        let Some(desk) = Desk::of(&with, db, due)? else {
            return Ok(None);
        };
        if kind == kinds::STAFF_DIGEST {
            digest(&desk, db, due)
        } else {
            organizations(&desk, db, due)
        }
    })
}

fn organizations(desk: &Desk<'_>, db: &Read<'_>, due: &Due) -> anyhow::Result<Option<Mail>> {
    let NewOrganizations { letter, after, until } = serde_json::from_str(&due.payload)?;
    let Some(found) = desk.letter(&letter) else {
        return Ok(None);
    };
    let (names, more) = desk.names(db, &letter, (after, until))?;
    if names.is_empty() {
        return Ok(None);
    }
    let shown = ShownLetter {
        title: found.edition(desk.lang).front.title.clone(),
        names,
        more,
        lines: Vec::new(),
        url: desk.url(&format!("/staff/letters/{letter}/signers?sort=newest")),
    };
    let view = desk.view(String::new(), vec![shown]);
    let templates = &desk.with.templates;
    Ok(Some(letter_mail(
        templates,
        ("staff_organizations", found.kind.as_str()),
        &view,
    )?))
}

fn digest(desk: &Desk<'_>, db: &Read<'_>, due: &Due) -> anyhow::Result<Option<Mail>> {
    let Digest { day, letters } = serde_json::from_str(&due.payload)?;
    let mut shown = Vec::new();
    for it in &letters {
        if let Some(letter) = desk.letter(&it.letter) {
            shown.push(digested(desk, db, letter, it)?);
        }
    }
    if shown.is_empty() {
        return Ok(None);
    }
    let date = day
        .parse::<Date>()
        .map_or(day, |day| desk.with.locales.date(desk.lang, day, Weekday::Omit));
    let mut view = desk.view(date, shown);
    if let Some(head) = head(db)? {
        view.entry_id = head.number;
        view.head = data_encoding::HEXLOWER.encode(&head.link);
    }
    Ok(Some(letter_mail(
        &desk.with.templates,
        ("staff_digest", "letter"),
        &view,
    )?))
}

/// Says what happened with a letter, and what waits.
fn digested(desk: &Desk<'_>, db: &Read<'_>, letter: &Letter, it: &DigestLetter) -> Result<ShownLetter, StoreError> {
    let (names, more) = desk.names(db, &it.letter, (it.after, it.until))?;
    let mut lines = Vec::new();
    let happened = [
        ("staff-digest-organizations", it.organizations),
        ("staff-digest-people", it.people),
        ("staff-digest-withdrawn", it.withdrawn),
    ];
    lines.extend(
        happened
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(id, n)| desk.count(id, n)),
    );
    let tally = store::tally(db, &it.letter)?;
    let values = [
        ("organizations", tally.organizations.into()),
        ("people", tally.everyone().into()),
    ];
    lines.push(desk.with.locales.format(desk.lang, "staff-digest-now", &values));
    for pile in piles(db, &it.letter)? {
        let id = match (pile.kind, pile.state) {
            (Party::Organization, State::Disowned) => "staff-waiting-organizations-disowned",
            (Party::Organization, State::Duplicate) => "staff-waiting-organizations-twice",
            (Party::Organization, _) => "staff-waiting-organizations",
            (Party::Person, State::Disowned) => "staff-waiting-people-disowned",
            (Party::Person, _) => "staff-waiting-people",
        };
        lines.push(desk.count(id, pile.waiting.into()));
    }
    let emails = undelivered(db, &it.letter)?;
    if emails.troubled() > 0 {
        lines.push(desk.count("staff-digest-emails", emails.troubled()));
    }
    lines.extend(dates(
        &desk.with.locales,
        letter,
        desk.lang,
        desk.with.config.clock.now(),
    ));
    Ok(ShownLetter {
        title: letter.edition(desk.lang).front.title.clone(),
        names,
        more,
        lines,
        url: desk.url(&format!("/staff/letters/{}", it.letter)),
    })
}
