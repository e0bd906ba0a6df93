//! Static files under `/static/<hash>/<path>`, and the publisher's images under `/brand/<hash>/<name>`: the hash is of the content, so that
//! browsers can cache them for a year.
//!
//! The style sheet begins with the colors of the publisher, and the icon has them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};
use rust_embed::{EmbeddedFile, RustEmbed};
use sha2::{Digest, Sha256};

use super::App;
use super::error::Failure;
use super::page::Page;
use crate::brand::{Brand, BrandImage, Palette};

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// The file that begins with the publisher's colors.
const SHEET: &str = "css/site.css";

/// The icon, drawn in the color of [`Palette::default`].
const ICON: &str = "icon.svg";

/// Returns the URL of a file under `static/`.
pub fn url(name: &str, brand: &Brand) -> Option<String> {
    let file = Files::get(name)?;
    Some(format!("/static/{}/{name}", hash(name, &file, brand)))
}

/// Returns the URL of an image of the publisher.
pub(crate) fn brand_url(name: &str, image: &BrandImage) -> String {
    format!("/brand/{}/{name}.{}", image.hash, image.format.extension())
}

/// Returns the URL of the icon: the publisher's, or ours in the publisher's color.
pub(crate) fn icon_url(brand: &Brand) -> String {
    let own = brand.favicon.as_ref().map(|image| brand_url("icon", image));
    own.or_else(|| url(ICON, brand)).unwrap_or_default()
}

/// Returns the URL of the publisher's logo; empty if there is none.
pub(crate) fn logo_url(brand: &Brand) -> String {
    let logo = brand.logo.as_ref();
    logo.map_or_else(String::new, |image| brand_url("logo", image))
}

/// Returns the icon in the publisher's color.
pub(crate) fn icon(brand: &Brand) -> Vec<u8> {
    let file = Files::get(ICON).map(|file| file.data.into_owned());
    in_color(file.unwrap_or_default(), brand)
}

fn in_color(icon: Vec<u8>, brand: &Brand) -> Vec<u8> {
    let [from, to] = [Palette::default(), brand.palette].map(|palette| palette.light.fill.to_string());
    String::from_utf8_lossy(&icon).replace(&from, &to).into_bytes()
}

/// Returns the digest of what is sent for a file.
fn digest(name: &str, file: &EmbeddedFile, brand: &Brand) -> [u8; 32] {
    let own = file.metadata.sha256_hash();
    if name != SHEET && name != ICON {
        return own;
    }
    let digest = Sha256::new().chain_update(own).chain_update(brand.rules());
    digest.finalize().into()
}

fn hash(name: &str, file: &EmbeddedFile, brand: &Brand) -> String {
    data_encoding::HEXLOWER.encode(&digest(name, file, brand)[..8])
}

/// A cache of files by the digest of their content: compressed once, and there are few.
static SENT: LazyLock<RwLock<HashMap<[u8; 32], Page>>> = LazyLock::new(RwLock::default);

#[get("/static/<named>/<path..>")]
fn show(app: &State<App>, named: &str, path: PathBuf) -> Result<Page, Failure> {
    let brand = &app.config.site.brand;
    let name = path.to_str().ok_or(Failure::NotFound)?;
    let file = Files::get(name).ok_or(Failure::NotFound)?;
    // While one version of the service replaces another, a page of one may ask the other: what it gets must not be
    // cached under that name.
    let is_named = named == hash(name, &file, brand);
    let page = sent(name, file, brand);
    Ok(if is_named { page.kept() } else { page.public() })
}

/// Returns the file as a page, compressed on first use.
fn sent(name: &str, file: EmbeddedFile, brand: &Brand) -> Page {
    let digest = digest(name, &file, brand);
    prepared(digest, name, || {
        let content = file.data.into_owned();
        match name {
            SHEET => [brand.rules().into_bytes(), content].concat(),
            ICON => in_color(content, brand),
            _ => content,
        }
    })
}

/// Returns the page of a content, made on first use.
fn prepared(digest: [u8; 32], name: &str, content: impl FnOnce() -> Vec<u8>) -> Page {
    let sent = SENT
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&digest)
        .cloned();
    sent.unwrap_or_else(|| {
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
        let kind = ContentType::from_extension(extension.unwrap_or_default()).unwrap_or(ContentType::Binary);
        let page = Page::new(kind, content()).compressed();
        let mut sent = SENT.write().unwrap_or_else(PoisonError::into_inner);
        sent.insert(digest, page.clone());
        page
    })
}

/// Serves an image of the publisher.
#[get("/brand/<named>/<file>")]
fn brand(app: &State<App>, named: &str, file: &str) -> Result<Page, Failure> {
    let mut images = app.config.site.brand.images();
    let (_, image) = images.find(|(name, _)| name == file).ok_or(Failure::NotFound)?;
    let page = prepared(image.digest, file, || image.bytes.to_vec());
    Ok(if named == image.hash {
        page.kept()
    } else {
        page.public()
    })
}

/// Serves a file under the fixed path that browsers request by themselves: drawn from the publisher's look, or ours.
fn fixed(app: &App, name: &str, drawn: Option<&Arc<Vec<u8>>>, kind: ContentType) -> Result<Page, Failure> {
    if let Some(drawn) = drawn {
        return Ok(Page::new(kind, drawn.as_slice()).public());
    }
    let file = Files::get(name).ok_or(Failure::NotFound)?;
    Ok(sent(name, file, &app.config.site.brand).public())
}

#[get("/favicon.ico")]
fn favicon(app: &State<App>) -> Result<Page, Failure> {
    fixed(app, "favicon.ico", app.drawn.tab_icon.as_ref(), ContentType::Icon)
}

#[get("/apple-touch-icon.png")]
fn touch_icon(app: &State<App>) -> Result<Page, Failure> {
    fixed(
        app,
        "apple-touch-icon.png",
        app.drawn.touch_icon.as_ref(),
        ContentType::PNG,
    )
}

/// Serves the icon that older phones request.
#[get("/apple-touch-icon-precomposed.png")]
fn touch_icon_of_old(app: &State<App>) -> Result<Page, Failure> {
    touch_icon(app)
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![show, brand, favicon, touch_icon, touch_icon_of_old]
}
