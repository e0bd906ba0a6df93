//! The mails of [`notices`]: composed when they are sent, from the signature as it then stands.

use std::sync::Arc;

use jiff::tz::TimeZone;
use serde::Serialize;

use crate::clock::from_micros;
use crate::config::Config;
use crate::letters::deadlines::{in_words, to_decide};
use crate::letters::shelf::Shelf;
use crate::letters::{Digest, Letter, Slug};
use crate::locale::{Lang, Locales, Weekday};
use crate::mail::{letter_mail, spoken};
use crate::organizations::approval::notices;
use crate::organizations::approval::progress::{Other, others, others_heading, progress, state, word};
use crate::outbox::Composer;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::{Approval, Decision};
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, Decider, Question, renewal};
use crate::store::{Read, StoreError};
use crate::templates::Templates;
use crate::text::unclickable;

#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the templates have no comparisons: one switch a part"
)]
struct View {
    lang: Lang,
    letter: String,
    slug: String,
    name: String,
    signature: i64,
    contact: String,
    contact_email: String,
    /// Where another contact has taken over: since which day.
    since: Option<String>,
    /// Who had filled in the form then.
    submitted: Option<Submitted>,
    /// The one who decides, or has decided.
    decider: String,
    declined: bool,
    reason: bool,
    /// They are, or were, asked about a text that replaced the one which was signed.
    renewal: bool,
    /// That the text which was decided about was replaced since; empty: it stands, or nothing follows.
    replaced: String,
    /// How the signature stands now.
    state: String,
    /// How far those who decide have come, while they do.
    progress: String,
    /// Until when the one who is asked should decide.
    until: String,
    /// Who else was asked, with what leads to them.
    others: Vec<Other>,
    others_heading: String,
    approve: String,
    own: String,
    not_us: String,
    reminder: bool,
    /// Those who decide, for staff: names, addresses, and what each has said.
    deciders: Vec<Other>,
    publisher: String,
    desk: String,
}

/// Who had filled in the form.
#[derive(Serialize)]
struct Submitted {
    by: String,
    from: String,
}

/// Whom a mail is to, or about.
fn decider(db: &Read<'_>, all: &[Decider], payload: &notices::Payload) -> Result<Option<Decider>, StoreError> {
    let id = match payload.decider {
        Some(id) => Some(id),
        None => store::link_decider(db, payload.link)?,
    };
    Ok(id.and_then(|id| all.iter().find(|it| it.id == id).cloned()))
}

/// That the text which somebody approved was replaced since, and what follows; empty: it stands, or nothing was approved in the end.
fn replaced(locales: &Locales, lang: Lang, letter: &Letter, (said, approval): (&notices::Said, Approval)) -> String {
    let stands = Digest::parse(&said.text).is_none_or(|text| letter.edition_by_digest(text).is_some());
    let id = match approval {
        _ if stands || !said.approved => return String::new(),
        approval if approval.is_undecided() => "decision-text-changed-undecided",
        approval if approval.is_settled() => "decision-text-changed",
        _ => return String::new(),
    };
    locales.text(lang, id)
}

/// Those who decide, with their addresses, and what each has said of the text that is signed.
fn for_staff(locales: &Locales, lang: Lang, db: &Read<'_>, signature: i64) -> Result<Vec<Other>, StoreError> {
    let all = store::deciders(db, signature)?;
    let whom = |it: &Decider| Other {
        name: format!("{}, {}", unclickable(&it.name), it.email),
        said: locales.text(lang, word(it)),
    };
    Ok(all.iter().map(whom).collect())
}

/// A moment's day in the letter's own zone.
fn day(locales: &Locales, lang: Lang, letter: &Letter, micros: i64) -> String {
    let zone = letter.signing.as_ref().map_or(TimeZone::UTC, |it| it.time_zone.clone());
    locales.date(lang, from_micros(micros).to_zoned_datetime(zone).date(), Weekday::Omit)
}

/// Until when somebody should decide by a link that ends at a moment, in words.
fn deadline(config: &Config, locales: &Locales, lang: Lang, letter: &Letter, link: i64) -> String {
    let now = config.clock.now();
    let until = to_decide(config, letter, from_micros(link), now);
    in_words(locales, letter, lang, "approve-until", (until, now))
}

/// Composes one kind; `folder`: its templates, named as the kind.
pub fn composer(
    folder: &'static str,
    config: Arc<Config>,
    shelf: Shelf,
    locales: Arc<Locales>,
    templates: Arc<Templates>,
) -> Composer {
    Box::new(move |db, due| {
        let payload: notices::Payload = serde_json::from_str(&due.payload)?;
        let Some(it) = store::facts(db, due.subject_id)? else {
            return Ok(None);
        };
        let all = renewal::asked_last(db, due.subject_id)?;
        let undecided = it.approval.is_undecided();
        let decider = decider(db, &all, &payload)?;
        let asked = decider.as_ref().is_some_and(|it| it.decision.is_none());
        // Decided meanwhile: nobody is asked again.
        if folder == notices::APPROVAL && !(undecided && asked) {
            return Ok(None);
        }
        if folder == notices::DECISION && decider.is_none() {
            return Ok(None);
        }
        // Staff read their mail in the service's own language.
        let staff = folder == notices::DISOWNED;
        if !staff && refused(db, &config, &it.letter, &due.recipient)? {
            return Ok(None);
        }
        let (lang, read) = if staff {
            (locales.fallback(), locales.fallback())
        } else {
            spoken(&locales, &it.tags[0], &it.tags[1])
        };
        let library = shelf.now();
        let Some(letter) = Slug::parse(&it.letter).ok().and_then(|slug| library.letter(&slug)) else {
            return Ok(None);
        };
        let nonce = store::link_nonce(db, payload.link)?.map(|(_, nonce)| nonce);
        let url = |purpose, path: &str| {
            nonce.map_or(String::new(), |nonce| {
                let token = Token::new(&config.secret, purpose, payload.link, &nonce);
                format!("{}/{lang}/{path}/{}", config.site.base_url, token.as_text())
            })
        };
        let me = decider.as_ref().map_or(0, |it| it.id);
        let until = if folder == notices::APPROVAL {
            store::link_until(db, payload.link)?
        } else {
            None
        };
        let said = payload.said.as_ref();
        let declined = match (said, &decider) {
            (Some(said), _) => !said.approved,
            (None, it) => it.as_ref().is_some_and(|it| it.decision == Some(Decision::Declined)),
        };
        let view = View {
            lang,
            letter: letter.edition(read).front.title.clone(),
            slug: it.letter,
            name: unclickable(&it.name),
            signature: due.subject_id,
            contact: unclickable(&it.contact),
            contact_email: it.email,
            since: it.contact_since.map(|since| day(&locales, lang, letter, since)),
            submitted: it.submitted.map(|had| Submitted {
                by: unclickable(&had.by),
                from: had.from,
            }),
            declined,
            renewal: said.map_or(it.approval == Approval::Renewing, |said| {
                said.question == Question::Renewal
            }),
            replaced: said.map_or_else(String::new, |said| {
                replaced(&locales, lang, letter, (said, it.approval))
            }),
            reason: declined && decider.as_ref().is_some_and(|it| it.reason.is_some()),
            decider: decider.map(|it| unclickable(&it.name)).unwrap_or_default(),
            progress: if undecided {
                progress(&locales, lang, &all, usize::try_from(it.needed).unwrap_or(usize::MAX))
            } else {
                String::new()
            },
            until: until.map_or_else(String::new, |until| deadline(&config, &locales, lang, letter, until)),
            others_heading: others_heading(&locales, lang, all.len()),
            others: others(&locales, lang, &all, me)
                .into_iter()
                .map(|it| Other {
                    name: unclickable(&it.name),
                    ..it
                })
                .collect(),
            state: state(&locales, lang, it.approval, all.len()),
            approve: url(Purpose::Approve, "approve"),
            own: url(Purpose::Own, "my-signature"),
            not_us: url(Purpose::NotUs, "not-us"),
            reminder: payload.reminder,
            deciders: if staff {
                for_staff(&locales, lang, db, due.subject_id)?
            } else {
                Vec::new()
            },
            publisher: config.site_name(lang.as_str()).to_owned(),
            desk: config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(&templates, folder, &view)?))
    })
}
