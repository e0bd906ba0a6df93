//! The library: everything that is published, at one moment; [`super::live_library`] keeps the newest valid one.

use std::collections::BTreeMap;
use std::path::Path;

use super::set_here::Count;
use super::{Letter, Members, SitePage, Slug};
use crate::locale::{Lang, Locales};
use crate::problem::{Problem, in_order};

mod reading;

pub(crate) use reading::Reading;

/// The pages of the site that come from Markdown.
pub(crate) const SITE_PAGES: [&str; 3] = ["about", "privacy", "coalition"];

/// Everything that is published, at one moment.
#[derive(Clone, Debug, Default)]
pub struct Library {
    letters: BTreeMap<Slug, Letter>,
    /// Letters that wait for their day of publication.
    drafts: BTreeMap<Slug, Letter>,
    /// Letters without a folder, which people may have signed.
    gone: BTreeMap<Slug, Letter>,
    topics: BTreeMap<String, BTreeMap<String, String>>,
    pages: BTreeMap<(String, Lang), SitePage>,
    /// How many settings of letters were set here when it was made.
    pub(crate) set_here: Count,
}

impl Library {
    /// Reads a folder of letters; `Err` lists every error in the order of files and lines.
    pub fn load(folder: &Path, locales: &Locales) -> Result<Self, Vec<Problem>> {
        let (library, problems) = Self::read(folder, locales);
        let errors: Vec<Problem> = problems.into_iter().filter(Problem::is_error).collect();
        if errors.is_empty() {
            Ok(library)
        } else {
            Err(in_order(errors))
        }
    }

    /// Reads a folder of letters: returns those that could be read, and every problem.
    pub fn read(folder: &Path, locales: &Locales) -> (Self, Vec<Problem>) {
        Reading::of(folder, locales)
    }

    /// Returns all letters, newest first.
    pub fn newest_first(&self) -> Vec<&Letter> {
        let mut letters: Vec<_> = self.letters.values().collect();
        letters.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| a.slug.cmp(&b.slug)));
        letters
    }

    pub(crate) fn letters(&self) -> impl Iterator<Item = &Letter> {
        self.letters.values()
    }

    /// Returns the keys of every letter's own recipients.
    pub fn recipients(&self) -> Vec<String> {
        let deliveries = self.letters.values().filter_map(|letter| letter.delivery.as_ref());
        let recipients = deliveries.flat_map(|delivery| &delivery.recipients);
        recipients.map(|recipient| recipient.key.clone()).collect()
    }

    pub(crate) fn letters_mut(&mut self) -> impl Iterator<Item = &mut Letter> {
        self.letters.values_mut()
    }

    /// Returns all letters that have a folder, published or not.
    pub(crate) fn filed_mut(&mut self) -> impl Iterator<Item = &mut Letter> {
        self.letters.values_mut().chain(self.drafts.values_mut())
    }

    /// Replaces a letter by its earlier version, or removes it if there was none.
    pub(crate) fn put_back(&mut self, slug: &Slug, before: Option<Letter>) {
        match before {
            Some(letter) => drop(self.letters.insert(slug.clone(), letter)),
            None => self.remove(slug),
        }
    }

    pub(crate) fn remove(&mut self, slug: &Slug) {
        self.letters.remove(slug);
    }

    /// Returns the letter with this slug.
    pub fn letter(&self, slug: &Slug) -> Option<&Letter> {
        self.letters.get(slug)
    }

    /// Returns the letter with this slug for the people who signed it, even if its folder is gone.
    pub fn signed_letter(&self, slug: &Slug) -> Option<&Letter> {
        self.letter(slug).or_else(|| self.gone.get(slug))
    }

    /// Returns the letters that wait for their day of publication.
    pub fn drafts(&self) -> impl Iterator<Item = &Letter> {
        self.drafts.values()
    }

    /// Returns a letter that waits for its day of publication.
    pub fn draft(&self, slug: &Slug) -> Option<&Letter> {
        self.drafts.get(slug)
    }

    /// Hides a letter until its day.
    pub(crate) fn withhold(&mut self, slug: &Slug) {
        if let Some(letter) = self.letters.remove(slug) {
            self.drafts.insert(slug.clone(), letter);
        }
    }

    /// Returns the letters whose folder is gone.
    pub fn gone(&self) -> impl Iterator<Item = &Letter> {
        self.gone
            .values()
            .filter(|letter| !self.letters.contains_key(&letter.slug))
    }

    pub(crate) fn keep_for_signers(&mut self, letter: Letter) {
        self.gone.insert(letter.slug.clone(), letter);
    }

    /// Returns a topic's name in a language; `None` if there is no such topic.
    pub fn topic(&self, key: &str, lang: Lang) -> Option<&str> {
        let names = self.topics.get(key)?;
        names
            .get(lang.as_str())
            .or_else(|| names.values().next())
            .map(String::as_str)
    }

    /// Returns the members that a page of the site shows, which are the same in every language.
    pub(crate) fn members(&self, name: &str) -> Option<&Members> {
        let mut pages = self.pages.iter().filter(|((page, _), _)| page == name);
        pages.next().map(|(_, page)| &page.members)
    }

    /// Returns a page of the site.
    pub fn page(&self, name: &str, lang: Lang) -> Option<&SitePage> {
        self.pages.get(&(name.to_owned(), lang))
    }
}
