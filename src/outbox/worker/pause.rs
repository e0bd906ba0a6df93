//! Pauses all mail while the relay is down: one mail probes it from time to time, and all mail resumes when it works again.

use jiff::{SignedDuration, Timestamp};

use super::Worker;
use super::lanes::{Ended, Lanes, Report};
use crate::outbox::Attempt;
use crate::outbox::MailId;
use crate::outbox::domains::domain_of;
use crate::outbox::failure::{FailureKind, RelayFailure, Step};
use crate::outbox::store::relay::{self, Outage};
use crate::outbox::store::{self as rows, FreeLanes};
use crate::outbox::verdict::RelayVerdict;
use crate::store::StoreError;

/// The delay before the first probe; each further delay is twice as long.
const FIRST_SECONDS: i64 = 5;

/// The longest delay if the relay can't be reached: a probe costs little.
const UNREACHED_SECONDS: i64 = 60;

/// The longest delay if the relay refuses us: relays ban those who try too often.
const REFUSED_SECONDS: i64 = 300;

impl Worker {
    /// Returns room for one mail, if the relay is to be probed now.
    pub(super) async fn room_to_ask(&self, lanes: &Lanes) -> Result<FreeLanes, StoreError> {
        let now = self.clock.now();
        let none = FreeLanes {
            all: 0,
            behind: 0,
            retries: 0,
        };
        if !lanes.is_empty() {
            return Ok(none);
        }
        // Another process may have requested an earlier probe.
        let down = self.store.read(relay::state).await?.or_else(|| self.health.down());
        Ok(if down.is_some_and(|down| is_later(&down, now)) {
            none
        } else {
            FreeLanes::ONE
        })
    }

    /// Draws the conclusions for all other mails from a lane's end.
    pub(super) async fn conclude(&self, ended: Ended) {
        let concluded = match ended {
            Ended::Probe(Ok(())) => self.works().await,
            Ended::Probe(Err(RelayFailure {
                what: FailureKind::Stopped,
                ..
            })) => Ok(()),
            Ended::Probe(Err(trouble)) => self.down(&trouble).await,
            Ended::Mail(report) => self.heard(&report).await,
            Ended::Panicked(due) => {
                tracing::error!(
                    event = "outbox.lane_panicked",
                    id = due.as_ref().map(|due| due.id.number())
                );
                if let Some(due) = due {
                    let why = "an internal error occurred while sending this email".to_owned();
                    self.settle(&Report::ours(due, Attempt::Again(why))).await;
                }
                Ok(())
            }
        };
        if let Err(error) = concluded {
            tracing::error!(event = "outbox.relay_not_written", %error);
        }
    }

    async fn heard(&self, report: &Report) -> Result<(), StoreError> {
        let now = self.clock.now();
        self.memory()
            .domains
            .heard(&report.due.recipient, report.verdict.domain, now);
        let domain = domain_of(&report.due.recipient);
        match (report.verdict.relay, &report.trouble) {
            (RelayVerdict::Nothing, _) => Ok(()),
            (RelayVerdict::Down, Some(trouble)) => {
                if trouble.step > Step::Sender {
                    self.memory().failing.avoid(&domain);
                }
                self.down(trouble).await
            }
            (RelayVerdict::Suspect, Some(trouble)) => self.suspected(report.due.id, &domain, trouble).await,
            (RelayVerdict::Doubtful, Some(trouble)) => self.doubted(report.due.id, trouble).await,
            (_, None) => {
                self.memory().suspects.taken();
                self.memory().failing.taken(&domain);
                self.works().await
            }
            (_, Some(_)) => self.works().await,
        }
    }

    /// Handles a permanent refusal that may be about us.
    async fn doubted(&self, mail: MailId, trouble: &RelayFailure) -> Result<(), StoreError> {
        let words = alike(&trouble.to_string());
        let still = self.health.down().is_some_and(|down| alike(&down.reply) == words);
        let mails = if still {
            Some(vec![mail])
        } else {
            self.memory().suspects.refused(mail, &words)
        };
        let Some(mails) = mails else {
            return self.works().await;
        };
        let now = self.clock.now();
        self.store.write(move |tx| rows::owe_again(tx, &mails, now)).await?;
        self.down(trouble).await
    }

    /// Handles a failure at one recipient: it is the relay's once several domains in a row meet it.
    async fn suspected(&self, mail: MailId, domain: &str, trouble: &RelayFailure) -> Result<(), StoreError> {
        let (kind, now) = (kind(trouble), self.clock.now());
        let still = self.health.down().is_some_and(|down| is_for_recipients(&down));
        let row = self.memory().failing.failed(domain, mail, &kind);
        let Some(mails) = row.or_else(|| still.then(|| vec![mail])) else {
            return self.works().await;
        };
        // Mails refused in words were not refused for their own sake; what the relay falls silent at may be this very
        // mail.
        if matches!(trouble.what, FailureKind::Refused(_)) {
            self.store.write(move |tx| rows::owe_again(tx, &mails, now)).await?;
        }
        self.down(trouble).await
    }

    /// Records that the relay is down: logged once, probed later.
    async fn down(&self, trouble: &RelayFailure) -> Result<(), StoreError> {
        let (now, before) = (self.clock.now(), self.health.down());
        // Attempts that were running when it went down say nothing new.
        if before.as_ref().is_some_and(|before| is_later(before, now)) {
            return Ok(());
        }
        let probes = before.as_ref().map_or(0, |before| before.probes) + 1;
        let down = Outage {
            since: before.as_ref().map_or(now, |before| before.since),
            relay: self.mailer.relay(),
            step: trouble.step.name().to_owned(),
            reply: trouble.to_string(),
            probes,
            probe_at: now + wait(trouble, probes),
        };
        let (relay, step, reply) = (&down.relay, &down.step, &down.reply);
        match before {
            None => {
                tracing::error!(event = "outbox.relay_down", %relay, %step, %reply, "email is on hold; nothing is lost");
            }
            Some(before) if before.step != *step => {
                tracing::warn!(event = "outbox.relay_still_down", %relay, %step, %reply);
            }
            Some(_) => tracing::debug!(event = "outbox.relay_still_down", %relay, %step, %reply),
        }
        self.health.set(Some(down.clone()));
        self.store.write(move |tx| relay::keep(tx, &down)).await
    }

    /// Records that the relay works.
    async fn works(&self) -> Result<(), StoreError> {
        let Some(before) = self.health.down() else {
            return Ok(());
        };
        let (relay, waited) = (&before.relay, self.clock.now().duration_since(before.since).as_secs());
        tracing::info!(event = "outbox.relay_back", %relay, waited_seconds = waited);
        self.health.set(None);
        self.store.write(relay::clear).await
    }
}

/// Returns the delay before the next probe, after `probes` probes.
fn wait(trouble: &RelayFailure, probes: u32) -> SignedDuration {
    let most = match (&trouble.what, trouble.step) {
        (FailureKind::Refused(_), _) | (FailureKind::Unable(_), Step::StartTls | Step::Auth) => REFUSED_SECONDS,
        _ => UNREACHED_SECONDS,
    };
    SignedDuration::from_secs((FIRST_SECONDS << (probes - 1).min(10)).min(most))
}

/// Returns whether the next probe is still in the future; a time beyond every delay is a wrong clock's.
fn is_later(down: &Outage, now: Timestamp) -> bool {
    down.probe_at > now && down.probe_at <= now + SignedDuration::from_secs(REFUSED_SECONDS)
}

/// Returns whether the relay went down because of failures at recipients: then reaching that step says nothing new.
fn is_for_recipients(down: &Outage) -> bool {
    [Step::Recipient, Step::Data, Step::Text]
        .iter()
        .any(|step| down.step == step.name())
}

/// Returns what failures at recipients have in common: their code, since the words may name the recipient, or that no answer came.
fn kind(trouble: &RelayFailure) -> String {
    match &trouble.what {
        // The relay closes the connection, whatever else it says.
        FailureKind::Refused(reply) if reply.code == 421 => "421".to_owned(),
        FailureKind::Refused(reply) => match reply.enhanced() {
            Some(code) => format!("{} {code:?}", reply.code),
            None => alike(&reply.words()),
        },
        _ => "no answer".to_owned(),
    }
}

/// Strips what differs from mail to mail: queue numbers, hosts, times.
fn alike(words: &str) -> String {
    let mut kept = words.split_whitespace();
    let code: Vec<_> = kept.by_ref().take(2).collect();
    let rest = kept.filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    code.into_iter().chain(rest).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
