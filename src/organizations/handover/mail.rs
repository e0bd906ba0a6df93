//! The mails about another contact: the person who was named is asked, the old contact is told the answer.

use serde::{Deserialize, Serialize};

use crate::letters::Slug;
use crate::locale::Lang;
use crate::mail::{ComposerContext, MailContext, letter_mail, spoken};
use crate::organizations::store::handover::{self, Accepted, Handover};
use crate::outbox::{Composer, kinds};
use crate::signatures::ids::SignatureId;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::organization::Contact;
use crate::signatures::own_links_mail::{self, LinksReason};
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, LinkHolder, LinkTerms};
use crate::store::{StoreError, Tx};
use crate::text::unclickable;

/// To the person who was named.
pub(crate) const ASKED: &str = kinds::HANDOVER_ASKED;
/// To the old contact, after the other one has answered.
pub(crate) const ANSWERED: &str = kinds::HANDOVER_ANSWERED;

/// The payload in the outbox: empty, since everything is in the handover's row.
#[derive(Serialize, Deserialize)]
struct Payload {}

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    organization: String,
    /// The recipient.
    to: String,
    /// The old contact, with the role.
    from: String,
    /// The new contact, with the role.
    new: String,
    link: String,
    days: u32,
    accepted: bool,
    publisher: String,
    contact: String,
}

impl MailContext<'_> {
    /// Names another contact, and asks them; returns `false` and names nobody if their mailbox's quota is used up for too long.
    pub(crate) fn name_contact(&self, tx: &Tx<'_>, signature: SignatureId, to: &Contact) -> Result<bool, StoreError> {
        let Some(room) = self.room_at(tx, signature, to.email.as_str())? else {
            return Ok(false);
        };
        let handover = handover::name_contact(tx, signature, to, self.now)?;
        self.owe_at(tx, (ASKED, handover), &Payload {}, to.email.as_str(), room)?;
        Ok(true)
    }

    /// Tells the old contact that the other one refused.
    pub(crate) fn tell_refused(&self, tx: &Tx<'_>, it: &Handover) -> Result<(), StoreError> {
        self.owe(tx, ANSWERED, it.id, &Payload {}, &it.from_email)
    }

    /// Tells the old contact, and sends the new one links to every signature that is theirs now.
    pub(crate) fn tell_accepted(
        &self,
        tx: &Tx<'_>,
        it: &Handover,
        accepted: &Accepted,
        lang: Lang,
    ) -> Result<(), StoreError> {
        self.owe(tx, ANSWERED, it.id, &Payload {}, &it.from_email)?;
        let terms = LinkTerms {
            confirm_hours: None,
            own_days: self.config.signing.own_link_valid_days,
            origin: None,
            whose: LinkHolder::Signer,
        };
        let links = accepted.signatures.iter();
        let links = links.map(|id| store::keep_link(tx, *id, terms, self.now));
        let payload = own_links_mail::Payload {
            links: links.collect::<Result<_, _>>()?,
            lang: lang.to_string(),
            because: LinksReason::Contact,
        };
        self.owe(tx, own_links_mail::KIND, it.signature, &payload, &it.email)
    }
}

/// Creates the composer of both mails, in the language in which the organization signed.
pub(crate) fn composer(kind: &'static str, with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some(it) = handover::handover(db, due.about())? else {
            return Ok(None);
        };
        // It was answered in the meantime, from an earlier mail, so nobody is asked again.
        if kind == ASKED && it.decision.is_some() {
            return Ok(None);
        }
        if refused(db, &config, &it.letter, &due.recipient)? {
            return Ok(None);
        }
        let (lang, read) = spoken(&locales, &it.lang, &it.read);
        let library = live_library.now();
        let Some(letter) = Slug::parse(&it.letter)
            .ok()
            .and_then(|slug| library.signed_letter(&slug))
        else {
            return Ok(None);
        };
        let token = Token::new(&config.secret, Purpose::Contact, it.id, &it.nonce);
        let [name, title] = &it.to;
        let view = View {
            lang,
            letter: letter.edition(read).front.title.clone(),
            organization: unclickable(&it.listed_name),
            to: unclickable(name),
            from: unclickable(&format!("{} ({})", it.from[0], it.from[1])),
            new: unclickable(&format!("{name} ({title})")),
            link: format!("{}/{lang}/contact/{}", config.site.base_url, token.as_text()),
            days: config.signing.approval_days,
            accepted: it.decision.as_deref() == Some("accepted"),
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        let folder = if kind == ASKED { "handover" } else { "handed_over" };
        Ok(Some(letter_mail(&templates, (folder, letter.kind.as_str()), &view)?))
    })
}
