//! `bounces`: reads what mail servers say of mails that the relay took.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use undersigned::bounces::apply::{Applied, Change, apply};
use undersigned::bounces::message::{Reading, read};
use undersigned::bounces::{Verdict, sources};
use undersigned::config::Config;
use undersigned::store::{Store, StoreError};

use super::{complain, counted, say};

/// How many messages are applied in one transaction.
const TOGETHER: usize = 50;

/// Read bounced emails
#[derive(clap::Subcommand)]
pub enum Bounces {
    /// Read delivery reports and automatic replies, and mark emails that came back; a message is read once
    Read {
        /// A Maildir, an mbox, a folder of .eml files, a message, or - for standard input
        #[arg(required = true)]
        paths: Vec<PathBuf>,
    },
}

/// Runs the subcommand.
pub fn bounces(args: Bounces) -> anyhow::Result<ExitCode> {
    let Bounces::Read { paths } = args;
    let (config, store) = super::open()?;
    let mut reader = Reader {
        config: Arc::new(config),
        store,
        waiting: Vec::new(),
        counts: BTreeMap::new(),
    };
    for path in paths {
        reader.path(&path)?;
    }
    reader.apply()?;
    reader.tell();
    Ok(ExitCode::SUCCESS)
}

/// Collects messages, and applies several at a time.
struct Reader {
    config: Arc<Config>,
    store: Store,
    waiting: Vec<(String, Reading)>,
    counts: BTreeMap<&'static str, u64>,
}

impl Reader {
    fn path(&mut self, path: &Path) -> anyhow::Result<()> {
        let mut failed = Ok(());
        let mut visit = |place: &str, bytes: Vec<u8>| {
            self.waiting.push((place.to_owned(), read(&bytes)));
            if self.waiting.len() >= TOGETHER {
                failed = self.apply();
            }
            match failed {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            }
        };
        let visited = if path == Path::new("-") {
            sources::each_of(std::io::stdin().lock(), "-", &mut visit).map(drop)
        } else {
            sources::each(path, &mut visit)
        };
        failed?;
        visited.map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))
    }

    fn apply(&mut self) -> anyhow::Result<()> {
        let (places, readings): (Vec<_>, Vec<_>) = std::mem::take(&mut self.waiting).into_iter().unzip();
        let (config, now) = (Arc::clone(&self.config), self.config.clock.now());
        let applied = self.store.write_now(move |tx| {
            let all = readings.iter().map(|it| apply(tx, &config.secret, it, now));
            all.collect::<Result<Vec<_>, StoreError>>()
        })?;
        for (place, applied) in places.iter().zip(applied) {
            say(&format!("{place}: {}", words(&applied)));
            *self.counts.entry(name(applied.verdict)).or_default() += 1;
        }
        Ok(())
    }

    fn tell(&self) {
        let all = self.counts.values().sum::<u64>();
        let parts: Vec<String> = self.counts.iter().map(|(name, n)| format!("{n} {name}")).collect();
        let read = format!("Read {}", counted(all, "message", "messages"));
        if parts.is_empty() {
            complain(&read);
        } else {
            complain(&format!("{read}: {}", parts.join(", ")));
        }
    }
}

/// Names what a message was.
fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Delivered => "delivered",
        Verdict::Failed => "failed for good",
        Verdict::Delayed => "delayed",
        Verdict::AutoReply => "automatic reply",
        Verdict::Nothing => "not about an email from here",
    }
}

/// Says what a message was, and what it changed.
fn words(it: &Applied) -> String {
    let name = match it.status {
        Some(status) => format!("{} ({status})", name(it.verdict)),
        None => name(it.verdict).to_owned(),
    };
    let Some(about) = &it.mail else {
        return name;
    };
    let change = match about.change {
        Change::Bounced => "now bounced",
        Change::Sent => "now sent",
        Change::ReadBefore => "no change; this message was read before",
        Change::None => "no change",
    };
    format!("{name}; email {} ({}): {change}", about.id, about.kind)
}
