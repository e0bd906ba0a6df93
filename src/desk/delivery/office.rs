//! One office: in which capacity and by which rule it receives the letter, its emails, and the record of what became of it.

use std::sync::Arc;

use rocket::{Route, State, get, routes};
use serde::Serialize;
use strum::VariantArray;

use self::mails::Mail;
use super::words::Words;
use super::{DID, with_letter};
use crate::bounces::store::{Bounce, of_mail};
use crate::clock::from_micros;
use crate::delivery::OfficeEntry;
use crate::delivery::deliver::{self, DeliveryContext};
use crate::delivery::store::{self, Progress};
use crate::desk::paths;
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::record::store::{entries, outlooks};
use crate::record::{Entry, Kind, Outlook, Position, Way};
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;
use crate::web::page::Page;

mod mails;

/// What a browser offers to choose as an answer's file; any file is taken.
const ACCEPTED: &str = ".pdf,.eml,.txt,.png,.jpg,.jpeg,.doc,.docx,.odt";

#[derive(Serialize)]
struct Line {
    what: String,
    day: String,
    note: String,
    file: String,
    file_path: String,
    id: String,
}

#[derive(Serialize)]
struct View {
    letter: String,
    lang: String,
    overview: String,
    path: String,
    name: String,
    key: String,
    done: String,
    wrong: String,
    capacity: String,
    rules: String,
    numbers: Vec<String>,
    letter_lang: String,
    changes: Vec<String>,
    mails: Vec<Mail>,
    lines: Vec<Line>,
    answered: String,
    may_edit: bool,
    kinds: Vec<Choice>,
    ways: Vec<Choice>,
    on: String,
    note: String,
    positions: Vec<Choice>,
    follow_up_on: String,
    follow_up_note: String,
    /// The calendar file; empty if no day is set.
    calendar: String,
    accepted_files: &'static str,
}

/// What the page is made of.
struct Found {
    office: Option<OfficeEntry>,
    changes: Vec<crate::delivery::changes::Change>,
    mails: Vec<(Progress, Vec<Bounce>)>,
    entries: Vec<Entry>,
    outlook: Option<Outlook>,
}

impl Found {
    /// Returns the display name; `None` if the letter never went to the office.
    fn name(&self) -> Option<String> {
        let now = self.office.as_ref().map(|it| it.name.clone());
        now.or_else(|| self.mails.last().map(|(it, _)| it.name.clone()))
            .or_else(|| self.entries.first().map(|it| it.name.clone()))
            .or_else(|| self.outlook.as_ref().map(|it| it.name.clone()))
    }
}

fn find(context: DeliveryContext<'_>, key: &str) -> Result<Found, StoreError> {
    let slug = context.letter.slug.as_str();
    let survey = deliver::survey(context)?;
    let changes = survey.as_ref().and_then(|it| it.changes.offices.get(key).cloned());
    let office = survey.and_then(|it| it.offices.into_iter().find(|office| office.office == key));
    context.store.read_now(|db: &Read<'_>| {
        let of_office = store::progress(db, slug)?.into_iter().filter(|it| it.office == key);
        let heard = |it: Progress| {
            let bounces = it.mail.map(|id| of_mail(db, id)).transpose()?;
            Ok::<_, StoreError>((it, bounces.unwrap_or_default()))
        };
        let mails = of_office.map(heard).collect::<Result<_, _>>()?;
        Ok(Found {
            office,
            changes: changes.unwrap_or_default(),
            mails,
            entries: entries(db, slug, Some(key))?,
            outlook: outlooks(db, slug)?.remove(key),
        })
    })
}

#[get("/letters/<slug>/delivery/<office>?<asked..>")]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
    asked: Typed,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let done = match asked.get(DID) {
        "saved" => "staff-record-saved",
        "removed" => "staff-record-removed",
        _ => "",
    };
    page_of(app, (&library, letter), &staff, office, (&Typed::default(), done, "")).await
}

/// Renders the page. `typed` is a form that was refused with the message `wrong`; `done` is the message about what was done.
pub(super) async fn page_of(
    app: &App,
    (library, letter): (&Arc<crate::letters::library::Library>, &Letter),
    staff: &Staff,
    key: &str,
    (typed, done, wrong): (&Typed, &str, &str),
) -> Result<Page, Failure> {
    let slug = letter.slug.as_str();
    let office = key.to_owned();
    let find = move |context: DeliveryContext<'_>| find(context, &office);
    let found = with_letter(app, Arc::clone(library), (slug, staff.by()), find).await??;
    let Some(name) = found.name() else {
        return Err(Failure::NotFound);
    };
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let said = |id: &str| if id.is_empty() { String::new() } else { words.text(id) };
    let view = View {
        done: said(done),
        wrong: said(wrong),
        may_edit: staff.may_edit(slug),
        ..view(words, letter, (key, name), found, typed)
    };
    page(app, staff, ("staff_office", &view.path), &view.name, &view)
}

fn view(words: Words<'_>, letter: &Letter, (key, name): (&str, String), found: Found, typed: &Typed) -> View {
    let slug = letter.slug.as_str();
    let edition = letter.edition(words.lang);
    let path = paths::office(slug, key);
    let outlook = found.outlook.unwrap_or_default();
    let answered = found.mails.iter().rev().find_map(|(it, _)| it.answered_on.clone());
    let office = found.office;
    View {
        letter: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        overview: paths::delivery(slug),
        capacity: office.as_ref().map(|it| it.capacity.clone()).unwrap_or_default(),
        rules: office.as_ref().map(|it| words.rules(it)).unwrap_or_default(),
        numbers: office.map(|it| it.summary).unwrap_or_default(),
        letter_lang: letter.edition(words.app.locales.fallback()).lang.to_string(),
        changes: found.changes.iter().map(|it| words.change(it)).collect(),
        mails: found
            .mails
            .iter()
            .map(|(it, bounces)| Mail::new(words, slug, it, bounces))
            .collect(),
        lines: found.entries.into_iter().map(|it| line(words, &path, it)).collect(),
        answered: answered
            .and_then(|it| it.parse().ok())
            .map(|day| words.say("staff-delivery-answered", &[("day", &words.day(day))]))
            .unwrap_or_default(),
        kinds: Kind::VARIANTS
            .iter()
            .map(|it| choice(it.as_str(), words.kind(*it), typed.get("kind")))
            .collect(),
        ways: std::iter::once(choice("", words.text("staff-way-none"), typed.get("way")))
            .chain(
                Way::VARIANTS
                    .iter()
                    .map(|it| choice(it.as_str(), words.way(*it), typed.get("way"))),
            )
            .collect(),
        on: typed.get("on").to_owned(),
        note: typed.get("note").to_owned(),
        positions: positions(words, outlook.position),
        calendar: outlook
            .follow_up_on
            .map(|_| format!("{path}/follow-up.ics"))
            .unwrap_or_default(),
        follow_up_on: outlook.follow_up_on.map(|it| it.to_string()).unwrap_or_default(),
        follow_up_note: outlook.follow_up_note,
        accepted_files: ACCEPTED,
        done: String::new(),
        wrong: String::new(),
        may_edit: false,
        key: key.to_owned(),
        name,
        path,
    }
}

fn choice(value: &str, label: String, chosen: &str) -> Choice {
    Choice {
        value: value.to_owned(),
        label,
        chosen: value == chosen,
    }
}

fn positions(words: Words<'_>, known: Option<Position>) -> Vec<Choice> {
    let known = known.map_or("", Position::as_str);
    let none = choice("", words.text("staff-position-none"), known);
    let all = Position::VARIANTS.iter();
    let all = all.map(|it| choice(it.as_str(), words.position(*it), known));
    std::iter::once(none).chain(all).collect()
}

fn line(words: Words<'_>, path: &str, entry: Entry) -> Line {
    let kind = words.kind(entry.kind);
    let way = entry.way.map(|it| words.way(it));
    let entered = moment(words.app, words.lang, from_micros(entry.entered_at).as_microsecond());
    Line {
        what: way.map_or_else(|| kind.clone(), |way| format!("{kind} · {way}")),
        day: words.say(
            "staff-record-day",
            &[("day", &words.day(entry.on)), ("entered", &entered)],
        ),
        note: entry.note,
        file_path: entry
            .file
            .as_ref()
            .map(|_| format!("{path}/files/{}", entry.id))
            .unwrap_or_default(),
        file: entry.file.unwrap_or_default(),
        id: entry.id.to_string(),
    }
}

pub(super) fn routes() -> Vec<Route> {
    routes![show]
}
