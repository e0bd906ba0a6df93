//! "Did you mean gmail.com?": finds typos in well-known mail domains.

/// The most common mail domains.
const COMMON: &[&str] = &[
    "aol.com",
    "comcast.net",
    "gmail.com",
    "hotmail.com",
    "hotmail.es",
    "icloud.com",
    "live.com",
    "msn.com",
    "outlook.com",
    "outlook.es",
    "proton.me",
    "protonmail.com",
    "sbcglobal.net",
    "verizon.net",
    "yahoo.com",
    "yahoo.com.mx",
    "yahoo.es",
];

/// Real domains that are one typo away from a common one.
const REAL: &[&str] = &[
    "ail.com",
    "email.com",
    "gail.com",
    "gmail.co.uk",
    "gmx.com",
    "gmx.de",
    "hotmail.co",
    "hotmail.it",
    "icloud.co",
    "live.ca",
    "live.co",
    "live.de",
    "mail.com",
    "me.com",
    "ol.com",
    "outlook.fr",
    "yahoo.ca",
    "yahoo.co",
    "yahoo.de",
    "yahoo.fr",
    "yahoo.it",
    "ymail.com",
];

/// Returns the domain that was probably meant; `None` if the given one looks right.
pub(crate) fn suggest(domain: &str) -> Option<&'static str> {
    if COMMON.contains(&domain) || REAL.contains(&domain) || super::is_free_mail(domain) {
        return None;
    }
    let near = |common: &&&str| {
        // A quick test for the length and the first letter rules out most domains.
        let first = |it: &str| it.as_bytes().first().copied();
        if domain.len().abs_diff(common.len()) > 2 || first(domain) != first(common) {
            return false;
        }
        let slips = strsim::osa_distance(domain, common);
        // A short name has many real neighbors, so its first letter must match, and only one typo is allowed.
        let allowed = if common.len() < 9 { 1 } else { 2 };
        slips <= allowed && plausible(domain, common)
    };
    COMMON
        .iter()
        .filter(near)
        .min_by_key(|common| strsim::osa_distance(domain, common))
        .copied()
}

/// Returns whether a typo is plausible. Organizations have names under `.org`, `.edu` and the like: only endings that are themselves typos
/// count.
fn plausible(domain: &str, common: &str) -> bool {
    let ending = |it: &str| {
        it.split_once('.')
            .map(|(_, ending)| ending.to_owned())
            .unwrap_or_default()
    };
    let (given, meant) = (ending(domain), ending(common));
    given == meant
        || strsim::osa_distance(&given, &meant) == 1
            && !["co", "org", "edu", "gov", "ca", "es", "de"].contains(&given.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("gmial.com", "gmail.com")]
    #[case("gmai.com", "gmail.com")]
    #[case("gmail.con", "gmail.com")]
    #[case("gmail.comm", "gmail.com")]
    #[case("gnail.com", "gmail.com")]
    #[case("hotmial.com", "hotmail.com")]
    #[case("hotmal.com", "hotmail.com")]
    #[case("yaho.com", "yahoo.com")]
    #[case("yahooo.com", "yahoo.com")]
    #[case("outlok.com", "outlook.com")]
    #[case("iclod.com", "icloud.com")]
    #[case("protonmial.com", "protonmail.com")]
    fn a_typo_is_detected(#[case] typed: &str, #[case] meant: &str) {
        assert_eq!(suggest(typed), Some(meant));
    }

    #[rstest::rstest]
    #[case("gmail.com")]
    #[case("mail.com")]
    #[case("email.com")]
    #[case("ymail.com")]
    #[case("gmx.de")]
    #[case("yahoo.com.mx")]
    #[case("yahoo.fr")]
    #[case("hotmail.es")]
    #[case("gail.org")]
    #[case("ufw.org")]
    #[case("live.org")]
    #[case("unl.edu")]
    #[case("example.org")]
    #[case("harvest.example")]
    #[case("icloud-services.com")]
    #[case("msu.edu")]
    #[case("smsn.com")]
    fn a_real_domain_is_not_a_typo(#[case] typed: &str) {
        assert_eq!(suggest(typed), None);
    }
}
