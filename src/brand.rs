//! The publisher's look: logo, color, icon, tagline, links, as the settings `[site.brand]` say and checked when the service starts.
//!
//! Everything that has a color of the publisher takes it from [`Palette`]: the style sheet, mails, PDFs, share images, badges, icons.

use std::collections::BTreeMap;

mod color;
mod drawn;
mod image;
mod palette;
mod printed;
mod settings;
mod sheet;

pub use color::Color;
pub use drawn::{Canvas, Drawn, MailLogo};
pub use image::{BrandImage, Format};
pub use palette::{Palette, Shades};
pub use printed::Printed;
pub use settings::{BrandSettings, Social};

use crate::locale::Lang;

/// The maximum number of characters of a tagline.
const LONGEST_TAGLINE: usize = 160;

/// The publisher's look, checked.
#[derive(Clone, Debug, Default)]
pub struct Brand {
    /// The colors.
    pub palette: Palette,
    /// The logo.
    pub logo: Option<BrandImage>,
    /// The logo on a dark ground.
    pub logo_dark: Option<BrandImage>,
    /// The icon of tabs and bookmarks.
    pub favicon: Option<BrandImage>,
    /// The publisher elsewhere.
    pub social: Vec<Social>,
    logo_alt: BTreeMap<String, String>,
    tagline: BTreeMap<String, String>,
    footer: BTreeMap<String, Vec<String>>,
}

/// What is wrong with a setting.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// The setting, such as `logo`.
    pub key: &'static str,
    /// The value, and what is wrong with it.
    pub what: String,
}

impl Wrong {
    fn new(key: &'static str, value: &str, what: impl std::fmt::Display) -> Self {
        Self {
            key,
            what: format!("= \"{value}\" {what}"),
        }
    }
}

impl Brand {
    /// Reads the files and checks every setting; `Err` says everything that is wrong.
    pub fn load(settings: &BrandSettings) -> Result<Self, Vec<Wrong>> {
        let mut wrong = Vec::new();
        let palette = color(settings).unwrap_or_else(|found| {
            wrong.push(found);
            Palette::default()
        });
        let mut image =
            |key, path: &Option<std::path::PathBuf>, read: fn(&std::path::Path) -> Result<BrandImage, String>| {
                let path = path.as_ref()?;
                let found = read(path).map_err(|what| Wrong::new(key, &path.to_string_lossy(), what));
                found.map_err(|found| wrong.push(found)).ok()
            };
        let logo = image("logo", &settings.logo, BrandImage::read);
        let logo_dark = image("logo_dark", &settings.logo_dark, BrandImage::read);
        let favicon = image("favicon", &settings.favicon, BrandImage::icon);
        wrong.extend(texts(settings));
        wrong.extend(settings.social.iter().filter_map(social));
        if !wrong.is_empty() {
            return Err(wrong);
        }
        Ok(Self {
            palette,
            logo,
            logo_dark,
            favicon,
            social: settings.social.clone(),
            logo_alt: settings.logo_alt.clone(),
            tagline: settings.tagline.clone(),
            footer: settings.footer.clone(),
        })
    }

    /// Returns whether a color or an icon was chosen, so that the icons of ours are not the publisher's.
    pub(crate) fn has_own_icon(&self) -> bool {
        self.favicon.is_some() || self.palette != Palette::default()
    }

    /// Returns what the logo says in a language; the publisher's name, if the settings do not say.
    pub fn logo_alt<'a>(&'a self, lang: Lang, publisher: &'a str) -> &'a str {
        self.logo_alt.get(lang.as_str()).map_or(publisher, String::as_str)
    }

    /// Returns whether the logo says the publisher's name, so that it is not repeated beside it.
    pub fn logo_says(&self, lang: Lang, publisher: &str) -> bool {
        let alt = self.logo_alt.get(lang.as_str());
        self.logo.is_some() && alt.is_some_and(|alt| alt.to_lowercase().contains(&publisher.to_lowercase()))
    }

    /// Returns the tagline in a language; empty if there is none.
    pub fn tagline(&self, lang: Lang) -> &str {
        self.tagline.get(lang.as_str()).map_or("", String::as_str)
    }

    /// Returns more lines for the foot of every page in a language.
    pub fn footer(&self, lang: Lang) -> &[String] {
        self.footer.get(lang.as_str()).map_or(&[], Vec::as_slice)
    }

    /// Returns the images that pages show, with the names under which they are served.
    pub fn images(&self) -> impl Iterator<Item = (String, &BrandImage)> {
        let all = [
            ("logo", &self.logo),
            ("logo-dark", &self.logo_dark),
            ("icon", &self.favicon),
        ];
        all.into_iter().filter_map(|(name, image)| {
            let image = image.as_ref()?;
            Some((format!("{name}.{}", image.format.extension()), image))
        })
    }
}

fn color(settings: &BrandSettings) -> Result<Palette, Wrong> {
    let Some(text) = settings.color.as_deref() else {
        return Ok(Palette::default());
    };
    let color = Color::parse(text).ok_or_else(|| {
        Wrong::new(
            "color",
            text,
            "is not a color: write it in hexadecimal, such as \"#124e66\"",
        )
    })?;
    Palette::of(color).map_err(|what| Wrong::new("color", text, what))
}

/// Returns what is wrong with texts by language.
fn texts(settings: &BrandSettings) -> Vec<Wrong> {
    let lines = |texts: &BTreeMap<String, String>| -> Vec<(String, String)> {
        texts.iter().map(|(lang, text)| (lang.clone(), text.clone())).collect()
    };
    let footer = settings
        .footer
        .iter()
        .flat_map(|(lang, lines)| lines.iter().map(|line| (lang.clone(), line.clone())));
    let all = [
        ("logo_alt", lines(&settings.logo_alt)),
        ("tagline", lines(&settings.tagline)),
        ("footer", footer.collect()),
    ];
    let mut wrong = Vec::new();
    for (key, lines) in all {
        for (lang, line) in lines {
            let long = key == "tagline" && line.chars().count() > LONGEST_TAGLINE;
            if Lang::parse(&lang).is_none() {
                wrong.push(Wrong::new(key, &lang, "is not a language: use a tag such as en or es"));
            } else if line.trim().is_empty() {
                wrong.push(Wrong::new(key, &lang, "has no text: write one, or remove it"));
            } else if long {
                let what = "is longer than 160 characters: shorten it";
                wrong.push(Wrong::new(key, &line, what));
            }
        }
    }
    if settings.logo.is_none() {
        for (key, given) in [
            ("logo_dark", settings.logo_dark.is_some()),
            ("logo_alt", !settings.logo_alt.is_empty()),
        ] {
            if given {
                wrong.push(Wrong {
                    key,
                    what: "needs a logo: set site.brand.logo too".to_owned(),
                });
            }
        }
    }
    wrong
}

fn social(link: &Social) -> Option<Wrong> {
    if link.name.trim().is_empty() {
        return Some(Wrong::new(
            "social",
            &link.url,
            "has no name: add one, such as \"Mastodon\"",
        ));
    }
    let address = url::Url::parse(&link.url).ok();
    let is_web = address.is_some_and(|address| address.scheme() == "https" && address.has_host());
    (!is_web).then(|| Wrong::new("social", &link.url, "is not a web address: start it with https://"))
}

#[cfg(test)]
mod tests;
