//! `deliver`: one mail to each office, once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use undersigned::delivery::dispatch::{self, Plan};
use undersigned::delivery::store::{Bundle, Fingerprint};
use undersigned::delivery::{MANIFEST, Manifest, email, store};
use undersigned::letters::{Digest, Letter, Party, Phase};
use undersigned::offices::store as offices;
use undersigned::outbox::mailer::Mailer;
use undersigned::store::StoreError;

use super::{Desk, bundle};

/// Deliver a letter
#[derive(clap::Args)]
pub struct Deliver {
    /// The letter's name, as in its URL
    slug: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Send again to an office whose mail failed or is uncertain, such as member:B001234; may stand several times
    #[arg(long, value_name = "OFFICE")]
    again: Vec<String>,
}

/// Shows what would be sent and to whom, asks, and owes one mail to each office. A second run sends nothing twice.
pub fn deliver(wish: Deliver) -> anyhow::Result<ExitCode> {
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    let (known, contacts) = desk.store.read_now(|db| {
        let known = store::bundle(db, letter.slug.as_str(), letter.revision)?;
        Ok::<_, StoreError>((known, offices::contacts(db)?))
    })?;
    let draft = format!("draft-{}-{}", letter.slug, std::process::id());
    let draft = Draft(desk.config.delivery.folder.join(draft));
    let kept = match &known {
        Some(bundle) if still_true(&desk, letter, bundle)? => Some((
            frozen(&email::folder(&desk.config, bundle.digest), bundle.digest)?,
            Source::Frozen(bundle.id),
        )),
        Some(_) => {
            super::say(
                "signers corrected or took something back since the last bundle: offices that have none yet receive a fresh one",
            );
            None
        }
        None => None,
    };
    let ((manifest, digest), source) = match kept {
        Some(kept) => kept,
        None => drafted(&desk, letter, &draft.0)?,
    };
    anyhow::ensure!(
        manifest.demonstration == 0 || desk.config.profile != "production",
        "{} of the signatures are invented: a real office must not receive them",
        manifest.demonstration
    );
    let states = desk
        .store
        .read_now(|db| store::states(db, letter.slug.as_str(), letter.revision))?;
    let plan = Plan::new(
        &manifest,
        &contacts,
        &states,
        &wish.again.iter().cloned().collect(),
        desk.config.delivery.attachment_limit_megabytes << 20,
    );
    tell(&desk, letter, &plan, &manifest);
    if plan.mails.is_empty() || !super::agreed(wish.yes, plan.mails.len() as u64)? {
        super::say("nothing was sent");
        return Ok(ExitCode::SUCCESS);
    }
    if matches!(source, Source::Draft(_)) {
        std::fs::rename(&draft.0, email::folder(&desk.config, digest))?;
        std::fs::File::open(&desk.config.delivery.folder)?.sync_all()?;
    }
    let (domain, now) = (Mailer::domain_of(&desk.config.mail)?, desk.config.clock.now());
    let newest = known.map(|bundle| bundle.id);
    let owed = desk.store.write_now(move |tx| {
        let of = (manifest.letter.as_str(), manifest.revision);
        // Someone else may have frozen another bundle while this one was looked at.
        if store::bundle(tx, of.0, of.1)?.map(|bundle| bundle.id) != newest {
            return Ok::<_, StoreError>(None);
        }
        let bundle = match source {
            Source::Frozen(bundle) => bundle,
            Source::Draft(signers) => store::freeze(tx, &manifest, digest, &signers, now)?,
        };
        dispatch::enqueue(tx, bundle, of, &plan.mails, &domain, now).map(Some)
    })?;
    let owed = owed.context("another bundle was frozen meanwhile, and nothing was sent: run this again")?;
    super::say(&format!(
        "{owed} mails are owed; `undersigned serve` sends them. Run this again to see how they fare."
    ));
    Ok(ExitCode::SUCCESS)
}

/// A manifest and its digest.
type Composed = (Manifest, [u8; 32]);

/// Where a bundle comes from.
enum Source {
    /// It was frozen before, as this row.
    Frozen(i64),
    /// It was composed to be shown, of these signers.
    Draft(Fingerprint),
}

/// Whether everyone whom a bundle names still wants to be named so.
fn still_true(desk: &Desk, letter: &Letter, bundle: &Bundle) -> Result<bool, StoreError> {
    let Some(then) = bundle.signers else { return Ok(false) };
    let now = desk
        .store
        .read_now(|db| store::fingerprint(db, letter.slug.as_str(), letter.revision, Some(then.until)))?;
    Ok(now == then)
}

/// A folder that goes away unless it was renamed.
struct Draft(PathBuf);

impl Drop for Draft {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// A bundle that was frozen earlier, checked.
fn frozen(folder: &Path, digest: [u8; 32]) -> anyhow::Result<Composed> {
    let path = folder.join(MANIFEST);
    let text = std::fs::read(&path).with_context(|| format!("{}", path.display()))?;
    anyhow::ensure!(
        Digest::of(&text).0 == digest,
        "{} is not what was frozen: restore it from a backup",
        path.display()
    );
    Ok((serde_json::from_slice(&text)?, digest))
}

/// A bundle composed to be shown; it is frozen when it is agreed to.
fn drafted(desk: &Desk, letter: &Letter, draft: &Path) -> anyhow::Result<(Composed, Source)> {
    let scene = bundle::scene(desk, letter)?;
    bundle::compose(desk, letter, &scene, draft)?;
    let text = std::fs::read(draft.join(MANIFEST))?;
    let composed = (serde_json::from_slice(&text)?, Digest::of(&text).0);
    Ok((composed, Source::Draft(scene.signers)))
}

fn tell(desk: &Desk, letter: &Letter, plan: &Plan, manifest: &Manifest) {
    let now = desk.config.clock.now();
    super::say(&format!(
        "{} (revision {}): {} organizations, {} people, composed {}",
        letter.slug,
        manifest.revision,
        manifest.organizations,
        manifest.people.all(),
        manifest.composed_at
    ));
    if [Party::Organization, Party::Person]
        .iter()
        .any(|party| letter.phase(*party, now) == Phase::Open)
    {
        super::say(
            "signing is still open: who signs after this will not be in the bundle, and each office receives one bundle of a revision",
        );
    }
    for mail in &plan.mails {
        super::say(&format!(
            "  {} <{}>: {}",
            mail.office.name,
            mail.contact.email.as_str(),
            mail.office.summary.first().map_or("", String::as_str)
        ));
    }
    let stale = now
        .to_zoned_datetime(jiff::tz::TimeZone::UTC)
        .date()
        .saturating_sub(jiff::Span::new().days(i64::from(desk.config.delivery.contact_stale_days)));
    for mail in plan.stale(stale) {
        super::say(&format!(
            "  the address of {} was last verified on {}: check it first",
            mail.office.name, mail.contact.verified_on
        ));
    }
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, state) in &plan.before {
        *states.entry(state).or_default() += 1;
    }
    for (state, number) in states {
        super::say(&format!("  {number} {state}"));
    }
    for (office, state) in plan
        .before
        .iter()
        .filter(|(_, state)| matches!(state.as_str(), "failed" | "uncertain"))
    {
        super::say(&format!(
            "    {state}: {} (to send again: --again {})",
            office.name, office.office
        ));
    }
    for (why, offices) in [
        ("without an address", &plan.without_contact),
        ("too large for a mail", &plan.too_large),
    ] {
        if !offices.is_empty() {
            let names: Vec<&str> = offices.iter().take(10).map(|office| office.name.as_str()).collect();
            let more = if offices.len() > names.len() {
                format!(" and {} more", offices.len() - names.len())
            } else {
                String::new()
            };
            super::say(&format!("  {why}: {}{more}", names.join(", ")));
        }
    }
}
