//! E-mail addresses: parsed once, never shown by `Debug`.

/// An address that mail can be sent to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EmailAddress(String);

/// Why a text is not an [`EmailAddress`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("the email address is missing")]
    Missing,
    /// It is not of the form `name@domain.tld`.
    #[error("not an email address")]
    Form,
}

/// How a provider reads addresses; all of these ignore what follows a `+`.
struct Provider {
    domains: &'static [&'static str],
    /// Characters before the `@` that make no difference.
    ignores: &'static [char],
    /// Whether the same name under each of its domains is one mailbox.
    one_mailbox: bool,
}

/// Known providers, by their own help pages. At any other provider, every spelling is an address of its own.
const PROVIDERS: &[Provider] = &[
    Provider {
        domains: &["gmail.com", "googlemail.com"],
        ignores: &['.'],
        one_mailbox: true,
    },
    Provider {
        domains: &[
            "outlook.com",
            "hotmail.com",
            "live.com",
            "msn.com",
            "outlook.es",
            "hotmail.es",
            "hotmail.co.uk",
            "live.com.mx",
            "outlook.fr",
            "hotmail.fr",
        ],
        ignores: &[],
        one_mailbox: false,
    },
    Provider {
        domains: &["icloud.com", "me.com", "mac.com"],
        ignores: &[],
        one_mailbox: true,
    },
    Provider {
        domains: &["proton.me", "protonmail.com", "pm.me", "protonmail.ch"],
        ignores: &['.', '-', '_'],
        one_mailbox: true,
    },
    Provider {
        domains: &["fastmail.com", "fastmail.fm"],
        ignores: &[],
        one_mailbox: false,
    },
    Provider {
        domains: &["tuta.com", "tutanota.com"],
        ignores: &[],
        one_mailbox: false,
    },
];

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

    /// Returns the address as mail is sent to it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the part after the `@`.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// Returns the address that its mail most likely ends at, for counting: [`Self::canonical`], without the tag at any domain, since most
    /// mail servers deliver `name+tag` to `name`. It never identifies anybody.
    pub fn base(&self) -> String {
        let canonical = self.canonical();
        let (local, domain) = canonical.rsplit_once('@').unwrap_or((&canonical, ""));
        // Fastmail delivers `tag@name.fastmail.com` to `name@fastmail.com`.
        if let Some((name, host)) = domain.split_once('.')
            && matches!(host, "fastmail.com" | "fastmail.fm")
        {
            return format!("{name}@{host}");
        }
        let separators: &[char] = if is_yahoo(domain) { &['+', '-'] } else { &['+'] };
        let name = local
            .split(separators)
            .next()
            .filter(|name| !name.is_empty())
            .unwrap_or(local);
        format!("{name}@{domain}")
    }

    /// Returns [`Self::base`] if the address differs from it by a tag: what it has in common with the others of one mailbox.
    pub(crate) fn tagged_base(&self) -> Option<String> {
        let base = self.base();
        (base != self.canonical()).then_some(base)
    }

    /// Returns one form for all spellings of one mailbox: case folded, and without `+tag` and characters that the provider ignores.
    pub fn canonical(&self) -> String {
        let lower = self.0.to_lowercase();
        let (local, domain) = lower.rsplit_once('@').unwrap_or((&lower, ""));
        let Some(provider) = PROVIDERS.iter().find(|provider| provider.domains.contains(&domain)) else {
            return lower;
        };
        let local = local.split('+').next().unwrap_or(local);
        let plain = local.replace(provider.ignores, "");
        let local = if plain.is_empty() { local } else { &plain };
        let domain = if provider.one_mailbox {
            provider.domains[0]
        } else {
            domain
        };
        format!("{local}@{domain}")
    }
}

/// Returns whether a domain is Yahoo's, whose disposable addresses are `name-keyword`.
fn is_yahoo(domain: &str) -> bool {
    matches!(domain, "ymail.com" | "rocketmail.com") || domain.starts_with("yahoo.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("Stuffer+0@zoho.com", Some("stuffer@zoho.com"))]
    #[case("victim+7@workspace.example", Some("victim@workspace.example"))]
    #[case("base-news@yahoo.co.uk", Some("base@yahoo.co.uk"))]
    #[case("stuffer@zoho.com", None)]
    #[case("mary-ann@family.example", None)]
    fn only_a_tagged_address_has_a_mailbox_below_it(#[case] address: &str, #[case] base: Option<&str>) {
        let address = EmailAddress::parse(address).expect("an address");
        assert_eq!(address.tagged_base().as_deref(), base);
    }

    #[rstest::rstest]
    #[case("stuffer+0@zoho.com", "stuffer@zoho.com")]
    #[case("Stuffer+149@zoho.com", "stuffer@zoho.com")]
    #[case("a+b+c@yandex.com", "a@yandex.com")]
    #[case("victim+7@workspace.example", "victim@workspace.example")]
    #[case("v.ictim+7@gmail.com", "victim@gmail.com")]
    #[case("base-news@yahoo.co.uk", "base@yahoo.co.uk")]
    #[case("v-p_+7@pm.me", "vp@proton.me")]
    #[case("mary-ann@family.example", "mary-ann@family.example")]
    #[case("news@ana.fastmail.com", "ana@fastmail.com")]
    #[case("ana@fastmail.com", "ana@fastmail.com")]
    #[case("+x@family.example", "+x@family.example")]
    fn mail_is_counted_for_the_address_below_the_tag(#[case] given: &str, #[case] base: &str) {
        assert_eq!(EmailAddress::parse(given).expect("an address").base(), base);
    }

    #[rstest::rstest]
    #[case("ana@example.org", "ana@example.org")]
    #[case(" Ana.Lopez+news@GMail.com ", "analopez@gmail.com")]
    #[case("o'brien@Example.ORG", "o'brien@example.org")]
    #[case("a+b@example.org", "a+b@example.org")]
    #[case("ana.l@googlemail.com", "anal@gmail.com")]
    #[case("Ana.L+x@Proton.me", "anal@proton.me")]
    #[case("ana@pm.me", "ana@proton.me")]
    #[case("A.n-a_l+x@protonmail.com", "anal@proton.me")]
    #[case("ana-l@protonmail.ch", "anal@proton.me")]
    #[case("ana-l_x@gmail.com", "ana-l_x@gmail.com")]
    #[case("ana-l@outlook.com", "ana-l@outlook.com")]
    #[case("-@pm.me", "-@proton.me")]
    #[case("ana.l+x@me.com", "ana.l@icloud.com")]
    #[case("ana.l+x@hotmail.es", "ana.l@hotmail.es")]
    #[case("ana+x@msn.com", "ana@msn.com")]
    fn all_spellings_of_one_mailbox_have_one_form(#[case] given: &str, #[case] canonical: &str) {
        assert_eq!(EmailAddress::parse(given).expect("an address").canonical(), canonical);
    }

    #[rstest::rstest]
    #[case("ana")]
    #[case("ana@localhost")]
    #[case("ana@[127.0.0.1]")]
    #[case("Ana <ana@example.org>")]
    #[case("ana@example.org\r\nBcc: x@example.org")]
    #[case("\"a b\"@example.org")]
    fn an_invalid_address_is_refused(#[case] given: &str) {
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
