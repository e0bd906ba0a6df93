//! The image files of a brand: read and checked when the service starts.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use crate::files;
use crate::pictures;

/// The maximum size of a file, in bytes: every page shows it.
const LARGEST: u64 = 512 << 10;

/// The maximum width and height of a PNG, in pixels.
const MOST_PIXELS: u32 = 4_000;

/// The minimum width and height of an icon in a PNG, in pixels: on a phone's first screen it is three times as large as in a tab.
const LEAST_ICON: u32 = 96;

/// The file formats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Scalable Vector Graphics.
    Svg,
    /// Portable Network Graphics.
    Png,
}

impl Format {
    /// Returns the extension of file names.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png => "png",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
        }
    }
}

/// An image file of a brand.
#[derive(Clone, PartialEq, Eq)]
pub struct BrandImage {
    /// The content.
    pub bytes: Arc<Vec<u8>>,
    /// The format.
    pub format: Format,
    /// The width in CSS pixels.
    pub width: u32,
    /// The height in CSS pixels.
    pub height: u32,
    /// The digest of the content (SHA-256).
    pub digest: [u8; 32],
    /// The beginning of the digest, in hexadecimal.
    pub hash: String,
}

impl std::fmt::Debug for BrandImage {
    /// Omits the content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?} {}x{} {}", self.format, self.width, self.height, self.hash)
    }
}

impl BrandImage {
    /// Reads and checks a file; `Err` says what is wrong, and how to mend it.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let name = path.to_string_lossy();
        let format = match path
            .extension()
            .map(|extension| extension.to_string_lossy().to_lowercase())
            .as_deref()
        {
            Some("svg") => Format::Svg,
            Some("png") => Format::Png,
            _ => return Err("is neither an SVG nor a PNG: use a file that ends in .svg or .png".to_owned()),
        };
        let bytes = files::bytes(path, LARGEST).map_err(|unusable| unusable.what)?;
        match format {
            Format::Svg => {
                pictures::svg::harmless(&bytes)?;
                pictures::svg::without_text(&bytes)?;
            }
            Format::Png => pictures::whole_png(&bytes)?,
        }
        let (width, height) = pictures::measured(&name, &bytes)
            .ok_or("has no size that can be read: use a PNG, or an SVG with a viewBox")?;
        if format == Format::Png && width.max(height) > MOST_PIXELS {
            return Err(format!(
                "is {width} by {height} pixels: make it at most {MOST_PIXELS} pixels wide and high"
            ));
        }
        let digest: [u8; 32] = Sha256::digest(&bytes).into();
        Ok(Self {
            bytes: Arc::new(bytes),
            format,
            width,
            height,
            hash: data_encoding::HEXLOWER.encode(&digest[..8]),
            digest,
        })
    }

    /// Reads and checks an icon, which is square.
    pub(super) fn icon(path: &Path) -> Result<Self, String> {
        let icon = Self::read(path)?;
        let (width, height) = (icon.width, icon.height);
        if width != height {
            return Err(format!("is {width} by {height}: an icon must be as wide as it is high"));
        }
        if icon.format == Format::Png && width < LEAST_ICON {
            return Err(format!(
                "is {width} by {height} pixels: make it at least {LEAST_ICON} by {LEAST_ICON}, or use an SVG"
            ));
        }
        Ok(icon)
    }

    /// Returns the size of the image as large as it is within a width and a height.
    pub fn size_within(&self, width: u32, height: u32) -> (u32, u32) {
        let natural = self.width_at(height);
        if natural <= width {
            (natural, height)
        } else {
            (width, (height * width / natural).max(1))
        }
    }

    /// Returns the width at a height.
    pub fn width_at(&self, height: u32) -> u32 {
        let (wide, high) = (u64::from(self.width), u64::from(self.height.max(1)));
        let width = (wide * u64::from(height) + high / 2) / high;
        u32::try_from(width).unwrap_or(u32::MAX).max(1)
    }
}
