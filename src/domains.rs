//! Domains: which part of a host name was registered, and what a domain says about its users.

use std::collections::HashSet;
use std::sync::LazyLock;

mod suggestion;

pub(crate) use suggestion::suggest;

/// Providers where anyone may have a mailbox: an address there says nothing about an organization.
const FREE_MAIL: &[&str] = &[
    "aim.com",
    "aol.com",
    "att.net",
    "bellsouth.net",
    "charter.net",
    "comcast.net",
    "cox.net",
    "duck.com",
    "earthlink.net",
    "fastmail.com",
    "frontier.com",
    "gmail.com",
    "gmx.com",
    "gmx.de",
    "gmx.net",
    "googlemail.com",
    "hey.com",
    "hotmail.com",
    "hotmail.es",
    "icloud.com",
    "juno.com",
    "libero.it",
    "live.com",
    "live.com.mx",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "naver.com",
    "netzero.net",
    "optonline.net",
    "outlook.com",
    "outlook.es",
    "pm.me",
    "proton.me",
    "protonmail.com",
    "qq.com",
    "riseup.net",
    "rocketmail.com",
    "sbcglobal.net",
    "spectrum.net",
    "tuta.com",
    "tutanota.com",
    "verizon.net",
    "web.de",
    "yahoo.ca",
    "yahoo.co.uk",
    "yahoo.com",
    "yahoo.com.mx",
    "yahoo.es",
    "yandex.com",
    "ymail.com",
    "zoho.com",
    "zohomail.com",
    // Reserved for examples (RFC 2606): nobody's own.
    "example.com",
    "example.net",
    "example.org",
];

/// Hosts where many organizations have their pages under one domain.
const SHARED_HOSTS: &[&str] = &[
    "bit.ly",
    "blogspot.com",
    "facebook.com",
    "github.io",
    "google.com",
    "instagram.com",
    "linkedin.com",
    "linktr.ee",
    "medium.com",
    "squarespace.com",
    "substack.com",
    "tumblr.com",
    "twitter.com",
    "weebly.com",
    "wixsite.com",
    "wordpress.com",
    "x.com",
    "youtube.com",
];

/// Returns the registrable part of a host name (`letters.union.org` → `union.org`), by the Public Suffix List.
pub(crate) fn registrable(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    psl::domain_str(&host).map(str::to_owned)
}

/// Returns the domain below which anyone may have a name (`ana.duckdns.org` → `duckdns.org`), by the private section of the Public Suffix
/// List.
pub(crate) fn shared_suffix(host: &str) -> Option<String> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let suffix = psl::suffix(host.as_bytes())?;
    let shared = suffix.typ() == Some(psl::Type::Private);
    shared.then(|| String::from_utf8_lossy(suffix.as_bytes()).into_owned())
}

/// Returns whether anyone may have a mailbox at a registrable domain.
pub(crate) fn is_free_mail(domain: &str) -> bool {
    FREE_MAIL.contains(&domain)
}

/// Returns whether a host, or the domain above it, is a known provider of disposable mailboxes.
pub(crate) fn is_disposable(host: &str) -> bool {
    static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| mailchecker::blacklist().into_iter().collect());
    let host = host.to_ascii_lowercase();
    KNOWN.contains(host.as_str()) || registrable(&host).is_some_and(|domain| KNOWN.contains(domain.as_str()))
}

/// Returns whether a label (`org`, `church`) is a top-level domain, in lower case.
pub(crate) fn is_top_level(label: &str) -> bool {
    let host = format!("a.{label}");
    psl::suffix(host.as_bytes())
        .is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().ends_with(label.as_bytes()))
}

/// Returns the registrable domain of a mail address's host, if it says something about the sender.
pub(crate) fn of_mail(host: &str) -> Option<String> {
    registrable(host).filter(|domain| !is_free_mail(domain))
}

/// Returns the registrable domain of a website, if it belongs to one organization.
pub(crate) fn of_website(website: &str) -> Option<String> {
    let url = url::Url::parse(website).ok()?;
    registrable(url.domain()?).filter(|domain| !SHARED_HOSTS.contains(&domain.as_str()) && !is_free_mail(domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("letters.union.org", Some("union.org"))]
    #[case("Example.CO.UK.", Some("example.co.uk"))]
    #[case("www.group.github.io", Some("group.github.io"))]
    #[case("com", None)]
    fn the_registered_part_is_found(#[case] host: &str, #[case] domain: Option<&str>) {
        assert_eq!(registrable(host).as_deref(), domain);
    }

    #[test]
    fn names_below_a_dynamic_dns_domain_share_one_source() {
        assert_eq!(shared_suffix("ana.duckdns.org").as_deref(), Some("duckdns.org"));
        assert_eq!(shared_suffix("mail.bob.duckdns.org").as_deref(), Some("duckdns.org"));
        assert_eq!(shared_suffix("x.dyndns.org").as_deref(), Some("dyndns.org"));
        assert_eq!(shared_suffix("union.org"), None);
        assert_eq!(shared_suffix("union.co.uk"), None);
        let provider = FREE_MAIL.iter().find(|domain| shared_suffix(domain).is_some());
        assert_eq!(provider, None, "its users are many");
    }

    #[test]
    fn public_mail_domains_and_hosts_identify_nobody() {
        assert_eq!(of_mail("gmail.com"), None);
        assert_eq!(of_mail("mail.union.org").as_deref(), Some("union.org"));
        assert_eq!(of_website("https://www.facebook.com/union"), None);
        assert_eq!(
            of_website("https://www.union.org/local-12").as_deref(),
            Some("union.org")
        );
    }
}
