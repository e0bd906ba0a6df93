//! A bundle before it is needed: the frozen one while it is still true, else what a fresh one would hold.

use undersigned::delivery::store::Bundle;
use undersigned::delivery::{OfficeEntry, bundle as bundles, email, store};
use undersigned::letters::Letter;
use undersigned::store::StoreError;

use super::super::{Desk, bundle, counted};
use super::frozen::Composed;

/// A bundle before it is needed: the frozen one, or what a fresh one would hold.
pub(super) struct Stage {
    way: Way,
    /// In the order of addressing; without files where nothing is composed.
    pub(super) offices: Vec<OfficeEntry>,
}

enum Way {
    Frozen(Box<Composed>),
    Fresh(Box<bundle::Scene>),
}

/// How many signed, as the report begins.
#[derive(Clone, Copy)]
pub(super) struct Heads {
    pub(super) organizations: u64,
    pub(super) people: u64,
    pub(super) demonstration: u64,
}

impl Stage {
    pub(super) fn heads(&self) -> Heads {
        match &self.way {
            Way::Frozen(composed) => Heads {
                organizations: composed.manifest.organizations,
                people: composed.manifest.people.all(),
                demonstration: composed.manifest.demonstration,
            },
            Way::Fresh(scene) => Heads {
                organizations: scene.snapshot.organizations.len() as u64,
                people: scene.snapshot.people.len() as u64,
                demonstration: scene.snapshot.demonstration,
            },
        }
    }

    /// What no office may receive, whatever staff say.
    pub(super) fn refuse(&self, desk: &Desk, letter: &Letter) -> anyhow::Result<()> {
        let heads = self.heads();
        anyhow::ensure!(
            heads.organizations + heads.people > 0,
            "nobody has signed revision {} of {}: a letter goes to offices in the name of those who signed it",
            letter.revision,
            letter.slug
        );
        anyhow::ensure!(
            heads.demonstration == 0 || !email::reaches_people(&desk.config),
            "{} invented: a real office must not receive them. They go only into a folder (mail.transport = \"folder\")",
            counted(heads.demonstration, "of the signatures is", "of the signatures are")
        );
        Ok(())
    }

    pub(super) fn composed(self, desk: &Desk, letter: &Letter) -> anyhow::Result<Composed> {
        match self.way {
            Way::Frozen(composed) => Ok(*composed),
            Way::Fresh(scene) => {
                let draft = bundles::draft(&desk.config.delivery.folder.join(format!("draft-{}", letter.slug)))?;
                let manifest = bundle::compose(desk, letter, &scene, &draft)?;
                Composed::drafted(manifest, scene.signers, draft)
            }
        }
    }
}

/// The bundle that was frozen, while it is still true; else whoever would be in a fresh one.
pub(super) fn stage(
    desk: &Desk,
    letter: &Letter,
    known: Option<&Bundle>,
    (without, note): (&[String], fn(&str)),
) -> anyhow::Result<Stage> {
    if let Some(bundle) = known {
        match still_true(desk, letter, bundle)? {
            Still::True(composed) => {
                return Ok(Stage {
                    offices: composed.manifest.offices.clone(),
                    way: Way::Frozen(composed),
                });
            }
            Still::Not(why) => note(&format!(
                "{why} since the last bundle: offices that have none yet receive a fresh one"
            )),
        }
    }
    let scene = bundle::scene(desk, letter, without)?;
    Ok(Stage {
        offices: scene.offices(desk, letter),
        way: Way::Fresh(Box::new(scene)),
    })
}

/// Whether a frozen bundle may still be sent.
enum Still {
    True(Box<Composed>),
    /// What happened.
    Not(&'static str),
}

/// It may while all whom it shows want to be named so, and while it says of each office what that has received before.
fn still_true(desk: &Desk, letter: &Letter, bundle: &Bundle) -> anyhow::Result<Still> {
    let of = (letter.slug.as_str(), letter.revision);
    let (now, earlier) = desk.store.read_now(|db| {
        let until = bundle.signers.map(|then| then.until);
        let now = store::fingerprint(db, of.0, of.1, until)?;
        Ok::<_, StoreError>((now, store::earlier(db, of.0, of.1, &letter.zone())?))
    })?;
    let Some(signers) = bundle.signers.filter(|then| *then == now) else {
        return Ok(Still::Not("signers corrected or took something back"));
    };
    let composed = Composed::frozen(&email::folder(&desk.config, bundle.digest), bundle, signers)?;
    Ok(if composed.manifest.is_aware_of(&earlier) {
        Still::True(Box::new(composed))
    } else {
        Still::Not("what an office has of an earlier text changed")
    })
}
