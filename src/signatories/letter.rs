//! A letter's page: the text as a letter, the panel to sign, the tally, the signers, the deliveries. It is cached as bytes until something
//! changes.

use std::sync::Arc;

use jiff::Timestamp;
use rocket::{Route, State, get, routes};
use serde::Serialize;

use crate::delivery::announced;
use crate::letters::Party;
use crate::letters::library::Library;
use crate::letters::live_library::LiveLibrary;
use crate::letters::{Comments, Letter};
use crate::locale::{Lang, speech};
use crate::signatories::letter_file;
use crate::signatories::page_cache::{PageState, Pages};
use crate::signatories::share_image;
use crate::signatories::timeline::{self, Happened, Step};
use crate::signatures::locality::states_by_name;
use crate::signatures::store::{self, Cursor, PublicComment, RankedOrganization};
use crate::signatures::{ListedLine, SOURCES, ShownTally};
use crate::site::entries::{self, Line};
use crate::site::letter_page::{find_or_near, frame};
use crate::site::letter_text::LetterText;
use crate::site::letter_view::LetterView;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::{self, Frame, Page, Text};

/// How many organizations and people are listed under a letter; all of them are on pages of their own.
const ORGANIZATIONS: usize = 300;
const PEOPLE: usize = 24;

/// How many comments are shown under a letter that shows them.
const WORDS: usize = 12;

/// The lifetime of a cached page, so that what another process wrote shows too.
const SECONDS_KEPT: i64 = 5;

#[derive(Serialize)]
struct View {
    letter: LetterView,
    sheet: LetterText,
    groups: Vec<Group>,
    people: Vec<ListedLine>,
    said: Vec<SaidLine>,
    tally: ShownTally,
    counted: u64,
    total: u64,
    percent: u64,
    reached: bool,
    timeline: Vec<Step>,
    delivered: Vec<String>,
    updates: Vec<Line>,
    /// The path of the letter as a PDF; empty if it has none.
    pdf: String,
    via: &'static str,
    /// Whether some of the names are a demonstration's.
    invented: bool,
    /// The sentence that this is a preview; empty on the letter's own page.
    preview: String,
}

/// Organizations under one heading: the national ones, then each state's, then those of other countries.
#[derive(Serialize)]
struct Group {
    heading: String,
    names: Vec<ListedLine>,
}

/// A signer's comment.
#[derive(Serialize)]
struct SaidLine {
    signer: ListedLine,
    words: String,
    /// The language in which a screen reader should speak it.
    spoken: String,
}

fn groups(app: &App, lang: Lang, organizations: Vec<RankedOrganization>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for RankedOrganization {
        national,
        region,
        listed,
    } in organizations
    {
        let state = region.filter(|_| !national);
        let heading = match &state {
            _ if national => app.locales.text(lang, "scope-national"),
            Some(state) => app.locales.text(lang, &format!("state-{state}")),
            None => app.locales.text(lang, "elsewhere"),
        };
        // The heading names the state.
        let city = listed.place.city.clone().filter(|_| state.is_some());
        let listed = listed.line(&app.locales, lang);
        let listed = match city {
            Some(place) => ListedLine { place, ..listed },
            None => listed,
        };
        match groups.last_mut().filter(|group| group.heading == heading) {
            Some(group) => group.names.push(listed),
            None => groups.push(Group {
                heading,
                names: vec![listed],
            }),
        }
    }
    groups
}

fn in_words(
    app: &App,
    lang: Lang,
    PublicComment {
        signer,
        words,
        lang: form,
    }: PublicComment,
) -> SaidLine {
    SaidLine {
        signer: signer.line(&app.locales, lang),
        spoken: speech::language(&words, &form),
        words,
    }
}

#[get("/<lang>/letters/<slug>?<via>", rank = 2)]
async fn show(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    pages: &State<Pages>,
    lang: Lang,
    slug: &str,
    via: Option<&str>,
) -> Result<Page, Failure> {
    // Only our own tags are kept, since each is a page of its own in the cache.
    let via = SOURCES
        .iter()
        .find(|source| Some(**source) == via)
        .copied()
        .unwrap_or_default();
    let moment = PageState {
        generation: app.changes.of(slug),
        library: live_library.now(),
        now: app.clock.now(),
    };
    let key = (lang, slug.to_owned(), via);
    if let Some(page) = pages.fresh(&key, &moment) {
        return Ok(page);
    }
    let (library, now) = (Arc::clone(&moment.library), moment.now);
    let (lang, letter) = find_or_near(app, &library, lang, slug, "")?;
    let render = || async {
        let page = render(app, &library, letter, (lang, via), now).await?;
        Ok((page, lasts(letter, now)))
    };
    pages.serve(key, moment, render).await
}

/// Returns until when a page rendered now is valid: no longer than until a window opens or closes.
fn lasts(letter: &Letter, now: Timestamp) -> Timestamp {
    let soon = now
        .saturating_add(jiff::SignedDuration::from_secs(SECONDS_KEPT))
        .unwrap_or(now);
    let windows = letter
        .signing
        .iter()
        .flat_map(|signing| [&signing.people, &signing.organizations])
        .flatten();
    let edges = windows
        .flat_map(|window| [window.opens, window.closes])
        .flatten()
        .filter(|edge| *edge > now);
    edges.chain([soon]).min().unwrap_or(soon)
}

async fn view(
    app: &App,
    library: &Library,
    letter: &Letter,
    (lang, via): (Lang, &'static str),
    now: Timestamp,
) -> Result<View, Failure> {
    let slug = letter.slug.to_string();
    let bundles = app.config.delivery.folder.clone();
    let public = letter
        .signing
        .as_ref()
        .is_some_and(|signing| signing.comments == Comments::Public);
    let states = states_by_name(&app.locales, lang);
    let (tally, organizations, people, (sent, answers), said, invented) = app
        .store
        .read(move |db| {
            let organizations = store::organizations(db, &slug, (lang, &states), ORGANIZATIONS)?;
            let people = store::page(db, &slug, Party::Person, lang, Cursor::START, PEOPLE)?;
            Ok::<_, StoreError>((
                store::tally(db, &slug)?,
                organizations,
                people,
                (announced::of(db, &slug, &bundles)?, announced::answers(db, &slug)?),
                if public {
                    store::public_comments(db, &slug, WORDS)?
                } else {
                    Vec::new()
                },
                store::has_invented(db, &slug)?,
            ))
        })
        .await?;
    let counted = tally.total();
    let delivered = announced::sentences(&app.locales, letter, lang, &sent);
    let goal = letter.signing.as_ref().and_then(|signing| signing.goal);
    let reached = goal.filter(|goal| counted >= *goal);
    let happened = Happened::new(reached, &delivered, answers.sentence(&app.locales, lang));
    Ok(View {
        groups: groups(app, lang, organizations.0),
        reached: reached.is_some(),
        timeline: timeline::steps(app, (letter, lang), happened, now),
        delivered,
        updates: entries::of_letter(app, letter, lang),
        people: people.0.into_iter().map(|it| it.line(&app.locales, lang)).collect(),
        said: said.into_iter().map(|it| in_words(app, lang, it)).collect(),
        pdf: letter_file::path(letter, lang),
        via,
        invented,
        preview: String::new(),
        total: counted,
        percent: goal.map_or(0, |goal| tally.percent_of(goal)),
        tally: tally.into(),
        // A bar can't be fuller than full.
        counted: goal.map_or(counted, |goal| counted.min(goal)),
        letter: LetterView::new(app, letter, lang, now),
        sheet: LetterText::new(app, library, letter, lang),
    })
}

async fn render(
    app: &App,
    library: &Library,
    letter: &Letter,
    to: (Lang, &'static str),
    now: Timestamp,
) -> Result<Page, Failure> {
    let (lang, view) = (to.0, view(app, library, letter, to, now).await?);
    let front = &letter.edition(lang).front;
    let frame = frame(app, letter, lang, &front.title, "")
        .described(&front.summary)
        .pictured(share_image::picture(app, letter, lang))
        .embeddable();
    Ok(page::html(app, "letter", &frame, &view)?.public().compressed())
}

/// Renders a letter that is not published as it will look, with a banner that says so; `rest` is the path after the language. Nothing on it
/// leads to a form.
pub(crate) async fn preview(
    app: &App,
    library: &Library,
    letter: &Letter,
    (lang, rest): (Lang, &str),
    banner: String,
) -> Result<Page, Failure> {
    let now = app.clock.now();
    let view = view(app, library, letter, (lang, ""), now).await?;
    let view = View {
        letter: view.letter.unsignable(app.locales.text(lang, "preview-unsignable")),
        // These have pages of their own, which do not exist yet.
        updates: Vec::new(),
        pdf: String::new(),
        preview: banner,
        ..view
    };
    let text = Text {
        languages: &letter.languages(),
        read: lang,
        shown: letter.edition(lang).lang,
        rest,
    };
    let frame = Frame::new(app, lang, &letter.edition(lang).front.title, rest)
        .about(letter.kind.as_str())
        .read_in(app, &text);
    page::html(app, "letter", &frame, &view)
}

pub(crate) fn routes() -> Vec<Route> {
    routes![show]
}
