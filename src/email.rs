//! E-mail addresses: parsed once, never shown by `Debug`.

/// An address that mail can be sent to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// Why a text is not an [`EmailAddress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("the address is missing")]
    Missing,
    /// Not `name@domain.tld`.
    #[error("this is not an e-mail address")]
    Form,
}

impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("EmailAddress(…)")
    }
}

impl EmailAddress {
    /// Parses an address (RFC 5321 dot-string with a domain name); the domain becomes lower case.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(EmailError::Missing);
        }
        let options = email_address::Options::default()
            .without_display_text()
            .without_domain_literal()
            .with_required_tld();
        email_address::EmailAddress::parse_with_options(text, options).map_err(|_| EmailError::Form)?;
        let (local, domain) = text.rsplit_once('@').ok_or(EmailError::Form)?;
        let url::Host::Domain(domain) = url::Host::parse(domain).map_err(|_| EmailError::Form)? else {
            return Err(EmailError::Form);
        };
        let plain = local.bytes().all(|b| b.is_ascii_graphic() && b != b'"');
        if !plain || text.len() > 254 {
            return Err(EmailError::Form);
        }
        Ok(Self(format!("{local}@{domain}")))
    }

    /// As mail is sent to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// One form for all spellings of one mailbox: case folded, `+tag` cut, dots dropped where the provider ignores them.
    pub fn canonical(&self) -> String {
        let lower = self.0.to_lowercase();
        let (local, domain) = lower.rsplit_once('@').unwrap_or((&lower, ""));
        let ignores_dots = matches!(domain, "gmail.com" | "googlemail.com");
        let takes_tags = ignores_dots
            || matches!(
                domain,
                "outlook.com" | "hotmail.com" | "icloud.com" | "fastmail.com" | "proton.me"
            );
        let local = if takes_tags {
            local.split('+').next().unwrap_or(local)
        } else {
            local
        };
        let local = if ignores_dots {
            local.replace('.', "")
        } else {
            local.to_owned()
        };
        format!("{local}@{}", if ignores_dots { "gmail.com" } else { domain })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("ana@example.org", "ana@example.org")]
    #[case(" Ana.Lopez+news@GMail.com ", "analopez@gmail.com")]
    #[case("o'brien@Example.ORG", "o'brien@example.org")]
    #[case("a+b@example.org", "a+b@example.org")]
    fn one_mailbox_has_one_form(#[case] given: &str, #[case] canonical: &str) {
        assert_eq!(EmailAddress::parse(given).expect("an address").canonical(), canonical);
    }

    #[rstest::rstest]
    #[case("ana")]
    #[case("ana@localhost")]
    #[case("ana@[127.0.0.1]")]
    #[case("Ana <ana@example.org>")]
    #[case("ana@example.org\r\nBcc: x@example.org")]
    #[case("\"a b\"@example.org")]
    fn what_is_no_address_is_refused(#[case] given: &str) {
        assert_eq!(EmailAddress::parse(given), Err(EmailError::Form));
    }

    #[test]
    fn debug_shows_nothing() {
        assert_eq!(
            format!("{:?}", EmailAddress::parse("ana@example.org")),
            "Ok(EmailAddress(…))"
        );
    }
}
