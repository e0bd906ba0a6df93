//! The own page: what is stored, what may be corrected, and the available actions.

use serde::Serialize;

use crate::letters::live_library::LiveLibrary;
use crate::letters::{Comments, Digest, Letter, Party, Phase, Signing};
use crate::locale::Lang;
use crate::my_signature;
use crate::my_signature::facts::{Fact, deciders, delivered, facts, waiting};
use crate::my_signature::fields::Offered;
use crate::my_signature::form::other_name;
use crate::my_signature::notices::{DONE, UNSURE, UNSURE_TO_WITHDRAW};
use crate::my_signature::renewal::{Renewal, renewal};
use crate::my_signature::store::stored::StoredSignature;
use crate::organizations::approval::progress::{self, progress};
use crate::organizations::store::profile::OwnOrganization;
use crate::signatures::Listing;
use crate::signatures::state::State;
use crate::signing::form_page::asks_full_names;
use crate::site::letter_page::find_signed;
use crate::site::letter_view::{LetterView, Named, paths};
use crate::site::text_changes::{self, Changes};
use crate::web::App;
use crate::web::error::Failure;
use crate::web::form::fields::Field;
use crate::web::form::{Errors, Typed};
use crate::web::page::{self, Frame, Page};

/// Returns the letters that are open to organizations and that this one has not signed.
fn open_letters(app: &App, live_library: &LiveLibrary, lang: Lang, own: &StoredSignature) -> Vec<Named> {
    if own.kind != Party::Organization || own.state != State::Confirmed {
        return Vec::new();
    }
    let (library, now) = (live_library.now(), app.clock.now());
    let open = library.newest_first().into_iter().filter(|letter| {
        letter.phase(Party::Organization, now) == Phase::Open
            && !own.letters.iter().any(|slug| slug == letter.slug.as_str())
    });
    open.map(|letter| Named::new(letter, lang)).collect()
}

/// Formats the line as it is listed.
fn line(app: &App, lang: Lang, own: &StoredSignature) -> String {
    listed_line(
        app,
        lang,
        own,
        (own.listing, &own.listed_name),
        [&own.title, &own.affiliation],
    )
}

/// Formats a line under the letter: name and place, and a person's title and affiliation if the whole name is listed.
pub(crate) fn listed_line(
    app: &App,
    lang: Lang,
    own: &StoredSignature,
    (listing, name): (Listing, &str),
    said: [&Option<String>; 2],
) -> String {
    let place = match listing {
        Listing::Unlisted => return app.locales.text(lang, "not-listed"),
        Listing::Initial => own.place().without_city(),
        Listing::Full => own.place(),
    };
    let first = format!("{name} — {}", place.words(&app.locales, lang));
    let said = said.into_iter().flatten().filter(|_| listing == Listing::Full);
    [first].into_iter().chain(said.cloned()).collect::<Vec<_>>().join(" · ")
}

#[derive(Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the template has no comparisons: one switch a part"
)]
struct View {
    letter: LetterView,
    open: Vec<Named>,
    token: String,
    /// The id of the correction form, for the buttons that switch the language.
    form_id: &'static str,
    notice: String,
    /// Whether the notice says that something was done.
    done: bool,
    state: String,
    /// How many deciders have decided.
    progress: String,
    listed_as: String,
    facts: Vec<Fact>,
    fields: Vec<Field>,
    organization: bool,
    waiting: Vec<Fact>,
    deciders: Vec<Fact>,
    preview: Vec<Fact>,
    wrong: usize,
    unsure: bool,
    /// The error beside the box for withdrawing; empty if there is none.
    unsure_to_withdraw: String,
    may_withdraw: bool,
    /// Whether the signature was withdrawn, declined, disowned or rejected, so that nothing can be corrected.
    left: bool,
    /// Whether some deciders have decided and others have not: nothing can be corrected until all have.
    decided: bool,
    /// Whether the deciders decide about another text than the contact read.
    moved: bool,
    /// The link to sign again; empty if that is not possible or would not help.
    again: String,
    /// The days of the bundles that hold the signature.
    delivered: Vec<String>,
    /// The renewal, if the text has changed since.
    renewal: Option<Renewal>,
    /// What changed in the text.
    changes: Option<Changes>,
    /// The person who was named as another contact and has not answered.
    named: String,
    /// The link to name another contact; empty if this signature may not.
    contact: String,
}

/// A signature opened by its link, in the reader's language.
pub(crate) struct Opened<'a> {
    pub(crate) lang: Lang,
    pub(crate) token: &'a str,
    pub(crate) own: &'a StoredSignature,
}

/// What the form contains, and what is shown above it.
pub(crate) struct Shown {
    pub(crate) typed: Typed,
    pub(crate) errors: Errors,
    /// A message id; empty if there is none.
    pub(crate) notice: &'static str,
    /// The preview of the lines.
    pub(crate) preview: Vec<Fact>,
}

impl Shown {
    /// Shows what is stored.
    pub(crate) fn stored(own: &StoredSignature, notice: &'static str) -> Self {
        Self {
            typed: as_stored(own),
            errors: Errors::new(),
            notice,
            preview: Vec::new(),
        }
    }
}

pub(crate) async fn show(
    app: &App,
    live_library: &LiveLibrary,
    opened: &Opened<'_>,
    shown: Shown,
) -> Result<Page, Failure> {
    let Opened { lang, token, own } = *opened;
    let library = live_library.now();
    let (lang, letter) = find_signed(app, &library, lang, &own.letter)?;
    let renewal = renewal(app, letter, lang, own);
    let text = Digest::parse(&own.text_sha256);
    let gone = text.is_some_and(|text| letter.edition_by_digest(text).is_none());
    let moved = own.state == State::Awaiting && gone;
    let read = text.filter(|_| renewal.is_some() || moved);
    let locales = letter.words(&app.locales);
    let view = View {
        changes: text_changes::since(app, letter, read).await?,
        letter: LetterView::new(app, letter, lang, app.clock.now()),
        open: open_letters(app, live_library, lang, own),
        token: token.to_owned(),
        form_id: "own-form",
        notice: match shown.notice {
            "" | UNSURE | UNSURE_TO_WITHDRAW => String::new(),
            notice => locales.text(lang, notice),
        },
        done: DONE.contains(&shown.notice),
        state: progress::state_of(&locales, lang, (own.kind, own.state), own.origin, own.deciders().len()),
        progress: progress_of(app, lang, own),
        listed_as: line(app, lang, own),
        facts: facts(app, lang, own),
        fields: my_signature::fields::own(&locales, lang, (own, offered(letter)), &shown.typed, &shown.errors),
        organization: own.organization.is_some(),
        waiting: waiting(app, lang, own),
        deciders: deciders(app, lang, own),
        preview: shown.preview,
        wrong: shown.errors.len(),
        unsure: shown.notice == UNSURE,
        unsure_to_withdraw: if shown.notice == UNSURE_TO_WITHDRAW {
            app.locales.text(lang, UNSURE_TO_WITHDRAW)
        } else {
            String::new()
        },
        may_withdraw: own.may_withdraw(),
        left: own.has_left(),
        decided: own.is_being_decided(),
        moved,
        again: again(app, letter, lang, own),
        delivered: delivered(app, letter, lang, own),
        renewal,
        named: own.named.clone().unwrap_or_default(),
        contact: if own.may_name_contact() {
            format!("/{lang}/my-signature/{token}/contact")
        } else {
            String::new()
        },
    };
    // The token must not appear in links to the other language, as on the confirmation page.
    let heading = app.locales.text(lang, "own-heading");
    let frame = Frame::new(app, lang, &heading, &format!("/letters/{}", letter.slug)).about(letter.kind.as_str());
    Ok(page::html(app, "own", &frame, &view)?.secret())
}

/// Returns the link to the form, for someone who withdrew or whose organization declined. Signers whom somebody else removed write to staff
/// instead.
fn again(app: &App, letter: &Letter, lang: Lang, own: &StoredSignature) -> String {
    let party = own.kind;
    let by_themselves = own.state.allows_signing_anew();
    if by_themselves && letter.phase(party, app.clock.now()) == Phase::Open {
        format!("/{lang}/letters/{}/{}", letter.slug, paths(party).0)
    } else {
        String::new()
    }
}

fn progress_of(app: &App, lang: Lang, own: &StoredSignature) -> String {
    let asked = own.organization.as_ref().filter(|_| own.state == State::Awaiting);
    asked.map_or_else(String::new, |it| {
        progress(
            &app.locales,
            lang,
            &it.deciders,
            usize::try_from(it.approvals).unwrap_or(usize::MAX),
        )
    })
}

/// Returns what a letter asks people for.
pub(crate) fn offered(letter: &Letter) -> Offered {
    let silent = |signing: &Signing| signing.comments == Comments::None;
    Offered {
        comments: !letter.signing.as_ref().is_some_and(silent),
        full_names: asks_full_names(letter),
    }
}

/// Returns the form filled with what is stored.
pub(crate) fn as_stored(own: &StoredSignature) -> Typed {
    let updates = if own.updates.is_some() { "yes" } else { "" };
    let shortened = own.shortened();
    let person = [
        ("name", own.name.as_str()),
        ("short_name", if own.kind == Party::Person { &shortened } else { "" }),
        ("listing", own.listing.as_str()),
        ("city", own.city.as_str()),
        ("title", own.title.as_deref().unwrap_or_default()),
        ("affiliation", own.affiliation.as_deref().unwrap_or_default()),
        ("updates", updates),
        ("to_offices", if own.to_offices.is_some() { "yes" } else { "" }),
        ("comment", own.comment.as_deref().unwrap_or_default()),
    ];
    let Some(it) = &own.organization else {
        return Typed::of(person);
    };
    Typed::of(organization(own, it).into_iter().chain([("updates", updates)])).over(other_names(it))
}

fn organization<'o>(own: &'o StoredSignature, it: &'o OwnOrganization) -> [(&'static str, &'o str); 12] {
    let text = |text: &'o Option<String>| text.as_deref().unwrap_or_default();
    // What waits for review is what the contact wants, so it stays in the form.
    let (legal_name, website) = match &it.waiting {
        Some(waiting) => (&waiting.legal_name, &waiting.website),
        None => (&it.legal_name, &it.website),
    };
    [
        ("legal_name", legal_name),
        ("listed_name", &own.listed_name),
        ("org_kind", &it.kind),
        ("scope", &it.scope),
        ("country", &own.country),
        ("city", &own.city),
        ("state", text(&own.region)),
        ("website", text(website)),
        ("public_email", text(&it.public_email)),
        ("contact_name", &it.contact_name),
        ("contact_title", &it.contact_title),
        ("phone", text(&it.phone)),
    ]
}

fn other_names(it: &OwnOrganization) -> Typed {
    let names = it
        .other_names
        .iter()
        .filter_map(|(lang, name)| Some((other_name(Lang::parse(lang)?), name.clone())));
    names.collect()
}
