//! The confirmation mail, composed when it is sent from the signature as it then is.

use serde::{Deserialize, Serialize};

use crate::letters::{Party, Slug};
use crate::locale::Lang;
use crate::mail::{ComposerContext, letter_mail, spoken};
use crate::organizations::approval::progress::state_of;
use crate::outbox::{Composer, kinds};
use crate::signatures::Origin;
use crate::signatures::greeting::greeting_of;
use crate::signatures::ids::LinkId;
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::rules::rules;
use crate::signatures::state::State;
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, Decider, SignatureSummary};
use crate::text::unclickable;

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::CONFIRMATION;

/// The payload in the outbox. It holds no secret: the link needs the service's secret as well.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The row of the mail's links.
    pub link: LinkId,
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
    name: String,
    organization: bool,
    /// The state of the signature, in the words of its own page.
    state: String,
    /// Whether staff had brought it before its signer came.
    brought: bool,
    /// Whether it was removed from the letter, by staff or because somebody disowned it.
    removed: bool,
    /// Whether staff see that it was asked for again.
    again: bool,
    link: String,
    own: String,
    not_us: String,
    approver: String,
    /// Whether the signature is held for review.
    waits: bool,
    hours: u32,
    /// The same in days, if it is two whole days or more; otherwise 0.
    days: u32,
    publisher: String,
    contact: String,
}

/// Creates the composer of confirmation mails.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let payload: Payload = serde_json::from_str(&due.payload)?;
        let signature = due.about();
        let Some((_, nonce)) = store::link_nonce(db, payload.link)?.filter(|(of, _)| *of == due.about()) else {
            return Ok(None);
        };
        let Some(it) = store::signature_summary(db, signature)? else {
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
        let words = letter.words(&locales);
        let deciders = store::deciders(db, signature)?;
        let counting = rules(&config, &library, &it.slug);
        let waits = deciders.is_empty() && store::waits_as_stored(db, signature, &counting)?;
        let token = Token::new(&config.secret, Purpose::Confirm, payload.link, &nonce);
        let own = Token::new(&config.secret, Purpose::Own, payload.link, &nonce);
        let party = it.contact.as_ref().map_or(Party::Person, |_| Party::Organization);
        let view = View {
            lang,
            brought: is_brought(&it),
            letter: letter.edition(read).front.title.clone(),
            organization: it.contact.is_some(),
            greeting: greeting_of(&it),
            name: unclickable(&it.name),
            state: state_of(&words, lang, (party, it.state), it.origin, deciders.len()),
            removed: matches!(it.state, State::Disowned | State::Rejected),
            again: store::flags::has(db, signature, store::flags::ASKED_AGAIN)?,
            link: format!("{}/{lang}/confirm/{}", config.site.base_url, token.as_text()),
            own: format!("{}/{lang}/my-signature/{}", config.site.base_url, own.as_text()),
            not_us: format!(
                "{}/{lang}/not-us/{}",
                config.site.base_url,
                Token::new(&config.secret, Purpose::NotUs, payload.link, &nonce).as_text()
            ),
            approver: names(&deciders),
            waits,
            hours: config.signing.link_valid_hours,
            days: whole_days(config.signing.link_valid_hours),
            publisher: config.site_name(lang.as_str()).to_owned(),
            contact: config.site.contact_email.clone(),
        };
        Ok(Some(letter_mail(
            &templates,
            (folder(&it), letter.kind.as_str()),
            &view,
        )?))
    })
}

/// Returns whether staff had brought a signature before its signer came, so that they can still confirm it.
fn is_brought(it: &SignatureSummary) -> bool {
    it.origin != Origin::Confirmed && it.state.stands()
}

/// Returns the folder of the templates. Signing again gets the same answer as signing; only the mail says that there is nothing to confirm.
fn folder(it: &SignatureSummary) -> &'static str {
    if it.state == State::Pending || is_brought(it) {
        "confirmation"
    } else {
        "already"
    }
}

/// Returns hours as days, if they are two whole days or more; otherwise 0.
fn whole_days(hours: u32) -> u32 {
    if hours >= 48 && hours.is_multiple_of(24) {
        hours / 24
    } else {
        0
    }
}

/// Returns the deciders' names, separated by commas.
fn names(deciders: &[Decider]) -> String {
    let names: Vec<&str> = deciders.iter().map(|it| it.name.as_str()).collect();
    unclickable(&names.join(", "))
}
