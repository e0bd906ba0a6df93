//! Records a signature and enqueues its mail, in one transaction.

use jiff::Timestamp;

use crate::config::Config;
use crate::email::EmailAddress;
use crate::letters::live_library::LiveLibrary;
use crate::letters::store::settings;
use crate::letters::{Letter, store as editions};
use crate::mail::MailContext;
use crate::organizations::store::ballot;
use crate::outbox::{self, NewMail, Repeat, message_id};
use crate::signatures::ids::SignatureId;
use crate::signatures::link_token::Token;
use crate::signatures::store::{self, LinkTerms, Mailbox, RecordingContext, Requester, Signing};
use crate::signatures::{Origin, Request, SOURCES, Signer};
use crate::signing::admission::Admission;
use crate::signing::challenge::Solved;
use crate::signing::confirm::mail;
use crate::signing::returned::{Returned, Stop};
use crate::signing::store::{drafts, spent_challenges};
use crate::signing::submission::CompleteForm;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::client::Prefix;
use crate::web::form::Typed;

/// The outcome of recording, as far as a stranger may know it. Whether the address has reached its mail quota stays secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recording {
    /// Recorded; the mail is enqueued if the address's quota allows.
    Done,
    /// Recorded; the organization's deciders have been asked already.
    Asked,
}

/// The input of the write, prepared outside of the writer thread, which everyone shares.
struct WriteInput {
    request: Request,
    /// The address that the mail goes to.
    email: EmailAddress,
    slug: String,
    revision: u32,
    people_per_address: u8,
    comments_wait: bool,
    updates_wording: String,
    to_offices_wording: String,
    authorized_wording: String,
    mailbox: Mailbox,
    source: Option<&'static str>,
    flags: String,
    /// The link of the saved form that was sent.
    form: Option<Token>,
    mail_domain: String,
    message_id: String,
    requester: Requester,
    paid: Option<Solved>,
    mail_at: Timestamp,
    now: Timestamp,
}

impl WriteInput {
    fn new(
        app: &App,
        letter: &Letter,
        client: Prefix,
        asked: CompleteForm,
        typed: &Typed,
        granted: &Admission,
    ) -> Self {
        let CompleteForm { request, email, flags } = asked;
        let via = typed.get("via");
        let (now, signing) = (app.clock.now(), letter.signing.as_ref());
        let wording = |said: bool, id: &str| {
            if said {
                letter.words(&app.locales).text(request.interface, id)
            } else {
                String::new()
            }
        };
        Self {
            slug: letter.slug.to_string(),
            revision: letter.revision,
            people_per_address: signing.map_or(1, |signing| signing.people_per_address),
            comments_wait: signing.is_none_or(|signing| signing.comments_moderated),
            updates_wording: wording(request.updates, "field-updates"),
            to_offices_wording: wording(request.is_for_offices(), "field-to-offices"),
            authorized_wording: wording(matches!(request.signer, Signer::Organization(_)), "field-authorized"),
            mailbox: Mailbox::new(&app.config.secret, letter.slug.as_str(), &email),
            source: SOURCES.iter().find(|source| **source == via).copied(),
            flags,
            form: Token::parse(typed.get("draft")),
            mail_domain: app.mail_domain.clone(),
            message_id: message_id(&app.mail_domain, now),
            requester: Requester {
                prefix: client.digest(&app.config.secret),
                range: client.range().digest(&app.config.secret),
            },
            paid: granted.paid,
            mail_at: granted.mail_at,
            now,
            request,
            email,
        }
    }

    /// Writes the row and enqueues the mail; `None` if the address has reached its daily mail quota.
    fn write(&self, tx: &Tx<'_>, config: &Config) -> Result<Option<Recording>, StoreError> {
        let at = RecordingContext {
            letter: &self.slug,
            revision: self.revision,
            updates_wording: &self.updates_wording,
            to_offices_wording: &self.to_offices_wording,
            authorized_wording: &self.authorized_wording,
            origin: Origin::Confirmed,
            mailbox: Some(self.mailbox),
            mails_per_day: config.quotas.mails_per_day_per_recipient,
            mails_per_letter: config.quotas.mails_per_letter_per_recipient,
            people_per_address: self.people_per_address,
            source: self.source,
            flags: &self.flags,
            comments_wait: self.comments_wait,
            now: self.now,
        };
        let Signing::Recorded { signature, counted } = store::record(tx, &self.request, &at)? else {
            return Ok(None);
        };
        if self.was_saved(tx, config, signature)? {
            counted.as_none(tx)?;
            return Ok(Some(Recording::Asked));
        }
        let terms = LinkTerms {
            confirm_hours: Some(config.signing.link_valid_hours),
            own_days: config.signing.own_link_valid_days,
            origin: Some(self.requester),
            whose: store::LinkHolder::Signer,
        };
        let link = store::keep_link(tx, signature, terms, self.now)?;
        let owed = NewMail {
            kind: mail::KIND,
            about: signature.number(),
            payload: &format!("{{\"link\":{link}}}"),
            recipient: self.email.as_str(),
            message_id: &self.message_id,
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue_for(tx, &owed, self.mail_at, self.now)?;
        Ok(Some(Recording::Done))
    }

    /// Deletes the saved form that was sent. A contact who came by its link has proven their mailbox, so the deciders are asked
    /// immediately. Returns `false` if a mail must confirm it.
    fn was_saved(&self, tx: &Tx<'_>, config: &Config, signature: SignatureId) -> Result<bool, StoreError> {
        let Some(link) = &self.form else { return Ok(false) };
        let form = drafts::open_form(tx, &config.secret, link)?;
        let Some(form) = form.filter(|it| it.letter == self.slug) else {
            return Ok(false);
        };
        drafts::drop_form(tx, form.id, self.now)?;
        if !form.is_of(&self.email) || !ballot::await_decision(tx, signature, self.now)? {
            return Ok(false);
        }
        let context = MailContext {
            config,
            mail_domain: &self.mail_domain,
            now: self.now,
        };
        context.ask_all(tx, signature)?;
        Ok(true)
    }
}

/// Records a signature, unless another text was published while its form was on its way, or its proof of work was used before.
pub(crate) async fn record(
    app: &App,
    live_library: &LiveLibrary,
    letter: &Letter,
    client: Prefix,
    asked: CompleteForm,
    typed: &Typed,
    granted: &Admission,
) -> Result<Recording, Stop> {
    let (text, price) = (asked.request.edition, granted.price);
    let entry = WriteInput::new(app, letter, client, asked, typed, granted);
    let (config, texts, set_here) = (app.config.clone(), live_library.clone(), letter.set_here);
    let work = move |tx: &Tx<'_>| {
        if !settings::are_current(tx, &entry.slug, set_here)? {
            return Ok(Err(Returned::SettingsChanged));
        }
        let known = texts.knows_signed(tx, text)?;
        if known.is_err() && !editions::is_published(tx, &entry.slug, entry.revision, text.0)? {
            return Ok(Err(Returned::TextReplaced { read: Some(text) }));
        }
        if let Some(solved) = entry.paid
            && !spent_challenges::spend(tx, &solved.digest, solved.expires_at)?
        {
            return Ok(Err(Returned::replayed(price)));
        }
        let written = entry.write(tx, &config)?;
        let newly = known.err().filter(|_| written.is_some());
        if newly.is_some() {
            editions::mark_signed(tx, &entry.slug, entry.revision, text.0)?;
        }
        Ok::<_, StoreError>(Ok((written.unwrap_or(Recording::Done), newly)))
    };
    let (recording, newly) = app.store.write(work).await??;
    if let Some(found) = newly {
        live_library.remember_signed(text, found);
    }
    Ok(recording)
}
