//! Takes a form: it is read once, admitted once and recorded once, or it comes back for a reason.

use std::sync::Arc;

use crate::letters::library::Library;
use crate::signing::admission::{Admission, AdmissionRequest, admit};
use crate::signing::approval_requested;
use crate::signing::drafts::save::save;
use crate::signing::form_page::Shown;
use crate::signing::parts::SigningParts;
use crate::signing::record::{Recording, record};
use crate::signing::returned::{Returned, Stop};
use crate::signing::submission::{CompleteForm, Submission, in_time};
use crate::web::form::Typed;
use crate::web::gate::Gate;
use crate::web::page::Page;

/// Takes a form, and returns the page that answers it. The form is read only while the letter may be signed, and once it has passed the
/// gate.
pub(crate) async fn take(
    gate: Gate,
    parts: &SigningParts<'_>,
    library: &Arc<Library>,
    shown: &Shown<'_>,
    typed: &Typed,
) -> Result<Page, Stop> {
    let app = parts.app;
    in_time(app, shown)?;
    gate.passed().map_err(Returned::NotNow)?;
    let submission = Submission::read(app, shown, typed)?;
    let asking = AdmissionRequest {
        app,
        limits: parts.limits,
        letter: shown.letter,
        client: parts.client,
        typed,
        email: submission.email(),
        now: app.clock.now(),
    };
    let (now, granted) = (asking.now, admit(&asking)?);
    match submission {
        Submission::Sign(asked) => sign(parts, library, (shown, typed), *asked, &granted, now).await,
        Submission::Save(email) => save(app, shown, typed, email, &granted, now).await,
    }
}

/// Records a signature. The answer is made beforehand, from what was typed alone.
async fn sign(
    parts: &SigningParts<'_>,
    library: &Arc<Library>,
    (shown, typed): (&Shown<'_>, &Typed),
    asked: CompleteForm,
    granted: &Admission,
    now: jiff::Timestamp,
) -> Result<Page, Stop> {
    let SigningParts {
        app,
        live_library,
        limits,
        ..
    } = *parts;
    let minutes = granted.minutes(now);
    let answer = parts.pages.page(app, library, shown, typed, &asked.request, minutes)?;
    let waiting = approval_requested::page(app, shown, &asked.request)?;
    match record(app, live_library, shown.letter, parts.client, asked, typed, granted).await? {
        Recording::Asked => Ok(waiting.unwrap_or(answer)),
        Recording::Done => {
            if let Some(domain) = &granted.domain {
                limits.traffic.signed(domain, now);
            }
            Ok(answer)
        }
    }
}
