//! The list of a letter's offices, with what a delivery would do now, and what became of earlier ones.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::filter::Show;
use super::rows::{Material, Row, rows};
use super::words::Words;
use super::{COUNT, DID, with_letter};
use crate::delivery::deliver::{self, DeliveryContext, Survey};
use crate::delivery::state::DeliveryState;
use crate::delivery::store::{self, Progress};
use crate::desk::paths;
use crate::letters::Letter;
use crate::letters::library::Library;
use crate::outbox::store::bounced;
use crate::record::Outlook;
use crate::record::store::outlooks;
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::staff::store::accounts;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;

#[derive(Serialize)]
struct Tab {
    name: String,
    path: String,
    here: bool,
}

#[derive(Serialize)]
struct Note {
    good: bool,
    text: String,
    signers: Vec<String>,
}

#[derive(Serialize)]
struct Fact {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    notes: Vec<Note>,
    facts: Vec<Fact>,
    /// What keeps a delivery from being sent.
    missing: Vec<String>,
    remarks: Vec<String>,
    /// The plan that was checked last: when, and by which account.
    checked: String,
    /// The offices that are in the plan no more.
    gone: Vec<String>,
    may_edit: bool,
    /// Where it is sent; empty if the letter goes to no office.
    sending: String,
    /// Where supplements are sent; empty if no office has the letter.
    supplement: String,
    /// How many emails can be canceled.
    queued: u64,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    /// The language of the numbers.
    letter_lang: String,
    csv: String,
    json: String,
}

/// What the page is made of.
struct Found {
    survey: Option<Survey>,
    progress: Vec<Progress>,
    outlooks: BTreeMap<String, Outlook>,
    stale_before: jiff::civil::Date,
    /// The contacts' addresses from which mail came back since they were checked.
    bounced: BTreeMap<String, jiff::civil::Date>,
    /// The address of the account that checked the plan.
    checked_by: String,
}

fn find(context: DeliveryContext<'_>) -> Result<Found, StoreError> {
    let slug = context.letter.slug.as_str();
    let survey = deliver::survey(context)?;
    let by = survey.as_ref().and_then(|it| it.checked.as_ref()).and_then(|it| it.by);
    context.store.read_now(|db: &Read<'_>| {
        let account = by.map(|id| accounts::by_id(db, id)).transpose()?.flatten();
        let contacts = survey.iter().flat_map(|it| &it.plan.mails).map(|it| &it.contact);
        let contacts = contacts.map(|it| (it.email.as_str(), it.verified_on));
        let bounced = bounced::since_checked(db, &context.config.secret, contacts)?;
        Ok(Found {
            progress: store::progress(db, slug)?,
            outlooks: outlooks(db, slug)?,
            stale_before: deliver::stale_before(context.config),
            checked_by: account.map(|it| it.email).unwrap_or_default(),
            survey,
            bounced,
        })
    })
}

pub(super) async fn page_of(
    app: &App,
    library: &Arc<Library>,
    staff: &Staff,
    letter: &Letter,
    show: Show,
    asked: &Typed,
) -> Result<Page, Failure> {
    let slug = letter.slug.as_str();
    let found = with_letter(app, Arc::clone(library), (slug, staff.by()), find).await??;
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let view = view(words, staff, letter, &found, show, asked);
    let title = words.text("staff-delivery");
    page(app, staff, ("staff_delivery", &view.path), &title, &view)
}

fn view(words: Words<'_>, staff: &Staff, letter: &Letter, found: &Found, show: Show, asked: &Typed) -> View {
    let slug = letter.slug.as_str();
    let edition = letter.edition(words.lang);
    let path = paths::delivery(slug);
    let survey = found.survey.as_ref();
    let of = Material {
        slug,
        survey,
        progress: &found.progress,
        outlooks: &found.outlooks,
        stale_before: found.stale_before,
        bounced: &found.bounced,
    };
    let all = rows(words, &of);
    let tabs = Show::ALL.iter().map(|(it, word)| {
        let count = all.iter().filter(|row| row.is_shown(*it)).count();
        Tab {
            name: words.counted(&format!("staff-delivery-show-{word}"), count as u64),
            path: if *it == Show::All {
                path.clone()
            } else {
                format!("{path}?show={word}")
            },
            here: *it == show,
        }
    });
    let queued = |mail: &&Progress| mail.state == DeliveryState::Queued;
    let has_it = |mail: &Progress| matches!(mail.office_state, DeliveryState::Sent | DeliveryState::Delivered);
    View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: paths::signers(slug),
        notes: notes(words, asked),
        facts: facts(words, letter, survey, &found.progress),
        missing: survey
            .map(|it| it.missing.iter().map(|it| words.missing(it)).collect())
            .unwrap_or_default(),
        remarks: survey
            .map(|it| it.remarks.iter().map(|it| words.remark(it)).collect())
            .unwrap_or_default(),
        checked: checked(words, found),
        gone: survey.map(|it| it.changes.gone.clone()).unwrap_or_default(),
        may_edit: staff.may_edit(slug),
        sending: if letter.delivery.is_some() {
            paths::sending(slug)
        } else {
            String::new()
        },
        supplement: if letter.delivery.is_some() && found.progress.iter().any(has_it) {
            paths::supplement(slug)
        } else {
            String::new()
        },
        queued: found.progress.iter().filter(queued).count() as u64,
        tabs: tabs.collect(),
        rows: all.into_iter().filter(|row| row.is_shown(show)).collect(),
        letter_lang: letter.edition(words.app.locales.fallback()).lang.to_string(),
        csv: paths::record_file(slug, "csv"),
        json: paths::record_file(slug, "json"),
        path,
    }
}

/// Says when the plan was checked, and by whom.
fn checked(words: Words<'_>, found: &Found) -> String {
    let Some(checked) = found.survey.as_ref().and_then(|it| it.checked.as_ref()) else {
        return String::new();
    };
    let at = moment(words.app, words.lang, checked.at);
    match found.checked_by.as_str() {
        "" => words.say("staff-plan-checked", &[("moment", &at)]),
        by => words.say("staff-plan-checked-by", &[("moment", &at), ("email", by)]),
    }
}

/// Says what was done.
fn notes(words: Words<'_>, asked: &Typed) -> Vec<Note> {
    let id = match asked.get(DID) {
        "checked" => "staff-did-plan-checked",
        "canceled" => "staff-did-delivery-canceled",
        _ => return Vec::new(),
    };
    vec![Note {
        good: true,
        text: words.counted(id, asked.get(COUNT).parse().unwrap_or(0)),
        signers: Vec::new(),
    }]
}

/// Returns the numbers: signers, offices by state, vacant seats.
fn facts(words: Words<'_>, letter: &Letter, survey: Option<&Survey>, progress: &[Progress]) -> Vec<Fact> {
    let fact = |id: &str, value: String| Fact {
        label: words.text(id),
        value,
    };
    let mut facts = Vec::new();
    if let Some(survey) = survey {
        let heads = survey.heads;
        let counted = [
            ("organizations", heads.organizations.into()),
            ("people", heads.people.into()),
        ];
        let signers = words.app.locales.format(words.lang, "staff-counted", &counted);
        facts.push(fact("staff-signers", signers));
        facts.push(fact("staff-delivery-offices", survey.offices.len().to_string()));
        if !survey.vacant.is_empty() {
            let seats: Vec<String> = survey.vacant.iter().map(ToString::to_string).collect();
            facts.push(fact("staff-delivery-vacant", seats.join(", ")));
        }
        if survey.too_few > 0 {
            let least = letter
                .delivery
                .as_ref()
                .and_then(|it| it.at_least)
                .unwrap_or(0)
                .to_string();
            let count = survey.too_few as u64;
            let values = [("count", count.into()), ("least", least.as_str().into())];
            let said = words.app.locales.format(words.lang, "staff-delivery-too-few", &values);
            facts.push(fact("staff-delivery-left-out", said));
        }
        if survey.left_behind.signatures > 0 {
            let earlier = words.counted("staff-delivery-earlier", survey.left_behind.signatures);
            facts.push(fact("staff-delivery-earlier-text", earlier));
        }
    }
    let counts = store::counts(progress, letter.revision);
    let states: Vec<String> = counts
        .iter()
        .map(|(state, count)| state_of(words, state, *count))
        .collect();
    if !states.is_empty() {
        facts.push(fact("staff-delivery-so-far", states.join(" · ")));
    }
    facts
}

/// Formats how many offices are in a state, of this revision or, as in `sent (revision 1)`, of another one, or with a supplement.
fn state_of(words: Words<'_>, state: &str, count: u64) -> String {
    if let Some(state) = state.strip_suffix(" (supplement)") {
        return format!(
            "{}: {count} ({})",
            words.status(state),
            words.text("staff-delivery-supplements")
        );
    }
    match state.split_once(" (revision ") {
        Some((state, revision)) => {
            let revision = revision.trim_end_matches(')');
            let earlier = words.say("staff-delivery-of-version", &[("revision", revision)]);
            format!("{}: {count} ({earlier})", words.status(state))
        }
        None => format!("{}: {count}", words.status(state)),
    }
}
