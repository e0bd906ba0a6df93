//! The logos of the letterhead: the publisher's and the co-sponsors'.

use std::sync::Arc;

use serde::Serialize;

use super::RenditionContext;
use crate::letters::Cosponsor;
use crate::typesetting::Images;

/// A co-sponsor in the letterhead.
#[derive(Clone, Debug, Serialize)]
pub(super) struct PrintedCosponsor {
    name: String,
    /// The file of the logo; `None` if it has none.
    logo: Option<String>,
}

impl RenditionContext<'_> {
    /// Returns the images that the pages show, by the names that the rendition uses.
    pub fn images(&self) -> Images {
        let logos = self.cosponsors().filter_map(|(cosponsor, printed)| {
            let bytes = Arc::clone(&cosponsor.logo.as_ref()?.image.bytes);
            Some((printed.logo?, bytes))
        });
        logos.chain(self.site.brand.logo_file()).collect()
    }

    pub(super) fn cosponsors(&self) -> impl Iterator<Item = (&Cosponsor, PrintedCosponsor)> {
        self.letter.cosponsors.iter().enumerate().map(|(nth, cosponsor)| {
            let logo = cosponsor.logo.as_ref();
            let printed = PrintedCosponsor {
                name: cosponsor.name.clone(),
                logo: logo.map(|logo| format!("cosponsor-{nth}.{}", logo.image.format.extension())),
            };
            (cosponsor, printed)
        })
    }
}
