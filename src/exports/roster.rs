//! The roster: organizations as they appear on a letter, ready to paste. National ones come first, then by state, then by country; or all of
//! them A to Z.

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

/// The order of a roster.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Arrangement {
    /// National ones, then by state, then by country, each A to Z.
    #[default]
    Place,
    /// All A to Z, without headings.
    Name,
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
    /// The order.
    pub arrangement: Arrangement,
    /// Whether contacts are named, too.
    pub contacts: Contacts,
}

/// The organizations under their headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RosterList {
    /// The groups in their order.
    pub groups: Vec<RosterGroup>,
    /// How many are of which origin; empty if all are confirmed by email.
    pub origins: String,
}

/// A heading with organizations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RosterGroup {
    /// The heading; empty if there are no groups.
    pub heading: String,
    /// The organizations; never empty.
    pub organizations: Vec<RosterLine>,
}

/// An organization on a roster.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RosterLine {
    /// The listed name.
    pub name: String,
    /// The city, and the state or country.
    pub place: String,
    /// Who signed for it, with their job title; empty if contacts are omitted.
    pub contact: String,
}

impl RosterLine {
    /// Returns what follows the name.
    pub fn rest(&self) -> String {
        if self.contact.is_empty() {
            self.place.clone()
        } else {
            format!("{} — {}", self.place, self.contact)
        }
    }
}

/// A line, with the keys that it is sorted by.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sorted {
    group: Group,
    sort_name: Vec<u8>,
    line: RosterLine,
}

/// The groups, in their order; groups of the same kind are sorted by heading.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Everyone,
    National { heading: String },
    State { key: Vec<u8>, heading: String },
    Abroad { key: Vec<u8>, heading: String },
}

impl Group {
    fn heading(&self) -> &str {
        match self {
            Self::Everyone => "",
            Self::National { heading } | Self::State { heading, .. } | Self::Abroad { heading, .. } => heading,
        }
    }
}

impl RosterList {
    /// Reads the organizations.
    pub fn read(from: &Store, options: &RosterOptions<'_>) -> Result<Self, ExportError> {
        let filter = Filter {
            party: Some(Party::Organization),
            ..options.filter.clone()
        };
        let (mut lines, mut origins) = (Vec::new(), ByOrigin::default());
        from.read_now(|db| {
            store::each(db, &filter, |signer| {
                origins.add(signer.origin.parse().unwrap_or_default());
                lines.push(sorted(&signer, options));
                Ok::<_, ExportError>(())
            })
        })?;
        lines.sort_unstable();
        let mut groups: Vec<RosterGroup> = Vec::new();
        let mut last: Option<Group> = None;
        for it in lines {
            if last.as_ref() != Some(&it.group) {
                groups.push(RosterGroup {
                    heading: it.group.heading().to_owned(),
                    organizations: Vec::new(),
                });
                last = Some(it.group);
            }
            if let Some(group) = groups.last_mut() {
                group.organizations.push(it.line);
            }
        }
        Ok(Self {
            groups,
            origins: origins.line(options.locales, options.lang),
        })
    }

    /// Returns how many organizations it names.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.organizations.len()).sum()
    }

    /// Returns whether it names none.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }

    /// Writes the roster.
    pub fn write(&self, shape: Shape, mut out: impl Write) -> std::io::Result<()> {
        for (at, group) in self.groups.iter().enumerate() {
            match shape {
                Shape::Text => text(&mut out, group, at == 0)?,
                Shape::Html => html(&mut out, group)?,
            }
        }
        if !self.origins.is_empty() {
            match shape {
                Shape::Text => writeln!(out, "\n{}", self.origins)?,
                Shape::Html => writeln!(out, "<p>{}</p>", escaped(&self.origins))?,
            }
        }
        out.flush()
    }
}

fn text(out: &mut impl Write, group: &RosterGroup, is_first: bool) -> std::io::Result<()> {
    if !is_first {
        writeln!(out)?;
    }
    if !group.heading.is_empty() {
        writeln!(out, "{}\n", group.heading)?;
    }
    for it in &group.organizations {
        writeln!(out, "{}, {}", it.name, it.rest())?;
    }
    Ok(())
}

fn html(out: &mut impl Write, group: &RosterGroup) -> std::io::Result<()> {
    if !group.heading.is_empty() {
        writeln!(out, "<h2>{}</h2>", escaped(&group.heading))?;
    }
    writeln!(out, "<ul>")?;
    for it in &group.organizations {
        writeln!(out, "<li>{}, {}</li>", escaped(&it.name), escaped(&it.rest()))?;
    }
    writeln!(out, "</ul>")
}

/// Writes the roster; returns how many organizations it names.
pub fn roster(
    from: &Store,
    (options, shape): (&RosterOptions<'_>, Shape),
    out: impl Write,
) -> Result<usize, ExportError> {
    let list = RosterList::read(from, options)?;
    list.write(shape, out)?;
    Ok(list.len())
}

fn sorted(it: &Signer, options: &RosterOptions<'_>) -> Sorted {
    let (locales, lang) = (options.locales, options.lang);
    let region = if it.state.is_empty() {
        locality::country(locales, lang, &it.country)
    } else {
        it.state.clone()
    };
    let place = if it.city.is_empty() {
        region
    } else {
        format!("{}, {region}", it.city)
    };
    let contact = match options.contacts {
        Contacts::Named => format!("{}, {}", it.contact_name, it.title),
        Contacts::Omitted => String::new(),
    };
    Sorted {
        group: match options.arrangement {
            Arrangement::Place => group(it, locales, lang),
            Arrangement::Name => Group::Everyone,
        },
        sort_name: order::organization_key(&it.listed_name),
        line: RosterLine {
            name: it.listed_name.clone(),
            place,
            contact,
        },
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
