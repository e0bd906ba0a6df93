//! Reminds invited organizations, on the days before signing closes that staff chose.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rocket::Shutdown;

use super::send;
use crate::config::Config;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party, Phase};
use crate::mail::MailContext;
use crate::organizations::store::inviting;
use crate::signatures::ids::InvitationId;
use crate::store::{Read, Store, StoreError};

/// How long after an email of an invitation the next one follows at the earliest, in hours.
const APART: i64 = 48;

/// How many are enqueued in one transaction.
const TOGETHER: usize = 100;

/// Runs every hour until shutdown. With several nodes, only the leading one works.
pub async fn run(
    store: Store,
    live_library: LiveLibrary,
    config: Arc<Config>,
    mail_domain: String,
    shutdown: Shutdown,
) {
    tokio::pin!(shutdown);
    let leads = store.leads();
    loop {
        let is_leading = *leads.borrow();
        if is_leading {
            match once(&store, &live_library, &config, &mail_domain).await {
                Ok(0) => {}
                Ok(reminded) => tracing::info!(event = "invitations.reminded", reminded),
                Err(error) => tracing::error!(event = "invitations.reminders_failed", %error),
            }
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
        }
    }
}

/// Returns when signing closes for organizations, if they can sign now.
fn closes(letter: &Letter, now: Timestamp) -> Option<Timestamp> {
    let window = letter.signing.as_ref()?.window(Party::Organization)?;
    window
        .closes
        .filter(|_| letter.phase(Party::Organization, now) == Phase::Open)
}

/// Runs one round, and returns how many reminders were enqueued. Running it twice reminds nobody twice.
pub async fn once(
    store: &Store,
    live_library: &LiveLibrary,
    config: &Arc<Config>,
    mail_domain: &str,
) -> Result<usize, StoreError> {
    let now = config.clock.now();
    let library = live_library.now();
    let mut reminded = 0;
    for letter in library.newest_first() {
        let Some(closes) = closes(letter, now) else { continue };
        let slug = letter.slug.to_string();
        let due: Vec<(InvitationId, u32)> = store.read(move |db| due(db, &slug, closes, now)).await?;
        for some in due.chunks(TOGETHER) {
            let (some, config, mail_domain) = (some.to_vec(), Arc::clone(config), mail_domain.to_owned());
            let work = move |tx: &crate::store::Tx<'_>| {
                let context = MailContext {
                    config: &config,
                    mail_domain: &mail_domain,
                    now,
                };
                let mut sent = 0;
                for (id, number) in some {
                    sent += usize::from(send(tx, &context, id, number)?);
                }
                Ok::<_, StoreError>(sent)
            };
            reminded += store.write(work).await?;
        }
    }
    Ok(reminded)
}

/// Returns the reminders whose day has come. If both have, only the later one goes out.
fn due(db: &Read<'_>, slug: &str, closes: Timestamp, now: Timestamp) -> Result<Vec<(InvitationId, u32)>, StoreError> {
    let has_come = |days: u32| {
        let at = closes.checked_sub(SignedDuration::from_hours(i64::from(days) * 24));
        at.is_ok_and(|at| at <= now)
    };
    let chosen = inviting::reminders(db, slug)?;
    let Some((number, _)) = chosen.into_iter().rfind(|(_, days)| has_come(*days)) else {
        return Ok(Vec::new());
    };
    let before = now
        .checked_sub(SignedDuration::from_hours(APART))
        .unwrap_or(Timestamp::MIN);
    let ids = inviting::to_write(db, slug, number, before)?;
    Ok(ids.into_iter().map(|id| (id, number)).collect())
}
