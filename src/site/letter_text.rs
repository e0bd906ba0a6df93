//! The letter as it is read, from the letterhead to the footnotes.

use serde::Serialize;

use crate::letters::footnotes::Labels;
use crate::letters::library::Library;
use crate::letters::{Cosponsor, Delivery, Edition, Kind, Letter, Party, render};
use crate::locale::{Lang, Weekday};
use crate::site::entries::{Topic, topics};
use crate::site::picture::{self, Picture};
use crate::web::App;

/// A letter as it is read.
#[derive(Serialize)]
pub(crate) struct LetterText {
    text_lang: Lang,
    text_dir: String,
    letterhead: Option<Letterhead>,
    cosponsors: Vec<Logo>,
    kind: String,
    date: String,
    day: String,
    addressees: Vec<String>,
    /// The bills in one line, with the position on each.
    bills: String,
    byline: String,
    summary: String,
    image: Option<Picture>,
    salutation: String,
    html: String,
    asks: Vec<String>,
    closing: String,
    organizations_asked: bool,
    people_asked: bool,
    notes: String,
    author_note: String,
    translator: String,
    topics: Vec<Topic>,
}

/// The letterhead of the publisher; an op-ed has its author's name instead.
#[derive(Serialize)]
struct Letterhead {
    postal_address: Vec<String>,
    contact: Vec<String>,
    email: String,
}

impl LetterText {
    pub(crate) fn new(app: &App, library: &Library, letter: &Letter, lang: Lang) -> Self {
        let edition: &Edition = letter.edition(lang);
        let front = edition.front.clone();
        let text = render::parts(&edition.markdown, &Labels::new(&app.locales, lang, edition.lang));
        let asked = |party| {
            letter
                .signing
                .as_ref()
                .is_some_and(|signing| signing.window(party).is_some())
        };
        Self {
            text_lang: edition.lang,
            text_dir: app.locales.direction(edition.lang),
            letterhead: (letter.kind != Kind::OpEd).then(|| Letterhead::new(app)),
            cosponsors: letter.cosponsors.iter().map(|it| Logo::new(letter, it)).collect(),
            kind: app.locales.text(lang, &format!("kind-{}", letter.kind.as_str())),
            date: app.locales.date(lang, letter.published, Weekday::Omit),
            day: letter.published.to_string(),
            addressees: front.addressees,
            bills: letter
                .bills
                .iter()
                .map(|bill| bill.words(&app.locales, lang))
                .collect::<Vec<_>>()
                .join(" · "),
            byline: front.byline.unwrap_or_default(),
            summary: front.summary,
            image: picture::of(letter, edition),
            salutation: front
                .salutation
                .unwrap_or_else(|| salutation(app, letter, edition.lang)),
            html: text.body,
            asks: front.asks,
            closing: front.closing.unwrap_or_else(|| closing(app, letter, edition.lang)),
            organizations_asked: asked(Party::Organization),
            people_asked: asked(Party::Person),
            notes: text.notes,
            author_note: front.author_note.unwrap_or_default(),
            translator: front.translator.unwrap_or_default(),
            topics: topics(library, letter, lang),
        }
    }
}

/// A co-sponsor below the letterhead.
#[derive(Serialize)]
struct Logo {
    name: String,
    /// The address of its website; empty if there is none.
    url: String,
    /// The path of the logo; empty if there is none.
    path: String,
    width: u32,
    height: u32,
}

/// The height of a co-sponsor's logo, in CSS pixels, and its maximum width.
const LOGO: (u32, u32) = (44, 150);

impl Logo {
    fn new(letter: &Letter, cosponsor: &Cosponsor) -> Self {
        let logo = cosponsor.logo.as_ref();
        let (width, height) = logo.map_or((0, 0), |logo| logo.image.size_within(LOGO.1, LOGO.0));
        Self {
            name: cosponsor.name.clone(),
            url: cosponsor.url.clone().unwrap_or_default(),
            path: logo.map_or_else(String::new, |logo| logo.path(&letter.slug)),
            width,
            height,
        }
    }
}

impl Letterhead {
    fn new(app: &App) -> Self {
        let site = &app.config.site;
        let contact = [&site.contact_name, &site.contact_phone].map(Clone::clone);
        Self {
            postal_address: site.postal_address.clone(),
            contact: contact.into_iter().filter(|part| !part.is_empty()).collect(),
            email: site.contact_email.clone(),
        }
    }
}

/// Returns the usual salutation of a letter to Congress, in the text's language if we have it; other letters have only their own.
fn salutation(app: &App, letter: &Letter, text: Lang) -> String {
    let to_congress = letter.delivery.as_ref().is_some_and(Delivery::is_to_congress);
    if letter.kind == Kind::Letter && to_congress {
        usual(app, text, "letter-salutation")
    } else {
        String::new()
    }
}

/// Returns the usual closing before the names.
fn closing(app: &App, letter: &Letter, text: Lang) -> String {
    if letter.kind == Kind::Letter {
        usual(app, text, "letter-closing")
    } else {
        String::new()
    }
}

/// Returns a message in the text's own language, or nothing: an English greeting above a French text would be odd.
fn usual(app: &App, text: Lang, id: &str) -> String {
    let spoken = app.locales.find(text.as_str());
    spoken.map_or_else(String::new, |lang| app.locales.text(lang, id))
}
