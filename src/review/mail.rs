//! The mail that tells a signer what staff decided about a signature that was held.

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::letters::{Digest, Letter, Party, Phase, Slug};
use crate::locale::Lang;
use crate::mail::{ComposerContext, MailContext, letter_mail, spoken};
use crate::outbox::store::staff;
use crate::outbox::{Composer, kinds};
use crate::review::rejection::{Rejection, Telling};
use crate::review::store::decisions;
use crate::signatures::greeting::greeting_of;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::{RejectReason, State};
use crate::signatures::store::history;
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, LinkHolder, SignatureSummary};
use crate::signatures::thanks_mail::Afterwards;
use crate::store::{Read, StoreError, Tx};
use crate::text::unclickable;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::REVIEWED;

/// The decision of staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Decided {
    Approved,
    Rejected,
}

impl Decided {
    /// Returns the state that a signature has after this decision, unless something else has happened since.
    fn state(self) -> State {
        match self {
            Self::Approved => State::Confirmed,
            Self::Rejected => State::Rejected,
        }
    }
}

/// The payload in the outbox.
#[derive(Serialize, Deserialize)]
struct Payload {
    /// The row of the links.
    link: LinkId,
    decided: Decided,
}

/// Approves a signature like [`decisions::approve`], and enqueues the mails to its signer and to those who had approved it before.
pub fn approve(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    id: SignatureId,
    evidence: Option<&str>,
) -> Result<bool, StoreError> {
    let first = !store::has_counted(tx, id)?;
    let approved = decisions::approve(tx, &context.config.secret, id, evidence, context.now)?;
    if approved {
        staff::supersede(tx, KIND, id, context.now)?;
        tell(tx, context, id, Decided::Approved)?;
        if first && !store::is_invented(tx, id)? {
            context.thank_deciders(tx, id)?;
        }
    }
    Ok(approved)
}

/// Rejects a signature like [`decisions::reject`], keeps the reason in its history, and enqueues the mail to its signer, if they are told.
pub fn reject(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    id: SignatureId,
    rejection: &Rejection,
) -> Result<bool, StoreError> {
    let waited = decisions::waits(tx, id)?;
    let had_left = decisions::had_left(tx, id)?;
    let rejected = decisions::reject(tx, &context.config.secret, id, context.now)?;
    if !rejected {
        return Ok(false);
    }
    if let Some(reason) = rejection.reason {
        let note = Some(rejection.note.as_str()).filter(|it| !it.is_empty());
        history::explain(tx, id, reason, note)?;
    }
    context.tell_heir(tx, id)?;
    let told = staff::supersede(tx, KIND, id, context.now)?;
    let is_told = match rejection.telling {
        Telling::WhoExpectsIt => waited || told,
        Telling::Everyone => told || !had_left,
        Telling::Nobody => false,
    };
    if is_told {
        tell(tx, context, id, Decided::Rejected)?;
    }
    Ok(true)
}

/// Enqueues the mail for when the mailbox's quota allows; invented signers get none.
fn tell(tx: &Tx<'_>, context: &MailContext<'_>, id: SignatureId, decided: Decided) -> Result<(), StoreError> {
    let address = store::signers_address(tx, id)?;
    let invented = store::is_invented(tx, id)?;
    let Some(address) = address.filter(|_| !invented) else {
        return Ok(());
    };
    let Some(room) = context.room_at(tx, id, &address)? else {
        return Ok(());
    };
    let link = context.link(tx, id, LinkHolder::Signer)?;
    context.owe_at(tx, (KIND, id), &Payload { link, decided }, &address, room)
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    /// The recipient's name: the person, or the organization's contact.
    greeting: String,
    name: String,
    organization: bool,
    approved: bool,
    /// The message that says why it was rejected, and what staff say besides; empty if there is nothing to say.
    because: String,
    note: String,
    /// Where the signer can sign again; empty if nobody can, or it would not help.
    again: String,
    /// Whether the letter's text was replaced since it was signed.
    replaced: bool,
    own: String,
    /// What follows, unless it was rejected or signers are not thanked.
    next: Option<Afterwards>,
    publisher: String,
    contact: String,
}

/// What a signer is told about a rejection.
#[derive(Default)]
struct Told {
    because: Option<RejectReason>,
    note: String,
}

/// Returns the reason in the last entry of the history. It is read when the mail is composed, since the outbox holds no personal data.
fn rejected_for(db: &Read<'_>, id: SignatureId, decided: Decided) -> Result<Told, StoreError> {
    let last = history::history(db, id)?.pop();
    let last = last.filter(|it| decided == Decided::Rejected && it.to == State::Rejected);
    Ok(last.map_or_else(Told::default, |it| Told {
        because: it.reason.parse().ok(),
        note: unclickable(&it.note),
    }))
}

/// Returns the address of the form; empty if it is closed.
fn sign_again(config: &Config, letter: &Letter, lang: Lang, it: &SignatureSummary) -> String {
    let (party, form) = match it.contact {
        Some(_) => (Party::Organization, "sign/organization"),
        None => (Party::Person, "sign"),
    };
    if letter.gone || letter.phase(party, config.clock.now()) != Phase::Open {
        return String::new();
    }
    format!("{}/{lang}/letters/{}/{form}", config.site.base_url, letter.slug)
}

/// Creates the composer of these mails; a decision that was changed since is told by another mail.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Payload { link, decided } = serde_json::from_str(&due.payload)?;
        let Some((_, nonce)) = store::link_nonce(db, link)?.filter(|(of, _)| *of == due.about()) else {
            return Ok(None);
        };
        let Some(it) = store::signature_summary(db, due.about())?.filter(|it| it.state == decided.state()) else {
            return Ok(None);
        };
        if refused(db, &config, &it.slug, &due.recipient)? {
            return Ok(None);
        }
        let (lang, read) = spoken(&locales, &it.lang, &it.read);
        let library = live_library.now();
        let Some(letter) = Slug::parse(&it.slug).ok().and_then(|slug| library.signed_letter(&slug)) else {
            return Ok(None);
        };
        let own = Token::new(&config.secret, Purpose::Own, link, &nonce);
        let thanks = config.mail.thank_you && decided == Decided::Approved;
        let next = || Afterwards::new((db, &*config, &*locales), letter, lang, &it);
        let told = rejected_for(db, due.about(), decided)?;
        let view = View {
            lang,
            because: told
                .because
                .map_or_else(String::new, |reason| format!("reviewed-because-{}", reason.as_str())),
            again: match told.because {
                None | Some(RejectReason::Duplicate) => String::new(),
                Some(_) => sign_again(&config, letter, lang, &it),
            },
            note: told.note,
            letter: letter.edition(read).front.title.clone(),
            greeting: greeting_of(&it),
            name: unclickable(&it.name),
            organization: it.contact.is_some(),
            approved: decided == Decided::Approved,
            replaced: letter.edition_by_digest(Digest(it.text)).is_none(),
            own: format!("{}/{lang}/my-signature/{}", config.site.base_url, own.as_text()),
            next: thanks.then(next).transpose()?,
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(&templates, (KIND, letter.kind.as_str()), &view)?))
    })
}
