//! Forms with a file (RFC 7578): read within limits on size and time, into memory only.
//!
//! Rocket's own reader has one limit for all forms of this kind, public ones as well, and writes files to the disk.

use std::time::Duration;

use rocket::Request;
use rocket::data::{ByteUnit, Data};
use rocket::http::Status;
use tokio::io::AsyncReadExt;

use super::form::Typed;

/// The timeout of an upload, even on a slow line.
const LIMIT: Duration = Duration::from_mins(2);

/// How much the fields beside the file may take, in bytes.
const FIELDS: usize = 64 << 10;

/// How much of a file that is too large is read and dropped, in bytes.
const DROPPED: usize = 64 << 20;

/// A file as it was sent.
pub(crate) struct SentFile {
    /// The name on the sender's computer, without folders.
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// A form that may have a file.
#[derive(Default)]
pub(crate) struct Upload {
    pub(crate) typed: Typed,
    /// The file; `None` if none was chosen.
    pub(crate) file: Option<SentFile>,
    /// Whether more was sent than is read. Then there is no file.
    pub(crate) is_too_large: bool,
}

impl Upload {
    /// Reads a form with a file of at most so many bytes; an ordinary form is read, too. `Err` is the status of the answer.
    pub(crate) async fn read(request: &Request<'_>, data: Data<'_>, largest: usize) -> Result<Self, Status> {
        let kind = request.content_type().ok_or(Status::UnsupportedMediaType)?;
        let boundary = kind.param("boundary").map(str::to_owned);
        let (is_plain, is_multipart) = (kind.is_form(), kind.is_form_data());
        let limit = if is_plain { FIELDS } else { largest + FIELDS };
        let body = tokio::time::timeout(LIMIT, body(data, limit)).await;
        let (body, is_whole) = body
            .map_err(|_| Status::RequestTimeout)?
            .map_err(|_| Status::BadRequest)?;
        if is_plain && is_whole {
            let pairs = url::form_urlencoded::parse(&body);
            return Ok(Self {
                typed: pairs.into_owned().collect(),
                ..Self::default()
            });
        }
        let boundary = boundary.filter(|_| is_multipart).ok_or(Status::UnsupportedMediaType)?;
        Self::parse(&body, &boundary, is_whole).ok_or(Status::BadRequest)
    }

    /// Parses the parts. Of a form that was cut off, the parts before its end are read, so that the token is known.
    fn parse(body: &[u8], boundary: &str, is_whole: bool) -> Option<Self> {
        let mark = format!("--{boundary}").into_bytes();
        let mut upload = Self {
            is_too_large: !is_whole,
            ..Self::default()
        };
        let mut rest = &body[find(body, &mark)? + mark.len()..];
        while let Some(part) = rest.strip_prefix(b"\r\n") {
            // The line break before a boundary belongs to it.
            let end = find(part, &[b"\r\n", &mark[..]].concat());
            let Some(end) = end else {
                return (!is_whole).then_some(upload);
            };
            upload.add(&part[..end])?;
            rest = &part[end + 2 + mark.len()..];
        }
        if upload.is_too_large {
            upload.file = None;
        }
        rest.starts_with(b"--").then_some(upload)
    }

    fn add(&mut self, part: &[u8]) -> Option<()> {
        let end = find(part, b"\r\n\r\n")?;
        let (head, content) = (std::str::from_utf8(&part[..end]).ok()?, &part[end + 4..]);
        let disposition = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("content-disposition").then_some(value)
        })?;
        let name = parameter(disposition, "name")?;
        match parameter(disposition, "filename") {
            // A form without a chosen file sends an empty one without a name.
            Some(file) if file.is_empty() && content.is_empty() => {}
            Some(file) => {
                let own = file.rsplit(['/', '\\']).next().unwrap_or_default();
                self.file = Some(SentFile {
                    name: own.to_owned(),
                    bytes: content.to_vec(),
                });
            }
            None => {
                let text = String::from_utf8(content.to_vec()).ok()?;
                self.typed = std::mem::take(&mut self.typed).with(&name, &text);
            }
        }
        Some(())
    }
}

/// Reads a body up to a limit, and whether that is all of it. What is beyond the limit is read and dropped, up to a second limit: a browser
/// that can't send everything shows an error of its own, and no page of ours.
async fn body(data: Data<'_>, limit: usize) -> std::io::Result<(Vec<u8>, bool)> {
    let mut stream = data.open(ByteUnit::from(limit + DROPPED));
    let mut body = Vec::new();
    (&mut stream).take(limit as u64).read_to_end(&mut body).await?;
    let dropped = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await?;
    Ok((body, dropped == 0))
}

/// Returns a parameter in quotes. Browsers write `%22` for a quotation mark in it.
fn parameter(disposition: &str, name: &str) -> Option<String> {
    let start = format!("; {name}=\"");
    let at = disposition.find(&start)? + start.len();
    let text = disposition[at..].split('"').next()?;
    Some(text.replace("%22", "\""))
}

fn find(text: &[u8], part: &[u8]) -> Option<usize> {
    let first = part.first()?;
    let mut from = 0;
    while let Some(at) = text[from..].iter().position(|byte| byte == first) {
        if text[from + at..].starts_with(part) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n\
        --b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\lists\\a %22b%22.csv\"\r\nContent-Type: text/csv\r\n\r\n\
        name\r\n--bb,zip\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nperson\r\n--b--\r\n";

    #[test]
    fn fields_and_the_file_are_read_as_they_were_sent() {
        let upload = Upload::parse(FORM.as_bytes(), "b", true);
        // "--bb" begins with the boundary, and is none: a browser would have chosen another one.
        assert!(upload.is_none());
        let form = FORM.replace("--bb", "--c");
        let upload = Upload::parse(form.as_bytes(), "b", true).expect("a form");
        let file = upload.file.expect("a file");
        assert_eq!(
            (&*file.name, &*file.bytes),
            ("a \"b\".csv", &b"name\r\n--c,zip\r\n"[..])
        );
        assert_eq!((upload.typed.get("token"), upload.typed.get("kind")), ("abc", "person"));
        assert!(!upload.is_too_large);
    }

    #[test]
    fn a_form_that_was_cut_off_still_has_its_token_and_no_file() {
        let form = FORM.replace("--bb", "--c");
        let token_ends = form.find("name=\"file\"").expect("the next part");
        for end in token_ends..form.len() - 4 {
            let upload = Upload::parse(&form.as_bytes()[..end], "b", false);
            let Some(upload) = upload else { continue };
            assert!(upload.is_too_large, "{end}");
            assert_eq!(upload.typed.get("token"), "abc", "{end}");
        }
        let cut = Upload::parse(&form.as_bytes()[..180], "b", false).expect("the parts before its end");
        assert!(cut.is_too_large && cut.file.is_none() && cut.typed.get("token") == "abc");
    }

    #[test]
    fn what_is_no_form_is_refused() {
        for body in [
            "",
            "x",
            "--b",
            "--b\r\n",
            "--b\r\n\r\n--b--",
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        ] {
            assert!(Upload::parse(body.as_bytes(), "b", true).is_none(), "{body:?}");
        }
        let without = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\nContent-Type: application/octet-stream\r\n\r\n\r\n--b--";
        assert!(
            Upload::parse(without.as_bytes(), "b", true)
                .expect("a form")
                .file
                .is_none()
        );
    }
}
