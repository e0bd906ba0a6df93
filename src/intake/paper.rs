//! The form with which staff record a signature that came on paper, by email or by phone: the fields of the public form that staff can fill
//! in, in words about someone else.

use crate::intake::form::Desk;
use crate::letters::Party;
use crate::organizations::form::fields as organization;
use crate::signing::form::person_fields;
use crate::web::form::fields::{Field, Fields};
use crate::web::form::{Errors, Typed};

/// Fields of the public forms that only signers themselves can fill in.
const OWN: &[&str] = &["updates", "authorized", "short_name", "to_offices"];

/// Builds the fields, with what was typed and the errors beside it.
pub fn fields(desk: &Desk<'_>, typed: &Typed, errors: &Errors) -> Vec<Field> {
    let (locales, lang) = (desk.locales, desk.reader);
    let Fields { fields, more, .. } = match desk.party {
        Party::Person => person_fields::person(locales, lang, typed, &desk.place(typed), errors),
        Party::Organization => organization::organization(locales, lang, typed, errors),
    };
    // Approvers are asked by the service only if a contact names them.
    let more = more.into_iter().filter(|_| desk.party == Party::Person);
    let all = fields.into_iter().chain(more);
    all.filter(|field| !OWN.contains(&&*field.name))
        .map(|field| reworded(desk, field, errors))
        .collect()
}

/// Words a field for someone who fills it in for another person.
fn reworded(desk: &Desk<'_>, field: Field, errors: &Errors) -> Field {
    let id = field.name.replace('_', "-");
    let own = |id: String| desk.locales.has(desk.reader, &id).then(|| desk.text(&id));
    let label = own(format!("paper-{id}")).unwrap_or(field.label);
    let error = errors.get(&field.name).map(|message| desk.said(&field.name, message));
    let error = error.unwrap_or_default();
    // An organization's city appears with every name.
    let is_always_shown = field.name == "city" && desk.party == Party::Organization;
    let mut choices = field.choices;
    for choice in &mut choices {
        if let Some(label) = own(format!("paper-{id}-{}", choice.value)) {
            choice.label = label;
        }
    }
    Field {
        step: String::new(),
        hint: if is_always_shown {
            String::new()
        } else {
            own(format!("paper-hint-{id}")).unwrap_or_default()
        },
        problem: format!("{label}: {error}"),
        // Someone else's details must not be filled in from the browser's own.
        autocomplete: "off",
        required: field.required
            && field.name != "email"
            && (field.name != "city" || desk.party == Party::Organization),
        asked: false,
        label,
        error,
        choices,
        ..field
    }
}

/// Returns the label of a field, for a list of what is wrong.
pub fn label(desk: &Desk<'_>, field: &str) -> String {
    let id = field.replace('_', "-");
    let known = [format!("paper-{id}"), format!("field-{id}")];
    let found = known.iter().find(|id| desk.locales.has(desk.reader, id));
    found.map_or_else(|| field.to_owned(), |id| desk.text(id))
}
