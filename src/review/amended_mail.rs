//! The mail that tells a signer what staff changed about their signature: its line was corrected, or it was merged into another one.

use serde::{Deserialize, Serialize};

use crate::letters::Slug;
use crate::locale::{Lang, Locales};
use crate::mail::{ComposerContext, MailContext, letter_mail, spoken};
use crate::outbox::{Composer, kinds};
use crate::signatures::greeting::greeting_of;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::State;
use crate::signatures::store::lines::LineField;
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, LinkHolder, SignatureSummary, merged, signature_summary};
use crate::store::{Read, StoreError, Tx};
use crate::text::unclickable;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::AMENDED;

/// What staff did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Amended {
    /// They corrected these fields of its line.
    Corrected {
        /// The fields.
        fields: Vec<LineField>,
    },
    /// They merged it into another signature of the same signer.
    Merged {
        /// The other signature.
        into: SignatureId,
    },
    /// They undid that.
    Unmerged,
}

/// The payload in the outbox.
#[derive(Serialize, Deserialize)]
struct Payload {
    /// The row of the links.
    link: LinkId,
    amended: Amended,
}

/// Enqueues the mail for when the mailbox's quota allows; invented signers get none.
pub(crate) fn tell(
    tx: &Tx<'_>,
    context: &MailContext<'_>,
    id: SignatureId,
    amended: &Amended,
) -> Result<(), StoreError> {
    let address = store::signers_address(tx, id)?;
    let invented = store::is_invented(tx, id)?;
    let Some(address) = address.filter(|_| !invented) else {
        return Ok(());
    };
    let Some(room) = context.room_at(tx, id, &address)? else {
        return Ok(());
    };
    let payload = Payload {
        link: context.link(tx, id, LinkHolder::Signer)?,
        amended: amended.clone(),
    };
    context.owe_at(tx, (KIND, id), &payload, &address, room)
}

#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the templates have no comparisons: one switch a part"
)]
struct View {
    lang: Lang,
    letter: String,
    /// The recipient's name: the person, or the organization's contact.
    greeting: String,
    organization: bool,
    /// Name and place as they are listed; empty if it is not listed.
    line: String,
    corrected: bool,
    /// The fields that were corrected, in words.
    fields: String,
    merged: bool,
    /// The line of the signature that stays; empty if it is not listed.
    other: String,
    /// Whether it counts.
    other_counts: bool,
    /// Whether the signature counts.
    counts: bool,
    own: String,
    publisher: String,
    contact: String,
}

/// Formats name and place of a signature as they are listed; empty if it is not listed.
fn line(locales: &Locales, lang: Lang, it: &SignatureSummary) -> String {
    if it.unlisted {
        return String::new();
    }
    unclickable(&format!("{} — {}", it.name, it.place.words(locales, lang)))
}

/// Returns what a mail says of the signature that stays, if this one is still merged into it.
fn kept(db: &Read<'_>, id: SignatureId, into: SignatureId) -> Result<Option<SignatureSummary>, StoreError> {
    match merged::kept(db, id)? {
        Some(kept) if kept == into => signature_summary(db, kept),
        _ => Ok(None),
    }
}

/// Returns what a mail says of a signature and of the one that stays, without the letter, the link and the sender.
fn said(
    locales: &Locales,
    lang: Lang,
    (it, amended): (&SignatureSummary, &Amended),
    other: Option<&SignatureSummary>,
) -> View {
    let fields = match amended {
        Amended::Corrected { fields } => fields.as_slice(),
        Amended::Merged { .. } | Amended::Unmerged => &[],
    };
    let fields = fields
        .iter()
        .map(|field| locales.text(lang, &format!("amended-field-{field}")));
    View {
        lang,
        greeting: greeting_of(it),
        organization: it.contact.is_some(),
        line: line(locales, lang, it),
        corrected: matches!(amended, Amended::Corrected { .. }),
        fields: fields.collect::<Vec<_>>().join(", "),
        merged: other.is_some(),
        other_counts: other.is_some_and(|it| it.state == State::Confirmed),
        other: other.map(|it| line(locales, lang, it)).unwrap_or_default(),
        counts: it.state == State::Confirmed,
        letter: String::new(),
        own: String::new(),
        publisher: String::new(),
        contact: String::new(),
    }
}

/// Creates the composer of these mails; what was changed since is told by another mail.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Payload { link, amended } = serde_json::from_str(&due.payload)?;
        let id: SignatureId = due.about();
        let Some((_, nonce)) = store::link_nonce(db, link)?.filter(|(of, _)| *of == id) else {
            return Ok(None);
        };
        let Some(it) = signature_summary(db, id)? else {
            return Ok(None);
        };
        let other = match &amended {
            Amended::Merged { into } => kept(db, id, *into)?,
            Amended::Corrected { .. } | Amended::Unmerged => None,
        };
        let holds = match &amended {
            Amended::Merged { .. } => other.is_some(),
            Amended::Corrected { .. } | Amended::Unmerged => it.state.stands(),
        };
        if !holds || refused(db, &config, &it.slug, &due.recipient)? {
            return Ok(None);
        }
        let (lang, read) = spoken(&locales, &it.lang, &it.read);
        let library = live_library.now();
        let Some(letter) = Slug::parse(&it.slug).ok().and_then(|slug| library.signed_letter(&slug)) else {
            return Ok(None);
        };
        let own = Token::new(&config.secret, Purpose::Own, link, &nonce);
        let view = View {
            letter: letter.edition(read).front.title.clone(),
            own: format!("{}/{lang}/my-signature/{}", config.site.base_url, own.as_text()),
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
            ..said(&locales, lang, (&it, &amended), other.as_ref())
        };
        Ok(Some(letter_mail(&templates, (KIND, letter.kind.as_str()), &view)?))
    })
}
