//! `Accept-Language` (RFC 9110, 12.5.4): chooses the available language that a reader prefers.

use super::Lang;

/// Returns the best of `available` for an `Accept-Language` header, or `fallback`.
///
/// `es-MX` finds `es`; `*` and unknown languages find nothing; `q=0` refuses.
pub(crate) fn negotiate(header: Option<&str>, available: &[Lang], fallback: Lang) -> Lang {
    wished(header, available).unwrap_or_else(|| {
        if available.contains(&fallback) {
            fallback
        } else {
            available.first().copied().unwrap_or(fallback)
        }
    })
}

/// Returns the best of `available` for an `Accept-Language` header; `None` if it names none of them.
pub(crate) fn wished(header: Option<&str>, available: &[Lang]) -> Option<Lang> {
    let mut wishes: Vec<(f32, Lang)> = header
        .unwrap_or_default()
        .split(',')
        .take(32)
        .filter_map(|wish| parse(wish, available))
        .collect();
    // The sort is stable: of equal preferences the first one wins.
    wishes.sort_by(|a, b| b.0.total_cmp(&a.0));
    wishes.first().map(|(_, lang)| *lang)
}

fn parse(wish: &str, available: &[Lang]) -> Option<(f32, Lang)> {
    let mut parts = wish.split(';');
    let tag = parts.next()?.trim().to_ascii_lowercase();
    let weight = parts
        .find_map(|part| part.trim().strip_prefix("q=").map(str::to_owned))
        .map_or(Some(1.0), |q| q.parse::<f32>().ok())?;
    if !(weight > 0.0 && weight <= 1.0) {
        return None;
    }
    let primary = tag.split('-').next()?;
    let exact = available.iter().find(|lang| lang.as_str() == tag);
    let lang = exact.or_else(|| {
        available
            .iter()
            .find(|lang| lang.as_str().split('-').next() == Some(primary))
    })?;
    Some((weight, *lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(None, "en")]
    #[case(Some("es"), "es")]
    #[case(Some("es-MX,es;q=0.9,en;q=0.8"), "es")]
    #[case(Some("fr, es;q=0.5, en;q=0.4"), "es")]
    #[case(Some("en;q=0.1, es;q=0.2"), "es")]
    #[case(Some("es;q=0, en;q=0.1"), "en")]
    #[case(Some("*"), "en")]
    #[case(Some(";;;q=x,,,"), "en")]
    #[case(Some("es;q=7"), "en")]
    fn a_reader_gets_the_language_they_want_most(#[case] header: Option<&str>, #[case] expected: &str) {
        let available = ["en", "es"].map(|tag| Lang::parse(tag).expect("a tag"));
        assert_eq!(negotiate(header, &available, available[0]).as_str(), expected);
    }
}
