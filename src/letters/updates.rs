//! Updates about a letter after its publication: `letters/<slug>/updates/<name>/<lang>.md`, in every language of the letter.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::library::Reading;
use super::{Slug, advice, files, front_matter, render};
use crate::locale::{FALLBACK, Lang};
use crate::problem::Problem;

/// An update in all its languages.
#[derive(Clone, Debug)]
pub struct Update {
    /// The name in URLs and on disk.
    pub name: Slug,
    /// The day of publication, the same in all languages.
    pub published: Date,
    /// The editions by language; never empty.
    pub editions: BTreeMap<Lang, UpdateEdition>,
}

/// One language's text.
#[derive(Clone, Debug)]
pub struct UpdateEdition {
    /// The language.
    pub lang: Lang,
    /// The title, which is also the subject of the mail.
    pub title: String,
    /// One or two sentences for lists, feeds and shared links.
    pub summary: String,
    /// The body in CommonMark.
    pub markdown: String,
    /// The body as safe HTML.
    pub html: String,
}

impl Update {
    /// Returns the edition in this language, or the nearest one.
    pub fn edition(&self, lang: Lang) -> &UpdateEdition {
        let near = lang.nearest(self.editions.keys().copied());
        near.or_else(|| Lang::parse(FALLBACK))
            .and_then(|lang| self.editions.get(&lang))
            .or_else(|| self.editions.values().next())
            .expect("an update without editions is refused at load")
    }

    /// Returns the path of its page.
    pub fn path(&self, letter: &Slug, lang: Lang) -> String {
        format!("/{lang}/letters/{letter}/updates/{}", self.name)
    }
}

/// The front matter of an update.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Front {
    title: String,
    summary: String,
    published: toml::value::Datetime,
}

/// The letter that an update must agree with.
pub(crate) struct Host<'a> {
    /// The letter's languages.
    pub languages: Vec<Lang>,
    /// The letter's day of publication.
    pub published: Option<Date>,
    /// The letter's folder.
    pub folder: &'a Path,
}

/// Reads the updates of a letter, newest first; problems are added to `reading`.
pub(crate) fn read(reading: &mut Reading<'_>, host: &Host<'_>) -> Vec<Update> {
    let mut updates: Vec<Update> = Vec::new();
    for path in files::entries(&host.folder.join("updates")) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !path.is_dir() {
            let what = "an update is a folder with a file for each language: move it to updates/<name>/<lang>.md";
            reading.problems.push(Problem::of_file(&path, what));
            continue;
        }
        let Ok(name) = Slug::parse(&name) else {
            let what = "an update's name must have 1 to 80 lowercase letters, digits and hyphens: rename the folder";
            reading.problems.push(Problem::of_file(&path, what));
            continue;
        };
        updates.extend(update(reading, host, &path, name));
    }
    updates.sort_by(|a, b| b.published.cmp(&a.published).then_with(|| b.name.cmp(&a.name)));
    updates
}

fn update(reading: &mut Reading<'_>, host: &Host<'_>, folder: &Path, name: Slug) -> Option<Update> {
    let mut editions = BTreeMap::new();
    let mut published: Option<Date> = None;
    let mut missing = host.languages.clone();
    for file in files::entries(folder) {
        let Some(lang) = language(&file) else {
            let what = "the file name must be a language tag, such as en.md";
            reading.problems.push(Problem::of_file(&file, what));
            continue;
        };
        if !host.languages.contains(&lang) {
            let what = "the letter is not available in this language: fix the file name, or translate the letter first";
            reading.problems.push(Problem::of_file(&file, what));
        }
        missing.retain(|other| *other != lang);
        let Some((day, edition)) = edition(reading, host, &file, lang) else {
            continue;
        };
        if published.is_some_and(|other| other != day) {
            let what = "this date differs from the update's other languages: use the same date in all of them";
            let text = files::text(&file).unwrap_or_default();
            reading.problems.push(Problem::near(&file, &text, "published", what));
        }
        published = published.or(Some(day));
        editions.insert(lang, edition);
    }
    for lang in missing {
        let what = "this file is missing: add the update in every language of the letter";
        let file = folder.join(format!("{lang}.md"));
        reading.problems.push(Problem::of_file(&file, what));
    }
    Some(Update {
        name,
        published: published?,
        editions,
    })
}

fn language(file: &Path) -> Option<Lang> {
    let named = file.extension().is_some_and(|extension| extension == "md");
    named
        .then(|| Lang::parse(&file.file_stem()?.to_string_lossy()))
        .flatten()
}

fn edition(reading: &mut Reading<'_>, host: &Host<'_>, file: &Path, lang: Lang) -> Option<(Date, UpdateEdition)> {
    let text = reading.text(file)?;
    reading.problems.extend(advice::placeholders(file, &text, lang));
    let split = reading.split(file, &text, |front| check(file, &text, host, front))?;
    if split.body.trim().is_empty() {
        let what = "the update has no text: add it below the settings";
        reading.problems.push(Problem::near(file, &text, "+++", what));
    }
    let published = front_matter::day(&split.front.published);
    let html = render::html(&split.body, &reading.labels(lang));
    Some((
        published?,
        UpdateEdition {
            lang,
            title: front_matter::one_line(&split.front.title),
            summary: split.front.summary,
            markdown: split.body,
            html,
        },
    ))
}

/// Returns every problem of an update's front matter that the types do not catch.
fn check(file: &Path, text: &str, host: &Host<'_>, front: &Front) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut near = |needle: &str, what: &str| problems.push(Problem::near(file, text, needle, what));
    front_matter::check_title_and_summary(&front.title, &front.summary, &mut near);
    let published = front_matter::day(&front.published);
    if published.is_none() {
        near("published", front_matter::NOT_A_DAY);
    }
    if published
        .zip(host.published)
        .is_some_and(|(own, letters)| own < letters)
    {
        near("published", "this date is before the letter's own: fix one of them");
    }
    problems
}
