//! What every composer of a mail works with.

use std::sync::Arc;

use jiff::Timestamp;
use serde::Serialize;

use crate::config::Config;
use crate::letters::live_library::LiveLibrary;
use crate::locale::{Lang, Locales};
use crate::outbox::{Mail, MailClass};
use crate::templates::Templates;

/// What a composer holds as long as the service runs.
#[derive(Clone)]
pub(crate) struct ComposerContext {
    pub(crate) config: Arc<Config>,
    pub(crate) live_library: LiveLibrary,
    pub(crate) locales: Arc<Locales>,
    pub(crate) templates: Arc<Templates>,
}

/// A mail's view, and the kind of text that it is about.
#[derive(Serialize)]
struct About<'a, V> {
    about: &'static str,
    #[serde(flatten)]
    view: &'a V,
}

/// Renders a mail from the templates of a folder. `about` is the kind of text that it is about.
pub(crate) fn letter_mail(
    templates: &Templates,
    (folder, about): (&str, &'static str),
    view: &impl Serialize,
) -> anyhow::Result<Mail> {
    let view = &About { about, view };
    Ok(Mail {
        subject: templates
            .text(&format!("emails/{folder}/subject.txt"), view)?
            .trim()
            .to_owned(),
        text: templates.text(&format!("emails/{folder}/body.txt"), view)?,
        html: templates.html(&format!("emails/{folder}/body.html"), view)?,
        manner: MailClass::Automatic,
        logo: templates.mail_logo(),
        attachments: Vec::new(),
    })
}

/// Converts stored language tags: the mail's, and that of the text that its reader read.
pub(crate) fn spoken(locales: &Locales, lang: &str, read: &str) -> (Lang, Lang) {
    let lang = Lang::parse(lang).map_or(locales.fallback(), |lang| locales.nearest(lang));
    (lang, Lang::parse(read).unwrap_or(lang))
}

/// What is needed to enqueue a mail.
pub struct MailContext<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The domain of Message-IDs.
    pub mail_domain: &'a str,
    /// The current time.
    pub now: Timestamp,
}
