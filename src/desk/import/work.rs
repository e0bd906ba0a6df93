//! Checks a list and imports it, in the background: while rows are written, the page that asked may go away.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use super::asked::{self, Asked};
use super::reading::{self, Words};
use super::report::{Meter, Report, Wrong};
use super::waiting::{Imports, Stage, Waiting};
use crate::audit::By;
use crate::config::Config;
use crate::intake::entry::Outcome;
use crate::intake::form::Desk;
use crate::intake::headings::Columns;
use crate::intake::import::{self, Plan};
use crate::intake::paper;
use crate::intake::write::{Mode, Summary, Target, WriteError, write};
use crate::letters::Letter;
use crate::letters::library::Library;
use crate::locale::{Lang, Locales};
use crate::offices::zips::Table;
use crate::store::Store;
use crate::tables::workbook::WorkbookReader;

/// How long a page waits for the end before it says how far the work is.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many problems and how many rows that are left out a report lists.
const MOST: usize = 500;

/// What the work needs, so that it can go on without its request.
pub(super) struct Job {
    pub(super) imports: Imports,
    pub(super) name: String,
    pub(super) list: Waiting,
    pub(super) store: Store,
    pub(super) config: Arc<Config>,
    pub(super) locales: Locales,
    pub(super) reader: Lang,
    pub(super) library: Arc<Library>,
    pub(super) zips: Arc<Table>,
    pub(super) workbooks: WorkbookReader,
    pub(super) mail_domain: String,
    pub(super) by: By,
    pub(super) mode: Mode,
}

/// Begins the work, and waits some time for its end. Returns `false` if another list is being worked on.
pub(super) async fn begin(job: Job) -> bool {
    let Some(turn) = job.imports.turn() else {
        return false;
    };
    let meter = Arc::new(Meter::default());
    let (imports, name) = (job.imports.clone(), job.name.clone());
    imports.change(&name, |list| list.stage = Stage::Working(Arc::clone(&meter)));
    let work = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let stage = job.run(&meter).unwrap_or_else(Stage::Failed);
        let is_over = matches!(stage, Stage::Imported(_));
        job.imports.change(&job.name, |list| {
            list.stage = stage;
            if is_over {
                list.bytes = None;
            }
        });
    });
    tokio::time::timeout(PATIENCE, work).await.ok();
    true
}

impl Job {
    fn words(&self) -> Words<'_> {
        Words {
            locales: &self.locales,
            lang: self.reader,
        }
    }

    /// Does the work; `Err` is the message of why it failed.
    fn run(&self, meter: &Arc<Meter>) -> Result<Stage, String> {
        let failed = || self.words().text("staff-import-failed");
        let slug = crate::letters::Slug::parse(&self.list.letter).map_err(|_| failed())?;
        let letter = self.library.signed_letter(&slug).ok_or_else(failed)?;
        let (plan, basis) = self.plan(letter)?;
        meter.all.store(plan.entries.len() as u64, Ordering::Relaxed);
        let target = Target {
            store: &self.store,
            config: &self.config,
            library: &self.library,
            letter,
            mail_domain: self.mail_domain.clone(),
        };
        let (lines, entries): (Vec<_>, Vec<_>) = plan.entries.iter().cloned().unzip();
        let progress = {
            let meter = Arc::clone(meter);
            Arc::new(move |more| {
                meter.done.fetch_add(more, Ordering::Relaxed);
            })
        };
        let done = write(&target, self.by, (entries, basis), self.mode, progress).map_err(|error| match error {
            WriteError::Unpublished => self.words().text("staff-record-unpublished"),
            error => {
                tracing::error!(event = "staff.import_failed", %error);
                failed()
            }
        })?;
        let report = Arc::new(self.report(letter, &plan, (&lines, &done)));
        Ok(match self.mode {
            Mode::Rehearse => Stage::Checked(report),
            Mode::Write => Stage::Imported(report),
        })
    }

    fn desk<'j>(&'j self, letter: &'j Letter) -> Desk<'j> {
        Desk {
            letter,
            party: self.list.party,
            lang: asked::language(&self.list.settings, letter, self.reader),
            locales: &self.locales,
            reader: self.reader,
            signing: &self.config.signing,
            zips: &self.zips,
        }
    }

    fn plan(&self, letter: &Letter) -> Result<(Plan, crate::intake::entry::Basis), String> {
        let (words, settings, party) = (self.words(), &self.list.settings, self.list.party);
        let gone = || words.text("staff-import-gone");
        let bytes = self.list.bytes.as_ref().ok_or_else(gone)?;
        let grid = reading::grid(&self.workbooks, bytes, (party, settings.get("sheet")), words)?;
        let found = Columns::guess(&grid, party).ok_or_else(gone)?;
        let options = Asked::read(settings, party, &found.columns).options;
        let options = options.ok_or_else(|| words.text("staff-import-columns-wrong"))?;
        let desk = self.desk(letter);
        let plan = import::plan(&grid, &desk, &options).map_err(|error| reading::refused(&error, &desk))?;
        Ok((plan, options.basis))
    }

    fn report(&self, letter: &Letter, plan: &Plan, (lines, done): (&[u64], &[Outcome])) -> Report {
        let desk = self.desk(letter);
        let problems = plan.problems.iter().take(MOST).map(|it| Wrong {
            place: it.place.short(),
            field: if it.field.is_empty() {
                String::new()
            } else {
                paper::label(&desk, &it.field)
            },
            what: it.what.clone(),
        });
        let left_out = lines.iter().zip(done).filter_map(|(line, outcome)| match outcome {
            Outcome::Skipped(skip) => Some((*line, *skip)),
            _ => None,
        });
        let all_left_out: Vec<_> = left_out.collect();
        Report {
            rows: plan.rows,
            wrong_rows: plan.wrong_rows,
            problems: problems.collect(),
            more_problems: plan.problems.len().saturating_sub(MOST),
            repeated: plan.repeated.len(),
            mended: plan.notes.mended,
            capitals: plan.notes.capitals,
            summary: Summary::of(done),
            more_left_out: all_left_out.len().saturating_sub(MOST),
            left_out: all_left_out.into_iter().take(MOST).collect(),
        }
    }
}
