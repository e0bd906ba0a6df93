//! The publisher's look in the frame of every page.

use serde::Serialize;

use crate::brand::{Brand, BrandImage, Social};
use crate::config::Site;
use crate::locale::Lang;
use crate::web::assets;

/// The maximum size of the logo, in CSS pixels.
const SIZE: (u32, u32) = (320, 48);

/// The logo, with its size, so that the page reserves space for it.
#[derive(Serialize)]
struct Logo {
    url: String,
    width: u32,
    height: u32,
    /// The logo on a dark ground.
    dark: Option<Dark>,
}

#[derive(Serialize)]
struct Dark {
    url: String,
    width: u32,
    height: u32,
}

#[derive(Serialize)]
struct Icon {
    url: String,
    kind: &'static str,
}

/// The publisher's look, and how to reach the publisher.
#[derive(Serialize)]
pub(super) struct Look {
    logo: Option<Logo>,
    /// The alternative text of the logo; empty if the name beside it says everything.
    alt: String,
    /// Whether the logo says the publisher's name, so that it is not shown beside it.
    says_name: bool,
    tagline: String,
    social: Vec<Social>,
    footer: Vec<String>,
    postal_address: Vec<String>,
    email: String,
    /// The colors of a phone's frame around the page, in the light and in the dark.
    theme: String,
    theme_dark: String,
    icon: Option<Icon>,
}

impl Look {
    pub(super) fn new(site: &Site, lang: Lang, publisher: &str) -> Self {
        let brand = &site.brand;
        let says_name = brand.logo_says(lang, publisher);
        let alt = brand.logo_alt(lang, publisher);
        Self {
            logo: brand.logo.as_ref().map(|image| logo(brand, image)),
            alt: if alt == publisher && !says_name {
                String::new()
            } else {
                alt.to_owned()
            },
            says_name,
            tagline: brand.tagline(lang).to_owned(),
            social: brand.social.clone(),
            footer: brand.footer(lang).to_vec(),
            postal_address: site.postal_address.clone(),
            email: site.contact_email.clone(),
            theme: brand.palette.light.fill.to_string(),
            theme_dark: brand.palette.dark.tint.to_string(),
            icon: brand.favicon.as_ref().map(|image| Icon {
                url: assets::brand_url("icon", image),
                kind: image.format.media_type(),
            }),
        }
    }
}

fn logo(brand: &Brand, image: &BrandImage) -> Logo {
    let (width, height) = image.size_within(SIZE.0, SIZE.1);
    Logo {
        url: assets::brand_url("logo", image),
        width,
        height,
        dark: brand.logo_dark.as_ref().map(|dark| {
            let (width, height) = dark.size_within(SIZE.0, SIZE.1);
            Dark {
                url: assets::brand_url("logo-dark", dark),
                width,
                height,
            }
        }),
    }
}
