//! Opens a signature by its link, and runs its signer's changes.

use crate::locale::Lang;
use crate::mail::MailContext;
use crate::my_signature::store::stored::{self, StoredSignature};
use crate::signatures::link_token::Token;
use crate::signatures::store::{self, LinkEnd};
use crate::store::{StoreError, Tx};
use crate::web::error::Failure;
use crate::web::{App, dead_link};

/// Returns the reader's language and the signature of a valid link.
pub(crate) async fn open(app: &App, lang: Lang, token: &str) -> Result<(Lang, StoredSignature), Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let token = Token::parse(token).ok_or_else(|| dead_link::unknown(app, lang))?;
    let (secret, now) = (app.config.secret.clone(), app.clock.now());
    let found = app.store.read(move |db| match stored::own(db, &secret, &token, now)? {
        Some(own) => Ok::<_, StoreError>(Ok(own)),
        None => store::own_link_end(db, &secret, &token, now).map(Err),
    });
    let own = found.await?.map_err(|over| match over {
        Some(LinkEnd::Expired) => dead_link::expired(app, lang),
        Some(LinkEnd::HandedOver) => dead_link::handed_over(app, lang),
        Some(LinkEnd::DetailsErased) => dead_link::details_erased(app, lang),
        None => dead_link::unknown(app, lang),
    })?;
    Ok((lang, own))
}

/// A signature inside the transaction in which its signer changes it.
pub(crate) struct Acting<'a> {
    pub(crate) tx: &'a Tx<'a>,
    pub(crate) context: MailContext<'a>,
    /// The signature as stored before the change.
    pub(crate) own: StoredSignature,
    token: &'a Token,
}

impl Acting<'_> {
    /// Reads the signature as it is stored now.
    pub(crate) fn stored(&self) -> Result<Option<StoredSignature>, StoreError> {
        stored::own(self.tx, &self.context.config.secret, self.token, self.context.now)
    }
}

/// Changes a signature. It is read again inside the transaction, so that concurrent changes are not applied twice. Fails with 404 if the
/// link no longer opens anything, or `work` returns `None`.
pub(crate) async fn act<T, F>(app: &App, token: &str, work: F) -> Result<T, Failure>
where
    T: Send + 'static,
    F: FnOnce(Acting<'_>) -> Result<Option<T>, StoreError> + Send + 'static,
{
    let token = Token::parse(token).ok_or(Failure::NotFound)?;
    let (config, mail_domain, now) = (app.config.clone(), app.mail_domain.clone(), app.clock.now());
    let done = app.store.write(move |tx| {
        let Some(own) = stored::own(tx, &config.secret, &token, now)? else {
            return Ok(None);
        };
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let token = &token;
        work(Acting {
            tx,
            context,
            own,
            token,
        })
    });
    let done: Result<Option<T>, StoreError> = done.await;
    done?.ok_or(Failure::NotFound)
}
