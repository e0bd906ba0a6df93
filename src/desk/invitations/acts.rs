//! What editors do with invitations, each in one transaction with its entry in the audit log.

use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::locale::Lang;
use crate::mail::MailContext;
use crate::organizations::invitations::Invitations;
use crate::organizations::inviting::{FIRST, send};
use crate::organizations::store::invitations::Guest;
use crate::organizations::store::inviting;
use crate::signatures::ids::InvitationId;
use crate::staff::guard::Staff;
use crate::store::{StoreError, Tx};
use crate::web::App;
use crate::web::form::Typed;

pub(super) async fn invite(
    app: &App,
    staff: &Staff,
    slug: &str,
    (invitations, list, lang): (Invitations, Vec<Guest>, Lang),
) -> Result<usize, StoreError> {
    let (slug, by, now) = (slug.to_owned(), staff.by(), app.clock.now());
    let work = move |tx: &Tx<'_>| {
        let invited = invitations.invite(tx, list, now)?;
        let new: Vec<_> = invited.iter().filter(|it| it.new).collect();
        for it in &new {
            inviting::set_lang(tx, &slug, &it.code, lang.as_str())?;
        }
        if !new.is_empty() {
            record(tx, by, &Deed::about(Act::OrganizationsInvited, &slug, new.len()), now)?;
        }
        Ok(new.len())
    };
    app.store.write(work).await
}

/// Enqueues the first email of every invitation that has none yet.
pub(super) async fn send_all(app: &App, staff: &Staff, slug: &str) -> Result<usize, StoreError> {
    let (slug, by, now) = (slug.to_owned(), staff.by(), app.clock.now());
    let (config, mail_domain) = (app.config.clone(), app.mail_domain.clone());
    let work = move |tx: &Tx<'_>| {
        let context = MailContext {
            config: &config,
            mail_domain: &mail_domain,
            now,
        };
        let mut sent = 0;
        for id in inviting::to_write(tx, &slug, FIRST, now)? {
            sent += usize::from(send(tx, &context, id, FIRST)?);
        }
        if sent > 0 {
            record(tx, by, &Deed::about(Act::InvitationsSent, &slug, sent), now)?;
        }
        Ok(sent)
    };
    app.store.write(work).await
}

pub(super) async fn stop(app: &App, slug: &str, form: &Typed) -> Result<usize, StoreError> {
    let Ok(id) = form.get("invitation").parse().map(InvitationId::new) else {
        return Ok(0);
    };
    let since = (form.get("action") == "stop").then(|| app.clock.now());
    let slug = slug.to_owned();
    let stopped = app
        .store
        .write(move |tx| inviting::set_stopped(tx, &slug, id, since))
        .await?;
    Ok(usize::from(stopped))
}

/// Stores on which days reminders go out, the earlier one first.
pub(super) async fn remind(app: &App, staff: &Staff, slug: &str, form: &Typed) -> Result<usize, StoreError> {
    let days = |name: &str| {
        form.get(name)
            .parse::<u32>()
            .ok()
            .filter(|days| (1..=90).contains(days))
    };
    let mut chosen: Vec<u32> = [days("first"), days("second")].into_iter().flatten().collect();
    chosen.sort_unstable_by(|a, b| b.cmp(a));
    chosen.dedup();
    let (slug, by, now, number) = (slug.to_owned(), staff.by(), app.clock.now(), chosen.len());
    let work = move |tx: &Tx<'_>| {
        inviting::set_reminders(tx, &slug, &chosen)?;
        record(tx, by, &Deed::about(Act::InvitationsSent, &slug, 0_usize), now)
    };
    let stored: Result<(), StoreError> = app.store.write(work).await;
    stored.map(|()| number)
}
