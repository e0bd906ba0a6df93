//! Messages in files: a Maildir, a folder of `.eml` files, an mbox, or one message.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::message::MOST_BYTES;

/// Gets a message and its place, such as `new/1764.eml`, and says whether it wants more.
pub type Visit<'a> = dyn FnMut(&str, Vec<u8>) -> ControlFlow<()> + 'a;

/// Visits every message in a path. A folder with `new` and `cur` is a Maildir; of another one, every `.eml` file is read.
pub fn each(path: &Path, visit: &mut Visit<'_>) -> std::io::Result<()> {
    if !path.is_dir() {
        return each_of(File::open(path)?, &path.display().to_string(), visit).map(drop);
    }
    let is_maildir = path.join("new").is_dir() && path.join("cur").is_dir();
    let folders = if is_maildir {
        vec![path.join("cur"), path.join("new")]
    } else {
        vec![path.to_owned()]
    };
    for folder in folders {
        for file in messages(&folder, is_maildir)? {
            if each_of(File::open(&file)?, &file.display().to_string(), visit)?.is_break() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Returns the files of a folder in their order. A Maildir's have any name but hidden ones.
fn messages(folder: &Path, is_maildir: bool) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        let path = entry.path();
        let fits = is_maildir || path.extension().is_some_and(|it| it.eq_ignore_ascii_case("eml"));
        if fits && !hidden && entry.file_type()?.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Visits the messages of one stream: those of an mbox, which begins with `From `, or else one.
pub fn each_of(from: impl Read, place: &str, visit: &mut Visit<'_>) -> std::io::Result<ControlFlow<()>> {
    let mut lines = Lines(BufReader::with_capacity(64 * 1024, from));
    let mut message = Message::default();
    let (mut number, mut is_mbox, mut after_blank) = (0_usize, false, true);
    loop {
        let line = lines.next()?;
        let begins = line.as_deref().is_some_and(|it| it.starts_with(b"From "));
        if number == 0 && begins {
            is_mbox = true;
        }
        let ends = line.is_none() || (is_mbox && begins && after_blank);
        if ends && number > 0 && (line.is_none() || is_mbox) {
            let place = if is_mbox {
                format!("{place}:{number}")
            } else {
                place.to_owned()
            };
            if visit(&place, std::mem::take(&mut message).bytes).is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        let Some(line) = line else {
            return Ok(ControlFlow::Continue(()));
        };
        if ends || number == 0 {
            number += 1;
        }
        after_blank = line.iter().all(|b| matches!(b, b'\r' | b'\n'));
        if !(is_mbox && ends) {
            message.add(&line);
        }
    }
}

/// A message, of which the beginning is kept.
#[derive(Default)]
struct Message {
    bytes: Vec<u8>,
}

impl Message {
    fn add(&mut self, line: &[u8]) {
        let room = MOST_BYTES.saturating_sub(self.bytes.len());
        self.bytes.extend_from_slice(&line[..line.len().min(room)]);
    }
}

/// The lines of a stream, of which very long ones come in pieces.
struct Lines<R>(BufReader<R>);

impl<R: Read> Lines<R> {
    fn next(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut part = self.0.by_ref().take(64 * 1024);
        part.read_until(b'\n', &mut line)?;
        Ok((!line.is_empty()).then_some(line))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &[u8]) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let ended = each_of(text, "box", &mut |place, bytes| {
            found.push((place.to_owned(), String::from_utf8(bytes).expect("text")));
            ControlFlow::Continue(())
        });
        assert!(ended.expect("reads").is_continue());
        found
    }

    #[test]
    fn an_mbox_is_split_where_its_messages_begin() {
        let mbox = b"From a@b Mon\nSubject: 1\n\nFrom here on\nFrom me\n\nFrom a@b Tue\nSubject: 2\n\n>From x\n";
        let found = all(mbox);
        assert_eq!(
            found,
            [
                ("box:1".to_owned(), "Subject: 1\n\n".to_owned()),
                ("box:2".to_owned(), "From me\n\n".to_owned()),
                ("box:3".to_owned(), "Subject: 2\n\n>From x\n".to_owned()),
            ]
        );
        assert_eq!(
            all(b"Subject: 1\n\nFrom me\n"),
            [("box".to_owned(), "Subject: 1\n\nFrom me\n".to_owned())]
        );
        assert_eq!(all(b""), []);
    }

    #[test]
    fn of_a_huge_message_the_beginning_is_kept() {
        let found = all(&vec![b'x'; 3 * MOST_BYTES]);
        assert_eq!((found.len(), found[0].1.len()), (1, MOST_BYTES));
    }

    #[test]
    fn a_maildir_and_a_folder_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path();
        for (name, text) in [
            ("new/1.host", "b"),
            ("cur/0.host:2,S", "a"),
            ("new/.hidden", "x"),
            ("tmp/2", "x"),
        ] {
            std::fs::create_dir_all(root.join(name).parent().expect("a parent")).expect("creates");
            std::fs::write(root.join(name), text).expect("writes");
        }
        let read = |path: &Path| {
            let mut found = String::new();
            let done = each(path, &mut |_, bytes| {
                found.push_str(&String::from_utf8_lossy(&bytes));
                ControlFlow::Continue(())
            });
            done.map(|()| found)
        };
        assert_eq!(read(root).expect("reads"), "ab");
        std::fs::write(root.join("tmp/3.EML"), "c").expect("writes");
        assert_eq!(read(&root.join("tmp")).expect("reads"), "c");
        assert!(read(&root.join("none")).is_err());
    }
}
