//! What staff do about a letter's signatures, each in one transaction.

use crate::audit::By;
use crate::letters::Letter;
use crate::mail::MailContext;
use crate::review::decide::{Decision, Outcome, Seen, decide_as_shown};
use crate::staff::guard::Staff;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::error::Failure;

/// Decides in one transaction.
pub(super) async fn apply(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    seen: Vec<Seen>,
    decision: Decision,
) -> Result<Outcome, Failure> {
    let (role, letters) = (staff.role(), staff.letters().clone());
    let decide = move |tx: &Tx<'_>, context: &MailContext<'_>, by, slug: &str| {
        let reach = |letter: &str| role.may_edit() && letters.include(letter);
        decide_as_shown(tx, context, (by, &reach), slug, (&seen, &decision))
    };
    Ok(act::<_, StoreError>(app, staff, letter, decide).await?)
}

/// Runs something about a letter in one transaction, with what mails need.
pub(super) async fn act<T: Send + 'static, E: From<StoreError> + Send + 'static>(
    app: &App,
    staff: &Staff,
    letter: &Letter,
    work: impl FnOnce(&Tx<'_>, &MailContext<'_>, By, &str) -> Result<T, E> + Send + 'static,
) -> Result<T, E> {
    let (config, mail_domain) = (std::sync::Arc::clone(&app.config), app.mail_domain.clone());
    let (slug, by, now) = (letter.slug.to_string(), staff.by(), app.clock.now());
    let in_context = move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        work(tx, &context, by, &slug)
    };
    app.store.write(in_context).await
}
