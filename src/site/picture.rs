//! A letter's image, as pages show it.

use serde::Serialize;

use crate::letters::{Edition, Letter};

/// An image with its size, so that the page reserves space for it.
#[derive(Serialize)]
pub(crate) struct Picture {
    path: String,
    alt: String,
    credit: String,
    width: u32,
    height: u32,
}

/// Returns the image of an edition, if it has one.
pub(crate) fn of(letter: &Letter, edition: &Edition) -> Option<Picture> {
    let image = edition.image.as_ref()?;
    Some(Picture {
        path: image.path(&letter.slug),
        alt: edition.front.image_alt.clone().unwrap_or_default(),
        credit: edition.front.image_credit.clone().unwrap_or_default(),
        width: image.width,
        height: image.height,
    })
}
