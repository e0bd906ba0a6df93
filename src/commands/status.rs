//! `status`: the state of the service and its letters at a glance.

use std::collections::BTreeMap;
use std::process::ExitCode;

use serde::Serialize;
use undersigned::delivery;
use undersigned::letters::{Letter, Party, Phase, gone, store as editions};
use undersigned::outbox::store::{relay, staff};
use undersigned::review::store::decisions;
use undersigned::signatures::state::State;
use undersigned::signatures::store::search::{self, Page};
use undersigned::signatures::{Tally, store};
use undersigned::store::{Read, StoreError};
use undersigned::web::maintenance::Maintenance;

use super::letters::settings::{SetHere, set_here};
use super::{Workspace, complain, counted, listing, say};

/// Show the status of the service and its letters
#[derive(clap::Args)]
pub struct Arguments {
    /// Only this letter, with its signatures by state
    slug: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Status {
    base_url: String,
    profile: String,
    maintenance: bool,
    relay_down: Option<String>,
    /// The number of mails by state.
    mails: BTreeMap<String, u64>,
    letters: Vec<LetterStatus>,
}

#[derive(Serialize)]
struct LetterStatus {
    slug: String,
    revision: u32,
    /// Whether organizations and people can sign now: `open`, `paused`, `not open yet`, `closed`, `not asked`, `no folder`.
    organizations: &'static str,
    people: &'static str,
    counted: Tally,
    /// The number of signatures by state and kind, such as `held organization`.
    signatures: BTreeMap<String, u64>,
    unread_comments: u64,
    /// Whether the letter's folder is missing, although people signed it.
    folder_missing: bool,
    /// The number of offices by the state of their delivery.
    deliveries: BTreeMap<String, u64>,
    /// The number of offices that answered.
    answered: usize,
    /// What staff have set on top of the letter's file.
    set_here: Vec<SetHere>,
}

impl LetterStatus {
    fn in_state(&self, states: &[State]) -> u64 {
        let of = |key: &str| states.iter().any(|state| key.split(' ').next() == Some(state.as_str()));
        self.signatures
            .iter()
            .filter(|(key, _)| of(key))
            .map(|(_, number)| number)
            .sum()
    }
}

/// Prints the status: numbers, and no personal data.
pub fn status(args: &Arguments) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let folder = &workspace.config.content.folder;
    let missing = workspace.store.read_now(|db| gone::signed(db, &workspace.library))?;
    let is_missing = |letter: &Letter| missing.iter().any(|it| it.slug == letter.slug.as_str());
    let gone: Vec<_> = workspace.library.gone().filter(|letter| is_missing(letter)).collect();
    let letters = match &args.slug {
        Some(slug) => match gone.iter().find(|letter| letter.slug.as_str() == slug) {
            Some(letter) => vec![*letter],
            None => vec![workspace.letter(slug)?],
        },
        None => [workspace.library.newest_first(), gone].concat(),
    };
    let now = workspace.config.clock.now();
    let (relay_down, mails, letters) = workspace.store.read_now(|db| {
        let of = |letter: &&Letter| of_letter(db, letter, now);
        let letters = letters.iter().map(of).collect::<Result<Vec<_>, StoreError>>()?;
        Ok::<_, StoreError>((relay::state(db)?, staff::counts(db)?, letters))
    })?;
    let relay_down = relay_down.map(|down| {
        format!(
            "no email has been sent since {}: {} at {}: {}",
            down.since, down.relay, down.step, down.reply
        )
    });
    let status = Status {
        base_url: workspace.config.site.base_url.clone(),
        profile: format!("{:?}", workspace.config.profile).to_lowercase(),
        maintenance: Maintenance::beside(&workspace.config.store.path).is_on(),
        relay_down,
        mails,
        letters,
    };
    if args.json {
        listing::json(&status)?;
    } else {
        tell(&status, args.slug.is_some());
        let shown = missing
            .iter()
            .filter(|it| args.slug.as_ref().is_none_or(|slug| *slug == it.slug));
        for letter in shown {
            complain(&letter.problem(folder).to_string());
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn of_letter(db: &Read<'_>, letter: &Letter, now: jiff::Timestamp) -> Result<LetterStatus, StoreError> {
    let slug = letter.slug.as_str();
    let signable = |party: Party| match letter.phase(party, now) {
        _ if letter.gone => "no folder",
        Phase::Open => "open",
        Phase::Paused => "paused",
        Phase::NotYetOpen => "not open yet",
        Phase::Closed => "closed",
        Phase::NotAsked => "not asked",
    };
    let published = editions::newest_revision(db, slug)?.unwrap_or(letter.revision);
    let mails = delivery::store::progress(db, slug)?;
    let deliveries = delivery::store::counts(&mails, published);
    let signatures = search::states(db, slug)?;
    Ok(LetterStatus {
        slug: slug.to_owned(),
        revision: letter.revision,
        organizations: signable(Party::Organization),
        people: signable(Party::Person),
        counted: store::tally(db, slug)?,
        signatures: signatures
            .into_iter()
            .map(|(state, kind, n)| (format!("{state} {kind}"), n))
            .collect(),
        // A page of zero rows returns the count of all that follow.
        unread_comments: decisions::unread_comments(db, slug, Page::first(0))?.more,
        folder_missing: letter.gone,
        deliveries,
        answered: delivery::store::offices_that_answered(&mails),
        set_here: set_here(db, letter)?,
    })
}

fn tell(status: &Status, in_detail: bool) {
    say(&format!(
        "Undersigned at {} (profile {})",
        status.base_url, status.profile
    ));
    let relay = status.relay_down.as_deref().unwrap_or("no known problems");
    say(&format!("  relay        {relay}"));
    let mails = listed(&status.mails, &["queued", "failed", "uncertain", "bounced"]);
    say(&format!("  email        {mails}"));
    if status.maintenance {
        say("  maintenance  on: the site is read-only (to end it, run `undersigned maintenance off`)");
    }
    let headings = [
        "letter",
        "organizations",
        "people",
        "counted organizations",
        "counted individuals",
        "names hidden",
        "earlier version",
        "unconfirmed",
        "under review",
        "messages to review",
        "deliveries",
        "answered",
    ];
    listing::show(&headings, &status.letters, |it| {
        let numbers = [
            it.counted.organizations,
            it.counted.people,
            it.counted.unlisted,
            it.counted.earlier,
            it.in_state(&[State::Pending]),
            it.in_state(&[State::Held, State::Awaiting, State::Disowned]),
            it.unread_comments,
        ];
        let known: Vec<&str> = it.deliveries.keys().map(String::as_str).collect();
        let mut cells = vec![it.slug.clone(), it.organizations.to_owned(), it.people.to_owned()];
        cells.extend(numbers.iter().map(u64::to_string));
        cells.push(listed(&it.deliveries, &known));
        cells.push(it.answered.to_string());
        cells
    });
    if status.letters.is_empty() {
        say("No letters found.");
    }
    for letter in &status.letters {
        let lines = letter.set_here.iter().map(SetHere::line);
        lines.for_each(|line| say(&format!("{}: {line}", letter.slug)));
    }
    status.letters.iter().for_each(next_step);
    for letter in status.letters.iter().filter(|_| in_detail) {
        let rows: Vec<_> = letter.signatures.iter().collect();
        listing::show(&["state", "kind", "signatures"], &rows, |(key, number)| {
            let (state, kind) = key.split_once(' ').unwrap_or((key, ""));
            vec![state.to_owned(), kind.to_owned(), number.to_string()]
        });
    }
}

/// Says what to do about deliveries that need something from staff.
fn next_step(letter: &LetterStatus) {
    let slug = &letter.slug;
    if let Some(withheld) = letter.deliveries.get("withheld") {
        let said = counted(
            *withheld,
            "email to an office was stopped, because a signature in it was withdrawn, removed or changed. To send a new bundle",
            "emails to offices were stopped, because a signature in them was withdrawn, removed or changed. To send a new bundle",
        );
        say(&format!("{slug}: {said}, run: undersigned deliver {slug}"));
    }
    if ["failed", "uncertain", "bounced"]
        .iter()
        .any(|state| letter.deliveries.contains_key(*state))
    {
        say(&format!(
            "{slug}: some emails to offices failed, came back or are uncertain. To see what to do, run: undersigned deliver {slug} --status"
        ));
    }
}

/// Formats numbers: `3 queued, 1 failed`; zeros are left out.
fn listed(numbers: &BTreeMap<String, u64>, which: &[&str]) -> String {
    let some = which
        .iter()
        .filter_map(|state| Some(format!("{} {state}", numbers.get(*state)?)));
    let words: Vec<String> = some.collect();
    if words.is_empty() {
        "none".to_owned()
    } else {
        words.join(", ")
    }
}
