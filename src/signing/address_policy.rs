//! Addresses that deserve a second look: of a role, or of a provider of throw-away mailboxes. Refused or marked, as the settings say.

use crate::config::{Judgement, Signing};
use crate::domains;
use crate::signatures::store::flags;
use crate::signatures::{Request, Signer};

/// Mailboxes that a role has, not a person (RFC 2142, and what is usual beside it), in English and Spanish.
const ROLES: &[&str] = &[
    "abuse",
    "admin",
    "administracion",
    "administrator",
    "billing",
    "contact",
    "contacto",
    "donotreply",
    "help",
    "hostmaster",
    "info",
    "informacion",
    "mail",
    "marketing",
    "no-reply",
    "noc",
    "noreply",
    "office",
    "oficina",
    "postmaster",
    "press",
    "prensa",
    "root",
    "sales",
    "security",
    "soporte",
    "support",
    "team",
    "webmaster",
];

/// Nobody reads these: a link sent there confirms nothing.
const UNREAD: &[&str] = &["donotreply", "no-reply", "noreply"];

/// The marks that a request deserves, with commas between, or the message of why its address is refused.
///
/// An organization is often reached at a role's address: only mailboxes that nobody reads are refused to it.
pub fn judge(request: &Request, settings: &Signing) -> Result<String, &'static str> {
    let person = matches!(request.signer, Signer::Person(_));
    let local = request
        .email
        .as_str()
        .split('@')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let local = local.split('+').next().unwrap_or_default();
    if UNREAD.contains(&local) {
        return Err("error-email-unread");
    }
    let kinds = [
        (
            person && ROLES.contains(&local),
            settings.role_addresses,
            flags::ROLE,
            "error-email-role",
        ),
        (
            domains::is_disposable(request.email.domain()),
            settings.disposable_addresses,
            flags::DISPOSABLE,
            "error-email-disposable",
        ),
    ];
    let mut marks = Vec::new();
    for (is, judgement, mark, refusal) in kinds {
        match judgement {
            Judgement::Refuse if is => return Err(refusal),
            Judgement::Flag if is => marks.push(mark),
            _ => {}
        }
    }
    Ok(marks.join(","))
}
