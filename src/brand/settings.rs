//! The settings `[site.brand]`, as they are written.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// The publisher's look. All of it is optional.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BrandSettings {
    /// The logo: an SVG or a PNG.
    pub logo: Option<PathBuf>,
    /// The logo on a dark ground.
    pub logo_dark: Option<PathBuf>,
    /// What the logo says, by language. If that contains the publisher's name, the name is not repeated beside it.
    pub logo_alt: BTreeMap<String, String>,
    /// The icon of tabs and bookmarks: a square SVG or PNG.
    pub favicon: Option<PathBuf>,
    /// The color of links, buttons and rules: `#124e66`.
    pub color: Option<String>,
    /// A sentence about the publisher, by language.
    pub tagline: BTreeMap<String, String>,
    /// The publisher elsewhere.
    pub social: Vec<Social>,
    /// More lines for the foot of every page, by language.
    pub footer: BTreeMap<String, Vec<String>>,
}

/// A link to the publisher elsewhere.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Social {
    /// The name: `Mastodon`.
    pub name: String,
    /// The address, with https.
    pub url: String,
}
