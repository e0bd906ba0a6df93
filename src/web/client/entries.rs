//! Parses the header that proxies write into its addresses, the nearest proxy's last.

use std::net::{IpAddr, SocketAddr};

use crate::config::ClientHeader;

/// Returns the entries of one line of the header, from its end; `None` is an entry that is not an address.
pub(super) fn from_the_end(header: ClientHeader, line: &str) -> Vec<Option<IpAddr>> {
    let mut entries: Vec<Option<IpAddr>> = if header.is_rfc_7239() {
        // An entry that does not parse could hide a comma in quotes, so nothing of the line is trusted.
        outside_quotes(line, ',').map_or_else(|| vec![None], |parts| parts.into_iter().map(of_element).collect())
    } else {
        line.split(',').map(|part| of_entry(part.trim())).collect()
    };
    entries.reverse();
    entries
}

/// Parses `198.51.100.7`, `198.51.100.7:4000`, `2001:db8::1`, `[2001:db8::1]`, `[2001:db8::1]:4000`.
fn of_entry(entry: &str) -> Option<IpAddr> {
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let address = bare.unwrap_or(entry).parse::<IpAddr>().ok();
    address.or_else(|| entry.parse::<SocketAddr>().ok().map(|socket| socket.ip()))
}

/// Parses an element of RFC 7239: `for="[2001:db8:cafe::17]:4711";proto=https`. `for=unknown` and `for=_hidden` are not addresses.
fn of_element(element: &str) -> Option<IpAddr> {
    let pairs = outside_quotes(element, ';')?;
    let mut values = pairs.iter().filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        name.trim().eq_ignore_ascii_case("for").then(|| value.trim())
    });
    let value = values.next()?;
    // Each parameter may occur once (section 4).
    if values.next().is_some() {
        return None;
    }
    let quoted = value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let plain = quoted.map_or_else(|| value.to_owned(), |quoted| quoted.replace('\\', ""));
    // A port may be an identifier of the proxy's own, `_f00`.
    let address = plain.rsplit_once(":_").map_or(plain.as_str(), |(address, _)| address);
    of_entry(address)
}

/// Splits a text at separators outside of quoted strings; `None` if a quote is not closed.
fn outside_quotes(text: &str, separator: char) -> Option<Vec<&str>> {
    let (mut parts, mut start, mut quoted, mut escaped) = (Vec::new(), 0, false, false);
    for (at, sign) in text.char_indices() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if sign == separator && !quoted => {
                parts.push(&text[start..at]);
                start = at + sign.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    (!quoted).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case("for=192.0.2.43", &[Some("192.0.2.43")])]
    #[case("For=192.0.2.43:47011", &[Some("192.0.2.43")])]
    #[case("for=\"[2001:db8:cafe::17]:4711\"", &[Some("2001:db8:cafe::17")])]
    #[case("for=192.0.2.60;proto=http;by=203.0.113.43", &[Some("192.0.2.60")])]
    #[case("proto=https; for=192.0.2.60", &[Some("192.0.2.60")])]
    #[case("for=192.0.2.43, for=198.51.100.17", &[Some("198.51.100.17"), Some("192.0.2.43")])]
    #[case("for=192.0.2.43,for=\"[2001:db8::1]\"", &[Some("2001:db8::1"), Some("192.0.2.43")])]
    #[case("for=\"192.0.2.43:_port\"", &[Some("192.0.2.43")])]
    #[case("for=unknown", &[None])]
    #[case("for=_gazonk", &[None])]
    #[case("proto=https", &[None])]
    #[case("for=192.0.2.1;for=192.0.2.2", &[None])]
    #[case("by=\"a,for=6.6.6.6\";for=192.0.2.60", &[Some("192.0.2.60")])]
    #[case("by=\"a\\\",for=6.6.6.6\";for=192.0.2.60", &[Some("192.0.2.60")])]
    #[case("for=192.0.2.60;by=\"open, for=6.6.6.6", &[None])]
    fn the_standard_header_is_read(#[case] line: &str, #[case] expected: &[Option<&str>]) {
        let header = ClientHeader::parse("Forwarded").expect("known");
        let expected: Vec<Option<IpAddr>> = expected
            .iter()
            .map(|text| text.map(|text| text.parse().expect("an address")))
            .collect();
        assert_eq!(from_the_end(header, line), expected);
    }
}
