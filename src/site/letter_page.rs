//! What a letter's page and all pages below it share: finding the letter by its address, and the frame.

use crate::letters::library::Library;
use crate::letters::{Letter, Slug};
use crate::locale::Lang;
use crate::site::suggestions;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{Frame, Text};

/// Returns the language and the letter that a URL names, or 404. The language is one of the interface, or one that only the letter has.
pub(crate) fn find<'l>(app: &App, library: &'l Library, lang: Lang, slug: &str) -> Result<(Lang, &'l Letter), Failure> {
    let letter = Slug::parse(slug)
        .ok()
        .and_then(|slug| library.letter(&slug))
        .ok_or(Failure::NotFound)?;
    let spoken = app.locales.find(lang.as_str()).is_some() || letter.editions.contains_key(&lang);
    if spoken {
        Ok((lang, letter))
    } else {
        Err(Failure::NotFound)
    }
}

/// Returns the language and the letter like [`find`], for a page about somebody's own signature: it opens even if the letter's folder is
/// gone.
pub(crate) fn find_signed<'l>(
    app: &App,
    library: &'l Library,
    lang: Lang,
    slug: &str,
) -> Result<(Lang, &'l Letter), Failure> {
    find(app, library, lang, slug).or_else(|failure| {
        let letter = Slug::parse(slug).ok().and_then(|slug| library.signed_letter(&slug));
        match (app.locales.find(lang.as_str()), letter) {
            (Some(lang), Some(letter)) => Ok((lang, letter)),
            _ => Err(failure),
        }
    })
}

/// Builds the frame of a letter's page, or of one below it, with links to every language in which it can be read.
pub(crate) fn frame(app: &App, letter: &Letter, lang: Lang, title: &str, below: &str) -> Frame {
    let rest = format!("/letters/{}{below}", letter.slug);
    let text = Text {
        languages: &letter.languages(),
        read: lang,
        shown: letter.edition(lang).lang,
        rest: &rest,
    };
    Frame::new(app, lang, title, &rest)
        .about(letter.kind.as_str())
        .read_in(app, &text)
}

/// Returns the language and the letter like [`find`]; for a mistyped slug, the 404 page suggests letters. `below` is the rest of the path.
pub(crate) fn find_or_near<'l>(
    app: &App,
    library: &'l Library,
    lang: Lang,
    slug: &str,
    below: &str,
) -> Result<(Lang, &'l Letter), Failure> {
    find(app, library, lang, slug).map_err(|_| suggestions::failure(app, library, lang, slug, below))
}
