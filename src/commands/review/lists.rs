//! The lists that staff review for a letter.

use jiff::SignedDuration;
use serde::Serialize;
use undersigned::organizations::store::invitations::{self, Came, Invited};
use undersigned::review::store::decisions;
use undersigned::review::store::trends::{self, Trend};
use undersigned::review::store::waiting::{Waiting, WaitingPage, waiting};
use undersigned::sheet::Standing;
use undersigned::sheet::store::SheetError;
use undersigned::signatures::state::State;
use undersigned::store::StoreError;

use super::super::filter::Which;
use super::super::listing::{self, Shown, json, show};
use super::super::signers::{index, zone_of};
use super::super::{Workspace, complain, say};

/// What `review list` shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What waits, then what counts with a flag.
    Both,
    Waiting,
    Marked,
}

impl Part {
    pub(super) fn of(waiting: bool, marked: bool) -> Self {
        match (waiting, marked) {
            (true, _) => Self::Waiting,
            (_, true) => Self::Marked,
            _ => Self::Both,
        }
    }
}

/// Lists what waits, then what counts with a flag. Later pages are of one of them, since a number is a position in one list only.
pub(super) fn list(workspace: &Workspace, slug: &str, part: Part, which: &Which, shown: &Shown) -> anyhow::Result<()> {
    workspace.knows(slug)?;
    anyhow::ensure!(
        part != Part::Both || shown.after == 0,
        "--after works on one list at a time: add --waiting or --marked"
    );
    let page = shown.page();
    let zone = zone_of(workspace, slug);
    let of = |standing| which.clone().or_in(standing).filter(Some(slug), None, &zone);
    let (wait, mark) = (of(Standing::Waiting), of(Standing::Marked));
    if wait.domain.is_some() {
        index(workspace)?;
    }
    let (held, marked) = workspace.store.read_now(|db| {
        let held = if part == Part::Marked {
            WaitingPage::default()
        } else {
            waiting(db, &wait, page)?
        };
        let marked = if part == Part::Waiting {
            WaitingPage::default()
        } else {
            waiting(db, &mark, page)?
        };
        Ok::<_, SheetError>((held, marked))
    })?;
    let rows: Vec<Waiting> = [&held, &marked]
        .iter()
        .flat_map(|paged| paged.rows.iter().cloned())
        .collect();
    if shown.json {
        json(&rows)?;
    } else {
        if held.rows.is_empty() && part != Part::Marked {
            say("No signatures are held for review.");
        }
        let headings = [
            "number",
            "why",
            "kind",
            "name",
            "email",
            "website",
            "verification",
            "place",
            "text",
        ];
        let lines: Vec<Vec<String>> = rows.iter().flat_map(lines).collect();
        show(&headings, &lines, Clone::clone);
    }
    let (limit, options) = (shown.limit, which.options());
    for (option, paged) in [("waiting", &held), ("marked", &marked)] {
        let command = format!("review list {slug} --{option}{options} --limit {limit}");
        listing::tell_next(paged.has_more, paged.rows.last().map(|it| it.id), &command);
    }
    Ok(())
}

/// Formats a listed signature, and below it those that may be the same organization.
fn lines(it: &Waiting) -> Vec<Vec<String>> {
    let text = listing::text(it.earlier_text);
    let rest = [
        it.kind.as_str(),
        &it.name,
        &it.email,
        &it.website,
        &it.verification,
        &it.place,
        &text,
    ];
    let rest = rest.map(str::to_owned);
    let mut lines = vec![[vec![it.id.to_string(), why(it)], rest.to_vec()].concat()];
    for other in &it.beside {
        let why = format!("may match {}: {}", it.id, other.state);
        let text = listing::text(other.earlier_text);
        let rest = [
            it.kind.as_str(),
            &other.name,
            &other.email,
            &other.website,
            &other.verification,
            &other.place,
            &text,
        ];
        lines.push([vec![other.id.to_string(), why], rest.map(str::to_owned).to_vec()].concat());
    }
    lines
}

fn why(it: &Waiting) -> String {
    match (it.held_for.as_str(), it.state) {
        ("", State::Confirmed) => format!("counted, {}", it.flags),
        ("", state) => state.to_string(),
        (doubt, _) => doubt.to_owned(),
    }
}

/// Lists unread comments.
pub(super) fn comments(workspace: &Workspace, slug: &str, shown: &Shown) -> anyhow::Result<()> {
    workspace.knows(slug)?;
    let unread = workspace
        .store
        .read_now(|db| decisions::unread_comments(db, slug, shown.page()))?;
    if shown.json {
        json(&unread.rows)?;
    } else if unread.rows.is_empty() {
        say("No messages to review.");
    } else {
        show(&["number", "comment"], &unread.rows, |it| {
            vec![it.id.to_string(), it.comment.clone()]
        });
    }
    let command = format!("review comments {slug} --limit {}", shown.limit);
    listing::tell_more(&unread, |it| it.id, &command);
    Ok(())
}

/// The sources of most signatures of the last day.
#[derive(Serialize)]
struct Trending {
    domains: Vec<Trend>,
    networks: Vec<Trend>,
    ranges: Vec<Trend>,
}

/// Lists the sources of most signatures of the last day.
pub(super) fn trending(workspace: &Workspace, slug: &str, as_json: bool) -> anyhow::Result<()> {
    workspace.knows(slug)?;
    let since = workspace.config.clock.now() - SignedDuration::from_hours(24);
    let mut trending = workspace.store.read_now(|db| {
        Ok::<_, StoreError>(Trending {
            domains: trends::trending_domains(db, slug, since)?,
            networks: trends::trending_networks(db, slug, since)?,
            ranges: trends::trending_ranges(db, slug, since)?,
        })
    })?;
    for (kind, trends) in [
        ("email domains", &mut trending.domains),
        ("networks", &mut trending.networks),
        ("ranges", &mut trending.ranges),
    ] {
        if trends::cut(trends) {
            complain(&format!("Only the {kind} with the most signatures are shown"));
        }
    }
    if as_json {
        return json(&trending);
    }
    let rows: Vec<(&str, Trend)> = [
        ("email domain", trending.domains),
        ("network", trending.networks),
        ("range", trending.ranges),
    ]
    .into_iter()
    .flat_map(|(kind, trends)| trends.into_iter().map(move |trend| (kind, trend)))
    .collect();
    show(&["kind", "source", "signatures", "held"], &rows, |(kind, trend)| {
        let numbers = [trend.signatures.to_string(), trend.held.to_string()];
        [vec![(*kind).to_owned(), trend.source.clone()], numbers.to_vec()].concat()
    });
    Ok(())
}

/// How signers came to the letter.
#[derive(Serialize)]
struct Sources {
    invitations: Vec<Invited>,
    links: Vec<Link>,
}

/// The signers who came by one of our links; an empty source means none.
#[derive(Serialize)]
struct Link {
    source: String,
    organizations: u64,
    people: u64,
}

/// Lists who came by which invitation, and by which of our links the others came.
pub(super) fn sources(workspace: &Workspace, slug: &str, as_json: bool) -> anyhow::Result<()> {
    workspace.knows(slug)?;
    let (invitations, links) = workspace
        .store
        .read_now(|db| Ok::<_, StoreError>((invitations::invitations(db, slug)?, invitations::sources(db, slug)?)))?;
    let link = |(source, organizations, people)| Link {
        source,
        organizations,
        people,
    };
    let links = links.into_iter().map(link).collect();
    let sources = Sources { invitations, links };
    if as_json {
        return json(&sources);
    }
    let headings = [
        "way",
        "invited",
        "email",
        "note",
        "number",
        "state",
        "listed name",
        "text",
    ];
    let invited: Vec<Vec<String>> = sources.invitations.iter().flat_map(came).collect();
    show(&headings, &invited, Clone::clone);
    show(&["way", "link", "organizations", "people"], &sources.links, |it| {
        let source = if it.source.is_empty() { "none" } else { &it.source };
        let numbers = [it.organizations.to_string(), it.people.to_string()];
        [vec!["link".to_owned(), source.to_owned()], numbers.to_vec()].concat()
    });
    Ok(())
}

/// Formats an invitation, with a row for each signature that came by it.
fn came(it: &Invited) -> Vec<Vec<String>> {
    let row = |came: [String; 4]| {
        let first = ["invitation", &it.name, &it.email, &it.note].map(str::to_owned);
        [first.to_vec(), came.to_vec()].concat()
    };
    if it.came.is_empty() {
        return vec![row([
            String::new(),
            "not signed yet".to_owned(),
            String::new(),
            String::new(),
        ])];
    }
    let each = it.came.iter();
    let cells = |it: &Came| {
        let text = listing::text(it.earlier_text);
        [it.id.to_string(), it.state.to_string(), it.listed_name.clone(), text]
    };
    each.map(|it| row(cells(it))).collect()
}
