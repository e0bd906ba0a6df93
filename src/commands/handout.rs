//! What the commands that write papers share.

use anyhow::Context;
use undersigned::handouts::Desk;
use undersigned::letters::Letter;
use undersigned::locale::Lang;

use super::Workspace;

/// The language of a paper.
#[derive(clap::Args)]
pub struct Language {
    /// The language of the headings; defaults to the letter's first language
    #[arg(long, value_name = "LANGUAGE")]
    headings: Option<String>,
}

impl Language {
    /// Returns the language: the named one, or the letter's first.
    pub fn of(&self, workspace: &Workspace, letter: &Letter) -> anyhow::Result<Lang> {
        let lang = match &self.headings {
            None => letter.editions.keys().next().copied(),
            Some(tag) => workspace.locales.find(tag),
        };
        lang.context("no interface in this language: use one in locales, such as en or es")
    }
}

/// Calls `work` with what papers are composed with.
pub fn at_desk<T>(workspace: &Workspace, letter: &Letter, lang: Lang, work: impl FnOnce(&Desk<'_>) -> T) -> T {
    let now = workspace.config.clock.now();
    work(&Desk {
        letter,
        site: &workspace.config.site,
        locales: &workspace.locales,
        lang,
        today: now.to_zoned_datetime(letter.zone()).date(),
    })
}
