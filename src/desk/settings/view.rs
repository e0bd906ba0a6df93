//! The page of a letter's settings.

use serde::Serialize;

use super::Wrong;
use super::fields::{TypedValue, rule_name};
use super::words::{Known, Words};
use crate::desk::paths;
use crate::letters::overrides::{Setting, Value};
use crate::letters::store::settings::{Entry, standing};
use crate::letters::{Letter, Party};
use crate::locale::Weekday;
use crate::staff::dates::dates;
use crate::staff::frame::{moment, page};
use crate::staff::guard::Staff;
use crate::web::App;
use crate::web::error::Failure;
use crate::web::page::Page;

#[derive(Serialize)]
struct View {
    title: String,
    lang: String,
    back: String,
    path: String,
    /// The links to the preview; empty for those who may not make any.
    previews: String,
    /// What the last form did.
    said: String,
    wrong: bool,
    may_edit: bool,
    /// Whether the letter is published, can be signed, and until when, a line each.
    state: Vec<String>,
    zone: String,
    sections: Vec<Section>,
    history: Vec<Change>,
}

/// A setting.
#[derive(Serialize)]
struct Section {
    word: &'static str,
    /// What its form looks like: `closes`, `goal`, `approval`, `paused`.
    form: &'static str,
    heading: String,
    hint: String,
    file: String,
    /// What is set here, and by whom; empty if nothing is.
    set: String,
    by: String,
    why: String,
    /// When it was set last, for a form to say what its page showed.
    seen: i64,
    typed: TypedValue,
    wrong_value: String,
    wrong_why: String,
    button: String,
    unset: String,
}

/// An entry of the history.
#[derive(Serialize)]
struct Change {
    what: String,
    by: String,
    why: String,
}

/// Renders the page.
pub(super) fn shown(
    app: &App,
    staff: &Staff,
    (letter, is_draft, known): (&Letter, bool, &Known),
    said: Option<&'static str>,
    wrong: Option<&Wrong<'_>>,
) -> Result<Page, Failure> {
    let (slug, lang) = (letter.slug.as_str(), staff.lang());
    let words = Words {
        app,
        letter,
        known,
        lang,
    };
    let standing = standing(&known.history);
    let sections = words.settings().into_iter().map(|setting| {
        let own = wrong.filter(|it| it.setting == setting);
        words.section(setting, standing.get(&setting).copied(), own)
    });
    let edition = letter.edition(lang);
    let may_edit = staff.may_edit(slug);
    let view = View {
        title: edition.front.title.clone(),
        lang: edition.lang.to_string(),
        back: if is_draft {
            "/staff".to_owned()
        } else {
            paths::numbers(slug)
        },
        path: paths::settings(slug),
        previews: if may_edit && is_draft {
            paths::previews(slug)
        } else {
            String::new()
        },
        said: said.map_or_else(String::new, |id| app.locales.text(lang, id)),
        wrong: wrong.is_some(),
        may_edit,
        state: words.state(is_draft),
        zone: letter.zone().iana_name().unwrap_or_default().to_owned(),
        sections: sections.collect(),
        history: known.history.iter().map(|it| words.change(it)).collect(),
    };
    let title = app.locales.text(lang, "staff-settings");
    page(app, staff, ("staff_settings", &view.path), &title, &view)
}

impl Words<'_> {
    /// Returns the settings that concern someone whom the file asks to sign.
    fn settings(&self) -> Vec<Setting> {
        let Some(filed) = &self.letter.filed else {
            return Vec::new();
        };
        let mut all = vec![Setting::Paused];
        let asked = [Party::Organization, Party::Person].into_iter();
        all.extend(
            asked
                .filter(|party| filed.window(*party).is_some())
                .map(Setting::closes),
        );
        all.push(Setting::Goal);
        all.extend(filed.organizations.map(|_| Setting::Approval));
        all
    }

    fn state(&self, is_draft: bool) -> Vec<String> {
        let letter = self.letter;
        if letter.gone {
            return vec![self.text("staff-settings-folder-missing")];
        }
        let day = self.app.locales.date(self.lang, letter.published, Weekday::Omit);
        let id = if is_draft {
            "staff-settings-draft"
        } else {
            "staff-settings-published"
        };
        let mut lines = vec![self.app.locales.format(self.lang, id, &[("day", day.into())])];
        if letter.signing.is_none() {
            lines.push(self.text("staff-settings-unsignable"));
        }
        lines.extend(dates(&self.app.locales, letter, self.lang, self.app.clock.now()));
        lines
    }

    fn section(&self, setting: Setting, set: Option<&Entry>, wrong: Option<&Wrong<'_>>) -> Section {
        let filed = self.letter.filed.as_ref();
        let newest = self.known.history.iter().find(|it| it.setting == setting);
        let (heading, hint, form) = names(setting);
        let (button, unset) = match (setting, set.is_some()) {
            (Setting::Paused, false) => ("staff-settings-pause", ""),
            (Setting::Paused, true) => ("staff-settings-change-reason", "staff-settings-resume"),
            (_, false) => ("staff-settings-do-set", ""),
            (_, true) => ("staff-settings-do-set", "staff-settings-do-unset"),
        };
        let in_file = filed.and_then(|filed| Value::of(setting, filed));
        let file = |value: &Value| {
            let value = [("value", self.value(value).into())];
            self.app.locales.format(self.lang, "staff-settings-in-file", &value)
        };
        Section {
            word: setting.as_str(),
            form,
            heading: self.text(heading),
            hint: self.text(hint),
            file: in_file.as_ref().map_or_else(String::new, file),
            set: set
                .and_then(|it| it.value.as_ref())
                .map_or_else(String::new, |it| self.set_here(it)),
            by: set.map_or_else(String::new, |it| self.by(it)),
            why: set.map_or_else(String::new, |it| it.why.clone()),
            seen: newest.map_or(0, |it| it.set_at),
            typed: self.typed(setting, wrong),
            wrong_value: self.text(wrong.map_or("", |it| it.value)),
            wrong_why: self.text(wrong.map_or("", |it| it.why)),
            button: self.text(button),
            unset: self.text(unset),
        }
    }

    fn set_here(&self, value: &Value) -> String {
        let values = [("value", self.value(value).into())];
        self.app.locales.format(self.lang, "staff-settings-set-here", &values)
    }

    /// Returns a value in words.
    fn value(&self, value: &Value) -> String {
        match value {
            Value::Closes(None) => self.text("staff-settings-no-deadline"),
            Value::Closes(Some(at)) => {
                let local = at.to_zoned_datetime(self.letter.zone());
                let date = self.app.locales.date(self.lang, local.date(), Weekday::Show);
                let time = self.app.locales.time(self.lang, &local);
                let values = [("date", date.into()), ("time", time.into())];
                self.app.locales.format(self.lang, "staff-moment", &values)
            }
            Value::Goal(None) => self.text("staff-settings-no-goal"),
            Value::Goal(Some(goal)) => self.app.locales.number(self.lang, *goal),
            Value::Approval(rule) => self.text(rule_name(*rule)),
            Value::Paused(pause) => {
                let reasons: Vec<&str> = pause.reasons.values().map(String::as_str).collect();
                let paused = self.text("staff-settings-is-paused");
                [&[paused.as_str()], reasons.as_slice()].concat().join(" · ")
            }
        }
    }

    /// Returns who set something, and when.
    fn by(&self, it: &Entry) -> String {
        let who = match it.set_by {
            None => self.text("staff-settings-command-line"),
            Some(id) => self.known.emails.get(&id).cloned().unwrap_or_else(|| {
                let number = [("number", id.to_string().into())];
                self.app.locales.format(self.lang, "staff-audit-removed", &number)
            }),
        };
        let at = moment(self.app, self.lang, it.set_at);
        let values = [("who", who.into()), ("moment", at.into())];
        self.app.locales.format(self.lang, "staff-partners-made", &values)
    }

    fn change(&self, it: &Entry) -> Change {
        let value = it.value.as_ref();
        let value = value.map_or_else(
            || match it.setting {
                Setting::Paused => self.text("staff-settings-pause-ended"),
                _ => self.text("staff-settings-as-file"),
            },
            |value| self.value(value),
        );
        let values = [
            ("setting", self.text(names(it.setting).0).into()),
            ("value", value.into()),
        ];
        Change {
            what: self.app.locales.format(self.lang, "staff-settings-change", &values),
            by: self.by(it),
            why: it.why.clone(),
        }
    }
}

/// Returns the messages with a setting's name and hint, and what its form looks like.
fn names(setting: Setting) -> (&'static str, &'static str, &'static str) {
    match setting {
        Setting::ClosesPeople => ("staff-settings-closes-people", "staff-settings-closes-hint", "closes"),
        Setting::ClosesOrganizations => (
            "staff-settings-closes-organizations",
            "staff-settings-closes-hint",
            "closes",
        ),
        Setting::Goal => ("staff-settings-goal", "staff-settings-goal-hint", "goal"),
        Setting::Approval => ("staff-settings-approval", "staff-settings-approval-hint", "approval"),
        Setting::Paused => ("staff-settings-paused", "staff-settings-paused-hint", "paused"),
    }
}
