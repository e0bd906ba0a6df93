//! The lists of what is stored about a signature.

use serde::Serialize;

use crate::clock::from_micros;
use crate::letters::Letter;
use crate::letters::Party;
use crate::locale::{Lang, Weekday};
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::approval::progress::word;
use crate::signatures::state::Level;
use crate::signatures::store::Decider;
use crate::web::App;

/// A line of a list.
#[derive(Serialize)]
pub(crate) struct Fact {
    pub(crate) label: String,
    pub(crate) value: String,
}

/// Returns everything that is stored, without empty lines.
pub(crate) fn facts(app: &App, lang: Lang, own: &StoredSignature) -> Vec<Fact> {
    let place = own.place().words(&app.locales, lang);
    let it = own.organization.as_ref();
    let level = it.and_then(|it| it.verification).map(level);
    let lines = [
        ("field-name", (own.kind == Party::Person).then(|| own.name.clone())),
        ("field-legal-name", it.map(|it| it.legal_name.clone())),
        ("field-email", Some(own.email.clone())),
        ("own-place", Some(place)),
        ("field-postal-code", own.postal_code.clone()),
        ("field-contact-name", it.map(|it| it.contact_name.clone())),
        ("field-contact-title", it.map(|it| it.contact_title.clone())),
        ("own-title", own.title.clone()),
        ("field-affiliation", own.affiliation.clone()),
        ("field-website", it.and_then(|it| it.website.clone())),
        ("field-public-email", it.and_then(|it| it.public_email.clone())),
        ("field-phone", it.and_then(|it| it.phone.clone())),
        ("own-origin", own.origin_evidence.clone()),
        ("own-level", level.map(|id| app.locales.text(lang, id))),
        ("field-comment", own.comment.clone()),
        ("own-updates", own.updates.clone()),
        ("own-to-offices", own.to_offices.clone()),
        ("own-text", Some(format!("{} ({})", own.revision, read(app, own)))),
    ];
    kept(app, lang, lines)
}

/// Returns the name of the language that the signer read, in that language.
fn read(app: &App, own: &StoredSignature) -> String {
    Lang::parse(&own.lang).map_or_else(|| own.lang.clone(), |lang| app.locales.own_name(lang))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::OwnDomain => "own-level-own-domain",
        Level::Staff => "own-level-staff",
        Level::OtherAddress => "own-level-other-address",
    }
}

/// Returns the days of the bundles that hold a signature, in the letter's own time zone.
pub(crate) fn delivered(app: &App, letter: &Letter, lang: Lang, own: &StoredSignature) -> Vec<String> {
    let zone = letter
        .signing
        .as_ref()
        .map_or(jiff::tz::TimeZone::UTC, |signing| signing.time_zone.clone());
    let day = |moment: i64| from_micros(moment).to_zoned_datetime(zone.clone()).date();
    let mut days: Vec<_> = own.bundles.iter().map(|bundle| day(bundle.moment)).collect();
    days.dedup();
    days.into_iter()
        .map(|day| app.locales.date(lang, day, Weekday::Omit))
        .collect()
}

/// Returns what waits for review.
pub(crate) fn waiting(app: &App, lang: Lang, own: &StoredSignature) -> Vec<Fact> {
    let Some((it, waiting)) = own
        .organization
        .as_ref()
        .and_then(|it| Some((it, it.waiting.as_ref()?)))
    else {
        return Vec::new();
    };
    let none = || app.locales.text(lang, "own-waiting-none");
    let lines = [
        (
            "field-legal-name",
            (waiting.legal_name != it.legal_name).then(|| waiting.legal_name.clone()),
        ),
        (
            "field-website",
            (waiting.website != it.website).then(|| waiting.website.clone().unwrap_or_else(none)),
        ),
    ];
    kept(app, lang, lines)
}

/// Returns the deciders, and what each has decided.
pub(crate) fn deciders(app: &App, lang: Lang, own: &StoredSignature) -> Vec<Fact> {
    own.deciders().iter().map(|it| said(app, lang, it)).collect()
}

/// Describes a decider's decision, with the reason if there is one.
pub(crate) fn said(app: &App, lang: Lang, it: &Decider) -> Fact {
    let said = app.locales.text(lang, word(it));
    Fact {
        label: it.name.clone(),
        value: match &it.reason {
            Some(why) => format!("{said} {why}"),
            None => said,
        },
    }
}

fn kept(app: &App, lang: Lang, lines: impl IntoIterator<Item = (&'static str, Option<String>)>) -> Vec<Fact> {
    let line = |(id, value): (&str, Option<String>)| {
        Some(Fact {
            label: app.locales.text(lang, id),
            value: value?,
        })
    };
    lines.into_iter().filter_map(line).collect()
}
