//! The forms on an office's page: what happened, the position, the day to follow up.

use std::sync::Arc;

use jiff::civil::Date;
use rocket::http::Status;
use rocket::{Responder, Route, State, post, routes};

use super::{DID, office, to_change, with_letter};
use crate::audit::store::record;
use crate::audit::{Act, Deed};
use crate::delivery::deliver::{self, DeliveryContext};
use crate::delivery::store::{NotAnswered, NotSettled};
use crate::desk::paths;
use crate::desk::signers::Refusal;
use crate::letters::live_library::LiveLibrary;
use crate::record::store as stored;
use crate::record::{AnswerFile, EntryId, Kind, NewEntry, NotEntered, enter};
use crate::staff::answer::Go;
use crate::staff::form::{StaffForm, StaffUpload};
use crate::staff::frame::with_query;
use crate::staff::guard::Staff;
use crate::store::StoreError;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;
use crate::web::upload::{SentFile, Upload};

#[derive(Responder)]
pub(super) enum Answer {
    Page(Box<Page>),
    Go(Go),
}

/// Enters what happened.
#[post("/letters/<slug>/delivery/<office>", data = "<form>")]
async fn add(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
    form: StaffUpload,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_change(&staff, &library, slug)?;
    let Upload {
        typed,
        file,
        is_too_large,
    } = form.0;
    let entry = if is_too_large {
        Err("staff-record-file-wrong")
    } else {
        read(&typed, file, office)
    };
    let entry = match entry {
        Ok(entry) => entry,
        Err(wrong) => return again(app, (&library, letter), &staff, office, (&typed, wrong)).await,
    };
    let entered = with_letter(app, Arc::clone(&library), (slug, staff.by()), move |context| {
        enter(context, entry)
    });
    match entered.await.map_err(Err)? {
        Ok(()) => Ok(done(slug, office, "saved")),
        Err(error) => {
            let wrong = message(error).map_err(Err)?;
            again(app, (&library, letter), &staff, office, (&typed, wrong)).await
        }
    }
}

/// Reads the form; `Err` is the message about what is wrong.
fn read(typed: &Typed, file: Option<SentFile>, office: &str) -> Result<NewEntry, &'static str> {
    let kind: Kind = typed.get("kind").parse().map_err(|_| "staff-record-no-kind")?;
    let way = match typed.get("way") {
        "" => None,
        word => Some(word.parse().map_err(|_| "staff-record-no-kind")?),
    };
    let file = file
        .map(|SentFile { name, bytes }| AnswerFile::new(&name, bytes))
        .transpose();
    Ok(NewEntry {
        office: office.to_owned(),
        kind,
        way,
        on: day(typed.get("on"))?,
        note: typed.get("note").to_owned(),
        file: file.map_err(|_| "staff-record-file-wrong")?,
    })
}

/// Reads a day; `None` if the field is empty.
fn day(text: &str) -> Result<Option<Date>, &'static str> {
    let text = text.trim();
    let read = |text: &str| text.parse().map_err(|_| "staff-filter-day");
    Some(text).filter(|it| !it.is_empty()).map(read).transpose()
}

/// Returns the message about why nothing was entered.
fn message(error: NotEntered) -> Result<&'static str, Failure> {
    Ok(match error {
        NotEntered::Unknown(_) | NotEntered::Settled(NotSettled::Unknown(_)) => return Err(Failure::NotFound),
        NotEntered::Empty => "staff-record-empty",
        NotEntered::Day(_) | NotEntered::Settled(NotSettled::Day(_)) | NotEntered::Answered(NotAnswered::Day(_)) => {
            "staff-record-wrong-day"
        }
        NotEntered::Settled(NotSettled::UnderWay { .. }) => "staff-record-under-way",
        NotEntered::Settled(NotSettled::Answered { .. }) => "staff-record-has-answered",
        NotEntered::Answered(NotAnswered::BeforeDelivery { .. }) => "staff-record-before-delivery",
        NotEntered::Answered(_) => "staff-record-not-delivered",
        NotEntered::Store(error) | NotEntered::Settled(NotSettled::Store(error)) => return Err(error.into()),
    })
}

async fn again(
    app: &App,
    letter: (&Arc<crate::letters::library::Library>, &crate::letters::Letter),
    staff: &Staff,
    office: &str,
    (typed, wrong): (&Typed, &'static str),
) -> Result<Answer, Refusal> {
    let page = office::page_of(app, letter, staff, office, (typed, "", wrong)).await;
    let page = page.map_err(Err)?.with_status(Status::UnprocessableEntity);
    Ok(Answer::Page(Box::new(page)))
}

fn done(slug: &str, office: &str, did: &str) -> Answer {
    Answer::Go(Go::to(&with_query(&paths::office(slug, office), [(DID, did)])))
}

/// Changes what staff know of the office: its position, when to follow up; or removes an entry that was a mistake.
#[post("/letters/<slug>/delivery/<office>/outlook", data = "<form>")]
async fn change(
    app: &State<App>,
    live_library: &State<LiveLibrary>,
    staff: Staff,
    slug: &str,
    office: &str,
    form: StaffForm,
) -> Result<Answer, Refusal> {
    let library = live_library.now();
    let letter = to_change(&staff, &library, slug)?;
    let key = office.to_owned();
    let of = (slug, staff.by());
    let changed = match form.get("action") {
        "position" => {
            let position = match form.get("position") {
                "" => None,
                word => Some(word.parse().map_err(|_| Ok(Status::UnprocessableEntity))?),
            };
            let work = move |context: DeliveryContext<'_>| {
                outlook(context, &key, Act::PositionsRecorded, move |tx, slug, of| {
                    stored::set_position(tx, slug, of, position)
                })
            };
            with_letter(app, library, of, work).await
        }
        "follow-up" => {
            let on = match day(form.get("follow_up_on")) {
                Ok(on) => on,
                Err(wrong) => return again(app, (&library, letter), &staff, office, (&Typed::default(), wrong)).await,
            };
            let note: String = crate::text::tidy(form.get("follow_up_note"))
                .chars()
                .take(500)
                .collect();
            let work = move |context: DeliveryContext<'_>| {
                outlook(context, &key, Act::OfficeNoted, move |tx, slug, of| {
                    stored::set_follow_up(tx, slug, of, on.map(|on| (on, note.as_str())))
                })
            };
            with_letter(app, library, of, work).await
        }
        "remove" => {
            let id = form.get("entry").parse().map(EntryId::new);
            let id = id.map_err(|_| Ok(Status::UnprocessableEntity))?;
            let work = move |context: DeliveryContext<'_>| crate::record::remove(context, id);
            let removed = with_letter(app, library, of, work).await.map_err(Err)?;
            return match removed {
                Ok(true) => Ok(done(slug, office, "removed")),
                Ok(false) => Ok(done(slug, office, "")),
                Err(error) => Err(Err(error.into())),
            };
        }
        _ => return Err(Ok(Status::UnprocessableEntity)),
    };
    if changed.map_err(Err)?.map_err(|error| Err(error.into()))? {
        Ok(done(slug, office, "saved"))
    } else {
        Err(Err(Failure::NotFound))
    }
}

/// Writes something about an office to which the letter goes or went; returns whether it does.
fn outlook(
    context: DeliveryContext<'_>,
    office: &str,
    act: Act,
    write: impl FnOnce(&crate::store::Tx<'_>, &str, (&str, &str)) -> Result<(), StoreError> + Send + 'static,
) -> Result<bool, StoreError> {
    let Some(name) = deliver::names(context)?.remove(office) else {
        return Ok(false);
    };
    let (slug, office, by, now) = (
        context.letter.slug.to_string(),
        office.to_owned(),
        context.by,
        context.config.clock.now(),
    );
    context.store.write_now(move |tx| {
        write(tx, &slug, (&office, &name))?;
        record(tx, by, &Deed::about(act, &slug, 1), now)
    })?;
    Ok(true)
}

pub(super) fn routes() -> Vec<Route> {
    routes![add, change]
}
