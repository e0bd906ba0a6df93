//! `signers record`: puts someone on a letter who signed by email, on paper or by phone.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use undersigned::intake::entry::{Basis, Outcome, Skip};
use undersigned::intake::form::{self, Desk, NeedsEmail};
use undersigned::intake::words;
use undersigned::intake::write::{Mode, Target, write};
use undersigned::letters::{Letter, Party, Phase};
use undersigned::locale::Lang;
use undersigned::offices::zips::Table;
use undersigned::outbox::mailer::Mailer;
use undersigned::signatures::state::State;
use undersigned::web::form::Typed;

use super::super::person::Person;
use super::super::{Workspace, complain, say};

/// Record someone who signed by email, on paper or by phone; no confirmation email is sent
#[derive(clap::Args)]
pub struct Record {
    /// The letter's name, as in its URL
    slug: String,
    /// What shows that they signed, and where you keep it, such as "sign-up sheet of March 2, blue folder"
    #[arg(long)]
    evidence: String,
    /// The language in which they read the letter, such as es; defaults to the letter's first language
    #[arg(long)]
    language: Option<String>,
    /// An individual's full name
    #[arg(long, required_unless_present = "legal_name", conflicts_with = "legal_name")]
    name: Option<String>,
    /// An organization's legal name
    #[arg(long)]
    legal_name: Option<String>,
    /// The email address of the individual or of the organization's contact, if there is one: it gets a link to manage the signature
    #[arg(long)]
    email: Option<String>,
    /// The country, by name or code; defaults to the United States
    #[arg(long)]
    country: Option<String>,
    /// An individual's ZIP or postal code
    #[arg(long)]
    postal_code: Option<String>,
    /// The state, such as TX; an individual's, if the ZIP code is not enough
    #[arg(long)]
    state: Option<String>,
    /// An individual's congressional district, if the ZIP code is in more than one and you know it
    #[arg(long)]
    district: Option<String>,
    /// The city
    #[arg(long)]
    city: Option<String>,
    /// How an individual's name appears: initial (first name and last initial; the default), full, or unlisted
    #[arg(long)]
    listing: Option<String>,
    /// An individual's job title
    #[arg(long)]
    title: Option<String>,
    /// An individual's organization or employer
    #[arg(long)]
    affiliation: Option<String>,
    /// An individual's message to Congress
    #[arg(long)]
    comment: Option<String>,
    /// The name under which an organization appears, if it is not the legal name
    #[arg(long)]
    listed_name: Option<String>,
    /// An organization's type: nonprofit, union, faith, academic, business or other
    #[arg(long)]
    org_kind: Option<String>,
    /// Where an organization works: national, state or local
    #[arg(long)]
    scope: Option<String>,
    /// An organization's website
    #[arg(long)]
    website: Option<String>,
    /// An organization's public email address
    #[arg(long)]
    public_email: Option<String>,
    /// The person who signed for an organization
    #[arg(long)]
    contact_name: Option<String>,
    /// That person's job title
    #[arg(long)]
    contact_title: Option<String>,
    /// That person's phone number
    #[arg(long)]
    phone: Option<String>,
    /// Keep an email address that looks mistyped
    #[arg(long)]
    keep_address: bool,
    #[command(flatten)]
    person: Person,
}

impl Record {
    fn party(&self) -> Party {
        if self.legal_name.is_some() {
            Party::Organization
        } else {
            Party::Person
        }
    }

    /// Returns what was given, by the form's fields.
    fn typed(&self) -> Typed {
        let given = [
            ("name", &self.name),
            ("legal_name", &self.legal_name),
            ("email", &self.email),
            ("postal_code", &self.postal_code),
            ("district", &self.district),
            ("city", &self.city),
            ("title", &self.title),
            ("affiliation", &self.affiliation),
            ("comment", &self.comment),
            ("listed_name", &self.listed_name),
            ("website", &self.website),
            ("public_email", &self.public_email),
            ("contact_name", &self.contact_name),
            ("contact_title", &self.contact_title),
            ("phone", &self.phone),
            ("country", &self.country),
            ("state", &self.state),
            ("listing", &self.listing),
            ("org_kind", &self.org_kind),
            ("scope", &self.scope),
        ];
        Typed::of(
            given
                .into_iter()
                .filter_map(|(field, value)| Some((field, value.as_deref()?))),
        )
    }
}

/// Returns the language of a text of the letter: the named one, or the first.
pub fn language(letter: &Letter, tag: Option<&str>) -> anyhow::Result<Lang> {
    let known = || {
        letter
            .editions
            .keys()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join(", ")
    };
    match tag {
        None => letter.editions.keys().next().copied().context("a letter has a text"),
        Some(tag) => {
            let lang = Lang::parse(tag).filter(|lang| letter.editions.contains_key(lang));
            lang.with_context(|| format!("{} has no text in {tag}: use one of {}", letter.slug, known()))
        }
    }
}

/// Refuses a letter that such signers are not asked to sign, and says if signing is not open.
pub fn asks(letter: &Letter, party: Party, now: jiff::Timestamp) -> anyhow::Result<()> {
    let who = match party {
        Party::Person => "individuals",
        Party::Organization => "organizations",
    };
    match letter.phase(party, now) {
        Phase::NotAsked => anyhow::bail!("{who} can't sign {}: check [signing] in its letter.toml", letter.slug),
        Phase::Open => {}
        _ => complain(&format!("Note: {} is not open to {who} now", letter.slug)),
    }
    Ok(())
}

/// Returns where signatures that staff bring are written.
pub fn target<'a>(workspace: &'a Workspace, letter: &'a Letter) -> anyhow::Result<Target<'a>> {
    Ok(Target {
        store: &workspace.store,
        config: &workspace.config,
        library: &workspace.library,
        letter,
        mail_domain: Mailer::domain_of(&workspace.config.mail)?,
    })
}

/// Records one signature.
pub fn record(args: &Record) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::open()?;
    let letter = workspace.letter(&args.slug)?;
    let (config, party) = (&workspace.config, args.party());
    asks(letter, party, config.clock.now())?;
    let by = args.person.by(&workspace.store)?;
    let evidence = form::note(&args.evidence).map_err(|_| {
        anyhow::anyhow!("--evidence: say in 1 to 500 characters what shows that they signed, and where it is")
    })?;
    if let (Some(meant), false) = (args.email.as_deref().and_then(form::meant), args.keep_address) {
        anyhow::bail!("--email: did you mean {meant}? Fix it, or pass --keep-address if it is right");
    }
    let zips = workspace.store.read_now(Table::load)?;
    let desk = Desk {
        letter,
        party,
        lang: language(letter, args.language.as_deref())?,
        locales: &workspace.locales,
        reader: workspace.locales.fallback(),
        signing: &config.signing,
        zips: &zips,
    };
    let entry = words::check(&desk, args.typed(), NeedsEmail::No).map_err(|errors| {
        let told = errors
            .iter()
            .map(|error| format!("--{}: {}", error.field.replace('_', "-"), error.what));
        anyhow::anyhow!("{}\nnothing was recorded", told.collect::<Vec<_>>().join("\n"))
    })?;
    let target = target(&workspace, letter)?;
    let basis = Basis::Evidence(evidence);
    let done = write(&target, by, (vec![entry], basis), Mode::Write, Arc::new(|_| {}))?;
    tell(&args.slug, done.first().copied())
}

/// Says what became of the signature.
fn tell(slug: &str, outcome: Option<Outcome>) -> anyhow::Result<ExitCode> {
    match outcome {
        Some(Outcome::Counted(id)) => say(&format!("Recorded number {id} on {slug}; it is counted")),
        Some(Outcome::Held(id, reason)) => {
            let reason = reason.map_or_else(String::new, |reason| format!(" ({reason})"));
            say(&format!(
                "Recorded number {id} on {slug}; it is held for review{reason}: run `undersigned review approve {id}` to count it"
            ));
        }
        Some(Outcome::Duplicate(id)) => say(&format!(
            "Recorded number {id} on {slug}, but not counted: the same organization is on the letter already"
        )),
        Some(Outcome::Skipped(Skip::Known(id, State::Disowned | State::Rejected))) => {
            anyhow::bail!(
                "nothing was recorded: number {id} is the same signer, who was removed from {slug}; run `undersigned review approve {id}` to count it"
            )
        }
        Some(Outcome::Skipped(Skip::Known(id, state))) => {
            anyhow::bail!("nothing was recorded: the same signer is on {slug} already, as number {id} ({state})")
        }
        Some(Outcome::Skipped(Skip::Left)) => {
            anyhow::bail!(
                "nothing was recorded: this signer withdrew from {slug}, and can sign again only by themselves"
            )
        }
        Some(Outcome::Skipped(Skip::NoMail)) => {
            anyhow::bail!("nothing was recorded: the owner of this address wants no email about {slug}")
        }
        Some(Outcome::Skipped(Skip::Unconfirmed) | Outcome::Asked(_)) | None => {
            anyhow::bail!("nothing was recorded")
        }
    }
    Ok(ExitCode::SUCCESS)
}
