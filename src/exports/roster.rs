//! The roster: organizations as they appear on a letter, ready to paste. National ones come first, then by state, then by country.

use std::io::Write;

use super::{ExportError, Signer, store};
use crate::letters::Party;
use crate::locale::{Lang, Locales, order};
use crate::sheet::Filter;
use crate::signatures::{ByOrigin, locality};
use crate::store::Store;

/// The format of a roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Lines of plain text.
    Text,
    /// HTML with headings and lists, to be part of a page.
    Html,
}

/// Whether the person who signed for an organization is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contacts {
    /// With name and job title, which are personal data that no public page shows.
    Named,
    /// Organizations only.
    Omitted,
}

/// The parameters of a roster.
#[derive(Clone, Copy)]
pub struct RosterOptions<'a> {
    /// Which organizations; individuals are never included.
    pub filter: &'a Filter,
    /// The messages.
    pub locales: &'a Locales,
    /// The language of the headings.
    pub lang: Lang,
    /// The format.
    pub shape: Shape,
    /// Whether contacts are named, too.
    pub contacts: Contacts,
}

/// A line, with the keys that it is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    group: Group,
    sort_name: Vec<u8>,
    text: String,
}

/// The groups, in their order; groups of the same kind are sorted by heading.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    National { heading: String },
    State { key: Vec<u8>, heading: String },
    Abroad { key: Vec<u8>, heading: String },
}

impl Group {
    fn heading(&self) -> &str {
        match self {
            Self::National { heading } | Self::State { heading, .. } | Self::Abroad { heading, .. } => heading,
        }
    }
}

/// Writes the roster; returns how many organizations it names.
pub fn roster(from: &Store, options: RosterOptions<'_>, mut out: impl Write) -> Result<usize, ExportError> {
    let filter = Filter {
        party: Some(Party::Organization),
        ..options.filter.clone()
    };
    let (mut lines, mut origins) = (Vec::new(), ByOrigin::default());
    from.read_now(|db| {
        store::each(db, &filter, |signer| {
            origins.add(signer.origin.parse().unwrap_or_default());
            lines.push(line(&signer, &options));
            Ok::<_, ExportError>(())
        })
    })?;
    lines.sort_unstable();
    let mut last: Option<&Group> = None;
    for it in &lines {
        if last != Some(&it.group) {
            begin(&mut out, options.shape, it.group.heading(), last.is_none())?;
            last = Some(&it.group);
        }
        match options.shape {
            Shape::Text => writeln!(out, "{}", it.text)?,
            Shape::Html => writeln!(out, "<li>{}</li>", escaped(&it.text))?,
        }
    }
    if options.shape == Shape::Html && last.is_some() {
        writeln!(out, "</ul>")?;
    }
    if !origins.is_plain() {
        let said = origins.line(options.locales, options.lang);
        match options.shape {
            Shape::Text => writeln!(out, "\n{said}")?,
            Shape::Html => writeln!(out, "<p>{}</p>", escaped(&said))?,
        }
    }
    out.flush()?;
    Ok(lines.len())
}

/// Ends a group, and begins the next one.
fn begin(out: &mut impl Write, shape: Shape, heading: &str, is_first: bool) -> std::io::Result<()> {
    match (shape, is_first) {
        (Shape::Text, true) => writeln!(out, "{heading}\n"),
        (Shape::Text, false) => writeln!(out, "\n{heading}\n"),
        (Shape::Html, true) => writeln!(out, "<h2>{}</h2>\n<ul>", escaped(heading)),
        (Shape::Html, false) => writeln!(out, "</ul>\n<h2>{}</h2>\n<ul>", escaped(heading)),
    }
}

fn line(it: &Signer, options: &RosterOptions<'_>) -> Line {
    let (locales, lang) = (options.locales, options.lang);
    let country = || locality::country(locales, lang, &it.country);
    let region = if it.state.is_empty() {
        country()
    } else {
        it.state.clone()
    };
    let place = if it.city.is_empty() {
        region
    } else {
        format!("{}, {region}", it.city)
    };
    let mut text = format!("{}, {place}", it.listed_name);
    if options.contacts == Contacts::Named {
        text.extend([" — ", &it.contact_name, ", ", &it.title]);
    }
    Line {
        group: group(it, locales, lang),
        sort_name: order::organization_key(&it.listed_name),
        text,
    }
}

fn group(it: &Signer, locales: &Locales, lang: Lang) -> Group {
    if it.state.is_empty() {
        let heading = locality::country(locales, lang, &it.country);
        let key = order::name_key(&heading);
        return Group::Abroad { key, heading };
    }
    if it.scope == "national" {
        let heading = locales.text(lang, "bundle-national");
        return Group::National { heading };
    }
    let heading = locales.text(lang, &format!("state-{}", it.state));
    let key = order::name_key(&heading);
    Group::State { key, heading }
}

/// Escapes a text for HTML.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            c => escaped.push(c),
        }
    }
    escaped
}
