//! Static files under `/static/<hash>/<path>`: the hash is of the content, so that browsers can cache them for a year.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, PoisonError, RwLock};

use rocket::http::ContentType;
use rocket::{Route, get, routes};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::error::Failure;
use super::page::Page;

#[derive(RustEmbed)]
#[folder = "static/"]
struct Files;

/// Returns the URL of a file under `static/`.
pub fn url(name: &str) -> Option<String> {
    let file = Files::get(name)?;
    Some(format!("/static/{}/{name}", hash(&file)))
}

fn hash(file: &EmbeddedFile) -> String {
    data_encoding::HEXLOWER.encode(&file.metadata.sha256_hash()[..8])
}

/// A cache of files by the digest of their content: compressed once, and there are few.
static SENT: LazyLock<RwLock<HashMap<[u8; 32], Page>>> = LazyLock::new(RwLock::default);

#[get("/static/<named>/<path..>")]
fn show(named: &str, path: PathBuf) -> Result<Page, Failure> {
    let file = path.to_str().and_then(Files::get).ok_or(Failure::NotFound)?;
    // While one version of the service replaces another, a page of one may ask the other: what it gets must not be
    // cached under that name.
    let is_named = named == hash(&file);
    let page = sent(&path, file);
    Ok(if is_named { page.kept() } else { page.public() })
}

/// Returns the file as a page, compressed on first use.
fn sent(path: &Path, file: EmbeddedFile) -> Page {
    let digest = file.metadata.sha256_hash();
    let sent = SENT
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(&digest)
        .cloned();
    sent.unwrap_or_else(|| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        let kind = ContentType::from_extension(extension.unwrap_or_default()).unwrap_or(ContentType::Binary);
        let page = Page::new(kind, file.data.into_owned()).compressed();
        let mut sent = SENT.write().unwrap_or_else(PoisonError::into_inner);
        sent.insert(digest, page.clone());
        page
    })
}

/// Serves a file under the fixed path that browsers request by themselves.
fn fixed(name: &str) -> Result<Page, Failure> {
    let file = Files::get(name).ok_or(Failure::NotFound)?;
    Ok(sent(Path::new(name), file).public())
}

#[get("/favicon.ico")]
fn favicon() -> Result<Page, Failure> {
    fixed("favicon.ico")
}

#[get("/apple-touch-icon.png")]
fn touch_icon() -> Result<Page, Failure> {
    fixed("apple-touch-icon.png")
}

/// Serves the icon that older phones request.
#[get("/apple-touch-icon-precomposed.png")]
fn touch_icon_of_old() -> Result<Page, Failure> {
    fixed("apple-touch-icon.png")
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![show, favicon, touch_icon, touch_icon_of_old]
}
