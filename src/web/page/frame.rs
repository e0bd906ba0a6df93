//! The frame around every page, with links to every language that it exists in.

use rocket::http::ContentType;
use serde::Serialize;

use super::Page;
use super::look::Look;
use crate::locale::Lang;
use crate::web::App;
use crate::web::error::Failure;

/// The image shown beside a link to a page elsewhere, 1200 by 630 pixels.
#[derive(Serialize)]
pub(crate) struct Picture {
    /// The absolute URL.
    pub url: String,
    /// The alternative text.
    pub alt: String,
}

/// Another language of the same page.
#[derive(Serialize)]
pub(crate) struct Alternate {
    lang: Lang,
    /// The locale for Open Graph: `en_US`.
    territory: String,
    name: String,
    path: String,
    current: bool,
    /// Whether the page has a text in this language, so that search engines may be told.
    written: bool,
}

/// Converts a tag for Open Graph: `en-US` becomes `en_US`.
fn territory(tag: &str) -> String {
    tag.replace('-', "_")
}

/// The frame around every page.
#[derive(Serialize)]
pub struct Frame {
    /// The language in the address: one of the interface, or one that only a letter has.
    pub lang: Lang,
    /// The language of the page's own words, and its direction.
    interface: Lang,
    dir: String,
    og_locale: String,
    /// The kind of text that the page is about, for the words of its messages.
    about: &'static str,
    title: String,
    description: String,
    base: String,
    path: String,
    canonical: String,
    publisher: String,
    look: Look,
    alternates: Vec<Alternate>,
    /// The path to ask for the reader's own language; empty if there is none.
    unspoken: String,
    indexed: bool,
    oembed: String,
    picture: Option<Picture>,
    mailbox: bool,
}

impl Frame {
    /// Creates the frame of a page whose path is `/<lang><rest>`, in every language of the interface.
    pub fn new(app: &App, lang: Lang, title: &str, rest: &str) -> Self {
        let interface = app.locales.nearest(lang);
        let publisher = app.config.site_name(interface.as_str());
        let alternates = app.locales.languages().map(|other| Alternate {
            lang: other,
            territory: territory(&app.locales.text(other, "number-locale")),
            name: app.locales.own_name(other),
            path: format!("/{other}{rest}"),
            current: other == lang,
            written: true,
        });
        Self {
            lang,
            interface,
            dir: app.locales.direction(interface),
            og_locale: territory(&app.locales.text(interface, "number-locale")),
            about: "letter",
            title: title.to_owned(),
            description: String::new(),
            base: app.config.site.base_url.clone(),
            path: format!("/{lang}{rest}"),
            canonical: format!("/{lang}{rest}"),
            publisher: publisher.to_owned(),
            look: Look::new(&app.config.site, interface, publisher),
            alternates: alternates.collect(),
            unspoken: String::new(),
            indexed: false,
            oembed: String::new(),
            picture: None,
            mailbox: app.config.shows_mailbox(),
        }
    }

    /// Adapts the frame to a text that exists in certain languages, shown in one of them. Languages of the interface without the text show
    /// the page all the same, but search engines are not told; languages outside of the interface are added.
    #[must_use]
    pub(crate) fn read_in(mut self, app: &App, text: &Text<'_>) -> Self {
        let languages = text.languages;
        for alternate in &mut self.alternates {
            alternate.written = languages.contains(&alternate.lang);
            alternate.current = alternate.lang == text.read;
        }
        let unspoken = languages
            .iter()
            .filter(|lang| app.locales.find(lang.as_str()).is_none());
        self.alternates.extend(unspoken.map(|lang| Alternate {
            lang: *lang,
            territory: territory(lang.as_str()),
            name: app.locales.own_name(*lang),
            path: format!("/{lang}{}", text.rest),
            current: *lang == text.read,
            written: true,
        }));
        self.path = format!("/{}{}", text.read, text.rest);
        self.canonical = format!("/{}{}", text.shown, text.rest);
        text.rest.clone_into(&mut self.unspoken);
        self
    }

    /// Marks a page about another kind of text than a letter.
    #[must_use]
    pub(crate) fn about(self, about: &'static str) -> Self {
        Self { about, ..self }
    }

    /// Marks a page that has no address without a language.
    #[must_use]
    pub(crate) fn only_spoken(self) -> Self {
        Self {
            unspoken: String::new(),
            ..self
        }
    }

    /// Marks a page that other sites can embed.
    #[must_use]
    pub(crate) fn embeddable(self) -> Self {
        let page = format!("{}{}", self.base, self.path);
        let page: String = url::form_urlencoded::byte_serialize(page.as_bytes()).collect();
        let oembed = format!("{}/oembed?format=json&url={page}", self.base);
        Self { oembed, ..self }
    }

    /// Adds an image for links to the page.
    #[must_use]
    pub(crate) fn pictured(self, picture: Option<Picture>) -> Self {
        Self { picture, ..self }
    }

    /// Marks a page that search engines may list.
    #[must_use]
    pub(crate) fn described(self, description: &str) -> Self {
        Self {
            description: description.to_owned(),
            indexed: true,
            ..self
        }
    }
}

/// A text's languages, and which of them a page shows.
pub struct Text<'a> {
    /// The languages that it is written in.
    pub languages: &'a [Lang],
    /// The language in the address.
    pub read: Lang,
    /// The language of the text on the page.
    pub shown: Lang,
    /// The rest of the path after the language.
    pub rest: &'a str,
}

/// A frame together with a page's own values.
#[derive(Serialize)]
struct Framed<'a, T: Serialize> {
    #[serde(flatten)]
    frame: &'a Frame,
    #[serde(flatten)]
    view: &'a T,
}

/// Renders `templates/pages/<name>.hbs`.
pub fn html<T: Serialize>(app: &App, name: &str, frame: &Frame, view: &T) -> Result<Page, Failure> {
    Ok(Page::new(ContentType::HTML, text(app, name, frame, view)?))
}

/// Renders `templates/pages/<name>.hbs` as a string.
pub fn text<T: Serialize>(app: &App, name: &str, frame: &Frame, view: &T) -> Result<String, Failure> {
    Ok(app.templates.html(&format!("pages/{name}"), &Framed { frame, view })?)
}
