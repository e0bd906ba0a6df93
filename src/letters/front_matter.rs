//! The front matter of a Markdown file: TOML between two `+++` lines.

use std::ops::Range;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::problem::Problem;

pub(crate) use places::{texts_of_head, texts_of_settings};
pub use values::checked;
pub(crate) use values::toml_at;

mod characters;
mod places;
mod values;

/// The maximum length of a summary, in characters.
pub(crate) const LONGEST_SUMMARY: usize = 300;

/// The problem if [`day`] finds none.
pub(crate) const NOT_A_DAY: &str = "published must be a date, such as 2027-01-29";

/// The problem if a revision is 0.
pub(crate) const COUNTS_FROM_1: &str = "revision starts at 1: use 1 or a higher number";

/// The front matter of an edition.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FrontMatter {
    /// The revision of this edition; if absent, that of `letter.toml`.
    pub revision: Option<u32>,
    /// The title.
    pub title: String,
    /// One or two sentences for the index, feeds and shared links.
    pub summary: String,
    /// The addressees, one a line.
    #[serde(default)]
    pub addressees: Vec<String>,
    /// The salutation, with its colon; if absent, the usual one to Congress.
    pub salutation: Option<String>,
    /// The closing that leads from the text to the names, with its comma; if absent, the usual one.
    pub closing: Option<String>,
    /// The asks, a sentence each.
    #[serde(default)]
    pub asks: Vec<String>,
    /// The author of an op-ed.
    pub byline: Option<String>,
    /// A note about the author.
    pub author_note: Option<String>,
    /// The image: a file in the letter's folder.
    pub image: Option<String>,
    /// The image's alternative text.
    pub image_alt: Option<String>,
    /// The image's credit.
    pub image_credit: Option<String>,
    /// The translator of this edition.
    pub translator: Option<String>,
}

/// The front matter of a page of the site.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PageFront {
    /// The title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
}

/// A file split into front matter and body; `body_line` is the line of the file on which the body begins.
pub(crate) struct Split<T> {
    /// The front matter: TOML, until it is [parsed](Split::parsed).
    pub front: T,
    /// The Markdown.
    pub body: String,
    /// The line of the file (from 1) on which the body begins.
    pub body_line: usize,
}

/// The TOML of the front matter, with its position in the file.
pub struct Head<'t> {
    file: &'t Path,
    text: &'t str,
    range: Range<usize>,
}

/// Splits a file into front matter and body, without parsing them.
pub fn split<'t>(file: &'t Path, text: &'t str) -> Result<Split<Head<'t>>, Problem> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let opened = text.strip_prefix("+++\n").or_else(|| text.strip_prefix("+++\r\n"));
    let Some(rest) = opened else {
        return Err(Problem::of_file(
            file,
            "the file must start with a line `+++`, then settings such as title, then `+++` again",
        ));
    };
    let start = text.len() - rest.len();
    let Some(length) = closing(rest) else {
        return Err(Problem::of_file(
            file,
            "the settings are not closed: add a line `+++` after the last one",
        ));
    };
    let body_start = start + length + rest[length..].find('\n').map_or(rest.len() - length, |end| end + 1);
    let body_line = text[..body_start].matches('\n').count() + 1;
    Ok(Split {
        front: Head {
            file,
            text,
            range: start..start + length,
        },
        body: text[body_start..].replace("\r\n", "\n"),
        body_line,
    })
}

impl Split<Head<'_>> {
    /// Parses the front matter, unless it has errors, and returns every problem at once, with those that `check` finds.
    pub(crate) fn parsed<T: DeserializeOwned>(
        self,
        check: impl FnOnce(&T) -> Vec<Problem>,
    ) -> (Option<Split<T>>, Vec<Problem>) {
        let Head { file, text, range } = self.front;
        let (front, problems) = checked(file, text, range.start, &text[range], check);
        let split = front.map(|front| Split {
            front,
            body: self.body,
            body_line: self.body_line,
        });
        (split, problems)
    }
}

fn closing(rest: &str) -> Option<usize> {
    let mut offset = 0;
    for line in rest.split_inclusive('\n') {
        if line.trim_end() == "+++" {
            return Some(offset);
        }
        offset += line.len();
    }
    None
}

/// Joins a text into one line, such as a mail's subject: TOML may have broken it.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the day of a TOML date.
pub fn day(value: &toml::value::Datetime) -> Option<Date> {
    let date = value.date?;
    Date::new(
        i16::try_from(date.year).ok()?,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}

/// Checks what every text needs in its front matter; `near` takes the setting and what is wrong with it.
pub(crate) fn check_title_and_summary(title: &str, summary: &str, near: &mut impl FnMut(&str, &str)) {
    if title.trim().is_empty() {
        near("title", "the title is empty: add one");
    }
    if summary.trim().is_empty() {
        near(
            "summary",
            "the summary is empty: write one or two sentences for lists and shared links",
        );
    }
    if summary.chars().count() > LONGEST_SUMMARY {
        near("summary", "the summary is longer than 300 characters: shorten it");
    }
}

/// Returns every problem of a letter's front matter that the types do not catch.
pub fn check(file: &Path, text: &str, front: &FrontMatter) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut near = |needle: &str, what: &str| problems.push(Problem::near(file, text, needle, what));
    check_title_and_summary(&front.title, &front.summary, &mut near);
    if front.revision == Some(0) {
        near("revision", COUNTS_FROM_1);
    }
    for (key, value) in [("salutation", &front.salutation), ("closing", &front.closing)] {
        if value.as_deref().is_some_and(|value| value.trim().is_empty()) {
            near(
                key,
                &format!("the {key} is empty: write one, or remove the line to use the default"),
            );
        }
    }
    if let Some(image) = &front.image {
        if front.image_alt.as_deref().is_none_or(|alt| alt.trim().is_empty()) {
            near(
                "image",
                "the image has no image_alt: describe the image in one sentence",
            );
        }
        if image.contains(['/', '\\']) || image.starts_with('.') {
            near(
                "image",
                "the image must be a file in this folder: use only its file name",
            );
        } else if !file.with_file_name(image).is_file() {
            near("image", "no such file in this folder: add the image or fix its name");
        }
    }
    for (key, value) in optional(front) {
        if value.trim().is_empty() {
            near(key, &format!("the {key} is empty: fill it in, or remove the line"));
        }
    }
    for (key, lines) in [("addressees", &front.addressees), ("asks", &front.asks)] {
        if lines.iter().any(|line| line.trim().is_empty()) {
            near(key, &format!("one of the {key} is empty: fill it in, or remove it"));
        }
    }
    problems
}

/// Iterates over the optional texts that are present.
fn optional(front: &FrontMatter) -> impl Iterator<Item = (&'static str, &str)> {
    let all = [
        ("byline", &front.byline),
        ("author_note", &front.author_note),
        ("image_credit", &front.image_credit),
        ("translator", &front.translator),
    ];
    all.into_iter()
        .filter_map(|(key, value)| Some((key, value.as_deref()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Split<FrontMatter>, Problem> {
        let (split, mut problems) = split(Path::new("en.md"), text)?.parsed(|_| Vec::new());
        split.ok_or_else(|| problems.remove(0))
    }

    #[test]
    fn front_matter_and_body_are_split() {
        let split = read("+++\ntitle = \"T\"\nsummary = \"S\"\n+++\n\nBody.\n").expect("reads");
        assert_eq!(
            (split.front.title.as_str(), split.body.as_str(), split.body_line),
            ("T", "\nBody.\n", 5)
        );
    }

    #[test]
    fn an_error_points_into_the_file() {
        let problem = read("+++\ntitle = \"T\"\nsumary = \"S\"\n+++\n")
            .err()
            .expect("refused");
        assert_eq!((problem.line, problem.column), (3, 1));
        assert!(problem.what.contains("unknown field"), "{problem}");
    }

    #[test]
    fn missing_front_matter_is_reported_with_advice() {
        assert!(read("# Title\n").err().expect("refused").what.contains("+++"));
        assert!(
            read("+++\ntitle = 'x'\n")
                .err()
                .expect("refused")
                .what
                .contains("not closed")
        );
    }
}
