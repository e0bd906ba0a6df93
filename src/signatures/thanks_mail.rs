//! The mail that thanks for a signature once it counts: to the person or the organization's contact, and to each person who approved, with
//! what they approved.
//!
//! It is enqueued in the transaction in which the signature first counts, so there is one for each signature. Nobody waits for it, so it
//! goes behind other mail, and is never sent twice ([`outbox::store::enqueue_bulk`]). It is not sent if the signature does not count any more,
//! or the recipient does not speak for it any more.

use serde::{Deserialize, Serialize};

mod afterwards;

pub(crate) use afterwards::{Afterwards, signed_so_far};

use super::store::{self, Decider, LinkHolder, SignatureSummary};
use crate::letters::{Letter, Slug};
use crate::locale::Lang;
use crate::mail::{ComposerContext, MailContext, letter_mail, spoken};
use crate::outbox::{self, Composer, NewMail, Repeat, kinds, message_id};
use crate::signatures::greeting::{greeting, greeting_of};
use crate::signatures::ids::{DeciderId, LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::{Decision, State};
use crate::signatures::store::mailboxes::refused;
use crate::store::{Read, StoreError, Tx};
use crate::text::unclickable;

/// The kind of this mail in the outbox.
pub(crate) const KIND: &str = kinds::THANK_YOU;

/// The payload in the outbox.
#[derive(Serialize, Deserialize)]
struct Payload {
    /// The row of the recipient's links.
    link: LinkId,
    /// The person whose approval was the last one needed, for the contact.
    #[serde(default)]
    approved_by: Option<DeciderId>,
}

impl MailContext<'_> {
    /// Returns whether signers are thanked.
    pub(crate) fn thanks(&self) -> bool {
        self.config.mail.thank_you
    }

    /// Thanks the signer by the link that they have already, or were just given.
    pub(crate) fn thank(
        &self,
        tx: &Tx<'_>,
        signature: SignatureId,
        link: LinkId,
        recipient: &str,
    ) -> Result<(), StoreError> {
        let approved_by = None;
        self.owe_thanks(tx, signature, &Payload { link, approved_by }, recipient)
    }

    /// Thanks everyone of an organization whose deciders have approved: the contact, who reads who was the last, and those who approved.
    pub(crate) fn thank_all(&self, tx: &Tx<'_>, signature: SignatureId, last: DeciderId) -> Result<(), StoreError> {
        if let Some(contact) = store::signers_address(tx, signature)?.filter(|_| self.thanks()) {
            let link = self.link(tx, signature, LinkHolder::Signer)?;
            let approved_by = Some(last);
            self.owe_thanks(tx, signature, &Payload { link, approved_by }, &contact)?;
        }
        self.thank_deciders(tx, signature)
    }

    /// Thanks those who approved, except a contact who is one of them.
    pub(crate) fn thank_deciders(&self, tx: &Tx<'_>, signature: SignatureId) -> Result<(), StoreError> {
        if !self.thanks() {
            return Ok(());
        }
        let contact = store::signers_address(tx, signature)?;
        for decider in store::deciders(tx, signature)? {
            let approved = decider.decision == Some(Decision::Approved);
            if approved && contact.as_ref() != Some(&decider.email) {
                let link = self.link(tx, signature, LinkHolder::Decider(decider.id))?;
                let approved_by = None;
                self.owe_thanks(tx, signature, &Payload { link, approved_by }, &decider.email)?;
            }
        }
        Ok(())
    }

    fn owe_thanks(
        &self,
        tx: &Tx<'_>,
        signature: SignatureId,
        payload: &Payload,
        recipient: &str,
    ) -> Result<(), StoreError> {
        if !self.thanks() {
            return Ok(());
        }
        let owed = NewMail {
            kind: KIND,
            about: signature.number(),
            payload: &serde_json::to_string(payload).expect("plain data"),
            recipient,
            message_id: &message_id(self.mail_domain, self.now),
            repeat: Repeat::Never,
        };
        outbox::store::enqueue_bulk(tx, &owed, self.now)
    }
}

#[derive(Serialize)]
struct View {
    lang: Lang,
    letter: String,
    subject: String,
    greeting: String,
    /// The thanks.
    told: String,
    /// Name and place as listed, or that they are not.
    line: String,
    organization: bool,
    /// Whether the mail is to someone who approved: what the letter asks, and who filled in the form.
    approver: bool,
    asks: Vec<String>,
    contact: String,
    next: Afterwards,
    own: String,
    approve: String,
    not_us: String,
    publisher: String,
    desk: String,
}

/// Whom a mail is to.
enum Reader {
    Person,
    Contact { approved_by: Option<String> },
    Approver(Decider),
}

/// Returns whom the mail is to; `None` if the recipient does not speak for the signature any more.
fn reader(
    db: &Read<'_>,
    it: &SignatureSummary,
    (signature, payload, recipient): (SignatureId, &Payload, &str),
) -> Result<Option<Reader>, StoreError> {
    let deciders = store::deciders(db, signature)?;
    if let Some(id) = store::link_decider(db, payload.link)? {
        let approved = |decider: &Decider| decider.id == id && decider.decision == Some(Decision::Approved);
        let found = deciders.into_iter().find(approved);
        return Ok(found.filter(|it| it.email == recipient).map(Reader::Approver));
    }
    if store::signers_address(db, signature)?.as_deref() != Some(recipient) {
        return Ok(None);
    }
    if it.contact.is_none() {
        return Ok(Some(Reader::Person));
    }
    let last = deciders.into_iter().find(|it| payload.approved_by == Some(it.id));
    Ok(Some(Reader::Contact {
        approved_by: last.map(|it| unclickable(&it.name)),
    }))
}

/// Returns the message of the thanks, with the name of the person who approved.
fn told(reader: &Reader) -> (&'static str, &str) {
    match reader {
        Reader::Person => ("thanks-person", ""),
        Reader::Contact { approved_by: None } => ("thanks-organization", ""),
        Reader::Contact {
            approved_by: Some(name),
        } => ("thanks-approved", name),
        Reader::Approver(_) => ("thanks-approver", ""),
    }
}

/// Creates the composer of these mails.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        let signature: SignatureId = due.about();
        let Some((_, nonce)) = store::link_nonce(db, payload.link)?.filter(|(of, _)| *of == signature) else {
            return Ok(None);
        };
        let Some(it) = store::signature_summary(db, signature)?.filter(|it| it.state == State::Confirmed) else {
            return Ok(None);
        };
        if refused(db, &with.config, &it.slug, &due.recipient)? {
            return Ok(None);
        }
        let Some(reader) = reader(db, &it, (signature, &payload, due.recipient.as_str()))? else {
            return Ok(None);
        };
        let library = with.live_library.now();
        let Some(letter) = Slug::parse(&it.slug).ok().and_then(|slug| library.signed_letter(&slug)) else {
            return Ok(None);
        };
        let view = view(&with, db, letter, &it, (&reader, payload.link, &nonce))?;
        Ok(Some(letter_mail(
            &with.templates,
            ("thank_you", letter.kind.as_str()),
            &view,
        )?))
    })
}

fn view(
    with: &ComposerContext,
    db: &Read<'_>,
    letter: &Letter,
    it: &SignatureSummary,
    (reader, link, nonce): (&Reader, LinkId, &[u8; 16]),
) -> Result<View, StoreError> {
    let (config, locales) = (&*with.config, &letter.words(&with.locales));
    let (lang, read) = spoken(locales, &it.lang, &it.read);
    let edition = letter.edition(read);
    let title = edition.front.title.clone();
    let url = |purpose, path: &str| {
        let token = Token::new(&config.secret, purpose, link, nonce);
        format!("{}/{lang}/{path}/{}", config.site.base_url, token.as_text())
    };
    let approver = matches!(reader, Reader::Approver(_));
    let (id, decider) = told(reader);
    let name = unclickable(&it.name);
    let said = [
        ("letter", title.as_str().into()),
        ("name", name.as_str().into()),
        ("approver", decider.into()),
    ];
    let subject = if approver {
        "thanks-approver-subject"
    } else {
        "thanks-subject"
    };
    Ok(View {
        lang,
        subject: locales.format(lang, subject, &said[..1]),
        told: locales.format(lang, id, &said),
        greeting: match reader {
            Reader::Approver(decider) => greeting(&decider.name),
            Reader::Person | Reader::Contact { .. } => greeting_of(it),
        },
        line: if it.unlisted {
            locales.text(lang, "not-listed")
        } else {
            format!("{name} — {}", unclickable(&it.place.words(locales, lang)))
        },
        organization: it.contact.is_some(),
        approver,
        asks: if approver {
            edition.front.asks.clone()
        } else {
            Vec::new()
        },
        contact: it.contact.as_deref().map(unclickable).unwrap_or_default(),
        next: Afterwards::new((db, config, locales), letter, lang, it)?,
        own: url(Purpose::Own, "my-signature"),
        approve: url(Purpose::Approve, "approve"),
        not_us: url(Purpose::NotUs, "not-us"),
        letter: title,
        publisher: config.site_name(lang.as_str()).to_owned(),
        desk: config.site.contact_email.clone(),
    })
}
