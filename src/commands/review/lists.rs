//! What staff look at: lists of a letter.

use jiff::SignedDuration;
use undersigned::signatures::store::invitations;
use undersigned::signatures::store::review;
use undersigned::signatures::store::trends::{self, Trend};
use undersigned::store::StoreError;

use super::super::{Desk, say};
use super::MOST;

/// What waits, then what counts with a mark.
pub(super) fn list(desk: &Desk, slug: &str) -> anyhow::Result<()> {
    desk.letter(slug)?;
    let (waiting, flagged) = desk
        .store
        .read_now(|db| Ok::<_, StoreError>((review::waiting(db, slug, MOST)?, review::flagged(db, slug, MOST)?)))?;
    if waiting.is_empty() {
        say("Nothing waits.");
    }
    for it in waiting.into_iter().chain(flagged) {
        let why = match (it.held_for.as_str(), it.state.as_str()) {
            ("", "confirmed") => format!("counted, {}", it.flags),
            ("", state) => state.to_owned(),
            (doubt, _) => doubt.to_owned(),
        };
        say(&format!(
            "{}\t{why}\t{}\t{}\t{}\t{}\t{}",
            it.id, it.kind, it.name, it.email, it.website, it.verification
        ));
    }
    Ok(())
}

/// The sources of most signatures of the last day.
pub(super) fn trending(desk: &Desk, slug: &str) -> anyhow::Result<()> {
    desk.letter(slug)?;
    let since = desk.config.clock.now() - SignedDuration::from_hours(24);
    let (domains, networks, ranges) = desk.store.read_now(|db| {
        Ok::<_, StoreError>((
            trends::trending_domains(db, slug, since)?,
            trends::trending_networks(db, slug, since)?,
            trends::trending_ranges(db, slug, since)?,
        ))
    })?;
    for (title, trends) in [
        ("mail domains", domains),
        ("networks (keyed digests)", networks),
        ("ranges of networks: IPv4 /24, IPv6 /48 (keyed digests)", ranges),
    ] {
        say(title);
        for Trend {
            source,
            signatures,
            held,
        } in trends
        {
            say(&format!("  {signatures}\t{held} held\t{source}"));
        }
    }
    Ok(())
}

/// Who came by which invitation, and by which of our links the others came.
pub(super) fn sources(desk: &Desk, slug: &str) -> anyhow::Result<()> {
    desk.letter(slug)?;
    let (invited, sources) = desk
        .store
        .read_now(|db| Ok::<_, StoreError>((invitations::invitations(db, slug)?, invitations::sources(db, slug)?)))?;
    say("invitations");
    for it in invited {
        let first = format!("  {}\t{}\t{}", it.name, it.email, it.note);
        if it.came.is_empty() {
            say(&format!("{first}\tnobody yet"));
        }
        for (id, state, name) in it.came {
            say(&format!("{first}\t{id}\t{state}\t{name}"));
        }
    }
    say("links");
    for (source, organizations, people) in sources {
        let source = if source.is_empty() { "none" } else { &source };
        say(&format!("  {source}\t{organizations} organizations\t{people} people"));
    }
    Ok(())
}
