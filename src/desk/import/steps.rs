//! The steps of an import: a file is kept, columns are read, the list is checked, imported or discarded.

use std::collections::BTreeMap;
use std::sync::Arc;

use rocket::http::Status;

use super::asked::Asked;
use super::reading::Words;
use super::waiting::{Stage, Waiting};
use super::work::Job;
use super::{Answer, Here, columns, reading, told, work};
use crate::desk::paths;
use crate::intake::headings::Columns;
use crate::intake::write::Mode;
use crate::letters::{Party, Phase};
use crate::staff::answer::Go;
use crate::staff::form::LARGEST_FILE;
use crate::store::StoreError;
use crate::tables::Grid;
use crate::web::error::Failure;
use crate::web::form::Typed;
use crate::web::page::Page;
use crate::web::upload::Upload;

/// How many characters of a file's name are shown.
const LONGEST_NAME: usize = 80;

impl Here<'_> {
    /// Keeps a file that can be read as a table.
    pub(super) async fn take(&self, upload: Upload) -> Result<Answer, Failure> {
        let words = self.words();
        let party = upload.typed.get("kind").parse().ok();
        let party = party.filter(|party| self.letter.phase(*party, self.app.clock.now()) != Phase::NotAsked);
        let again = |wrong: String| {
            let page = self.form(party, wrong)?.with_status(Status::UnprocessableEntity);
            Ok(Answer::Page(Box::new(page)))
        };
        if upload.is_too_large {
            return again(self.too_large());
        }
        let Some(file) = upload.file else {
            return again(words.text("staff-import-no-file"));
        };
        if file.bytes.len() > LARGEST_FILE {
            return again(self.too_large());
        }
        let Some(party) = party else {
            return again(words.text("staff-import-no-kind"));
        };
        let bytes = Arc::new(file.bytes);
        if let Err(wrong) = self.grid(Arc::clone(&bytes), (party, String::new())).await? {
            return again(wrong);
        }
        let name: String = crate::text::tidy(&file.name).chars().take(LONGEST_NAME).collect();
        let list = Waiting::new((self.staff.id(), self.slug(), party), name, bytes);
        let name = self.parts.imports.keep(list, self.app.clock.now());
        Ok(Answer::Go(Go::to(&paths::import_of(self.slug(), &name))))
    }

    fn too_large(&self) -> String {
        let limit = [("megabytes", (LARGEST_FILE as u64 >> 20).into())];
        self.locales.format(self.staff.lang(), "staff-import-large", &limit)
    }

    /// Reads a file as a table; the inner error is the message of why it is none.
    async fn grid(
        &self,
        bytes: Arc<Vec<u8>>,
        (party, sheet): (Party, String),
    ) -> Result<Result<Grid, String>, Failure> {
        let (workbooks, locales, lang) = (self.parts.workbooks.clone(), self.locales.clone(), self.staff.lang());
        let read = move || {
            let words = Words {
                locales: &locales,
                lang,
            };
            reading::grid(&workbooks, &bytes, (party, &sheet), words)
        };
        Ok(tokio::task::spawn_blocking(read)
            .await
            .map_err(|_| StoreError::Panicked)?)
    }

    /// Shows a list: its columns, how far the work is, or what came of it.
    pub(super) async fn show(&self, name: &str, list: Waiting, wants_columns: bool) -> Result<Page, Failure> {
        match &list.stage {
            Stage::Working(_) | Stage::Imported(_) => told::page(self, (name, &list), None),
            Stage::Checked(_) if !wants_columns => told::page(self, (name, &list), None),
            Stage::Failed(why) if !wants_columns => {
                let why = why.clone();
                self.columns(name, &list, (BTreeMap::new(), why)).await
            }
            _ => self.columns(name, &list, (BTreeMap::new(), String::new())).await,
        }
    }

    async fn columns(
        &self,
        name: &str,
        list: &Waiting,
        wrong: (BTreeMap<String, &'static str>, String),
    ) -> Result<Page, Failure> {
        let Some(bytes) = list.bytes.clone() else {
            return Err(Failure::NotFound);
        };
        let sheet = list.settings.get("sheet").to_owned();
        match self.grid(bytes, (list.party, sheet)).await? {
            Ok(grid) => columns::page(self, (name, list), &grid, wrong),
            // Another sheet of the workbook may be a table.
            Err(why) => self.form(Some(list.party), why),
        }
    }

    /// Does what a button says.
    pub(super) async fn act(&self, (name, mut list): (&str, Waiting), form: &Typed) -> Result<Answer, Failure> {
        let to = paths::import_of(self.slug(), name);
        match (form.get("action"), &list.stage) {
            ("discard", stage) if !matches!(stage, Stage::Working(_)) => {
                self.parts.imports.discard(name);
                return Ok(Answer::Go(Go::to(&paths::signers(self.slug()))));
            }
            ("import", Stage::Checked(report)) => {
                if report.wrong_rows > 0 && !form.has("skip") {
                    let page = told::page(self, (name, &list), Some("staff-import-skip-missing"))?;
                    return Ok(Answer::Page(Box::new(page.with_status(Status::UnprocessableEntity))));
                }
                return self.begin((name, list), Mode::Write).await;
            }
            // Someone pressed a button twice, or went back to an earlier page.
            ("import", _) | (_, Stage::Working(_) | Stage::Imported(_)) => return Ok(Answer::Go(Go::to(&to))),
            _ => {}
        }
        let wants_sheet = form.get("action") == "sheet";
        let settings = if wants_sheet {
            // What was chosen is about the columns of another sheet.
            Typed::of(form.all().filter(|(name, _)| !name.starts_with("column-")))
        } else {
            form.clone()
        };
        let Some(bytes) = list.bytes.clone() else {
            return Err(Failure::NotFound);
        };
        let grid = self.grid(bytes, (list.party, form.get("sheet").to_owned())).await?;
        if let (true, Err(why)) = (wants_sheet, &grid) {
            let page = self.columns(name, &list, (BTreeMap::new(), why.clone())).await?;
            return Ok(Answer::Page(Box::new(page.with_status(Status::UnprocessableEntity))));
        }
        list.settings = settings.clone();
        list.stage = Stage::Columns;
        self.parts.imports.change(name, move |it| {
            it.settings = settings;
            it.stage = Stage::Columns;
        });
        if form.get("action") != "check" {
            return Ok(Answer::Go(Go::to(&to)));
        }
        let found = grid.ok().and_then(|grid| Columns::guess(&grid, list.party));
        let wrong = found.map(|found| Asked::read(form, list.party, &found.columns).wrong);
        if let Some(wrong) = wrong.filter(|wrong| !wrong.is_empty()) {
            let page = self.columns(name, &list, (wrong, String::new())).await?;
            return Ok(Answer::Page(Box::new(page.with_status(Status::UnprocessableEntity))));
        }
        self.begin((name, list), Mode::Rehearse).await
    }

    async fn begin(&self, (name, list): (&str, Waiting), mode: Mode) -> Result<Answer, Failure> {
        let stage = list.stage.clone();
        let job = Job {
            imports: self.parts.imports.clone(),
            name: name.to_owned(),
            list: list.clone(),
            store: self.app.store.clone(),
            config: Arc::clone(&self.app.config),
            locales: self.locales.clone(),
            reader: self.staff.lang(),
            library: Arc::clone(&self.parts.library),
            zips: self.parts.zips.table(&self.app.store, self.app.clock.now()).await?,
            workbooks: self.parts.workbooks.clone(),
            mail_domain: self.app.mail_domain.clone(),
            by: self.staff.by(),
            mode,
        };
        if work::begin(job).await {
            return Ok(Answer::Go(Go::to(&paths::import_of(self.slug(), name))));
        }
        let page = if matches!(stage, Stage::Checked(_)) {
            told::page(self, (name, &list), Some("staff-import-busy"))?
        } else {
            let busy = self.words().text("staff-import-busy");
            self.columns(name, &list, (BTreeMap::new(), busy)).await?
        };
        Ok(Answer::Page(Box::new(page.with_status(Status::ServiceUnavailable))))
    }
}
