//! The page of a delivery that staff prepare, and the one on which they approve it.

use serde::Serialize;

use super::numbers;
use super::stage::{Kind, Ready, Stage};
use crate::delivery::deliver::Planned;
use crate::delivery::dispatch::Dispatch;
use crate::delivery::state::DeliveryState;
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
    /// Which supplement it is, with both numbers of the office; empty on the letter's page.
    supplement: String,
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
    /// Why there is nothing to compose; empty if there is something.
    nothing: String,
    problem: String,
    missing: Vec<MissingShown>,
    /// Whether the files are there.
    ready: bool,
    /// A warning, such as that signing is open.
    warning: String,
    summary: String,
    code: String,
    rows: Vec<Row>,
    /// What it is called.
    title: String,
    /// What supplements are; empty on the letter's page.
    supplement: String,
    /// Where supplements are sent, if an office has the letter; where the letter is sent, from there.
    other: String,
    /// The names of offices for which there is nothing new.
    idle: String,
    /// The offices that wait for something, each with its state.
    waiting: Vec<String>,
    approvals: Vec<String>,
    needed: String,
    /// Whether this account has approved these emails.
    has_approved: bool,
    own: String,
    plan: String,
}

pub(super) fn page_of(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (found, kind): (&Stage, Kind),
    did: &str,
) -> Result<Page, Failure> {
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
            ..base(words, letter, kind)
        },
        Stage::Refused(id) => View {
            refused: words.text(id),
            ..base(words, letter, kind)
        },
        Stage::Unprepared {
            problem,
            missing,
            planned,
        } => View {
            unprepared: true,
            nothing: match planned {
                // Who would get a supplement is known once offices are left out.
                Some(planned) if kind == Kind::Supplement && planned.plan.mails.is_empty() => {
                    words.text("staff-supplement-none")
                }
                _ => String::new(),
            },
            problem: problem.clone(),
            missing: missing
                .iter()
                .map(|it| MissingShown {
                    key: it.key.clone(),
                    text: words.missing(it),
                })
                .collect(),
            ..planned
                .as_ref()
                .map_or_else(|| base(words, letter, kind), |it| of_plan(words, letter, kind, it))
        },
        Stage::Ready(ready) => of_ready(words, staff, letter, (ready, kind)),
    };
    view.notes = notes(words, did);
    let title = view.title.clone();
    page(app, staff, ("staff_sending", &view.path), &title, &view)
}

pub(super) fn approval_page(app: &App, staff: &Staff, letter: &Letter, of: (&Ready, Kind)) -> Result<Page, Failure> {
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let view = of_ready(words, staff, letter, of);
    let title = words.text("staff-sending-approve");
    page(app, staff, ("staff_approve", &view.approve), &title, &view)
}

fn base(words: Words<'_>, letter: &Letter, kind: Kind) -> View {
    let slug = letter.slug.as_str();
    let edition = letter.edition(words.lang);
    View {
        letter: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        letter_lang: letter.edition(words.app.locales.fallback()).lang.to_string(),
        overview: paths::delivery(slug),
        path: kind.page(slug),
        approve: kind.approval(slug),
        supplement: match kind {
            Kind::Letter => String::new(),
            Kind::Supplement => words.text("staff-supplement-what"),
        },
        title: words.text(kind.title()),
        other: match kind {
            Kind::Letter => String::new(),
            Kind::Supplement => paths::sending(slug),
        },
        ..View::default()
    }
}

/// Says who would get what.
fn of_plan(words: Words<'_>, letter: &Letter, kind: Kind, planned: &Planned) -> View {
    let (slug, plan) = (letter.slug.as_str(), &planned.plan);
    let code = planned.frozen().map(|it| it.code.clone()).unwrap_or_default();
    let row = |mail: &Dispatch| Row {
        office: mail.office.office.clone(),
        name: mail.office.name.clone(),
        address: mail.contact.email.as_str().to_owned(),
        lead: mail.office.lead.clone(),
        supplement: match kind {
            Kind::Letter => String::new(),
            Kind::Supplement => numbers::of(words, &mail.office),
        },
        preview: kind.email(slug, &mail.office.office),
        pdf: paths::pdf(slug, &mail.office.office, &code),
    };
    let base = base(words, letter, kind);
    let (idle, waiting) = match kind {
        Kind::Letter => (String::new(), Vec::new()),
        Kind::Supplement => (numbers::names(&plan.nothing_new), numbers::waiting(words, plan)),
    };
    let has_the_letter = |state| matches!(state, DeliveryState::Sent | DeliveryState::Delivered);
    View {
        other: match kind {
            Kind::Letter if plan.before.iter().any(|it| has_the_letter(it.standing.state)) => paths::supplement(slug),
            _ => base.other,
        },
        rows: plan.mails.iter().map(row).collect(),
        idle,
        waiting,
        code,
        ..base
    }
}

fn of_ready(words: Words<'_>, staff: &Staff, letter: &Letter, (ready, kind): (&Ready, Kind)) -> View {
    let planned = &ready.planned;
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
        needed: words.counted("staff-sending-needs", ready.need as u64),
        has_approved: ready.approvals.iter().any(|(_, it)| it.account == staff.id()),
        approvals: approvals.collect(),
        own: staff.email().to_owned(),
        plan: planned.digest().map(|it| Digest(it).hex()).unwrap_or_default(),
        ..of_plan(words, letter, kind, planned)
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
