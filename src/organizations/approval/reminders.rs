//! Reminds the deciders of organizations, once and before the deadline.

use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use rocket::Shutdown;

use crate::config::Config;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party, Phase};
use crate::mail::MailContext;
use crate::organizations::approval::notices::AskReason;
use crate::signatures::store;
use crate::store::{Store, StoreError};

/// Runs every hour until shutdown.
pub async fn run(
    store: Store,
    live_library: LiveLibrary,
    config: Arc<Config>,
    mail_domain: String,
    shutdown: Shutdown,
) {
    tokio::pin!(shutdown);
    loop {
        match once(&store, &live_library, &config, &mail_domain).await {
            Ok(0) => {}
            Ok(reminded) => tracing::info!(event = "approval.reminded", reminded),
            Err(error) => tracing::error!(event = "approval.reminder_failed", %error),
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(Duration::from_hours(1)) => {}
        }
    }
}

/// Returns whether a letter closes for organizations within the given days.
fn closes_soon(letter: &Letter, days: u32, now: Timestamp) -> bool {
    let closes = letter
        .signing
        .as_ref()
        .and_then(|signing| signing.window(Party::Organization)?.closes);
    let soon = now
        .saturating_add(SignedDuration::from_hours(i64::from(days) * 24))
        .unwrap_or(now);
    letter.phase(Party::Organization, now) == Phase::Open && closes.is_some_and(|closes| closes <= soon)
}

/// Runs one round, and returns how many were reminded. Running it twice reminds nobody twice.
pub async fn once(
    store: &Store,
    live_library: &LiveLibrary,
    config: &Arc<Config>,
    mail_domain: &str,
) -> Result<usize, StoreError> {
    let now = config.clock.now();
    let library = live_library.now();
    let mut reminded = 0;
    for letter in library
        .newest_first()
        .into_iter()
        .filter(|it| closes_soon(it, config.signing.approval_reminder_days, now))
    {
        let (slug, config, mail_domain) = (letter.slug.to_string(), config.clone(), mail_domain.to_owned());
        reminded += store
            .write(move |tx| {
                let context = MailContext {
                    config: &config,
                    mail_domain: &mail_domain,
                    now,
                };
                let waiting = store::to_remind(tx, &slug, now)?;
                let mut asked = 0;
                for (signature, decider) in waiting {
                    // If a mailbox's quota is used up, the next round tries again.
                    if context.ask(tx, signature, decider, AskReason::Reminder)? {
                        store::mark_reminded(tx, decider, now)?;
                        asked += 1;
                    }
                }
                Ok::<_, StoreError>(asked)
            })
            .await?;
    }
    Ok(reminded)
}
