//! Shows the form in another language, for the other party, in whole after the short one, or with one more row, with everything that was typed. The form's
//! buttons do this, since a link would lose what was typed.

use std::sync::Arc;

use crate::letters::library::Library;
use crate::letters::{Letter, Party, Phase};
use crate::locale::Lang;
use crate::offices::zips::Place;
use crate::organizations::form::board;
use crate::signing::admission::price_now;
use crate::signing::form::short::WHOLE_FIELD;
use crate::signing::form::{self, OTHER_FIELD};
use crate::signing::form_page::{Above, Shown, form_page};
use crate::signing::parts::SigningParts;
use crate::signing::returned::Returned;
use crate::signing::submission::{in_time, place, replaced};
use crate::site::letter_page::find;
use crate::web::App;
use crate::web::answer::Answer;
use crate::web::error::Failure;
use crate::web::form::{Errors, LANGUAGE_FIELD, Typed};

/// The form that is wanted.
pub(crate) struct FormSwitch {
    lang: Lang,
    party: Party,
    /// Whether it is the other party's.
    other: bool,
}

impl FormSwitch {
    /// Returns what the pressed button asks for; `None` if it is to sign, or unknown.
    pub(crate) fn of(
        app: &App,
        library: &Library,
        (lang, letter, party): (Lang, &Letter, Party),
        typed: &Typed,
    ) -> Option<Self> {
        let other = !typed.get(OTHER_FIELD).is_empty();
        let party = if other { party.other() } else { party };
        let wanted = Lang::parse(typed.get(LANGUAGE_FIELD));
        let goes_on = [WHOLE_FIELD, board::ADD]
            .iter()
            .any(|button| !typed.get(button).is_empty());
        if wanted.is_none() && !other && !goes_on {
            return None;
        }
        let (lang, _) = find(app, library, wanted.unwrap_or(lang), letter.slug.as_str()).ok()?;
        let asked = letter.phase(party, app.clock.now()) != Phase::NotAsked;
        asked.then_some(Self { lang, party, other })
    }

    /// Answers with the form, or with the "check your mail" page if the button is on that page. What was typed is not validated; but the form
    /// is for the text that was read, so it says if that was replaced, or can't be signed now.
    pub(crate) async fn answer(
        self,
        parts: &SigningParts<'_>,
        library: &Arc<Library>,
        letter: &Letter,
        typed: Typed,
    ) -> Result<Answer, Failure> {
        let SigningParts {
            app,
            live_library,
            limits,
            pages,
            ..
        } = *parts;
        let typed = if self.other {
            form::for_other(typed, self.party)
        } else {
            typed
        };
        let place = place(app, parts.zips, self.party, &typed, app.clock.now()).await;
        let shown = Shown {
            letter,
            lang: self.lang,
            party: self.party,
            // The form can do without it: what it asks is asked when it is sent.
            place: place.unwrap_or_else(|error| {
                tracing::error!(event = "request.not_looked_up", %error);
                Place::default()
            }),
            price: price_now(app, limits, letter),
        };
        let replaced = || replaced(letter, &typed).map(|read| Returned::TextReplaced { read: Some(read) });
        if let Some(why) = in_time(app, &shown).err().or_else(replaced) {
            return Returned::answer(why.into(), (app, live_library), &shown, &typed).await;
        }
        if !self.other
            && let Some(page) = pages.in_another_language(app, library, &shown, &typed)?
        {
            return Ok(page.into());
        }
        Ok(form_page(app, &shown, &typed, &Errors::new(), Above::default())?.into())
    }
}
