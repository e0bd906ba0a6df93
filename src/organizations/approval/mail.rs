//! The mails of [`notices`], composed when they are sent from the signature as it then is.

use serde::Serialize;

use crate::config::Config;
use crate::letters::{Letter, Slug};
use crate::locale::{Lang, Locales};
use crate::mail::{ComposerContext, letter_mail, spoken};
use crate::organizations::approval::notices;
use crate::organizations::approval::progress::{Other, others, others_heading, progress, state};
use crate::outbox::Composer;
use crate::signatures::greeting::greeting;
use crate::signatures::ids::{LinkId, SignatureId};
use crate::signatures::link_token::{Purpose, Token};
use crate::signatures::state::Approval;
use crate::signatures::store::mailboxes::refused;
use crate::signatures::store::{self, Decider, Question};
use crate::signatures::thanks_mail::signed_so_far;
use crate::store::{Read, StoreError};
use crate::text::unclickable;

mod objection;
mod subject;
mod words;

use subject::{Subject, subject};
use words::{day, deadline, for_staff, replaced};

#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the templates have no comparisons: one switch a part"
)]
struct View {
    lang: Lang,
    letter: String,
    slug: String,
    name: String,
    signature: SignatureId,
    /// The contact's name.
    greeting: String,
    contact: String,
    contact_email: String,
    /// The day since which another contact has taken over, if one has.
    since: Option<String>,
    /// The person who had filled in the form then.
    submitted: Option<Submitted>,
    /// The decider whom the mail is to, or about.
    decider: String,
    declined: bool,
    reason: bool,
    /// Whether the question is, or was, about a text that replaced the signed one.
    renewal: bool,
    /// The message that the decided text was replaced since; empty if it was not, or nothing follows.
    replaced: String,
    /// The current state of the signature.
    state: String,
    /// How many have decided, while the question is open.
    progress: String,
    /// The deadline for the decider.
    until: String,
    /// For a decider who is asked about a letter that they have not seen: what it is about, what it asks, and how many have signed.
    summary: String,
    asks: Vec<String>,
    total: String,
    /// The other deciders, with the heading above them.
    others: Vec<Other>,
    others_heading: String,
    /// The letter; empty if it has no page.
    read: String,
    approve: String,
    own: String,
    not_us: String,
    reminder: bool,
    /// The deciders, for staff: names, addresses, and decisions.
    deciders: Vec<Other>,
    /// Who disowned the signature, and what followed; empty in other mails.
    told_by: String,
    outcome: String,
    publisher: String,
    desk: String,
}

/// The person who had filled in the form.
#[derive(Serialize)]
struct Submitted {
    by: String,
    from: String,
}

/// Creates the composer of one kind; `folder` holds its templates, and is named as the kind.
pub(crate) fn composer(folder: &'static str, with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some(subject) = subject(db, folder, due)? else {
            return Ok(None);
        };
        let it = &subject.facts;
        // Mail to staff is in the service's own language.
        let staff = folder == notices::DISOWNED;
        if !staff && refused(db, &config, &it.letter, &due.recipient)? {
            return Ok(None);
        }
        let (lang, read) = if staff {
            (locales.fallback(), locales.fallback())
        } else {
            spoken(&locales, &it.tags[0], &it.tags[1])
        };
        let library = live_library.now();
        let Some(letter) = Slug::parse(&it.letter)
            .ok()
            .and_then(|slug| library.signed_letter(&slug))
        else {
            return Ok(None);
        };
        let locales = letter.words(&locales);
        let context = MailBuilder {
            db,
            folder,
            config: &config,
            locales: &locales,
            lang,
            letter,
        };
        let edition = letter.edition(read);
        let asked = folder == notices::APPROVAL && it.approval != Approval::Renewing;
        let front = Some(&edition.front).filter(|_| asked);
        let total = if asked {
            signed_so_far(&locales, lang, store::tally(db, &it.letter)?)
        } else {
            String::new()
        };
        let view = View {
            letter: edition.front.title.clone(),
            summary: front.map(|front| front.summary.clone()).unwrap_or_default(),
            asks: front.map(|front| front.asks.clone()).unwrap_or_default(),
            total,
            deciders: if staff {
                for_staff(&locales, lang, db, subject.signature)?
            } else {
                Vec::new()
            },
            ..context.view(subject)?
        };
        Ok(Some(letter_mail(&templates, (folder, letter.kind.as_str()), &view)?))
    })
}

/// What wording a mail needs.
struct MailBuilder<'a> {
    db: &'a Read<'a>,
    folder: &'static str,
    config: &'a Config,
    locales: &'a Locales,
    lang: Lang,
    letter: &'a Letter,
}

impl MailBuilder<'_> {
    /// Builds the mail, except for what is said of the letter, and what is only for staff.
    fn view(&self, subject: Subject) -> Result<View, StoreError> {
        let Subject {
            signature,
            payload,
            facts: it,
            deciders: all,
            decider,
        } = subject;
        let (locales, lang) = (self.locales, self.lang);
        let said = payload.said.as_ref();
        let declined = said.is_some_and(|said| !said.approved);
        let [approve, own, not_us] = self.links(payload.link)?;
        let (told_by, outcome) = self.objection(payload.link, it.state)?;
        Ok(View {
            lang,
            letter: String::new(),
            slug: it.letter,
            name: unclickable(&it.name),
            signature,
            greeting: greeting(&it.contact_name),
            contact: unclickable(&it.contact),
            contact_email: it.email,
            since: it.contact_since.map(|since| day(locales, lang, self.letter, since)),
            submitted: it.submitted.map(|had| Submitted {
                by: unclickable(&had.by),
                from: had.from,
            }),
            declined,
            renewal: said.map_or(it.approval == Approval::Renewing, |said| {
                said.question == Question::Renewal
            }),
            replaced: said.map_or_else(String::new, |said| {
                replaced(locales, lang, self.letter, (said, it.approval))
            }),
            reason: declined && decider.as_ref().is_some_and(|it| it.reason.is_some()),
            progress: if it.approval.is_undecided() {
                progress(locales, lang, &all, usize::try_from(it.needed).unwrap_or(usize::MAX))
            } else {
                String::new()
            },
            until: self.until(payload.link)?,
            summary: String::new(),
            asks: Vec::new(),
            total: String::new(),
            others_heading: others_heading(locales, lang, all.len()),
            others: self.others(&all, decider.as_ref()),
            decider: decider.map(|it| unclickable(&it.name)).unwrap_or_default(),
            state: state(locales, lang, it.approval, all.len()),
            read: self.page(),
            approve,
            own,
            not_us,
            reminder: payload.reminder,
            deciders: Vec::new(),
            told_by,
            outcome,
            publisher: self.config.site_name(lang.as_str()).to_owned(),
            desk: self.config.site.contact_email.clone(),
        })
    }

    /// Returns the letter's address; empty if it has no page.
    fn page(&self) -> String {
        let (base, letter) = (&self.config.site.base_url, self.letter);
        if letter.gone {
            String::new()
        } else {
            format!("{base}/{}/letters/{}", self.lang, letter.slug)
        }
    }

    /// Returns a link's addresses: to approve, of the own page, and to disown; empty if it no longer exists.
    fn links(&self, link: LinkId) -> Result<[String; 3], StoreError> {
        let nonce = store::link_nonce(self.db, link)?.map(|(_, nonce)| nonce);
        let url = |purpose, path: &str| {
            nonce.map_or(String::new(), |nonce| {
                let token = Token::new(&self.config.secret, purpose, link, &nonce);
                let base = &self.config.site.base_url;
                format!("{base}/{}/{path}/{}", self.lang, token.as_text())
            })
        };
        Ok([
            url(Purpose::Approve, "approve"),
            url(Purpose::Own, "my-signature"),
            url(Purpose::NotUs, "not-us"),
        ])
    }

    /// Returns the deadline of the decider who is asked; empty if nobody is.
    fn until(&self, link: LinkId) -> Result<String, StoreError> {
        if self.folder != notices::APPROVAL {
            return Ok(String::new());
        }
        let until = store::link_until(self.db, link)?;
        Ok(until.map_or_else(String::new, |until| {
            deadline(self.config, self.locales, self.lang, self.letter, until)
        }))
    }

    /// Returns the other deciders, besides the one whom the mail is to, or about.
    fn others(&self, all: &[Decider], decider: Option<&Decider>) -> Vec<Other> {
        let others = others(self.locales, self.lang, all, decider.map(|it| it.id));
        let unclickable = |it: Other| Other {
            name: unclickable(&it.name),
            ..it
        };
        others.into_iter().map(unclickable).collect()
    }
}
