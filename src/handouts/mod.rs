//! Papers that staff hand out: the roster of organizations, a sheet for the press, and a sheet for each Member of Congress.
//!
//! Each is composed in words here; `templates/paper.typ` sets it as a PDF, and [`Paper::plain`] writes it as text.

use serde::Serialize;

use crate::brand::{Brand, Printed};
use crate::config::Site;
use crate::letters::Letter;
use crate::locale::{Lang, Locales, Value, Weekday};
use crate::typesetting::{Images, Typesetter, TypesettingError, Work};

mod plain;
pub mod press;
pub mod roster;
pub mod visits;

/// A paper in words, in reading order.
#[derive(Clone, Debug, Serialize)]
pub struct Paper {
    lang: String,
    dir: String,
    /// The title of the file.
    title: String,
    publisher: String,
    look: Printed,
    /// What every page says at its bottom.
    foot: String,
    page_of: String,
    /// How far the names go on if they don't fit; `#` is their number.
    more: String,
    sheets: Vec<Sheet>,
}

/// A sheet, which begins on a page of its own.
#[derive(Clone, Debug, Default, Serialize)]
struct Sheet {
    heading: String,
    /// Whose sheet it is, a line each.
    notes: Vec<String>,
    parts: Vec<Part>,
    /// Whether it has one page, on which as many names are printed as fit.
    is_one_page: bool,
}

/// A part of a sheet.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum Part {
    /// A heading.
    Heading { text: String },
    /// A paragraph; a strong one stands out.
    Text { text: String, strong: bool },
    /// Sentences of the letter with numbers, in its language.
    Steps {
        items: Vec<String>,
        lang: String,
        dir: String,
    },
    /// Names with their places, in two columns.
    Names { items: Vec<Name>, others: u64 },
    /// Rows of cells, the first of which are headings.
    Table { rows: Vec<Vec<String>> },
    /// What a signer wrote.
    Quote {
        text: String,
        by: String,
        lang: String,
        dir: String,
    },
}

/// A name with what is said of it.
#[derive(Clone, Debug, Serialize)]
struct Name {
    name: String,
    rest: String,
}

/// What all papers are made with.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The letter.
    pub letter: &'a Letter,
    /// The publisher.
    pub site: &'a Site,
    /// The messages.
    pub locales: &'a Locales,
    /// The language of the paper; the letter's title and asks are in the nearest one that it has.
    pub lang: Lang,
    /// Today, in the letter's time zone.
    pub today: jiff::civil::Date,
}

impl Desk<'_> {
    fn words(&self) -> Locales {
        self.letter.words(self.locales)
    }

    /// Returns the language of the messages.
    fn spoken(&self) -> Lang {
        self.locales.nearest(self.lang)
    }

    fn text(&self, id: &str) -> String {
        self.say(id, &[])
    }

    fn say(&self, id: &str, values: &[(&str, Value<'_>)]) -> String {
        self.words().format(self.spoken(), id, values)
    }

    fn counted(&self, id: &str, count: u64) -> String {
        self.say(id, &[("count", count.into())])
    }

    fn number(&self, number: u64) -> String {
        self.locales.number(self.spoken(), number)
    }

    fn day(&self, day: jiff::civil::Date) -> String {
        self.locales.date(self.spoken(), day, Weekday::Omit)
    }

    /// Returns the name of a state, or its code if there is none.
    fn state(&self, code: &str) -> String {
        let id = format!("state-{code}");
        if self.locales.has(self.spoken(), &id) {
            self.text(&id)
        } else {
            code.to_owned()
        }
    }

    fn publisher(&self) -> &str {
        self.site.publisher(self.spoken().as_str())
    }

    /// Returns the address of the letter, where everyone who is listed can be seen.
    fn address(&self) -> String {
        format!("{}/{}/letters/{}", self.site.base_url, self.lang, self.letter.slug)
    }

    /// Puts sheets together.
    fn paper(&self, title: String, sheets: Vec<Sheet>) -> Paper {
        Paper {
            lang: self.spoken().primary().to_owned(),
            dir: self.locales.direction(self.spoken()),
            publisher: self.publisher().to_owned(),
            look: self.site.brand.printed(self.spoken(), self.publisher()),
            foot: self.say(
                "paper-foot",
                &[("day", self.day(self.today).into()), ("address", self.address().into())],
            ),
            page_of: self.text("bundle-page"),
            more: self.text("paper-more"),
            title,
            sheets,
        }
    }
}

impl Paper {
    /// Sets the paper as a PDF. Blocks its thread.
    pub fn pdf(&self, typesetter: &Typesetter, brand: &Brand) -> Result<Vec<u8>, TypesettingError> {
        let images: Images = brand.logo_file().into_iter().collect();
        Ok(typesetter.set_with(Work::Paper, self, &images)?.file)
    }
}
