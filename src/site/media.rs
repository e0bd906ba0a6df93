//! The images of letters and of the site's pages, cached in memory: each is read once, and all readers share its bytes, however slow their connections.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rocket::http::ContentType;
use rocket::{Route, State, get, routes};
use tokio::sync::Mutex;

use crate::letters::cosponsors::CosponsorLogo;
use crate::letters::library::{Library, SITE_PAGES};
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Digest, Slug, files, images};
use crate::web::error::Failure;
use crate::web::page::Page;

/// How many bytes of images are cached at most: beyond that, the cache is emptied.
const MOST_KEPT: usize = 64 << 20;

/// A cache of images; managed by Rocket.
#[derive(Default)]
pub(crate) struct Media(Mutex<Cached>);

#[derive(Default)]
struct Cached {
    /// The library that the images belong to.
    library: Arc<Library>,
    images: HashMap<(String, String), Sent>,
    bytes: usize,
}

#[derive(Clone)]
struct Sent {
    page: Page,
    digest: Digest,
}

impl Media {
    /// Returns an image of a letter or a page; `None` if it is gone, or must not be served any more.
    async fn image(&self, library: &Arc<Library>, owner: &str, path: &Path, file: &str) -> Option<Sent> {
        // Only one request reads at a time: a crowd must not hold a copy each.
        let mut kept = self.0.lock().await;
        if !Arc::ptr_eq(&kept.library, library) {
            *kept = Cached {
                library: Arc::clone(library),
                ..Cached::default()
            };
        }
        let key = (owner.to_owned(), file.to_owned());
        if let Some(sent) = kept.images.get(&key) {
            return Some(sent.clone());
        }
        let bytes = files::bytes(path, files::LARGEST_IMAGE).ok()?;
        let extension = file.rsplit_once('.').map(|(_, extension)| extension);
        let kind = extension
            .and_then(ContentType::from_extension)
            .unwrap_or(ContentType::Binary);
        let (digest, size) = (Digest::of(&bytes), bytes.len());
        let page = Page::new(kind.clone(), bytes);
        let page = if kind == ContentType::SVG {
            page.compressed()
        } else {
            page
        };
        let sent = Sent { page, digest };
        if kept.bytes + size > MOST_KEPT {
            kept.images.clear();
            kept.bytes = 0;
        }
        kept.bytes += size;
        kept.images.insert(key, sent.clone());
        Some(sent)
    }
}

#[get("/letters/<slug>/media/<hash>/<file>")]
async fn media(
    live_library: &State<LiveLibrary>,
    media: &State<Media>,
    slug: &str,
    hash: &str,
    file: &str,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let slug = Slug::parse(slug).map_err(|_| Failure::NotFound)?;
    let draft = library.draft(&slug);
    let letter = library.letter(&slug).or(draft).ok_or(Failure::NotFound)?;
    // Only files that an edition or the settings name are served, whatever else is in the folder.
    let named = letter
        .editions
        .values()
        .any(|edition| edition.image.as_ref().is_some_and(|image| image.file == file));
    let mut logos = letter.cosponsors.iter().filter_map(|cosponsor| cosponsor.logo.as_ref());
    if !named && !logos.any(|logo| logo.file == file) {
        return Err(Failure::NotFound);
    }
    let path = letter.folder.join(file);
    let found = media.image(&library, letter.slug.as_str(), &path, file).await;
    let Sent { page, digest } = found.ok_or(Failure::NotFound)?;
    // A request with the hash of an older or newer content gets the current one, uncached.
    let is_named = hash == images::hash(digest);
    if draft.is_some() {
        // Its preview alone has this address; caches must not keep what may never be published.
        return if is_named { Ok(page) } else { Err(Failure::NotFound) };
    }
    Ok(if is_named { page.kept() } else { page.public() })
}

/// Returns the path of a logo on a page of the site.
pub(super) fn path(page: &str, logo: &CosponsorLogo) -> String {
    format!("/site/{page}/media/{}/{}", logo.image.hash, logo.file)
}

#[get("/site/<page>/media/<hash>/<file>")]
async fn site_media(
    live_library: &State<LiveLibrary>,
    media: &State<Media>,
    page: &str,
    hash: &str,
    file: &str,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let members = SITE_PAGES.contains(&page).then(|| library.members(page)).flatten();
    let members = members.ok_or(Failure::NotFound)?;
    let mut logos = members.list.iter().filter_map(|member| member.logo.as_ref());
    let logo = logos.find(|logo| logo.file == file).ok_or(Failure::NotFound)?;
    // No letter has this name.
    let owner = format!("_site/{page}");
    let found = media.image(&library, &owner, &members.folder.join(file), file).await;
    let sent = found.ok_or(Failure::NotFound)?;
    let is_named = hash == logo.image.hash && sent.digest.0 == logo.image.digest;
    Ok(if is_named { sent.page.kept() } else { sent.page.public() })
}

/// Returns the routes.
pub fn routes() -> Vec<Route> {
    routes![media, site_media]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn all_readers_share_the_bytes_of_an_image_and_new_letters_bring_new_ones() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.png");
        std::fs::write(&path, vec![7; 100_000]).expect("writes");
        let media = Media::default();
        let library = Arc::<Library>::default();
        let read = async |library: &Arc<Library>| media.image(library, "a", &path, "a.png").await.expect("is there");
        let (one, two) = (read(&library).await, read(&library).await);
        assert_eq!(one.page.bytes().as_ptr(), two.page.bytes().as_ptr(), "no copy is made");
        std::fs::write(&path, [8; 50]).expect("writes");
        assert_eq!(
            read(&library).await.digest,
            one.digest,
            "until the letters are read anew"
        );
        let later = read(&Arc::default()).await;
        assert_eq!(later.page.bytes(), [8; 50]);
    }

    #[tokio::test]
    async fn images_are_forgotten_before_they_fill_the_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let media = Media::default();
        let library = Arc::<Library>::default();
        for n in 0..9 {
            let (file, path) = (format!("{n}.png"), folder.path().join(format!("{n}.png")));
            let large = std::fs::File::create(&path).expect("creates");
            large.set_len(files::LARGEST_IMAGE).expect("grows");
            media.image(&library, "a", &path, &file).await.expect("is there");
            assert!(media.0.lock().await.bytes <= MOST_KEPT);
        }
        let path = folder.path().join("too-large.png");
        let large = std::fs::File::create(&path).expect("creates");
        large.set_len(files::LARGEST_IMAGE + 1).expect("grows");
        assert!(media.image(&library, "a", &path, "too-large.png").await.is_none());
    }
}
