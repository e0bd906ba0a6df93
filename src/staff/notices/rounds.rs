//! The background task that looks for what staff want to be emailed about, while the service runs.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use rocket::Shutdown;

use super::mail::{Digest, DigestLetter, NewOrganizations};
use super::{Known, Wish};
use crate::audit::StaffId;
use crate::config::Config;
use crate::dashboard;
use crate::dashboard::figures::Topic;
use crate::letters::Slug;
use crate::letters::live_library::LiveLibrary;
use crate::outbox::store::undelivered::undelivered;
use crate::outbox::{self, NewMail, Repeat, kinds, message_id};
use crate::review::store::piles::piles;
use crate::signatures::state::State;
use crate::signatures::store;
use crate::signatures::store::newcomers;
use crate::staff::store::accounts::{self, Account};
use crate::staff::store::notices::{self, Notice};
use crate::store::{Read, Store, StoreError, Tx};

/// How long the task waits between two rounds.
const PAUSE: Duration = Duration::from_mins(1);

/// How far apart two emails about new organizations on a letter are at least: a flood becomes one email.
const APART: i64 = 15 * 60 * 1_000_000;

/// Runs until shutdown. With several nodes, only the leading one works.
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
                Ok(0) | Err(StoreError::Closed) => {}
                Ok(queued) => tracing::info!(event = "staff.notices_queued", queued),
                Err(error) => tracing::error!(event = "staff.notices_failed", %error),
            }
        }
        tokio::select! {
            () = &mut shutdown => return,
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Runs one round, and returns how many emails were enqueued. Running it twice tells nobody twice.
pub async fn once(
    store: &Store,
    live_library: &LiveLibrary,
    config: &Arc<Config>,
    mail_domain: &str,
) -> Result<usize, StoreError> {
    let now = config.clock.now();
    let mut queued = 0;
    let accounts: Vec<StaffId> = store.read(notices::accounts).await?;
    for id in accounts {
        let library = live_library.clone();
        let plan = {
            let library = library.clone();
            store.read(move |db| plan(db, &library, id, now)).await?
        };
        if plan.is_nothing() {
            continue;
        }
        let mail_domain = mail_domain.to_owned();
        // What is due is looked for again: it is told in the transaction that notes it.
        queued += store
            .write(move |tx| {
                let plan = plan_to_do(tx, &library, id, now)?;
                plan.map_or(Ok(0), |(account, plan)| enact(tx, &account, plan, &mail_domain, now))
            })
            .await?;
    }
    Ok(queued)
}

/// What is due for an account.
#[derive(Default)]
struct Plan {
    organizations: Vec<NewOrganizations>,
    /// The day of the digest, if its hour has come, and what it says of each letter.
    digest: Option<(String, Vec<DigestLetter>)>,
    /// The counts that the digest tells.
    told: Vec<Known>,
}

impl Plan {
    fn is_nothing(&self) -> bool {
        self.organizations.is_empty() && self.digest.is_none()
    }
}

fn plan(db: &Read<'_>, live_library: &LiveLibrary, id: StaffId, now: Timestamp) -> Result<Plan, StoreError> {
    Ok(plan_to_do(db, live_library, id, now)?.map_or_else(Plan::default, |(_, plan)| plan))
}

/// Returns what is due for an account; `None` if it may not see letters, or is gone.
fn plan_to_do(
    db: &Read<'_>,
    live_library: &LiveLibrary,
    id: StaffId,
    now: Timestamp,
) -> Result<Option<(Account, Plan)>, StoreError> {
    let Some(account) = accounts::by_id(db, id)?.filter(|it| it.is_ready && it.role.may_view()) else {
        return Ok(None);
    };
    let library = live_library.now();
    let is_shown = |slug: &str| {
        let letter = Slug::parse(slug).ok();
        account.letters.include(slug) && letter.is_some_and(|slug| library.signed_letter(&slug).is_some())
    };
    let mut chosen = notices::of_account(db, id)?;
    chosen.retain(|it| is_shown(&it.letter));
    let mut plan = Plan::default();
    for it in chosen.iter().filter(|it| it.wish == Wish::Organizations) {
        plan.organizations.extend(new_organizations(db, it, now)?);
    }
    let digested: Vec<&Notice> = chosen.iter().filter(|it| it.wish == Wish::Digest).collect();
    if let Some(day) = day_due(db, id, now)?.filter(|_| !digested.is_empty()) {
        let mut letters = Vec::new();
        for it in digested {
            if let Some((letter, known)) = of_letter(db, it)? {
                letters.push(letter);
                plan.told.push(known);
            }
        }
        plan.digest = Some((day, letters));
    }
    Ok(Some((account, plan)))
}

/// Returns the organizations to tell of, unless an email about others was sent just now.
fn new_organizations(db: &Read<'_>, it: &Notice, now: Timestamp) -> Result<Option<NewOrganizations>, StoreError> {
    let since = it.told_at.map(|at| now.as_microsecond() - at);
    // A time in the future was stored by a clock that was wrong.
    if since.is_some_and(|since| (0..APART).contains(&since)) {
        return Ok(None);
    }
    let until = newcomers::last(db, &it.letter)?;
    let any = until > it.told && !newcomers::between(db, &it.letter, (it.told, until), 1)?.is_empty();
    Ok(any.then(|| NewOrganizations {
        letter: it.letter.clone(),
        after: it.told,
        until,
    }))
}

/// Returns today's date where the account is, if the hour of its digest has come and today's is not done.
fn day_due(db: &Read<'_>, id: StaffId, now: Timestamp) -> Result<Option<String>, StoreError> {
    let at = notices::hour(db, id)?.unwrap_or_default();
    let zone = TimeZone::get(&at.zone).unwrap_or(TimeZone::UTC);
    let local = now.to_zoned_datetime(zone);
    let day = local.date().to_string();
    let has_come = u8::try_from(local.hour()).unwrap_or(0) >= at.hour;
    Ok((has_come && !notices::is_done(db, id, &day)?).then_some(day))
}

/// Returns the present counts of a letter.
pub fn known(db: &Read<'_>, letter: &str) -> Result<Known, StoreError> {
    let tally = store::tally(db, letter)?;
    let (figures, _) = dashboard::store::figures(db, letter)?;
    Ok(Known {
        organizations: tally.organizations,
        people: tally.everyone(),
        withdrawn: figures.get(Topic::State, State::Withdrawn.as_str()).total(),
    })
}

/// Returns what the digest says of a letter, and the counts that it tells; `None` if there is nothing to say.
fn of_letter(db: &Read<'_>, it: &Notice) -> Result<Option<(DigestLetter, Known)>, StoreError> {
    let present = known(db, &it.letter)?;
    let until = newcomers::last(db, &it.letter)?;
    let letter = DigestLetter {
        letter: it.letter.clone(),
        after: it.told,
        until: until.max(it.told),
        organizations: present.organizations.saturating_sub(it.known.organizations),
        people: present.people.saturating_sub(it.known.people),
        withdrawn: present.withdrawn.saturating_sub(it.known.withdrawn),
    };
    let waits = !piles(db, &it.letter)?.is_empty();
    let emails = undelivered(db, &it.letter)?;
    let any = letter.says_something() || waits || emails.troubled() > 0;
    let any = any || !newcomers::between(db, &it.letter, (it.told, until), 1)?.is_empty();
    Ok(any.then_some((letter, present)))
}

/// Enqueues what is due, and notes it as told; returns how many emails.
fn enact(tx: &Tx<'_>, account: &Account, plan: Plan, mail_domain: &str, now: Timestamp) -> Result<usize, StoreError> {
    let mut queued = 0;
    let mut enqueue = |kind: &str, payload: String| {
        queued += 1;
        let mail = NewMail {
            kind,
            about: account.id.number(),
            payload: &payload,
            recipient: &account.email,
            message_id: &message_id(mail_domain, now),
            repeat: Repeat::Allowed,
        };
        outbox::store::enqueue(tx, &mail, now)
    };
    for it in &plan.organizations {
        notices::note_organizations(tx, account.id, (&it.letter, it.until), now)?;
        enqueue(
            kinds::STAFF_ORGANIZATIONS,
            serde_json::to_string(it).expect("plain data"),
        )?;
    }
    if let Some((day, letters)) = plan.digest {
        let any = !letters.is_empty();
        if notices::finish(tx, account.id, &day, any)? && any {
            for (it, known) in letters.iter().zip(plan.told) {
                notices::note_digest(tx, account.id, (&it.letter, it.until), known)?;
            }
            let digest = Digest { day, letters };
            enqueue(kinds::STAFF_DIGEST, serde_json::to_string(&digest).expect("plain data"))?;
        }
    }
    Ok(queued)
}
