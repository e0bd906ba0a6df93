//! What the page of a decision about all that a filter finds shows: how many, some of them, and what can be decided.

use serde::Serialize;
use strum::VariantArray;

use super::super::paths;
use super::asked::{Asked, described};
use super::table::{self, Row};
use super::words::Words;
use crate::clock::DAY_MICROS;
use crate::letters::Letter;
use crate::review::rejection::LONGEST_NOTE;
use crate::review::store::jobs::{self, Job};
use crate::review::store::made::{Kind, Phase};
use crate::review::store::trends::{self, Trend};
use crate::sheet::Sort;
use crate::sheet::store::portions::{Count, count};
use crate::sheet::store::{SheetError, list};
use crate::signatures::ids::SignatureId;
use crate::signatures::state::RejectReason;
use crate::signatures::store::search::Page as Paging;
use crate::staff::frame::{moment, with_query};
use crate::staff::guard::Staff;
use crate::store::{Read, StoreError};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::form::choices::Choice;

/// How many signers are shown as a sample, how many sources of each kind, and how many earlier decisions.
const SAMPLE: usize = 10;
const SOURCES: usize = 5;
const EARLIER: u32 = 10;

/// A number of signatures in a state, a source of many, or an earlier decision.
#[derive(Serialize)]
pub(super) struct Line {
    label: String,
    count: u64,
    path: String,
    when: String,
}

/// A field of the rule.
#[derive(Serialize)]
struct Field {
    name: &'static str,
    label: String,
    hint: String,
    value: String,
    error: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Kept {
    name: &'static str,
    value: String,
}

/// The page.
#[derive(Serialize)]
pub(super) struct Preview {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    fields: Vec<Field>,
    kinds: Vec<Choice>,
    sources: Vec<Line>,
    earlier: Vec<Line>,
    /// What was asked for, and what it finds; empty without a filter.
    described: Vec<String>,
    numbers: Vec<Line>,
    sample: Vec<Row>,
    kept: Vec<Kept>,
    expected: u64,
    seen_at: i64,
    seen_until: SignatureId,
    wrong: String,
    reasons: Vec<Choice>,
    note: String,
    longest: usize,
    tells: bool,
}

impl Preview {
    /// Returns whether the page says what is wrong.
    pub(super) fn is_wrong(&self) -> bool {
        !self.wrong.is_empty()
    }
}

/// Counts what a filter finds; `None` if it can't be asked.
async fn counted(app: &App, question: &Asked) -> Result<Option<(Count, Vec<crate::sheet::SheetRow>)>, Failure> {
    let filter = question.filter.clone();
    let page = Paging {
        after: SignatureId::NONE,
        limit: SAMPLE,
    };
    let read =
        move |db: &Read<'_>| Ok::<_, SheetError>((count(db, &filter)?, list(db, &filter, Sort::Oldest, page)?.rows));
    match app.store.read(read).await {
        Ok(found) => Ok(Some(found)),
        Err(SheetError::Filter(_)) => Ok(None),
        Err(SheetError::Store(error)) => Err(error.into()),
    }
}

/// Reads what the page shows.
pub(super) async fn preview(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    (question, asked): (&Asked, &Typed),
) -> Result<Preview, Failure> {
    let words = Words {
        app,
        lang: staff.lang(),
    };
    let seen_at = app.clock.now();
    let mut view = empty(words, letter, (question, asked));
    if question.is_filtered() && question.errors.is_empty() {
        match counted(app, question).await? {
            Some((count, rows)) => {
                view.expected = count.all();
                view.seen_until = count.until;
                let number = |(state, count): &(crate::signatures::state::State, u64)| Line {
                    label: words.state(state.as_str()),
                    count: *count,
                    path: String::new(),
                    when: String::new(),
                };
                view.numbers = count.by_state.iter().map(number).collect();
                view.sample = rows
                    .into_iter()
                    .map(|row| table::row(words, letter, row, Vec::new()))
                    .collect();
                view.described = described(app, words.lang, question);
                view.seen_at = seen_at.as_microsecond();
            }
            None => view.wrong = words.text("staff-filter-no-words"),
        }
    } else {
        (view.sources, view.earlier) = suggestions(words, letter).await?;
    }
    Ok(view)
}

fn empty(words: Words<'_>, letter: &Letter, (question, asked): (&Asked, &Typed)) -> Preview {
    let slug = letter.slug.as_str();
    let edition = letter.edition(words.lang);
    let secret = &words.app.config.secret;
    let tried = asked.has("expected");
    let wrong = match (question.errors.is_empty(), tried, asked.get("decision")) {
        (false, ..) => words.text("staff-rule-wrong"),
        (true, true, "reject") => words.text("staff-reason-missing"),
        (true, true, _) => words.text("staff-bulk-choose"),
        _ => String::new(),
    };
    let reason = |it: &RejectReason| Choice {
        value: it.to_string(),
        label: words.of("staff-reason", it.as_str()),
        chosen: asked.get("reason") == it.as_str(),
    };
    Preview {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: question.path(secret, &paths::signers(slug), &[]),
        path: paths::bulk(slug),
        fields: fields(words, question),
        kinds: kinds(words, question, asked),
        sources: Vec::new(),
        earlier: Vec::new(),
        described: Vec::new(),
        numbers: Vec::new(),
        sample: Vec::new(),
        kept: question
            .fields(secret)
            .map(|(name, value)| Kept { name, value })
            .collect(),
        expected: 0,
        seen_at: 0,
        seen_until: SignatureId::NONE,
        reasons: RejectReason::VARIANTS.iter().map(reason).collect(),
        note: asked.get("note").to_owned(),
        longest: LONGEST_NOTE,
        tells: !tried || asked.has("tell"),
        wrong,
    }
}

fn kinds(words: Words<'_>, question: &Asked, asked: &Typed) -> Vec<Choice> {
    // A wave may have signed as anything.
    let chosen = if asked.has("kind") {
        question.typed("kind")
    } else {
        "all"
    };
    let kinds = ["all", "person", "organization"].into_iter();
    let choice = |kind: &str| Choice {
        value: kind.to_owned(),
        label: words.text(super::kind_name(kind)),
        chosen: kind == chosen,
    };
    kinds.map(choice).collect()
}

fn fields(words: Words<'_>, question: &Asked) -> Vec<Field> {
    let all = [
        ("mail-domain", "staff-rule-domain", "", "text"),
        ("network", "staff-rule-network", "staff-rule-network-hint", "text"),
        ("pattern", "staff-rule-name", "staff-rule-name-hint", "text"),
        ("from", "staff-rule-from", "", "datetime-local"),
        ("until", "staff-rule-until", "", "datetime-local"),
    ];
    let field = |(name, label, hint, kind): (&'static str, &str, &str, &'static str)| Field {
        name,
        label: words.text(label),
        hint: if hint.is_empty() {
            String::new()
        } else {
            words.text(hint)
        },
        value: question.typed(name).to_owned(),
        error: question.errors.get(name).map(|id| words.text(id)).unwrap_or_default(),
        kind,
    };
    all.into_iter().map(field).collect()
}

/// Returns where most signatures of the last day came from, and earlier decisions.
async fn suggestions(words: Words<'_>, letter: &Letter) -> Result<(Vec<Line>, Vec<Line>), Failure> {
    let (slug, now) = (letter.slug.to_string(), words.app.clock.now());
    let since = crate::clock::from_micros(now.as_microsecond() - DAY_MICROS);
    let read = move |db: &Read<'_>| {
        let domains = trends::trending_domains(db, &slug, since)?;
        let networks = trends::trending_networks(db, &slug, since)?;
        let ranges = trends::trending_ranges(db, &slug, since)?;
        Ok::<_, StoreError>((domains, networks, ranges, jobs::newest(db, &slug, EARLIER)?))
    };
    let (domains, networks, ranges, jobs) = words.app.store.read(read).await?;
    let path = paths::bulk(letter.slug.as_str());
    let line = |label: &str, name: &str, it: &Trend| Line {
        label: format!("{}: {}", words.text(label), it.source),
        count: u64::from(it.signatures),
        path: with_query(&path, [("kind", "all"), (name, it.source.as_str())]),
        when: String::new(),
    };
    let domains = domains
        .iter()
        .take(SOURCES)
        .map(|it| line("staff-rule-domain", "mail-domain", it));
    let networks = networks
        .iter()
        .take(SOURCES)
        .map(|it| line("staff-rule-network", "network", it));
    let ranges = ranges
        .iter()
        .take(SOURCES)
        .map(|it| line("staff-rule-range", "network", it));
    let sources = domains.chain(networks).chain(ranges).collect();
    let earlier = jobs.iter().map(|it| job_line(words, letter, it)).collect();
    Ok((sources, earlier))
}

fn job_line(words: Words<'_>, letter: &Letter, it: &Job) -> Line {
    Line {
        label: format!(
            "{} · {}",
            words.text(kind_name(it.made.kind)),
            words.text(phase_name(it.made.phase))
        ),
        count: u64::from(it.progress.expected),
        path: paths::decision(letter.slug.as_str(), it.made.id),
        when: moment(words.app, words.lang, it.made.at),
    }
}

pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Approve => "staff-approve",
        Kind::Reject => "staff-reject",
        Kind::Hold => "staff-hold",
    }
}

pub(super) fn phase_name(phase: Phase) -> &'static str {
    match phase {
        Phase::Going => "staff-bulk-going",
        Phase::Done => "staff-bulk-done",
        Phase::Undoing => "staff-bulk-undoing",
        Phase::Undone => "staff-bulk-undone",
    }
}
