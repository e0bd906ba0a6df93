//! Writes a bundle into a folder: a PDF and a CSV for each office, and the manifest with their digests.
//!
//! Everything is written into a [`Draft`], so that no incomplete bundle ever exists.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use sha2::{Digest as _, Sha256};

use super::news::Supplements;
use super::rendition::RenditionContext;
use super::{EditionEntry, FileEntry, Manifest, OfficeEntry, Target, attachment, tables};
use crate::letters::Digest;
use crate::private::{self, draft::Draft};
use crate::shelf::MANIFEST;
use crate::typesetting::{Typesetter, TypesettingError, Work};

/// Why a bundle was not composed; nothing of it is left.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    /// The folder already exists.
    #[error("{0} already exists: choose a folder that doesn't exist yet")]
    Exists(PathBuf),
    /// A file can't be written.
    #[error("{path}: {source}: check free disk space and that this user can write there")]
    Io {
        /// The file.
        path: PathBuf,
        /// The error of the operating system.
        source: std::io::Error,
    },
    /// A PDF can't be typeset.
    #[error("{office}: {source}")]
    Pdf {
        /// The office.
        office: String,
        /// The cause.
        source: TypesettingError,
    },
    /// A table can't be written.
    #[error("{office}: {source}")]
    Table {
        /// The office.
        office: String,
        /// The cause.
        source: csv::Error,
    },
}

/// Creates a draft beside `folder`, which must not exist.
pub fn draft(folder: &Path) -> Result<Draft, BundleError> {
    if folder.exists() {
        return Err(BundleError::Exists(folder.to_owned()));
    }
    Draft::beside(folder).map_err(|source| BundleError::Io {
        path: folder.to_owned(),
        source,
    })
}

/// Composes the bundle of all targets into a draft; `step` is called after each office.
pub fn compose(
    (context, supplements): (&RenditionContext<'_>, &Supplements),
    targets: &[Target],
    moment: jiff::Timestamp,
    typesetter: &Typesetter,
    draft: &Draft,
    step: &(dyn Fn() + Sync),
) -> Result<Manifest, BundleError> {
    let offices = offices((context, supplements), targets, typesetter, draft.folder(), step)?;
    let manifest = Manifest {
        round: supplements.round,
        ..manifest(context, offices, moment)
    };
    let text = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
    write(&draft.folder().join(MANIFEST), &text)?;
    Ok(manifest)
}

/// Writes every office's files, as many at once as the machine has cores; stops at the first failure.
fn offices(
    (context, supplements): (&RenditionContext<'_>, &Supplements),
    targets: &[Target],
    typesetter: &Typesetter,
    folder: &Path,
    step: &(dyn Fn() + Sync),
) -> Result<Vec<OfficeEntry>, BundleError> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(target) = targets.get(index) else {
                return Ok(done);
            };
            let own = supplements.context(context, target);
            match office(&own, target, index, typesetter, folder) {
                Ok(entry) => done.push((index, entry)),
                Err(error) => {
                    next.store(targets.len(), Ordering::Relaxed);
                    return Err(error);
                }
            }
            step();
        }
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let results: Vec<Result<_, BundleError>> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .map(|worker| worker.join().expect("composing does not panic"))
            .collect()
    });
    let mut entries: Vec<(usize, OfficeEntry)> = results
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?
        .into_iter()
        .flatten()
        .collect();
    entries.sort_by_key(|(index, _)| *index);
    Ok(entries.into_iter().map(|(_, entry)| entry).collect())
}

fn office(
    context: &RenditionContext<'_>,
    target: &Target,
    index: usize,
    typesetter: &Typesetter,
    folder: &Path,
) -> Result<OfficeEntry, BundleError> {
    let rendition = context.rendition(target);
    let pdf = typesetter
        .set_with(Work::Bundle, &rendition, &context.images())
        .map_err(|source| BundleError::Pdf {
            office: target.name.clone(),
            source,
        })?;
    // The number distinguishes two senators of one name, and sorts files in the order of addressing.
    let name = |extension: &str| format!("{:03}-{}.{extension}", index + 1, target.stem);
    let pdf = keep(folder, name("pdf"), &pdf.file)?;
    let csv = table(context, target, folder, name("csv"))?;
    // What could not be read of the signers is missing in both.
    context.snapshot.people.check().map_err(|source| BundleError::Io {
        path: folder.to_owned(),
        source,
    })?;
    Ok(OfficeEntry {
        pdf,
        csv,
        ..entry(context, target)
    })
}

/// Writes an office's table durably, row by row: it may have everyone.
fn table(
    context: &RenditionContext<'_>,
    target: &Target,
    folder: &Path,
    file: String,
) -> Result<FileEntry, BundleError> {
    let path = folder.join(&file);
    let io = |source| BundleError::Io {
        path: path.clone(),
        source,
    };
    let created = private::create(&path).map_err(io)?;
    let mut digested = Digested {
        out: std::io::BufWriter::new(created),
        hash: Sha256::new(),
        bytes: 0,
    };
    tables::write(context, target, &mut digested).map_err(|source| BundleError::Table {
        office: target.name.clone(),
        source,
    })?;
    let Digested { out, hash, bytes } = digested;
    let written = out.into_inner().map_err(std::io::IntoInnerError::into_error);
    written.and_then(|out| out.sync_all()).map_err(io)?;
    Ok(FileEntry {
        sha256: Digest(hash.finalize().into()).hex(),
        bytes,
        file,
    })
}

/// A file whose digest is computed while it is written.
struct Digested<W: std::io::Write> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: std::io::Write> std::io::Write for Digested<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.out.flush()
    }
}

/// Returns what a manifest says about an office before its files are written, for plans that need none.
pub fn entry(context: &RenditionContext<'_>, target: &Target) -> OfficeEntry {
    let none = FileEntry {
        file: String::new(),
        sha256: String::new(),
        bytes: 0,
    };
    OfficeEntry {
        office: target.office.clone(),
        name: target.name.clone(),
        salutation: target.addressee.salutation.clone(),
        contacts: target.contacts.clone(),
        capacity: target.capacity.clone(),
        rules: target.rules.clone(),
        summary: context.summary(target),
        lead: context.lead(target),
        attachment: attachment::name(context, target),
        seat: target.seat.as_ref().map(ToString::to_string),
        contents: context.contents(target),
        replaces: context.replaces(target),
        supplement: context.supplement(target),
        constituents: context.constituents(target),
        pdf: none.clone(),
        csv: none,
    }
}

fn keep(folder: &Path, file: String, bytes: &[u8]) -> Result<FileEntry, BundleError> {
    write(&folder.join(&file), bytes)?;
    Ok(FileEntry {
        sha256: Digest::of(bytes).hex(),
        bytes: bytes.len() as u64,
        file,
    })
}

/// Writes a file durably: a bundle that the database knows must survive a power cut.
fn write(path: &Path, bytes: &[u8]) -> Result<(), BundleError> {
    let written = private::create(path).and_then(|mut file| {
        std::io::Write::write_all(&mut file, bytes)?;
        file.sync_all()
    });
    written.map_err(|source| BundleError::Io {
        path: path.to_owned(),
        source,
    })
}

fn manifest(context: &RenditionContext<'_>, offices: Vec<OfficeEntry>, moment: jiff::Timestamp) -> Manifest {
    let editions = context.letter.editions.values();
    let editions = editions.map(|edition| EditionEntry {
        lang: edition.lang.to_string(),
        sha256: edition.digest.hex(),
        signatures: context
            .snapshot
            .by_lang
            .get(edition.lang.as_str())
            .copied()
            .unwrap_or(0),
    });
    Manifest {
        format: 1,
        letter: context.letter.slug.to_string(),
        revision: context.letter.revision,
        round: 0,
        composed_at: moment.to_string(),
        code: context.code.to_owned(),
        editions: editions.collect(),
        organizations: context.snapshot.organizations.len() as u64,
        people: context.snapshot.census().everyone(),
        origins: context.snapshot.origins,
        earlier_revisions: context.snapshot.earlier_revisions,
        demonstration: context.snapshot.demonstration,
        offices,
    }
}
