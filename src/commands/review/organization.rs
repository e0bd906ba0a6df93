//! Prints everything about one organization.

use undersigned::clock::from_micros;
use undersigned::review::store::dossier::{OrganizationSignature, dossier};
use undersigned::signatures::ids::SignatureId;
use undersigned::signatures::state::Decision;
use undersigned::signatures::store::Decider;

use super::super::listing::{self, json};
use super::super::{Workspace, say};

/// Prints everything that it signed: a block for each letter.
pub(super) fn organization(workspace: &Workspace, id: SignatureId, as_json: bool) -> anyhow::Result<()> {
    let signed = workspace.store.read_now(|db| dossier(db, id))?;
    anyhow::ensure!(
        !signed.is_empty(),
        "number {id} is not an organization's signature: run `undersigned review list` to see the numbers"
    );
    if as_json {
        return json(&signed);
    }
    for it in &signed {
        block(it);
    }
    Ok(())
}

fn block(it: &OrganizationSignature) {
    let when = from_micros(it.created_at).to_string();
    say(&format!("{}\t{}\t{}\t{when}", it.id, it.letter, it.state));
    let [contact, title, email] = &it.contact;
    let [invited, note] = &it.invitation;
    for (label, text) in [
        ("listed as", it.listed_name.clone()),
        ("legal name", it.legal_name.clone()),
        ("website", it.website.clone()),
        ("public email", it.public_email.clone()),
        ("contact", format!("{contact} ({title}), {email}")),
        ("verification", it.verification.clone()),
        ("evidence", it.evidence.clone()),
        ("text", listing::text(it.earlier_text)),
        ("held for", it.held_for.clone()),
        ("marks", it.flags.clone()),
        ("source", it.source.clone()),
        ("invited as", join(&[invited, note])),
    ] {
        if !text.is_empty() {
            say(&format!("  {label}\t{text}"));
        }
    }
    for event in &it.history {
        let told = join(&[
            &event.act,
            &event.reason,
            &event.note,
            &format!("by {}", event.actor),
            &event.at,
        ]);
        say(&format!("  history\t{told}"));
    }
    decide("approver", &it.deciders);
    if let Some(asked) = &it.renewal {
        decide(&format!("approver of revision {}", asked.revision), &asked.deciders);
    }
    if let Some(waiting) = &it.waiting {
        let website = waiting.website.as_deref().unwrap_or("no website");
        say(&format!("  requested change\t{}, {website}", waiting.legal_name));
        say(&format!(
            "  \tundersigned review correction {} --approve or --refuse",
            it.id
        ));
    }
}

fn decide(label: &str, deciders: &[Decider]) {
    for one in deciders {
        let decision = one.decision.map_or("no decision yet", Decision::as_str);
        let reason = one.reason.as_deref().unwrap_or_default();
        let told = join(&[&one.name, &one.email, decision, reason]);
        say(&format!("  {label}\t{told}"));
    }
}

fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(", ")
}
