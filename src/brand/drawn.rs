//! Images that are drawn from a brand once, when the service starts: the icons that phones and older browsers request, and the logo within
//! mails, which must not load anything.

use std::sync::Arc;

use super::{Brand, BrandImage, Format};

/// The height of the logo in mails, in CSS pixels.
const MAIL_HEIGHT: u32 = 44;

/// The maximum width of the logo in mails, in CSS pixels.
const MAIL_WIDTH: u32 = 280;

/// The maximum size of the logo in mails, in bytes.
const MAIL_BYTES: usize = 30_000;

/// The width of the icon on a phone's first screen, in pixels.
const TOUCH: u32 = 180;

/// The width of the icon that browsers request by themselves, in pixels.
const TAB: u32 = 48;

/// What to draw: an image in the middle of a page, as large as its margin leaves room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Canvas {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// The margin on each side, in pixels.
    pub margin: u32,
    /// Whether the ground is white; otherwise it is transparent.
    pub opaque: bool,
}

/// The logo within mails.
#[derive(PartialEq, Eq)]
pub struct MailLogo {
    /// The content, a PNG.
    pub bytes: Vec<u8>,
    /// The Content-ID, without angle brackets.
    pub id: String,
    /// The width in CSS pixels; the PNG has twice as many, for screens with small pixels.
    pub width: u32,
    /// The height in CSS pixels.
    pub height: u32,
}

impl std::fmt::Debug for MailLogo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({} bytes)", self.id, self.bytes.len())
    }
}

/// What was drawn; absent where the files of ours do, or where nothing can draw.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// The icon that phones request, a PNG.
    pub touch_icon: Option<Arc<Vec<u8>>>,
    /// The icon that browsers request, an ICO with a PNG inside.
    pub tab_icon: Option<Arc<Vec<u8>>>,
    /// The logo within mails.
    pub mail_logo: Option<Arc<MailLogo>>,
}

impl Drawn {
    /// Draws everything that the brand needs; `icon` is the icon of ours in the brand's color. The first error ends it.
    pub fn of<E>(
        brand: &Brand,
        icon: &[u8],
        mut draw: impl FnMut(&[u8], Format, Canvas) -> Result<Vec<u8>, E>,
    ) -> Result<Self, (&'static str, E)> {
        let mut drawn = Self::default();
        if brand.has_own_icon() {
            let (bytes, format) = brand
                .favicon
                .as_ref()
                .map_or((icon, Format::Svg), |icon| (icon.bytes.as_slice(), icon.format));
            let own = brand.favicon.is_some();
            let mut square = |width, margin, opaque| {
                let canvas = Canvas {
                    width,
                    height: width,
                    margin,
                    opaque,
                };
                draw(bytes, format, canvas).map_err(|error| ("favicon", error))
            };
            // Phones show what is transparent in black.
            let touch = square(TOUCH, if own { TOUCH / 10 } else { 0 }, true)?;
            drawn.touch_icon = Some(Arc::new(touch));
            drawn.tab_icon = Some(Arc::new(ico(&square(TAB, 0, false)?)));
        }
        if let Some(logo) = &brand.logo {
            let logo =
                mail_logo(logo, |canvas| draw(&logo.bytes, logo.format, canvas)).map_err(|error| ("logo", error))?;
            drawn.mail_logo = logo.map(Arc::new);
        }
        Ok(drawn)
    }
}

/// Draws the logo within mails; `None` if it is too heavy.
fn mail_logo<E>(logo: &BrandImage, mut draw: impl FnMut(Canvas) -> Result<Vec<u8>, E>) -> Result<Option<MailLogo>, E> {
    let (width, height) = logo.size_within(MAIL_WIDTH, MAIL_HEIGHT);
    for pixels in [2, 1] {
        let canvas = Canvas {
            width: width * pixels,
            height: height * pixels,
            margin: 0,
            opaque: false,
        };
        let bytes = draw(canvas)?;
        if bytes.len() <= MAIL_BYTES {
            let id = format!("logo-{}@undersigned", logo.hash);
            return Ok(Some(MailLogo {
                bytes,
                id,
                width,
                height,
            }));
        }
    }
    Ok(None)
}

/// Wraps a PNG of at most 255 pixels into an icon file, as every browser since 2007 reads it.
fn ico(png: &[u8]) -> Vec<u8> {
    const HEAD: u32 = 6 + 16;
    let side = u8::try_from(TAB).expect("a small icon");
    let length = u32::try_from(png.len()).expect("a small icon");
    let mut file = vec![0, 0, 1, 0, 1, 0, side, side, 0, 0, 1, 0, 32, 0];
    file.extend(length.to_le_bytes());
    file.extend(HEAD.to_le_bytes());
    file.extend(png);
    file
}
