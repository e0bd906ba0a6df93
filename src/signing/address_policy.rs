//! The policy on addresses that deserve a second look: role addresses and disposable mailboxes are refused or flagged, as the settings say.

use crate::config::{Judgement, Signing};
use crate::domains;
use crate::signatures::store::flags;
use crate::signatures::{Request, Signer};

/// Mailboxes that belong to a role, not a person (RFC 2142 and other common ones), in English and Spanish.
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

/// Mailboxes that nobody reads: a link sent there confirms nothing.
const UNREAD: &[&str] = &["donotreply", "no-reply", "noreply"];

/// Returns the flags that a request deserves, separated by commas, or the message id of why its address is refused.
///
/// Organizations are often reached at a role's address: only mailboxes that nobody reads are refused to them.
pub fn judge(request: &Request, settings: &Signing) -> Result<String, &'static str> {
    let person = matches!(request.signer, Signer::Person(_));
    let Some(email) = &request.email else {
        return Ok(String::new());
    };
    let local = email
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
            domains::is_disposable(email.domain()),
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
