//! oEmbed 1.0 (oembed.com): tells a site that was given a letter's address how to embed its frame.

use rocket::http::{ContentType, Status};
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::locale::Lang;
use crate::signatories::share_image;
use crate::site::letter_page::find;
use crate::site::share;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

/// For how many seconds a response may be cached.
const CACHE_AGE: u32 = 3_600;

/// A response of type "rich".
#[derive(Serialize)]
struct Rich {
    version: &'static str,
    r#type: &'static str,
    title: String,
    provider_name: String,
    provider_url: String,
    width: u32,
    height: u32,
    html: String,
    cache_age: u32,
    #[serde(flatten)]
    thumbnail: Option<Thumbnail>,
}

/// The thumbnail's three fields, which are present together or not at all.
#[derive(Serialize)]
struct Thumbnail {
    #[serde(rename = "thumbnail_url")]
    url: String,
    #[serde(rename = "thumbnail_width")]
    width: u32,
    #[serde(rename = "thumbnail_height")]
    height: u32,
}

fn thumbnail(app: &App, letter: &Letter, lang: Lang, most: (u32, u32)) -> Option<Thumbnail> {
    let picture = share_image::picture(app, letter, lang)?;
    let (width, height) = share_image::SIZE;
    let url = picture.url;
    (width <= most.0 && height <= most.1).then_some(Thumbnail { url, width, height })
}

/// Responds for an address of a letter on this site; anything else is 404, and a format other than JSON 501, as the specification says.
#[get("/oembed?<url>&<format>&<maxwidth>&<maxheight>")]
fn oembed(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    url: &str,
    format: Option<&str>,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
) -> Result<Page, Failure> {
    if format.is_some_and(|format| format != "json") {
        return Ok(Page::new(ContentType::Plain, "json\n").with_status(Status::NotImplemented));
    }
    let path = url.strip_prefix(&app.config.site.base_url).ok_or(Failure::NotFound)?;
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let [lang, "letters", slug] = path.trim_matches('/').split('/').collect::<Vec<_>>()[..] else {
        return Err(Failure::NotFound);
    };
    let library = live_library.now();
    let (lang, letter) = find(app, &library, Lang::parse(lang).ok_or(Failure::NotFound)?, slug)?;
    let most = (maxwidth.unwrap_or(u32::MAX), maxheight.unwrap_or(u32::MAX));
    let size = (share::SIZE.0.min(most.0), share::SIZE.1.min(most.1));
    let rich = Rich {
        version: "1.0",
        r#type: "rich",
        title: letter.edition(lang).front.title.clone(),
        provider_name: app.config.site_name(lang.as_str()).to_owned(),
        provider_url: app.config.site.base_url.clone(),
        width: size.0,
        height: size.1,
        html: share::sized(app, letter, lang, size),
        cache_age: CACHE_AGE,
        thumbnail: thumbnail(app, letter, lang, most),
    };
    let json = serde_json::to_vec(&rich).map_err(|_| Failure::NotFound)?;
    Ok(Page::new(ContentType::JSON, json).public())
}

pub(crate) fn routes() -> Vec<Route> {
    routes![oembed]
}
