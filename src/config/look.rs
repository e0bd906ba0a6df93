//! The publisher's look, `[site.brand]`: reads and checks it, under the names that the person wrote.

use std::path::PathBuf;

use rocket::figment::Figment;

use super::{ConfigError, Site, rockets};
use crate::brand::{Brand, Wrong};

/// Resolves the paths of the files.
pub(super) fn resolve_paths(site: &mut Site, resolve: impl Fn(&str, &mut PathBuf)) {
    let brand = &mut site.brand_settings;
    for (key, file) in [
        ("site.brand.logo", &mut brand.logo),
        ("site.brand.logo_dark", &mut brand.logo_dark),
        ("site.brand.favicon", &mut brand.favicon),
    ] {
        if let Some(file) = file {
            resolve(key, file);
        }
    }
}

/// Reads and checks everything.
pub(super) fn load(figment: &Figment, site: &Site) -> Result<Brand, ConfigError> {
    Brand::load(&site.brand_settings).map_err(|wrong| {
        let told = wrong.into_iter().map(|Wrong { key, what }| {
            let name = rockets::name(figment, &format!("site.brand.{key}"));
            format!("{name} {what}")
        });
        ConfigError(told.collect())
    })
}
