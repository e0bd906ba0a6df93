//! The fields of a setting's form: as they were typed, or else with the value that holds now.

use serde::Serialize;

use super::Wrong;
use super::words::Words;
use crate::letters::overrides::{Approval, Setting, Value};
use crate::locale::Lang;
use crate::web::form::Typed;

/// The fields of a form.
#[derive(Serialize, Default)]
pub(super) struct TypedValue {
    day: String,
    time: String,
    none: bool,
    goal: String,
    rules: Vec<Rule>,
    reasons: Vec<Reason>,
    why: String,
}

#[derive(Serialize)]
struct Rule {
    word: &'static str,
    label: String,
    chosen: bool,
}

#[derive(Serialize)]
struct Reason {
    lang: Lang,
    label: String,
    text: String,
}

impl Words<'_> {
    /// Returns the fields as they were typed, or else with the value that holds now.
    pub(super) fn typed(&self, setting: Setting, wrong: Option<&Wrong<'_>>) -> TypedValue {
        let now = self
            .letter
            .signing
            .as_ref()
            .and_then(|signing| Value::of(setting, signing));
        let typed = wrong.map(|it| it.typed);
        let field = |name: &str, now: String| typed.map_or(now, |typed| typed.get(name).to_owned());
        let local = match &now {
            Some(Value::Closes(Some(at))) => Some(at.to_zoned_datetime(self.letter.zone())),
            _ => None,
        };
        let written = |format: &str| {
            local
                .as_ref()
                .map_or_else(String::new, |at| at.strftime(format).to_string())
        };
        let goal = match &now {
            Some(Value::Goal(Some(goal))) => goal.to_string(),
            _ => String::new(),
        };
        let rule = match (typed, &now) {
            (Some(typed), _) => typed.get("rule").parse().ok(),
            (None, Some(Value::Approval(rule))) => Some(*rule),
            _ => None,
        };
        TypedValue {
            day: field("day", written("%Y-%m-%d")),
            time: field("time", written("%H:%M")),
            none: typed.map_or(now == Some(Value::Closes(None)), |typed| typed.has("none")),
            goal: field("goal", goal),
            rules: self.rules(rule),
            reasons: self.reasons(now.as_ref(), typed),
            why: field("why", String::new()),
        }
    }

    fn rules(&self, chosen: Option<Approval>) -> Vec<Rule> {
        let all = [Approval::Every, Approval::Unverified, Approval::None].into_iter();
        let rule = |it: Approval| Rule {
            word: it.as_str(),
            label: self.text(rule_name(it)),
            chosen: chosen == Some(it),
        };
        all.map(rule).collect()
    }

    fn reasons(&self, now: Option<&Value>, typed: Option<&Typed>) -> Vec<Reason> {
        let told = |lang: Lang| match now {
            Some(Value::Paused(pause)) => pause.reasons.get(&lang).cloned().unwrap_or_default(),
            _ => String::new(),
        };
        let reason = |lang: Lang| {
            let name = [("language", self.app.locales.own_name(lang).into())];
            Reason {
                lang,
                label: self.app.locales.format(self.lang, "staff-settings-reason", &name),
                text: typed.map_or_else(|| told(lang), |typed| typed.get(&format!("reason-{lang}")).to_owned()),
            }
        };
        self.app.locales.languages().map(reason).collect()
    }
}

/// Returns the message with a rule's name.
pub(super) fn rule_name(rule: Approval) -> &'static str {
    match rule {
        Approval::Every => "staff-settings-approval-every",
        Approval::Unverified => "staff-settings-approval-unverified",
        Approval::None => "staff-settings-approval-none",
    }
}
