//! One row for each office of a letter: those it goes to now, and those that received something before.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::filter::Show;
use super::words::{Words, tone};
use crate::delivery::OfficeEntry;
use crate::delivery::deliver::Survey;
use crate::delivery::state::DeliveryState;
use crate::delivery::store::Progress;
use crate::desk::paths;
use crate::record::Outlook;

/// An office as the list shows it.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) path: String,
    pub(super) name: String,
    pub(super) capacity: String,
    pub(super) rules: String,
    /// The number that leads its letter, in the letter's language.
    pub(super) lead: String,
    pub(super) status: String,
    pub(super) tone: &'static str,
    /// The relay's last words about what did not arrive.
    pub(super) reply: String,
    pub(super) address: String,
    /// When the address was last checked, if that is too long ago.
    pub(super) stale: String,
    pub(super) marks: Vec<String>,
    #[serde(skip)]
    show: Vec<Show>,
}

impl Row {
    pub(super) fn is_shown(&self, show: Show) -> bool {
        show == Show::All || self.show.contains(&show)
    }
}

/// What the rows are made of.
pub(super) struct Material<'a> {
    pub(super) slug: &'a str,
    pub(super) survey: Option<&'a Survey>,
    pub(super) progress: &'a [Progress],
    pub(super) outlooks: &'a BTreeMap<String, Outlook>,
    pub(super) stale_before: Date,
    /// The contacts' addresses from which mail came back since they were checked.
    pub(super) bounced: &'a BTreeMap<String, Date>,
}

/// Returns a row for each office that the letter goes to, in the order of addressing, and then for those that it went to only before.
pub(super) fn rows(words: Words<'_>, of: &Material<'_>) -> Vec<Row> {
    let planned: &[OfficeEntry] = of.survey.map_or(&[], |it| it.offices.as_slice());
    let mut decisive: BTreeMap<&str, &Progress> = BTreeMap::new();
    // Of several revisions, the newest one that went to the office.
    for mail in of.progress.iter().filter(|mail| mail.decides) {
        decisive.insert(&mail.office, mail);
    }
    let mut rows: Vec<Row> = Vec::new();
    for office in planned {
        let before = decisive.remove(office.office.as_str());
        rows.push(row(words, of, (&office.office, &office.name), Some(office), before));
    }
    for (office, mail) in decisive {
        rows.push(row(words, of, (office, &mail.name), None, Some(mail)));
    }
    rows
}

fn row(
    words: Words<'_>,
    of: &Material<'_>,
    (key, name): (&str, &str),
    planned: Option<&OfficeEntry>,
    before: Option<&Progress>,
) -> Row {
    let standing = before.map(|it| it.office_state);
    let mail = of
        .survey
        .and_then(|it| it.plan.mails.iter().find(|mail| mail.office.office == key));
    let status = standing.filter(|state| !state.is_due_again()).map_or_else(
        || outcome(of.survey, key, standing),
        |state| (state.as_str(), tone(state)),
    );
    let mut marks = marks(words, of, key, (planned, before));
    let changes = of.survey.and_then(|it| it.changes.offices.get(key));
    let stale = mail
        .map(|it| it.contact.verified_on)
        .filter(|day| *day < of.stale_before);
    let came_back = mail.is_some_and(|it| of.bounced.contains_key(it.contact.email.as_str()));
    let mut show = Vec::new();
    if matches!(status.0, "failed" | "bounced" | "uncertain" | "withheld") || stale.is_some() || came_back {
        show.push(Show::Attention);
    }
    if came_back {
        marks.insert(0, words.text("staff-delivery-address-bounced"));
    }
    if matches!(status.0, "no-address" | "stopped" | "too-large") {
        show.push(Show::WithoutEmail);
    }
    if mail.is_some() {
        show.push(Show::Due);
    }
    if changes.is_some() {
        show.push(Show::Changed);
    }
    Row {
        path: paths::office(of.slug, key),
        name: name.to_owned(),
        capacity: planned.map(|it| it.capacity.clone()).unwrap_or_default(),
        rules: planned.map(|it| words.rules(it)).unwrap_or_default(),
        lead: planned.map(|it| it.lead.clone()).unwrap_or_default(),
        status: words.status(status.0),
        tone: status.1,
        reply: before
            .filter(|it| it.office_state.has_failed() || it.office_state == DeliveryState::Uncertain)
            .and_then(|it| it.reply.clone())
            .unwrap_or_default(),
        address: mail
            .map(|it| it.contact.email.as_str().to_owned())
            .or_else(|| before.map(|it| it.address.clone()))
            .unwrap_or_default(),
        stale: stale.map(|day| words.day(day)).unwrap_or_default(),
        marks,
        show,
    }
}

/// Returns what is worth knowing of an office: changes, its answer, its position, and when staff follow up.
fn marks(
    words: Words<'_>,
    of: &Material<'_>,
    key: &str,
    (planned, before): (Option<&OfficeEntry>, Option<&Progress>),
) -> Vec<String> {
    let mut marks = Vec::new();
    let changes = of.survey.and_then(|it| it.changes.offices.get(key));
    marks.extend(changes.into_iter().flatten().map(|change| words.change(change)));
    let nth = before.map_or(0, |it| it.supplement);
    if nth > 0 {
        marks.push(words.say("staff-delivery-supplement", &[("number", &nth.to_string())]));
    }
    if planned.is_none() {
        marks.push(words.text("staff-delivery-before-only"));
    }
    if let Some(on) = before
        .and_then(|it| it.answered_on.as_ref())
        .and_then(|it| it.parse().ok())
    {
        marks.push(words.say("staff-delivery-answered", &[("day", &words.day(on))]));
    }
    if let Some(outlook) = of.outlooks.get(key) {
        marks.extend(outlook.position.map(|it| words.position(it)));
        let follow_up = outlook.follow_up_on.map(|on| words.day(on));
        marks.extend(follow_up.map(|day| words.say("staff-follow-up-on", &[("day", &day)])));
    }
    marks
}

/// Returns what would happen to an office that has nothing yet, or whose email was canceled or stopped.
fn outcome(survey: Option<&Survey>, key: &str, standing: Option<DeliveryState>) -> (&'static str, &'static str) {
    let Some(survey) = survey else {
        return standing.map_or(("none", "over"), |state| (state.as_str(), tone(state)));
    };
    let plan = &survey.plan;
    let among = |offices: &[OfficeEntry]| offices.iter().any(|office| office.office == key);
    if among(&plan.without_contact) {
        ("no-address", "waits")
    } else if among(&plan.stopped) {
        ("stopped", "over")
    } else if among(&plan.too_large) {
        ("too-large", "waits")
    } else if plan.mails.iter().any(|mail| mail.office.office == key) {
        ("send", "soon")
    } else {
        standing.map_or(("none", "over"), |state| (state.as_str(), tone(state)))
    }
}
