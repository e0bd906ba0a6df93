//! The pages that a sheet leads to.

use serde::Serialize;

use super::super::paths;
use super::Asked;
use crate::letters::Letter;
use crate::staff::frame::with_query;
use crate::web::App;

/// The pages that a sheet leads to.
#[derive(Serialize)]
pub(super) struct Links {
    /// The export of what the sheet shows; empty for those who may not.
    export: String,
    /// The form for a signature of the kind that it shows, and the one for a list.
    record: String,
    import: String,
    /// The papers to hand out.
    roster: String,
    press: String,
    visits: String,
    partners: String,
    /// The letter's delivery; empty if it goes to no office.
    delivery: String,
}

impl Links {
    pub(super) fn of(app: &App, letter: &Letter, question: &Asked, may_edit: bool) -> Self {
        let slug = letter.slug.as_str();
        let kind = [("kind", question.typed("kind"))];
        let of_kind = |path: String| with_query(&path, kind.into_iter().filter(|(_, kind)| *kind != "all"));
        let export = question.path(&app.config.secret, &paths::export(slug), &[]);
        Self {
            export: if may_edit { export } else { String::new() },
            record: of_kind(paths::record(slug)),
            import: of_kind(paths::import(slug)),
            roster: paths::roster(slug),
            press: paths::press(slug),
            visits: paths::visits(slug),
            partners: paths::partners(slug),
            delivery: paths::delivery_of(letter),
        }
    }
}
