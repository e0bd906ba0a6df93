//! The share image: the picture beside a link to a letter elsewhere, with title, publisher, tally, goal.
//!
//! An image is valid as long as its content is: counts are rounded down, so that a letter is drawn only a few dozen times on its way to a
//! million signatures. It is drawn by a child process, one at a time over all letters; meanwhile other readers get the previous one, and
//! wait only if there is none.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use jiff::{SignedDuration, Timestamp};
use rocket::http::{ContentType, Header};
use rocket::{Responder, Route, State, get, routes};
use tokio::sync::{Mutex, Semaphore};

use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::signatories::share_image::content::ImageContent;
use crate::signatures::store;
use crate::site::letter_page::find;
use crate::typesetting::{self, Images, Typesetter, Work};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{Page, Picture};

mod content;

/// How long the same image is not tried again after a failure.
const PATIENCE: SignedDuration = SignedDuration::from_mins(5);

/// The width and height in pixels, as in `templates/share.typ`.
pub(crate) const SIZE: (u32, u32) = (1200, 630);

struct Drawn {
    sheet: ImageContent,
    /// The image; `Err` holds when drawing it failed.
    picture: Result<Page, Timestamp>,
}

#[derive(Default)]
struct Slot {
    drawn: RwLock<Option<Drawn>>,
    drawing: Mutex<()>,
}

/// The cache of drawn images; managed by Rocket.
pub(crate) struct ShareImages {
    typesetter: Arc<Typesetter>,
    /// The publisher's logo.
    images: Arc<Images>,
    desk: Arc<Semaphore>,
    slots: RwLock<HashMap<(Lang, String), Arc<Slot>>>,
}

impl ShareImages {
    /// Creates the cache, with the typesetter that draws, and the publisher's logo.
    pub fn new(typesetter: Typesetter, images: Images) -> Self {
        Self {
            typesetter: Arc::new(typesetter),
            images: Arc::new(images),
            desk: Arc::new(Semaphore::new(1)),
            slots: RwLock::default(),
        }
    }

    /// Returns the image of a letter that exists, valid or older; `None` if it can't be drawn at the moment.
    async fn serve(&self, key: (Lang, String), sheet: ImageContent, now: Timestamp) -> Option<Page> {
        let slot = self.slot(key);
        let _drawing = match (slot.look(&sheet, now), slot.drawing.try_lock()) {
            (CacheState::Final(page), _) | (CacheState::Older(page), Err(_)) => return page,
            (_, Ok(guard)) => guard,
            (CacheState::Nothing, Err(_)) => {
                let guard = slot.drawing.lock().await;
                if let CacheState::Final(page) = slot.look(&sheet, now) {
                    return page;
                }
                guard
            }
        };
        let picture = self.draw(&sheet).await.ok_or(now);
        let answer = picture.clone().ok();
        *slot.drawn.write().unwrap_or_else(PoisonError::into_inner) = Some(Drawn { sheet, picture });
        answer
    }

    async fn draw(&self, sheet: &ImageContent) -> Option<Page> {
        let place = Arc::clone(&self.desk).acquire_owned().await.ok()?;
        let (typesetter, sheet) = (Arc::clone(&self.typesetter), sheet.clone());
        let images = Arc::clone(&self.images);
        // The permit is held until the child has ended, even if nobody waits for it any more.
        let drawn = tokio::task::spawn_blocking(move || {
            let _place = place;
            typesetter.set_with(Work::ShareImage, &sheet, &images)
        });
        match drawn.await {
            Ok(Ok(made)) => Some(Page::new(ContentType::PNG, made.file).public()),
            Ok(Err(error)) => {
                tracing::error!(event = "share_image.failed", %error);
                None
            }
            Err(_) => None,
        }
    }

    fn slot(&self, key: (Lang, String)) -> Arc<Slot> {
        let mut slots = self.slots.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(slots.entry(key).or_default())
    }
}

enum CacheState {
    /// Valid, or known to fail.
    Final(Option<Page>),
    Older(Option<Page>),
    Nothing,
}

impl Slot {
    fn look(&self, sheet: &ImageContent, now: Timestamp) -> CacheState {
        let drawn = self.drawn.read().unwrap_or_else(PoisonError::into_inner);
        match drawn.as_ref() {
            None => CacheState::Nothing,
            Some(Drawn { sheet: same, picture }) if same == sheet => match picture {
                Ok(page) => CacheState::Final(Some(page.clone())),
                Err(failed) if now.duration_since(*failed) < PATIENCE => CacheState::Final(None),
                Err(_) => CacheState::Nothing,
            },
            Some(Drawn { picture, .. }) => CacheState::Older(picture.as_ref().ok().cloned()),
        }
    }
}

/// Returns what a letter's page says of its image; `None` if this build can't draw.
pub(crate) fn picture(app: &App, letter: &Letter, lang: Lang) -> Option<Picture> {
    let title = letter.edition(lang).front.title.as_str();
    typesetting::AVAILABLE.then(|| Picture {
        url: format!("{}/{lang}/letters/{}/share.png", app.config.site.base_url, letter.slug),
        alt: letter
            .words(&app.locales)
            .format(lang, "share-image-alt", &[("letter", title.into())]),
    })
}

#[derive(Responder)]
enum Answer {
    Cached {
        page: Page,
        cache: Header<'static>,
    },
    /// 503: the letter has an image, but it can't be drawn at the moment, which must not be cached.
    #[response(status = 503)]
    Later {
        nothing: (),
        cache: Header<'static>,
        retry: Header<'static>,
    },
}

#[get("/<lang>/letters/<slug>/share.png", rank = 2)]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    images: &State<ShareImages>,
    lang: Lang,
    slug: &str,
) -> Result<Answer, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    if !typesetting::AVAILABLE {
        return Err(Failure::NotFound);
    }
    let name = letter.slug.to_string();
    let tally = app.store.read(move |db| store::tally(db, &name)).await?;
    let now = app.clock.now();
    let sheet = ImageContent::new(app, letter, lang, tally, now);
    Ok(match images.serve((lang, letter.slug.to_string()), sheet, now).await {
        Some(page) => Answer::Cached {
            page,
            cache: Header::new("Cache-Control", "public, max-age=600"),
        },
        None => Answer::Later {
            nothing: (),
            cache: Header::new("Cache-Control", "no-store"),
            retry: Header::new("Retry-After", PATIENCE.as_secs().to_string()),
        },
    })
}

pub(crate) fn routes() -> Vec<Route> {
    routes![show]
}
