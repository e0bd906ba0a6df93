//! Decides what is sent compressed, and to which clients.

use std::io::Write;
use std::sync::Arc;

use rocket::http::ContentType;

pub(super) fn gzip(plain: &[u8], level: flate2::Compression) -> Option<Arc<Vec<u8>>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::with_capacity(plain.len() / 3), level);
    let written = encoder.write_all(plain).and_then(|()| encoder.finish());
    written.ok().map(Arc::new)
}

/// Returns whether a content type is compressible; images other than SVG are compressed already.
pub(super) fn is_text(kind: &ContentType) -> bool {
    let sub = kind.sub().as_str();
    kind.top() == "text"
        || sub == "json"
        || sub == "javascript"
        || sub == "xml"
        || sub.ends_with("+xml")
        || sub.ends_with("+json")
}

/// Returns whether an `Accept-Encoding` (RFC 9110, 12.5.3) has gzip, or anything, with a weight that is not zero.
pub(super) fn takes_gzip(list: &str) -> bool {
    let weight = |wanted: &str| {
        list.split(',').find_map(|item| {
            let (coding, parameters) = item.split_once(';').unwrap_or((item, ""));
            let quality = parameters
                .trim()
                .strip_prefix("q=")
                .map_or(Some(1.0), |q| q.trim().parse::<f32>().ok());
            coding
                .trim()
                .eq_ignore_ascii_case(wanted)
                .then(|| quality.unwrap_or(0.0))
        })
    };
    weight("gzip")
        .or_else(|| weight("*"))
        .is_some_and(|quality| quality > 0.0)
}

#[cfg(test)]
mod tests {
    use super::takes_gzip;

    #[rstest::rstest]
    #[case("gzip, deflate, br", true)]
    #[case("deflate, GZIP;q=0.5", true)]
    #[case("gzip;q=0", false)]
    #[case("*", true)]
    #[case("gzip;q=0, *", false)]
    #[case("br", false)]
    #[case("", false)]
    fn gzip_is_sent_to_clients_that_accept_it(#[case] list: &str, #[case] takes: bool) {
        assert_eq!(takes_gzip(list), takes);
    }
}
