//! Plain links to share a letter, each with a tag that tells where the next signer came from. Nothing is loaded from anywhere.

use qrcode::QrCode;
use qrcode::render::svg;
use rocket::http::ContentType;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Letter, Party, Phase};
use crate::locale::Lang;
use crate::site::letter_page::{find, find_or_near, frame};
use crate::site::letter_view::LetterView;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Page};

#[derive(Serialize)]
struct ShareLink {
    label: String,
    url: String,
    /// The class of screens on which this is the first way.
    on: &'static str,
}

/// The section for sharing a letter.
#[derive(Serialize)]
pub(crate) struct Share {
    /// The ways that most people use.
    first: Vec<ShareLink>,
    ways: Vec<ShareLink>,
    /// The link that writes to the reader's organization; empty where organizations can't sign now.
    colleagues: String,
    address: String,
    qr: String,
    page: String,
    snippet: String,
    badge: String,
    instance: String,
    mastodon: String,
}

impl Share {
    /// Leaves out the question to the reader's organization, which has just signed.
    pub(crate) fn without_colleagues(self) -> Self {
        Self {
            colleagues: String::new(),
            ..self
        }
    }
}

/// Returns the letter's address with a tag.
fn tagged(app: &App, letter: &Letter, lang: Lang, tag: &str) -> String {
    format!("{}/{lang}/letters/{}?via={tag}", app.config.site.base_url, letter.slug)
}

/// Appends parameters to `base`, percent-encoded as mail programs and web sites both read them.
fn with(base: &str, parameters: &[(&str, &str)]) -> String {
    let pairs = parameters.iter().map(|(name, value)| {
        let value: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
        format!("{name}={}", value.replace('+', "%20"))
    });
    format!("{base}?{}", pairs.collect::<Vec<_>>().join("&"))
}

pub(crate) fn of(app: &App, letter: &Letter, lang: Lang) -> Share {
    let title = &letter.edition(lang).front.title;
    let locales = letter.words(&app.locales);
    let text = |id: &str| locales.text(lang, id);
    let words = |tag: &str| format!("{title} {}", tagged(app, letter, lang, tag));
    let address = |tag: &str| tagged(app, letter, lang, tag);
    let mail = |id: &str, tag: &str| {
        let body = locales.format(
            lang,
            id,
            &[("letter", title.as_str().into()), ("url", address(tag).into())],
        );
        with("mailto:", &[("subject", title), ("body", &body)])
    };
    let first = [
        (
            "phone",
            text("share-whatsapp"),
            with("https://wa.me/", &[("text", &words("whatsapp"))]),
        ),
        ("desk", text("share-mail"), mail("share-mail-body", "mail")),
    ];
    let ways = [
        (
            "Facebook".to_owned(),
            with(
                "https://www.facebook.com/sharer/sharer.php",
                &[("u", &address("facebook"))],
            ),
        ),
        (
            "X".to_owned(),
            with("https://x.com/intent/post", &[("text", title), ("url", &address("x"))]),
        ),
        (
            "Bluesky".to_owned(),
            with("https://bsky.app/intent/compose", &[("text", &words("bluesky"))]),
        ),
    ];
    Share {
        first: first.map(|(on, label, url)| ShareLink { label, url, on }).into(),
        ways: ways.map(|(label, url)| ShareLink { label, url, on: "" }).into(),
        colleagues: if letter.phase(Party::Organization, app.clock.now()) == Phase::Open {
            mail("share-colleagues-body", "colleagues")
        } else {
            String::new()
        },
        address: address("copy"),
        qr: format!("/{lang}/letters/{}/qr.svg", letter.slug),
        page: format!("/{lang}/letters/{}/share", letter.slug),
        snippet: snippet(app, letter, lang),
        badge: format!("/{lang}/letters/{}/badge.svg", letter.slug),
        instance: String::new(),
        mastodon: String::new(),
    }
}

#[derive(Serialize)]
struct View {
    letter: LetterView,
    share: Share,
    wrong: bool,
}

/// Shows the page for sharing; with `?instance=`, also a link to that Mastodon server.
#[get("/<lang>/letters/<slug>/share?<instance>", rank = 2)]
fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    lang: Lang,
    slug: &str,
    instance: Option<&str>,
) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find_or_near(app, &library, lang, slug, "/share")?;
    let mut share = of(app, letter, lang);
    let typed = instance
        .unwrap_or_default()
        .trim()
        .trim_start_matches("https://")
        .trim_end_matches('/');
    let host = url::Host::parse(typed)
        .ok()
        .map(|host| host.to_string())
        .filter(|host| host.contains('.'));
    if let Some(host) = &host {
        let words = format!(
            "{} {}",
            letter.edition(lang).front.title,
            tagged(app, letter, lang, "mastodon")
        );
        share.mastodon = with(&format!("https://{host}/share"), &[("text", &words)]);
    }
    typed.clone_into(&mut share.instance);
    let heading = letter.words(&app.locales).text(lang, "share-heading");
    let frame = frame(app, letter, lang, &heading, "/share");
    let view = View {
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        wrong: !typed.is_empty() && host.is_none(),
        share,
    };
    page::html(app, "share", &frame, &view)
}

/// Renders the letter's address as a QR code: dark on light in every color scheme, with the quiet zone that readers need.
#[get("/<lang>/letters/<slug>/qr.svg", rank = 2)]
fn qr(app: &State<App>, live_library: &State<LiveLibrary>, lang: Lang, slug: &str) -> Result<Page, Failure> {
    let library = live_library.now();
    let (lang, letter) = find(app, &library, lang, slug)?;
    let code = QrCode::new(tagged(app, letter, lang, "qr")).map_err(|_| Failure::NotFound)?;
    let image = code
        .render::<svg::Color<'_>>()
        .min_dimensions(240, 240)
        .quiet_zone(true)
        .build();
    Ok(Page::new(ContentType::SVG, image.into_bytes()).public())
}

pub(crate) fn routes() -> Vec<Route> {
    routes![show, qr]
}

/// The frame's width and height, in CSS pixels.
pub(crate) const SIZE: (u32, u32) = (420, 300);

/// Returns the HTML that embeds the frame in another page.
pub(crate) fn snippet(app: &App, letter: &Letter, lang: Lang) -> String {
    sized(app, letter, lang, SIZE)
}

/// Returns the embedding HTML for a given size.
pub(crate) fn sized(app: &App, letter: &Letter, lang: Lang, (width, height): (u32, u32)) -> String {
    let title = attribute(&letter.edition(lang).front.title);
    format!(
        "<iframe src=\"{}/embed/{lang}/{}\" title=\"{title}\" width=\"{width}\" height=\"{height}\" style=\"border:0;max-width:100%\" loading=\"lazy\"></iframe>",
        app.config.site.base_url, letter.slug
    )
}

/// Escapes a text for an attribute in double quotes.
pub(crate) fn attribute(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_stays_within_its_attribute() {
        let title = "Meat & \"Visas\" <now>";
        assert_eq!(attribute(title), "Meat &amp; &quot;Visas&quot; &lt;now&gt;");
    }
}
