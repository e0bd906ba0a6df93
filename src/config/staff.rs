//! Settings of the staff area.

use serde::Deserialize;

use super::Proxy;

/// Settings of the staff area.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staff {
    /// The header in which a trusted proxy names the email address of the person who signed in there. Without it, nobody signs in by a proxy.
    #[serde(default)]
    pub sso_header: Option<String>,
}

/// Headers that browsers and proxies set for other purposes.
const OTHERS: &[&str] = &[
    "authorization",
    "cookie",
    "from",
    "host",
    "origin",
    "referer",
    "user-agent",
];

impl Staff {
    /// Returns why the settings can't be used, with how to fix them.
    pub(super) fn wrong(&self, proxy: &Proxy) -> Option<String> {
        let name = self.sso_header.as_deref()?;
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        if !is_name || OTHERS.contains(&name.to_ascii_lowercase().as_str()) {
            return Some(format!(
                "staff.sso_header is {name:?}: set it to the name of the header in which your proxy puts the email address, such as \"X-Forwarded-Email\""
            ));
        }
        // Anyone could name an owner in the header.
        proxy.trusted.is_empty().then(|| {
            "staff.sso_header needs proxy.trusted: set it to the address of the proxy that people sign in to, or remove staff.sso_header"
                .to_owned()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ClientHeader;

    fn wrong(name: &str, trusted: &[&str]) -> String {
        let proxy = Proxy {
            trusted: trusted.iter().map(|it| it.parse().expect("a network")).collect(),
            header: ClientHeader::parse("Forwarded").expect("known"),
        };
        let staff = Staff {
            sso_header: Some(name.to_owned()),
        };
        staff.wrong(&proxy).unwrap_or_default()
    }

    #[test]
    fn a_header_is_believed_from_a_trusted_proxy_alone() {
        assert_eq!(wrong("X-Forwarded-Email", &["10.0.0.1/32"]), "");
        assert!(wrong("X-Forwarded-Email", &[]).contains("needs proxy.trusted"));
        for name in ["", "Cookie", "host", "X Email", "X-Email:"] {
            assert!(wrong(name, &["10.0.0.1/32"]).contains("staff.sso_header is"), "{name}");
        }
    }
}
