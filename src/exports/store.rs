//! Reads the signers in the order of a delivery.

use super::{ExportError, Signer};
use crate::clock::from_micros;
use crate::letters::Party;
use crate::sheet::Filter;
use crate::sheet::store::question::Question;
use crate::store::{Read, Row, StoreError};

/// Visits every signer that matches a filter: organizations (national, then by state, then by country), then individuals by state and country.
/// Each group is sorted by name.
pub fn each(
    db: &Read<'_>,
    filter: &Filter,
    mut visit: impl FnMut(Signer) -> Result<(), ExportError>,
) -> Result<(), ExportError> {
    let question = Question::of_all(db, filter)?;
    let (source, which) = (question.source(), question.which());
    let sql = format!(
        "SELECT s.id, s.kind, s.state, s.held_for, s.flags, s.created_at, s.listed_name, s.listing, s.city, s.region, s.country, s.email, s.consent, s.consent_at, s.lang, s.revision,
           s.confirmed_at, s.demonstration, p.name, p.postal_code, COALESCE(p.title, o.contact_title) AS title, p.affiliation,
           p.comment, p.comment_state, p.to_offices, p.to_offices_at, p.district, p.district_found, o.legal_name, o.kind AS organization_kind, o.website, o.phone, o.authorized, o.scope, o.contact_name, o.verification, o.evidence, s.source,
           s.origin, v.evidence AS origin_evidence, v.unasked,
           i.name AS invitation,
           (SELECT string_agg(n.lang || ': ' || n.name, '; ' ORDER BY n.lang) FROM other_names n WHERE n.signature = s.id) AS other_names
         FROM {source} LEFT JOIN people p ON p.signature = s.id LEFT JOIN organizations o ON o.signature = s.id
           LEFT JOIN invitations i ON i.id = o.invitation LEFT JOIN provenance v ON v.signature = s.id
         WHERE {which}
         ORDER BY s.kind, COALESCE(o.scope = 'national' AND s.region IS NOT NULL, FALSE) DESC,
           CASE WHEN o.scope = 'national' AND s.region IS NOT NULL THEN '' ELSE COALESCE(s.region, '~' || s.country) END, s.sort_name, s.id"
    );
    db.each(&sql, question.values().as_slice(), |row| visit(signer(row)?))
}

fn signer(row: &Row<'_>) -> Result<Signer, StoreError> {
    let text = |column: &str| row.get::<Option<String>>(column).map(Option::unwrap_or_default);
    let kind: Party = row.word("kind")?;
    let name = if kind == Party::Person {
        text("name")?
    } else {
        text("legal_name")?
    };
    let when = |column: &str| {
        let at = row.get::<Option<i64>>(column)?;
        Ok::<_, StoreError>(at.map(|at| from_micros(at).to_string()).unwrap_or_default())
    };
    let unlisted = text("listing")? == "unlisted";
    let gave = |column: &str| row.get::<Option<String>>(column).map(|it| it.is_some());
    let comment_state = gave("comment")?.then(|| text("comment_state")).transpose()?;
    let district = row.get::<Option<u8>>("district")?.map(|number| number.to_string());
    Ok(Signer {
        listed_name: if unlisted { String::new() } else { text("listed_name")? },
        name,
        kind: kind.to_string(),
        scope: text("scope")?,
        city: text("city")?,
        state: text("region")?,
        country: text("country")?,
        postal_code: text("postal_code")?,
        title: text("title")?,
        affiliation: text("affiliation")?,
        contact_name: text("contact_name")?,
        email: text("email")?,
        comment_state: comment_state.unwrap_or_default(),
        comment: text("comment")?,
        district: district.unwrap_or_default(),
        district_found: text("district_found")?,
        verification: text("verification")?,
        evidence: text("evidence")?,
        source: text("source")?,
        invitation: text("invitation")?,
        updates: gave("consent")?,
        lang: text("lang")?,
        revision: row.get("revision")?,
        confirmed_at: when("confirmed_at")?,
        demonstration: row.get("demonstration")?,
        organization_kind: text("organization_kind")?,
        website: text("website")?,
        phone: text("phone")?,
        authorized_wording: text("authorized")?,
        updates_wording: text("consent")?,
        updates_at: when("consent_at")?,
        other_names: text("other_names")?,
        number: row.get("id")?,
        standing: text("state")?,
        held_for: text("held_for")?,
        marks: text("flags")?,
        signed_at: from_micros(row.get("created_at")?).to_string(),
        origin: text("origin")?,
        origin_evidence: text("origin_evidence")?,
        unasked: text("unasked")?,
        to_offices: gave("to_offices")?,
        to_offices_wording: text("to_offices")?,
        to_offices_at: when("to_offices_at")?,
    })
}
