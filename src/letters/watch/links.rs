//! The symbolic links on the way to a folder: a deploy switches one of them, and no event in the folder itself reports it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// The maximum number of links, more than a system follows.
const MOST: usize = 64;

/// Returns every link by which these paths are resolved, with its target, including those above a folder and those that another link leads
/// through.
pub(super) fn on_the_way<'p>(paths: impl IntoIterator<Item = &'p Path>) -> BTreeMap<PathBuf, PathBuf> {
    let mut found = BTreeMap::new();
    for path in paths {
        follow(path, &mut found);
    }
    found
}

fn follow(path: &Path, found: &mut BTreeMap<PathBuf, PathBuf>) {
    let Ok(path) = std::path::absolute(path) else { return };
    let (mut at, mut ahead, mut followed) = (PathBuf::new(), parts(&path), 0);
    while let Some(part) = ahead.pop() {
        if part == ".." {
            at.pop();
            continue;
        }
        let next = at.join(part);
        let Ok(target) = std::fs::read_link(&next) else {
            at = next;
            continue;
        };
        followed += 1;
        if followed > MOST {
            return;
        }
        ahead.extend(parts(&target));
        if target.is_absolute() {
            at = PathBuf::new();
        }
        found.insert(next, target);
    }
}

/// Splits a path into its parts, the first one last.
fn parts(path: &Path) -> Vec<OsString> {
    let kept = path.components().filter(|part| *part != Component::CurDir);
    let mut parts: Vec<OsString> = kept.map(|part| part.as_os_str().to_owned()).collect();
    parts.reverse();
    parts
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn every_symlink_on_the_path_is_found_even_above_the_folder_and_through_others() {
        let place = tempfile::tempdir().expect("a folder");
        let base = place.path().canonicalize().expect("is there");
        let at = |name: &str| base.join(name);
        std::fs::create_dir_all(at("releases/1/letters")).expect("folders");
        symlink("releases/1", at("current")).expect("links");
        symlink(at("current/../current/letters"), at("letters")).expect("links");
        let found: Vec<PathBuf> = on_the_way([&*at("letters")]).into_keys().collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(
            found.contains(&at("letters")) && found.contains(&at("current")),
            "{found:?}"
        );
        assert_eq!(on_the_way([&*at("releases/1")]), BTreeMap::new());
        symlink(at("b"), at("a")).expect("links");
        symlink(at("a"), at("b")).expect("links");
        assert_eq!(on_the_way([&*at("a")]).len(), 2, "a circle ends");
    }
}
