//! The images of editions: measured when they are read, so that a page reserves their space, and named by their content, so that browsers
//! can cache them for a year.

use std::path::Path;

use super::{Digest, Slug, files};
use crate::pictures;

/// An image in a letter's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The file's name.
    pub file: String,
    /// The width in CSS pixels.
    pub width: u32,
    /// The height in CSS pixels.
    pub height: u32,
    /// The digest of the content.
    pub digest: Digest,
    /// The size in bytes.
    pub weight: usize,
}

/// How many characters of a digest appear in a URL.
const HASH_LENGTH: usize = 16;

/// The problem of a file without dimensions.
const NO_SIZE: &str = "can't read the image's width and height: use a PNG, JPEG or WebP file, or an SVG with a viewBox";

impl Image {
    /// Reads and measures a file; `Err` says what is wrong, and how to mend it.
    pub fn read(path: &Path, file: &str) -> Result<Self, String> {
        let bytes = files::bytes(path, files::LARGEST_IMAGE);
        let bytes = bytes.map_err(|unusable| format!("the image {}", unusable.what))?;
        let (width, height) = pictures::measured(file, &bytes).ok_or(NO_SIZE)?;
        if pictures::is_svg(file) {
            pictures::svg::harmless(&bytes).map_err(|why| format!("the image {why}"))?;
        }
        Ok(Self {
            file: file.to_owned(),
            width,
            height,
            digest: Digest::of(&bytes),
            weight: bytes.len(),
        })
    }

    /// Returns the path that serves it.
    pub fn path(&self, letter: &Slug) -> String {
        format!("/letters/{letter}/media/{}/{}", hash(self.digest), self.file)
    }
}

/// Returns the part of the URL that identifies the content.
pub(crate) fn hash(content: Digest) -> String {
    let mut hex = content.hex();
    hex.truncate(HASH_LENGTH);
    hex
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_that_runs_something_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.svg");
        let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 6\">{inner}</svg>");
        std::fs::write(&path, svg("<text>words</text>")).expect("writes");
        assert_eq!(
            Image::read(&path, "a.svg").map(|image| (image.width, image.height)),
            Ok((9, 6))
        );
        std::fs::write(&path, svg("<script/>")).expect("writes");
        let told = Image::read(&path, "a.svg").expect_err("refused");
        assert_eq!(told, "the image contains <script>: remove it (line 1)");
    }
}
