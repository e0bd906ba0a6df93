//! What the audit log says about an export.

use undersigned::audit::store::record;
use undersigned::audit::{Act, By, Deed};

use super::Workspace;
use super::output::Output;

/// An export of a letter's signers, for the audit log.
///
/// What goes to a pipe or to a screen is recorded before its first byte, as begun: the reader can close the pipe, and anyone can stop the
/// command, after part of it has left. A file does not exist until it is complete, so it is recorded only then.
pub struct Exported<'a> {
    /// Where it is recorded.
    pub workspace: &'a Workspace,
    /// Who exports.
    pub by: By,
    /// The letter.
    pub slug: &'a str,
}

impl Exported<'_> {
    /// Records that it begins.
    pub fn begin(&self, to: &Output) -> anyhow::Result<()> {
        if to.is_stream() {
            self.record(Act::ExportBegun, 0)?;
        }
        Ok(())
    }

    /// Records that it is complete, and how many signatures it has.
    pub fn end(&self, rows: u64) -> anyhow::Result<()> {
        self.record(Act::SignersExported, rows)
    }

    fn record(&self, act: Act, rows: u64) -> anyhow::Result<()> {
        let (by, slug, now) = (self.by, self.slug.to_owned(), self.workspace.config.clock.now());
        let write = move |tx: &undersigned::store::Tx<'_>| record(tx, by, &Deed::about(act, &slug, rows), now);
        Ok(self.workspace.store.write_now(write)?)
    }
}
