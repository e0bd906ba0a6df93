//! The look of what is typeset: colors and the logo, as words for the templates.

use std::sync::Arc;

use serde::Serialize;

use super::{Brand, Color};
use crate::locale::Lang;

/// What a template draws the publisher's look from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Printed {
    accent: Color,
    fill: Color,
    tint: Color,
    /// The file of the logo; `None` if there is none.
    logo: Option<String>,
    logo_alt: String,
    /// Whether the logo says the publisher's name, so that it is not repeated.
    logo_says: bool,
}

impl Brand {
    /// Returns the look of what is typeset in a language.
    pub fn printed(&self, lang: Lang, publisher: &str) -> Printed {
        let shades = &self.palette.light;
        Printed {
            accent: shades.accent,
            fill: shades.fill,
            tint: shades.tint,
            logo: self.logo_file().map(|(name, _)| name),
            logo_alt: self.logo_alt(lang, publisher).to_owned(),
            logo_says: self.logo_says(lang, publisher),
        }
    }

    /// Returns the logo and its name, for what is typeset in another process.
    pub fn logo_file(&self) -> Option<(String, Arc<Vec<u8>>)> {
        let logo = self.logo.as_ref()?;
        Some((format!("logo.{}", logo.format.extension()), Arc::clone(&logo.bytes)))
    }
}
