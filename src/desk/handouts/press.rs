//! The sheet for the press. It has only what everyone may know.

use rocket::{Route, State, get, routes};
use serde::Serialize;

use super::{Answer, Download, Printer, at_desk, ending, kind_of, set, status_of};
use crate::desk::paths;
use crate::handouts::Paper;
use crate::handouts::press::{Facts, paper};
use crate::letters::Letter;
use crate::letters::live_library::LiveLibrary;
use crate::staff::frame::page;
use crate::staff::guard::Staff;
use crate::typesetting;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    sheet: String,
    path: String,
    text: String,
    rows: usize,
    pdf: bool,
    /// Whether messages can be quoted: the letter shows them to everyone.
    quotes: bool,
    wrong: String,
}

async fn compose(app: &App, staff: &Staff, letter: &Letter) -> Result<Paper, Failure> {
    let (slug, comments) = (letter.slug.to_string(), letter.signing.as_ref().map(|it| it.comments));
    let facts = app.store.read(move |db| Facts::read(db, &slug, comments)).await?;
    Ok(at_desk(app, staff, letter, |desk| paper(desk, &facts)))
}

#[get("/letters/<slug>/press")]
async fn show(app: &State<App>, live_library: &State<LiveLibrary>, staff: Staff, slug: &str) -> Result<Page, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let paper = compose(app, &staff, letter).await?;
    shown(app, &staff, letter, (&paper, ""))
}

fn shown(app: &App, staff: &Staff, letter: &Letter, (paper, wrong): (&Paper, &str)) -> Result<Page, Failure> {
    let text = |id: &str| app.locales.text(staff.lang(), id);
    let edition = letter.edition(staff.lang());
    let plain = paper.plain();
    let public = letter
        .signing
        .as_ref()
        .is_some_and(|it| it.comments == crate::letters::Comments::Public);
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        sheet: paths::signers(letter.slug.as_str()),
        path: paths::press(letter.slug.as_str()),
        rows: plain.lines().count().clamp(8, 30),
        text: plain,
        pdf: typesetting::AVAILABLE,
        quotes: public,
        wrong: if wrong.is_empty() { String::new() } else { text(wrong) },
    };
    page(app, staff, ("staff_press", &view.path), &text("staff-press"), &view)
}

#[get("/letters/<slug>/press/<format>")]
async fn file(
    app: &State<App>,
    printer: &State<Printer>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    format: &str,
) -> Result<Answer, Failure> {
    let library = live_library.now();
    let letter = staff.letter_to_view(&library, slug)?;
    let kind = kind_of(format).filter(|_| format != "html").ok_or(Failure::NotFound)?;
    let paper = compose(app, &staff, letter).await?;
    let bytes = if format == "text" {
        paper.plain().into_bytes()
    } else {
        match set(app, printer, paper.clone()).await? {
            Ok(bytes) => bytes,
            Err(refused) => {
                let page = shown(app, &staff, letter, (&paper, refused))?;
                return Ok(Answer::Page(Box::new(page.with_status(status_of(refused)))));
            }
        }
    };
    let name = format!("{slug}-press.{}", ending(format));
    Ok(Answer::File(Download { bytes, kind, name }))
}

pub(super) fn routes() -> Vec<Route> {
    routes![show, file]
}
