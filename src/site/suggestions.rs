//! Suggestions for the address of a letter that does not exist: letters with similar names.

use rocket::http::{RawStr, Status};
use serde::Serialize;

use crate::letters::library::Library;
use crate::locale::Lang;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page};

/// The similarity from which a letter is suggested (Jaro-Winkler, 0 to 1).
const ALIKE: f64 = 0.75;

#[derive(Serialize)]
struct Near {
    title: String,
    path: String,
}

#[derive(Serialize)]
struct View {
    near: Vec<Near>,
}

/// Returns 404 with suggestions, or the usual 404 if there are none. `below` is the rest of the path, for links to the other languages.
pub(crate) fn failure(app: &App, library: &Library, lang: Lang, slug: &str, below: &str) -> Failure {
    page(app, library, lang, slug, below).map_or_else(|failure| failure, |page| Failure::Told(Box::new(page)))
}

fn page(app: &App, library: &Library, lang: Lang, slug: &str, below: &str) -> Result<Page, Failure> {
    let lang = app.locales.find(lang.as_str()).ok_or(Failure::NotFound)?;
    let alike = |name: &str| strsim::jaro_winkler(name, &slug.to_lowercase());
    let mut found: Vec<_> = library
        .newest_first()
        .into_iter()
        .map(|letter| (alike(letter.slug.as_str()), letter))
        .collect();
    found.retain(|(alike, _)| *alike >= ALIKE);
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    if found.is_empty() {
        return Err(Failure::NotFound);
    }
    let near = found.into_iter().take(3).map(|(_, letter)| Near {
        title: letter.edition(lang).front.title.clone(),
        path: format!("/{lang}/letters/{}", letter.slug),
    });
    let same = format!("/letters/{}{below}", RawStr::new(slug).percent_encode());
    let frame = Frame::new(app, lang, &app.locales.text(lang, "letter-missing"), &same);
    let view = View { near: near.collect() };
    Ok(page::html(app, "letter_missing", &frame, &view)?.with_status(Status::NotFound))
}
