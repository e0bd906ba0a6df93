//! `deliver`: sends one mail to each office, once.

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Context;
use undersigned::audit::By;
use undersigned::delivery::deliver::{self as delivery, DeliveryContext, DeliveryOptions, Planned, Prepared};
use undersigned::delivery::dispatch::Plan;
use undersigned::letters::Letter;
use undersigned::outbox::mailer::Mailer;
use undersigned::staff::store::accounts;
use undersigned::store::Tx;
use undersigned::typesetting;

use super::person::Person;
use super::{Workspace, complain, counted, progress, say};
pub(super) use answer::{day, wrong_day};
use report::tell;

mod again;
mod answer;
mod cancel;
mod planned;
mod report;
mod resending;
mod settle;
mod status;
mod surveyed;
pub mod words;

/// Deliver a letter to offices
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Deliver {
    /// The letter's name, as in its URL
    slug: String,
    /// Send without asking for confirmation
    #[arg(long)]
    yes: bool,
    /// Resend to an office whose email failed or is uncertain, such as member:B001234; can be repeated
    #[arg(long, value_name = "OFFICE")]
    again: Vec<String>,
    /// Resend to every office whose email failed
    #[arg(long)]
    again_failed: bool,
    /// Skip an office that the letter names but that can't be found, such as HSXX; can be repeated
    #[arg(long, value_name = "KEY")]
    without: Vec<String>,
    /// Send each office that has the letter a supplement: only the signers who are new since the last bundle that it got, and how many
    /// signed in all. Other offices get the whole letter
    #[arg(long, conflicts_with_all = ["again", "again_failed", "checked"])]
    supplement: bool,
    /// Show which offices would receive it, without creating or sending anything
    #[arg(long, conflicts_with = "yes")]
    plan: bool,
    /// Keep this plan as the one that you checked: later plans say what changed since. Only with --plan
    #[arg(long, requires = "plan")]
    checked: bool,
    /// Show the delivery status of each email, with the relay's reply
    #[arg(long, conflicts_with_all = ["yes", "again", "again_failed", "without", "supplement", "plan", "cancel"])]
    status: bool,
    /// Record that you delivered the letter to this office by other means, such as its contact form; it then gets no email. Can be repeated
    #[arg(long, value_name = "OFFICE", conflicts_with_all = ["yes", "again", "again_failed", "without", "supplement", "plan", "status", "cancel", "json"])]
    delivered: Vec<String>,
    /// Stop trying to deliver to this office; can be repeated
    #[arg(long, value_name = "OFFICE", conflicts_with_all = ["yes", "again", "again_failed", "without", "supplement", "plan", "status", "cancel", "json"])]
    give_up: Vec<String>,
    /// Record that this office answered the letter; can be repeated
    #[arg(long, value_name = "OFFICE", conflicts_with_all = ["yes", "again", "again_failed", "without", "supplement", "plan", "status", "cancel", "json", "delivered", "give_up"])]
    answered: Vec<String>,
    /// Record that this office did not answer after all; can be repeated
    #[arg(long, value_name = "OFFICE", conflicts_with_all = ["yes", "again", "again_failed", "without", "supplement", "plan", "status", "cancel", "json", "delivered", "give_up", "answered"])]
    not_answered: Vec<String>,
    /// When the office answered, or when you delivered the letter to it (today by default); only with --answered or --delivered
    #[arg(long, value_name = "YYYY-MM-DD")]
    on: Option<String>,
    /// Cancel every email that has not been sent yet
    #[arg(long, conflicts_with_all = ["yes", "again", "again_failed", "without", "supplement", "plan"])]
    cancel: bool,
    /// Print JSON; only with --status or --plan
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    person: Person,
}

/// Shows what would be sent and to whom, asks, and enqueues one mail to each office. A second run sends nothing twice.
pub fn deliver(args: Deliver) -> anyhow::Result<ExitCode> {
    anyhow::ensure!(
        !args.json || args.status || args.plan,
        "--json works only with --status or --plan: add one of them"
    );
    anyhow::ensure!(
        args.on.is_none() || !args.answered.is_empty() || !args.delivered.is_empty(),
        "--on works only with --answered or --delivered: add one of them"
    );
    if let Some(done) = without_delivering(&args) {
        return done;
    }
    anyhow::ensure!(
        args.yes || args.plan || std::io::stdin().is_terminal(),
        "not a terminal, so this command can't ask: check `undersigned deliver {slug} --plan`, then pass --yes",
        slug = args.slug
    );
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    // JSON output must contain nothing else.
    let note = if args.json { complain } else { say };
    let wanted = wanted(&args);
    let planned = delivery::plan(context(&workspace, letter, By::COMMAND_LINE), &wanted, &mut |it| {
        words::tell(it, note);
    })
    .map_err(|error| words::unplanned(letter, error))?;
    let unanswered = |plan: &Plan| again::unanswered(plan, &args.again);
    if args.plan {
        let context = context(&workspace, letter, args.person.by(&workspace.store)?);
        show_plan(&workspace, context, &planned, (args.json, args.checked))?;
        return Ok(unanswered(&planned.plan));
    }
    if planned.plan.mails.is_empty() {
        tell(&workspace, letter, &planned.plan, planned.heads, &planned.left_behind);
        say("Nothing was sent");
        return Ok(unanswered(&planned.plan));
    }
    super::interrupt::watch()?;
    let prepared = prepare(&workspace, letter, planned)?;
    tell(
        &workspace,
        letter,
        &prepared.plan,
        prepared.heads,
        &prepared.left_behind,
    );
    let code = unanswered(&prepared.plan);
    if prepared.plan.mails.is_empty() || !super::agreed(args.yes, &report::mails_of(&prepared.plan))? {
        say("Nothing was sent");
        return Ok(code);
    }
    send(
        &workspace,
        letter,
        args.person.by(&workspace.store)?,
        (prepared, &wanted),
    )?;
    Ok(code)
}

fn wanted(args: &Deliver) -> DeliveryOptions {
    DeliveryOptions {
        without: args.without.clone(),
        again: args.again.clone(),
        again_failed: args.again_failed,
        supplement: args.supplement,
    }
}

/// Shows a plan and what changed since the last one that staff checked; keeps it as checked, if they say so.
fn show_plan(
    workspace: &Workspace,
    context: DeliveryContext<'_>,
    planned: &Planned,
    (json, checked): (bool, bool),
) -> anyhow::Result<()> {
    let survey = delivery::survey(context)?.context("the letter has no recipients")?;
    if json {
        planned::show(context, planned, &survey)?;
    } else {
        tell(
            workspace,
            context.letter,
            &planned.plan,
            planned.heads,
            &planned.left_behind,
        );
        surveyed::tell(context.letter, &survey);
    }
    if checked {
        delivery::check(context)?;
    }
    if !json {
        say(if checked {
            "This plan is kept as checked. Nothing was created or sent"
        } else {
            "Nothing was created or sent"
        });
    }
    Ok(())
}

/// Does what the flags ask for that neither plans nor sends a delivery; `None` if they ask for nothing of the kind.
fn without_delivering(args: &Deliver) -> Option<anyhow::Result<ExitCode>> {
    let (slug, on, person) = (&args.slug, args.on.as_deref(), &args.person);
    if args.status {
        Some(status::status(slug, args.json))
    } else if args.cancel {
        Some(cancel::cancel(slug, person))
    } else if !args.delivered.is_empty() || !args.give_up.is_empty() {
        Some(settle::settle(slug, person, &args.delivered, &args.give_up, on))
    } else if !args.answered.is_empty() {
        Some(answer::answer(slug, person, &args.answered, on))
    } else if !args.not_answered.is_empty() {
        Some(answer::take_back(slug, person, &args.not_answered))
    } else {
        None
    }
}

/// Returns what the library needs for a delivery.
pub(super) fn context<'a>(workspace: &'a Workspace, letter: &'a Letter, by: By) -> DeliveryContext<'a> {
    DeliveryContext {
        config: &workspace.config,
        store: &workspace.store,
        locales: &workspace.locales,
        letter,
        by,
    }
}

/// Composes the files, with a progress bar.
fn prepare(workspace: &Workspace, letter: &Letter, planned: Planned) -> anyhow::Result<Prepared> {
    let bar = progress(planned.to_compose() as u64, 10, "offices");
    let program = typesetting::this_program()?;
    let prepared = delivery::prepare(
        context(workspace, letter, By::COMMAND_LINE),
        planned,
        program,
        &|| bar.inc(1),
        &mut |it| {
            words::tell(it, say);
        },
    );
    bar.finish_and_clear();
    Ok(prepared?)
}

fn send(
    workspace: &Workspace,
    letter: &Letter,
    by: By,
    (prepared, wanted): (Prepared, &DeliveryOptions),
) -> anyhow::Result<()> {
    let domain = Mailer::domain_of(&workspace.config.mail)?;
    if context(workspace, letter, by).approvals_needed() > 1 {
        return approve(context(workspace, letter, by), (prepared, wanted), &domain);
    }
    let owed = delivery::send(context(workspace, letter, by), prepared, &domain).map_err(words::unsent)?;
    say(&format!(
        "{} while `undersigned serve` is running. To see the delivery status, run `undersigned deliver {} --status`",
        counted(owed, "email queued. It is sent", "emails queued. They are sent"),
        letter.slug
    ));
    Ok(())
}

/// Approves what was prepared, for a letter that two people have to approve: the second one sends it.
fn approve(
    context: DeliveryContext<'_>,
    (mut prepared, wanted): (Prepared, &DeliveryOptions),
    domain: &str,
) -> anyhow::Result<()> {
    anyhow::ensure!(
        context.by.account.is_some(),
        words::unsent(delivery::SendError::Unnamed)
    );
    let (letter, seen) = (context.letter, prepared.digest());
    let may = |id| {
        context
            .store
            .read_now(|db| accounts::may_edit(db, id, letter.slug.as_str()))
    };
    anyhow::ensure!(
        context.by.account.map(may).transpose()?.unwrap_or(false),
        "this staff account can't approve {}: name one that can change it (see `undersigned staff list`)",
        letter.slug
    );
    // An approval is of frozen files, and of the emails that were shown: freezing changes neither.
    if !prepared.is_frozen() {
        delivery::freeze(context, prepared).map_err(words::unsent)?;
        let planned = delivery::plan(context, wanted, &mut |_| {});
        let planned = planned.map_err(|error| words::unplanned(letter, error))?;
        let program = typesetting::this_program()?;
        prepared = delivery::prepare(context, planned, program, &|| {}, &mut |_| {})?;
    }
    let slug = letter.slug.to_string();
    let counts = move |tx: &Tx<'_>, id| accounts::may_edit(tx, id, &slug);
    match delivery::approve(context, prepared, domain, seen, counts).map_err(words::unsent)? {
        delivery::Approved::Waits { have, need } => say(&format!(
            "Approved by {have} of {need}. Nothing was sent: another person has to approve it, in the staff area or with this command"
        )),
        delivery::Approved::Sent(owed) => say(&format!(
            "{} while `undersigned serve` is running",
            counted(owed, "email queued. It is sent", "emails queued. They are sent")
        )),
    }
    Ok(())
}
