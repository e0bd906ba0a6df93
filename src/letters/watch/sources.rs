//! The sources of events: the folders of letters, and the links on the way to them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::links;
use crate::letters::folder_state::FolderState;

/// The sources of events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EventSources {
    pub(super) folders: Vec<(PathBuf, (u64, u64))>,
    /// The links on the way to the folders, with their targets.
    pub(super) links: BTreeMap<PathBuf, PathBuf>,
}

impl EventSources {
    pub(super) fn of(root: &Path, look: &FolderState) -> Self {
        let folders: Vec<_> = look
            .folders()
            .into_iter()
            .map(|(path, which)| (path.to_owned(), which))
            .collect();
        let linked = folders
            .iter()
            .map(|(path, _)| path.as_path())
            .filter(|path| path.is_symlink());
        let links = links::on_the_way(std::iter::once(root).chain(linked));
        Self { folders, links }
    }
}
