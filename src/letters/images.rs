//! The images of editions: measured when they are read, so that a page reserves their space, and named by their content, so that browsers
//! can cache them for a year.

use std::path::Path;

use super::{Digest, Slug, files};

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
        let (width, height) = measured(file, &bytes).ok_or(NO_SIZE)?;
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

fn measured(file: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let is_svg = Path::new(file)
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("svg"));
    let size = if is_svg {
        svg_size(std::str::from_utf8(bytes).ok()?)?
    } else {
        let size = imagesize::blob_size(bytes).ok()?;
        (u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)
    };
    (size.0 > 0 && size.1 > 0).then_some(size)
}

/// Returns an SVG's size by `width` and `height` in pixels, or else by the `viewBox`.
fn svg_size(text: &str) -> Option<(u32, u32)> {
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let pixels = |name| rounded(attribute(tag, name)?.trim_end_matches("px"));
    let own = pixels("width").zip(pixels("height"));
    own.or_else(|| {
        let numbers: Vec<&str> = attribute(tag, "viewBox")?
            .split([' ', ','])
            .filter(|part| !part.is_empty())
            .collect();
        let [_, _, width, height] = numbers[..] else {
            return None;
        };
        rounded(width).zip(rounded(height))
    })
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].split(quote).next()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 1 and 100,000"
)]
fn rounded(number: &str) -> Option<u32> {
    let number: f64 = number.trim().parse().ok()?;
    (0.5..=100_000.0).contains(&number).then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("<?xml version='1.0'?>\n<svg xmlns='x' width=\"1200\" height='630px'>", Some((1200, 630)))]
    #[case("<svg viewBox=\"0 0 300.4,150\"><rect width=\"1\" height=\"2\"/>", Some((300, 150)))]
    #[case("<svg width=\"100%\" height=\"100%\" viewBox=\"0 0 40 30\">", Some((40, 30)))]
    #[case("<svg stroke-width=\"3\" height=\"2\">", None)]
    #[case("<svg width=\"0\" height=\"0\">", None)]
    #[case("<html>", None)]
    fn an_svg_is_measured_by_its_root_element(#[case] text: &str, #[case] size: Option<(u32, u32)>) {
        assert_eq!(measured("a.SVG", text.as_bytes()), size);
    }

    #[test]
    fn a_bitmap_is_measured_by_its_header() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x04\xb0\0\0\x02\x76\x08\x02\0\0\0";
        assert_eq!(measured("a.png", png), Some((1200, 630)));
        let webp = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xaf\x04\0\x75\x02\0";
        assert_eq!(measured("a.webp", webp), Some((1200, 630)));
        let jpeg = b"\xff\xd8\xff\xe0\0\x04\0\0\xff\xc0\0\x0b\x08\x02\x76\x04\xb0\x03\x01\x22\0";
        assert_eq!(measured("a.jpg", jpeg), Some((1200, 630)));
        assert_eq!(measured("a.jpg", b"no picture at all"), None);
    }
}
