//! Reads the complete folder `letters/`, and reports every problem at once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::super::front_matter::{self, FrontMatter, PageFront, Split};
use super::super::updates::{self, Host};
use super::super::{
    Edition, Kind, Letter, Members, SitePage, Slug, advice, files, images, markdown, printing, render, settings,
};
use super::{Library, SITE_PAGES};
use crate::letters::bill::Bill;
use crate::letters::footnotes::Labels;
use crate::locale::{Lang, Locales};
use crate::problem::Problem;

/// Lists the sub-folders that are letters, sorted by name.
fn folders(folder: &Path) -> Vec<PathBuf> {
    let is_letter = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.is_dir() && !name.starts_with('_')
    };
    files::entries(folder).into_iter().filter(is_letter).collect()
}

/// The editions in a letter's folder.
#[derive(Default)]
struct Editions {
    /// The editions that could be read.
    read: BTreeMap<Lang, Edition>,
    /// The languages that files are named for, including those that could not be read.
    named: BTreeSet<Lang>,
}

/// What has been read so far, and its problems.
pub(crate) struct Reading<'l> {
    locales: &'l Locales,
    library: Library,
    /// The keys of topics; `None` if their file can't be read, so that nothing is known about them.
    topics: Option<BTreeSet<String>>,
    pub(in crate::letters) problems: Vec<Problem>,
}

impl<'l> Reading<'l> {
    /// Reads a folder of letters, and returns its problems.
    pub(super) fn of(folder: &Path, locales: &'l Locales) -> (Library, Vec<Problem>) {
        let mut reading = Self {
            locales,
            library: Library::default(),
            topics: None,
            problems: Vec::new(),
        };
        reading.topics(&folder.join("_site/topics.toml"));
        for name in SITE_PAGES {
            reading.site_page(&folder.join("_site").join(name), name);
        }
        for entry in folders(folder) {
            reading.letter(&entry);
        }
        (reading.library, reading.problems)
    }

    /// Reads a file; if it is missing or unusable, records a problem.
    pub(in crate::letters) fn text(&mut self, file: &Path) -> Option<String> {
        let read = files::text(file);
        read.map_err(
            |files::Unusable {
                 at: (line, column),
                 what,
             }| {
                self.problems.push(Problem {
                    line,
                    column,
                    ..Problem::of_file(file, what)
                });
            },
        )
        .ok()
    }

    fn topics(&mut self, file: &Path) {
        let Some(text) = self.text(file) else { return };
        match front_matter::toml_at(file, &text, 0, &text) {
            Ok(topics) => {
                self.library.topics = topics;
                self.topics = Some(self.library.topics.keys().cloned().collect());
                self.unnamed_topics(file, &text);
            }
            Err(found) => self.problems.extend(found),
        }
    }

    /// Checks that every topic has a name in every language of the interface.
    fn unnamed_topics(&mut self, file: &Path, text: &str) {
        for lang in self.locales.languages() {
            let named =
                |names: &BTreeMap<String, String>| names.get(lang.as_str()).is_some_and(|name| !name.trim().is_empty());
            for (key, _) in self.library.topics.iter().filter(|(_, names)| !named(names)) {
                let what = format!("the topic \"{key}\" has no name in language {lang}: add `{lang} = \"…\"`");
                self.problems.push(Problem::near(file, text, key, what));
            }
        }
    }

    fn site_page(&mut self, folder: &Path, name: &str) {
        let members = Members::read(folder).map_err(|found| self.problems.extend(found));
        let members = members.unwrap_or_default();
        for lang in self.locales.languages().collect::<Vec<_>>() {
            let file = folder.join(format!("{lang}.md"));
            let Some(text) = self.text(&file) else { continue };
            let Some(split) = self.split(&file, &text, |front: &PageFront| {
                let mut found = Vec::new();
                let mut near = |key: &str, what: &str| found.push(Problem::near(&file, &text, key, what));
                front_matter::check_title_and_summary(&front.title, &front.summary, &mut near);
                found
            }) else {
                continue;
            };
            let html = render::html(&split.body, &self.labels(lang));
            let page = SitePage {
                title: split.front.title,
                summary: split.front.summary,
                html,
                members: members.clone(),
            };
            self.library.pages.insert((name.to_owned(), lang), page);
        }
    }

    fn letter(&mut self, folder: &Path) {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let slug = Slug::parse(&name).map_err(|why| {
            self.problems
                .push(Problem::of_file(folder, format!("{why}: rename the folder")));
        });
        let file = folder.join("letter.toml");
        let Some(text) = self.text(&file) else { return };
        let settings = settings::parse(&file, &text, self.topics.as_ref());
        let settings = settings.map_err(|found| self.problems.extend(found));
        let bills = settings
            .as_ref()
            .map(|settings| settings.bills.clone())
            .unwrap_or_default();
        let kind = settings.as_ref().map_or(Kind::Statement, |settings| settings.kind);
        let Editions {
            read: mut editions,
            named,
        } = self.editions(folder, kind, &bills);
        self.problems.extend(advice::unread(folder));
        self.problems.extend(advice::of_translations(folder, &editions));
        if named.is_empty() {
            self.problems.push(Problem::of_file(
                folder,
                "the letter has no text: add a file for a language, such as en.md",
            ));
        }
        let host = Host {
            languages: named.into_iter().collect(),
            published: settings.as_ref().ok().map(|settings| settings.published),
            folder,
        };
        let updates = updates::read(self, &host);
        let (Ok(slug), Ok(settings), false) = (slug, settings, editions.is_empty()) else {
            return;
        };
        let carried = |edition: &mut Edition| {
            edition.revision = edition.front.revision.unwrap_or(settings.revision);
            edition.revision
        };
        let revision = editions.values_mut().map(carried).min().unwrap_or(settings.revision);
        let letter = Letter {
            slug: slug.clone(),
            kind,
            revision,
            published: settings.published,
            topics: settings.topics,
            bills,
            filed: settings.signing.clone(),
            signing: settings.signing,
            set_here: super::super::set_here::Known::default(),
            delivery: settings.delivery,
            cosponsors: settings.cosponsors,
            press: settings.press,
            erase_after_days: settings.erase_after_days,
            editions,
            updates,
            folder: folder.to_owned(),
            gone: false,
        };
        self.library.letters.insert(slug, letter);
    }

    fn editions(&mut self, folder: &Path, kind: Kind, bills: &[Bill]) -> Editions {
        let mut editions = Editions::default();
        for file in files::entries(folder) {
            if file.extension().is_none_or(|extension| extension != "md") {
                continue;
            }
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let Some(lang) = Lang::parse(&stem) else {
                self.problems.push(Problem::of_file(
                    &file,
                    "the file name must be a language tag, such as en.md",
                ));
                continue;
            };
            editions.named.insert(lang);
            if let Some(edition) = self.edition(&file, lang, kind, bills) {
                editions.read.insert(lang, edition);
            }
        }
        editions
    }

    fn edition(&mut self, file: &Path, lang: Lang, kind: Kind, bills: &[Bill]) -> Option<Edition> {
        let text = self.text(file)?;
        self.problems.extend(advice::placeholders(file, &text, lang));
        let split = self.split(file, &text, |front: &FrontMatter| {
            let mut found = front_matter::check(file, &text, front);
            if kind == Kind::Letter && (front.addressees.is_empty() || front.asks.is_empty()) {
                let what = "a letter needs addressees and asks: add them at the top of the file";
                found.push(Problem::near(file, &text, "+++", what));
            }
            found
        })?;
        let image = self.image(file, &text, &split.front);
        let edition = Edition::made(lang, bills, split, text, &self.labels(lang));
        Some(Edition { image, ..edition })
    }

    /// Reads and measures an edition's image; if that fails, records a problem. Its existence has been checked before.
    fn image(&mut self, file: &Path, text: &str, front: &FrontMatter) -> Option<images::Image> {
        let name = front.image.as_deref()?;
        let path = file.with_file_name(name);
        if name.contains(['/', '\\']) || !path.is_file() {
            return None;
        }
        let read = images::Image::read(&path, name);
        let read = read.map_err(|what| self.problems.push(Problem::near(file, text, "image", &what)));
        let image = read.ok()?;
        if image.weight > advice::HEAVY_IMAGE {
            let what = format!(
                "the image is {} KB, which is slow to load on a phone: make it smaller than 500 KB",
                image.weight / 1_000
            );
            self.problems.push(Problem::near(file, text, "image", what).warning());
        }
        Some(image)
    }

    /// Splits and parses a file, and records the problems of front matter and body, of the body even if the front matter can't be parsed.
    pub(in crate::letters) fn split<T: DeserializeOwned>(
        &mut self,
        file: &Path,
        text: &str,
        check: impl FnOnce(&T) -> Vec<Problem>,
    ) -> Option<Split<T>> {
        let split = front_matter::split(file, text).map_err(|found| self.problems.push(found));
        let split = split.ok()?;
        self.check_markdown(file, split.body_line, &split.body);
        let (split, found) = split.parsed(check);
        self.problems.extend(found);
        split
    }

    /// Checks the body. Its lines are counted within the body: the file may have other line ends.
    fn check_markdown(&mut self, file: &Path, body_line: usize, body: &str) {
        let placed = |found: markdown::MarkdownProblem| {
            let problem = Problem::at(file, body, found.offset, found.what);
            Problem {
                line: body_line + problem.line - 1,
                ..problem
            }
        };
        self.problems.extend(render::check(body).into_iter().map(placed));
        let advice = printing::skipped_levels(body).into_iter();
        self.problems.extend(advice.map(|found| placed(found).warning()));
    }

    /// Returns the labels that a rendering needs.
    pub(in crate::letters) fn labels(&self, lang: Lang) -> Labels {
        Labels::new(self.locales, lang, lang)
    }
}
