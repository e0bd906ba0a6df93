//! The page of a delivery that staff prepare, and the one on which they approve it.

use serde::Serialize;

use super::stage::{Ready, Stage};
use crate::delivery::dispatch::Dispatch;
use crate::desk::delivery::words::Words;
use crate::desk::paths;
use crate::letters::{Digest, Letter, Party, Phase};
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct Note {
    good: bool,
    text: String,
    signers: Vec<String>,
}

/// An office that may be left out.
#[derive(Serialize)]
struct MissingShown {
    key: String,
    text: String,
}

/// An email that would be sent.
#[derive(Serialize)]
struct Row {
    office: String,
    name: String,
    address: String,
    lead: String,
    preview: String,
    pdf: String,
}

#[derive(Serialize, Default)]
struct View {
    letter: String,
    lang: String,
    letter_lang: String,
    overview: String,
    path: String,
    approve: String,
    notes: Vec<Note>,
    /// What is being composed.
    composing: String,
    /// Why nothing can be sent.
    refused: String,
    /// Whether the files have to be composed.
    unprepared: bool,
    problem: String,
    missing: Vec<MissingShown>,
    /// Whether the files are there.
    ready: bool,
    /// A warning, such as that signing is open.
    warning: String,
    summary: String,
    code: String,
    rows: Vec<Row>,
    approvals: Vec<String>,
    needed: String,
    /// Whether this account has approved these emails.
    has_approved: bool,
    own: String,
    plan: String,
}

pub(super) fn page_of(app: &App, staff: &Staff, letter: &Letter, found: &Stage, did: &str) -> Result<Page, Failure> {
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let mut view = match found {
        Stage::Composing { done, offices } => View {
            composing: match offices {
                0 => words.text("staff-sending-begins"),
                _ => words.say(
                    "staff-sending-composing",
                    &[("done", &done.to_string()), ("offices", &offices.to_string())],
                ),
            },
            ..base(words, letter)
        },
        Stage::Refused(id) => View {
            refused: words.text(id),
            ..base(words, letter)
        },
        Stage::Unprepared { problem, missing } => View {
            unprepared: true,
            problem: problem.clone(),
            missing: missing
                .iter()
                .map(|it| MissingShown {
                    key: it.key.clone(),
                    text: words.missing(it),
                })
                .collect(),
            ..base(words, letter)
        },
        Stage::Ready(ready) => of_ready(words, staff, letter, ready),
    };
    view.notes = notes(words, did);
    let title = words.text("staff-sending");
    page(app, staff, ("staff_sending", &view.path), &title, &view)
}

pub(super) fn approval_page(app: &App, staff: &Staff, letter: &Letter, ready: &Ready) -> Result<Page, Failure> {
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let view = of_ready(words, staff, letter, ready);
    let title = words.text("staff-sending-approve");
    page(app, staff, ("staff_approve", &view.approve), &title, &view)
}

fn base(words: Words<'_>, letter: &Letter) -> View {
    let slug = letter.slug.as_str();
    let edition = letter.edition(words.lang);
    View {
        letter: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        letter_lang: letter.edition(words.app.locales.fallback()).lang.to_string(),
        overview: paths::delivery(slug),
        path: paths::sending(slug),
        approve: paths::approve(slug),
        ..View::default()
    }
}

fn of_ready(words: Words<'_>, staff: &Staff, letter: &Letter, ready: &Ready) -> View {
    let (slug, planned) = (letter.slug.as_str(), &ready.planned);
    let code = planned.frozen().map(|it| it.code.clone()).unwrap_or_default();
    let row = |mail: &Dispatch| Row {
        office: mail.office.office.clone(),
        name: mail.office.name.clone(),
        address: mail.contact.email.as_str().to_owned(),
        lead: mail.office.lead.clone(),
        preview: paths::email(slug, &mail.office.office),
        pdf: paths::pdf(slug, &mail.office.office, &code),
    };
    let rows: Vec<Row> = planned.plan.mails.iter().map(row).collect();
    let now = words.app.clock.now();
    let is_open = Party::BOTH.iter().any(|party| letter.phase(*party, now) == Phase::Open);
    let approvals = ready.approvals.iter().map(|(email, it)| {
        let at = moment(words.app, words.lang, it.at);
        words.say("staff-sending-approved-by", &[("email", email), ("moment", &at)])
    });
    let heads = planned.heads;
    let counted = [
        ("organizations", heads.organizations.into()),
        ("people", heads.people.into()),
    ];
    View {
        ready: true,
        warning: if is_open {
            words.text("staff-sending-open")
        } else {
            String::new()
        },
        summary: words.app.locales.format(words.lang, "staff-counted", &counted),
        code,
        needed: words.counted("staff-sending-needs", ready.need as u64),
        has_approved: ready.approvals.iter().any(|(_, it)| it.account == staff.id()),
        approvals: approvals.collect(),
        own: staff.email().to_owned(),
        plan: planned.digest().map(|it| Digest(it).hex()).unwrap_or_default(),
        rows,
        ..base(words, letter)
    }
}

/// Says what was done.
fn notes(words: Words<'_>, did: &str) -> Vec<Note> {
    let (good, id) = match did {
        "asked" => (true, "staff-sending-asked"),
        "dropped" => (true, "staff-sending-dropped"),
        "tested" => (true, "staff-sending-tested"),
        "approved" => (true, "staff-sending-approved"),
        "sent" => (true, "staff-sending-sent"),
        "changed" => (false, "staff-sending-changed"),
        _ => return Vec::new(),
    };
    vec![Note {
        good,
        text: words.text(id),
        signers: Vec::new(),
    }]
}
