//! The folder that mail is written to if there is no relay. It is checked at start, since a page must not promise a mail that can't be
//! written.

use std::path::Path;

use super::{Mail, Transport};

/// Returns why mail could not be written there, and how to mend it; creates nothing.
pub(super) fn wrong(mail: &Mail) -> Option<String> {
    if mail.transport != Transport::Folder {
        return None;
    }
    let folder = &mail.folder;
    if folder.as_os_str().is_empty() {
        return Some("mail.folder is empty: set it to a folder, such as var/mail".to_owned());
    }
    if folder.exists() && !folder.is_dir() {
        return Some(format!(
            "mail.folder = {} is a file: set it to a folder, such as var/mail",
            folder.display()
        ));
    }
    None
}

/// Checks that a file could be written in a folder, or the folder be created; leaves nothing behind. `Err` says how to mend it.
pub(super) fn writable(folder: &Path) -> Result<(), String> {
    let existing = folder.ancestors().find(|folder| folder.exists());
    let existing = existing.filter(|folder| !folder.as_os_str().is_empty());
    let probe = existing
        .unwrap_or(Path::new("."))
        .join(format!(".probe-{}", std::process::id()));
    let tried = std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe));
    tried.map_err(|error| {
        format!(
            "mail.folder = {} can't be written to ({error}): give this user permission to write there, or choose another folder",
            folder.display()
        )
    })
}

/// Checks that a folder is a Maildir. `Err` says how to mend it.
pub(super) fn maildir(folder: &Path) -> Result<(), String> {
    let is_maildir = ["new", "cur"].iter().all(|it| folder.join(it).is_dir());
    is_maildir.then_some(()).ok_or_else(|| {
        format!(
            "mail.bounces = {} is not a Maildir: set it to a folder with the folders new and cur in it",
            folder.display()
        )
    })
}

/// Returns why the secret for bounces is too weak.
pub(super) fn wrong_secret(mail: &Mail) -> Option<String> {
    let length = mail.bounce_secret.chars().count();
    (1..20).contains(&length).then(|| {
        "mail.bounce_secret is too short: set UNDERSIGNED_MAIL__BOUNCE_SECRET to the output of `openssl rand -base64 32`".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_below_a_file_is_not_writable() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        std::fs::write(&file, b"").expect("writes");
        let refused = writable(&file.join("mail")).expect_err("refused");
        assert!(
            refused.contains("give this user permission to write there"),
            "{refused}"
        );
        let there = folder.path().join("var/mail");
        let inside = |folder: &Path| std::fs::read_dir(folder).expect("a folder").count();
        assert_eq!(writable(&there), Ok(()));
        assert_eq!(inside(folder.path()), 1, "nothing is made");
        std::fs::create_dir_all(&there).expect("a folder");
        assert_eq!(writable(&there), Ok(()));
        assert_eq!(inside(&there), 0, "nothing is left there");
    }
}
