//! `deliver`: one mail to each office, once.

use std::io::IsTerminal;
use std::process::ExitCode;

use undersigned::delivery::dispatch::{self, Again, Plan};
use undersigned::delivery::{OfficeEntry, store};
use undersigned::letters::{Letter, store as editions};
use undersigned::offices::store as offices;
use undersigned::outbox::mailer::Mailer;
use undersigned::store::StoreError;

use super::{Desk, bundle};
use frozen::Composed;
use report::tell;
use stage::stage;

mod again;
mod cancel;
mod frozen;
mod planned;
mod report;
mod stage;
mod status;

/// Deliver a letter
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Deliver {
    /// The letter's name, as in its URL
    slug: String,
    /// Do not ask
    #[arg(long)]
    yes: bool,
    /// Send again to an office whose mail failed or is uncertain, such as member:B001234; may stand several times
    #[arg(long, value_name = "OFFICE")]
    again: Vec<String>,
    /// Send again to every office whose mail failed
    #[arg(long)]
    again_failed: bool,
    /// Go without an office that the letter names and that is not there, such as HSXX; may stand several times
    #[arg(long, value_name = "KEY")]
    without: Vec<String>,
    /// Show to whom it would be sent, and compose and send nothing
    #[arg(long, conflicts_with = "yes")]
    plan: bool,
    /// Show how each mail fares, with the relay's own words; changes nothing
    #[arg(long, conflicts_with_all = ["yes", "again", "again_failed", "without", "plan", "cancel"])]
    status: bool,
    /// Take back every mail that was not handed over yet
    #[arg(long, conflicts_with_all = ["yes", "again", "again_failed", "without", "plan"])]
    cancel: bool,
    /// With --status or --plan: as JSON
    #[arg(long)]
    json: bool,
}

/// Shows what would be sent and to whom, asks, and owes one mail to each office. A second run sends nothing twice.
pub fn deliver(wish: Deliver) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        !wish.json || wish.status || wish.plan,
        "--json is for lists: say --status or --plan too"
    );
    if wish.status {
        return status::status(&wish.slug, wish.json);
    }
    if wish.cancel {
        return cancel::cancel(&wish.slug);
    }
    anyhow::ensure!(
        wish.yes || wish.plan || std::io::stdin().is_terminal(),
        "nobody is there to ask: see `undersigned deliver {slug} --plan`, then say --yes",
        slug = wish.slug
    );
    let desk = Desk::open()?;
    let letter = desk.letter(&wish.slug)?;
    bundle::sweep(&desk, None);
    let known = desk
        .store
        .read_now(|db| store::bundle(db, letter.slug.as_str(), letter.revision))?;
    // In JSON nothing else may stand.
    let note = if wish.json { super::complain } else { super::say };
    let stage = stage(&desk, letter, known.as_ref(), (&wish.without, note))?;
    stage.refuse(&desk, letter)?;
    let invented = stage.heads().demonstration;
    if invented > 0 {
        note(&format!(
            "{} invented: this is a demonstration, not for real offices",
            super::counted(invented, "of the signatures is", "of the signatures are")
        ));
    }
    published(&desk, letter)?;
    known_to(letter, &stage.offices, &wish.again)?;
    let again = Again {
        offices: wish.again.iter().cloned().collect(),
        failed: wish.again_failed,
    };
    let look = plan(&desk, letter, &stage.offices, &again)?;
    if wish.json {
        planned::show(&look)?;
        return Ok(again::unanswered(&look, &wish.again));
    }
    if wish.plan || look.mails.is_empty() {
        tell(&desk, letter, &look, stage.heads());
        super::say(if wish.plan {
            "nothing was composed or sent"
        } else {
            "nothing was sent"
        });
        return Ok(again::unanswered(&look, &wish.again));
    }
    let heads = stage.heads();
    let mut composed = stage.composed(&desk, letter)?;
    // Now that the files are there, some may be too large for a mail.
    let plan = plan(&desk, letter, &composed.manifest.offices, &again)?;
    composed.check(&desk, &plan)?;
    tell(&desk, letter, &plan, heads);
    let code = again::unanswered(&plan, &wish.again);
    if plan.mails.is_empty() || !super::agreed(wish.yes, &report::mails_of(&plan))? {
        super::say("nothing was sent");
        return Ok(code);
    }
    composed.publish(&desk)?;
    let owed = owe(&desk, letter, &composed, plan, known.map(|bundle| bundle.id))?;
    composed.keep()?;
    super::say(&format!(
        "{}: undersigned deliver {} --status",
        super::counted(
            owed,
            "mail is owed; `undersigned serve` sends it. See how it fares",
            "mails are owed; `undersigned serve` sends them. See how they fare"
        ),
        letter.slug
    ));
    Ok(code)
}

/// Refuses a text that was never published: an office must receive what could be signed.
fn published(desk: &Desk, letter: &Letter) -> anyhow::Result<()> {
    let unpublished = desk.store.read_now(|db| editions::unpublished(db, letter))?;
    let told: Vec<String> = unpublished.iter().map(ToString::to_string).collect();
    anyhow::ensure!(told.is_empty(), told.join("\n"));
    Ok(())
}

/// Refuses a slip in `--again`: whoever made it would take it that a mail was owed.
fn known_to(letter: &Letter, offices: &[OfficeEntry], again: &[String]) -> anyhow::Result<()> {
    let unknown = dispatch::unknown(offices, again);
    anyhow::ensure!(
        unknown.is_empty(),
        "{slug} does not go to {}: run `undersigned deliver {slug} --status` to see which offices can be sent to again",
        unknown.join(", "),
        slug = letter.slug
    );
    Ok(())
}

fn plan(desk: &Desk, letter: &Letter, to: &[OfficeEntry], again: &Again) -> anyhow::Result<Plan> {
    let (addresses, states) = desk.store.read_now(|db| {
        let states = store::states(db, letter.slug.as_str(), letter.revision)?;
        let to = to.iter().map(|office| office.office.as_str());
        Ok::<_, StoreError>((offices::addresses_for(db, to)?, states))
    })?;
    let most_bytes = desk.config.delivery.attachment_limit_megabytes << 20;
    Ok(Plan::new(to, &addresses, &states, again, most_bytes))
}

/// Freezes the bundle and owes its mails, in one transaction, unless something happened while it was looked at: someone else
/// froze another (`newest` was the last one), a signer whom it names corrected or took something back, or an earlier text arrived.
fn owe(desk: &Desk, letter: &Letter, composed: &Composed, plan: Plan, newest: Option<i64>) -> anyhow::Result<usize> {
    let (domain, now) = (Mailer::domain_of(&desk.config.mail)?, desk.config.clock.now());
    let (manifest, digest) = (composed.manifest.clone(), composed.digest);
    let (signers, frozen, zone) = (composed.signers, composed.frozen, letter.zone());
    let owed = desk.store.write_now(move |tx| {
        let of = (manifest.letter.as_str(), manifest.revision);
        if store::bundle(tx, of.0, of.1)?.map(|bundle| bundle.id) != newest {
            return Ok::<_, StoreError>(Err("another bundle was frozen meanwhile"));
        }
        if store::fingerprint(tx, of.0, of.1, Some(signers.until))? != signers {
            return Ok(Err("a signer corrected or took something back meanwhile"));
        }
        if !manifest.is_aware_of(&store::earlier(tx, of.0, of.1, &zone)?) {
            return Ok(Err("a mail with an earlier text was settled meanwhile"));
        }
        let bundle = dispatch::Frozen {
            row: match frozen {
                Some(bundle) => bundle,
                None => store::freeze(tx, &manifest, digest, &signers, now)?,
            },
            code: &manifest.code,
            invented: manifest.demonstration > 0,
        };
        dispatch::enqueue(tx, bundle, of, &plan.mails, &domain, now).map(Ok)
    })?;
    owed.map_err(|why| anyhow::anyhow!("{why}, and nothing was sent: run this again"))
}
