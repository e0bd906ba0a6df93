//! Images that people bring: measured, so that pages reserve their space; and SVGs checked, so that they load and run nothing.

use std::path::Path;

pub(crate) mod svg;

/// Returns whether a file's name says that it is an SVG.
pub(crate) fn is_svg(file: &str) -> bool {
    let extension = Path::new(file).extension();
    extension.is_some_and(|extension| extension.eq_ignore_ascii_case("svg"))
}

/// The first bytes of a PNG.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Checks that bytes are a PNG from its beginning to its last chunk; `Err` says what is wrong, and how to mend it.
pub(crate) fn whole_png(bytes: &[u8]) -> Result<(), String> {
    let mut rest = bytes
        .strip_prefix(PNG)
        .ok_or("is not a PNG, whatever its name says: export it as PNG")?;
    // Each chunk is its length, its type, its data and a checksum of four bytes.
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        if head.ends_with(b"IEND") {
            return Ok(());
        }
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let end = usize::try_from(length).unwrap_or(usize::MAX).saturating_add(4);
        rest = after.get(end..).unwrap_or_default();
    }
    Err("is not complete: copy or export it again".to_owned())
}

/// Measures an image by its content, in CSS pixels; `file` is its name.
pub(crate) fn measured(file: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let size = if is_svg(file) {
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
