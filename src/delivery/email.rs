//! The mail that carries a bundle to an office: a person's voice, the ask in plain text, one PDF.

use serde::{Deserialize, Serialize};

use super::OfficeEntry;
use super::store::{self, Delivery};
use super::supplement::Supplement;
use crate::config::{Config, Transport};
use crate::letters::library::Library;
use crate::letters::{Letter, Slug};
use crate::mail::ComposerContext;
use crate::offices::store as contacts;
use crate::outbox::{Composer, kinds};
use crate::shelf::{Shelf, ShelfError};
use crate::store::Read;

mod wording;

pub(crate) use wording::{Envelope, Wording};

/// The kind of this mail in the outbox.
pub const KIND: &str = kinds::BUNDLE;

/// The payload in the outbox: public numbers, as they are on page one.
#[derive(Serialize, Deserialize)]
pub struct Payload {
    /// The numbers on page one, the office's own first.
    pub summary: Vec<String>,
    /// The first number, without a verb; empty in mails that were enqueued before this field existed.
    #[serde(default)]
    pub lead: String,
    /// The sentence about whom the PDF names; empty in mails that were enqueued before this field existed.
    #[serde(default)]
    pub contents: String,
    /// The sentence that the PDF replaces an earlier one, if the office has one.
    #[serde(default)]
    pub replaces: Option<String>,
    /// The supplement, if it is one.
    #[serde(default)]
    pub supplement: Option<Supplement>,
    /// The file name of the PDF.
    #[serde(default)]
    pub attachment: String,
    /// The bundle's code.
    #[serde(default)]
    pub code: String,
    /// Whether the bundle contains invented names.
    #[serde(default)]
    pub invented: bool,
}

impl Payload {
    /// Creates the payload of an office's mail. `code` is the bundle's; `invented` says whether it has invented names.
    pub(crate) fn of(office: &OfficeEntry, code: &str, invented: bool) -> Self {
        Self {
            summary: office.summary.clone(),
            lead: office.lead.clone(),
            attachment: office.attachment.clone(),
            contents: office.contents.clone(),
            replaces: office.replaces.as_ref().map(|it| it.words.clone()),
            supplement: office.supplement.clone(),
            code: code.to_owned(),
            invented,
        }
    }
}

/// Returns whether mail leaves the machine, or is meant to: then nothing invented may be sent.
pub(crate) fn reaches_people(config: &Config) -> bool {
    config.profile.is_production() || config.mail.transport == Transport::Smtp
}

/// Creates the composer of deliveries' mails. A file that differs from the frozen one is never sent.
pub(crate) fn composer(with: ComposerContext) -> Composer {
    let ComposerContext {
        config,
        live_library,
        locales,
        templates,
    } = with;
    Box::new(move |db, due| {
        let Some(delivery) = store::delivery(db, due.about())? else {
            return Ok(None);
        };
        let (office, to) = (delivery.office.as_str(), due.recipient.as_str());
        if delivery.is_over || store::is_superseded(db, due.id)? || !contacts::may_receive(db, office, to)? {
            return Ok(None);
        }
        let payload: Payload = serde_json::from_str(&due.payload)?;
        // The settings may have changed since the mail was enqueued.
        anyhow::ensure!(
            !payload.invented || !reaches_people(&config),
            "the bundle contains demo data: refusing to send it to a real office"
        );
        let library = live_library.now();
        let letter = letter_of(&library, &delivery)?;
        let bytes = frozen(&Shelf::seen_from(db, &config.delivery.folder), db, &delivery)?;
        let envelope = Envelope {
            attention: contacts::name_of(db, office, to)?,
            office: delivery.office_name,
            salutation: delivery.salutation,
            is_test: false,
        };
        let words = Wording {
            config: &config,
            locales: &locales,
            templates: &templates,
            letter,
        };
        words.mail(envelope, payload, bytes).map(Some)
    })
}

/// Returns the letter, at the revision of the bundle.
fn letter_of<'l>(library: &'l Library, delivery: &Delivery) -> anyhow::Result<&'l Letter> {
    let letter = Slug::parse(&delivery.letter)
        .ok()
        .and_then(|slug| library.letter(&slug));
    let letter = letter.ok_or_else(|| anyhow::anyhow!("letter {} not found", delivery.letter))?;
    anyhow::ensure!(
        letter.revision == delivery.revision,
        "the letter is now at revision {}, but the bundle has revision {}",
        letter.revision,
        delivery.revision
    );
    Ok(letter)
}

/// Reads the PDF, if it is what was frozen.
fn frozen(shelf: &Shelf, db: &Read<'_>, delivery: &Delivery) -> anyhow::Result<Vec<u8>> {
    let read = shelf.read(db, delivery.bundle, &delivery.file, delivery.sha256);
    let advice = format!(
        "if one of its signers was deleted, run `undersigned deliver {}` again",
        delivery.letter
    );
    read.map_err(|error| match error {
        ShelfError::Unreadable(file, why) => anyhow::Error::new(why).context(format!("{file} can't be read: {advice}")),
        ShelfError::Missing(file) => anyhow::anyhow!("{file} is missing: {advice}"),
        ShelfError::Changed(file) => anyhow::anyhow!("{file} changed after it was frozen"),
        other => other.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Profile, figment};

    #[test]
    fn mail_counts_as_reaching_people_in_production_and_by_smtp() {
        let mut config = Config::extract(&figment()).expect("settings");
        for (profile, transport, reaches) in [
            (Profile::Debug, Transport::Folder, false),
            (Profile::Release, Transport::Memory, false),
            (Profile::Debug, Transport::Smtp, true),
            (Profile::Production, Transport::Folder, true),
            (Profile::Production, Transport::Smtp, true),
        ] {
            (config.profile, config.mail.transport) = (profile, transport);
            assert_eq!(
                reaches_people(&config),
                reaches,
                "{profile:?}, {:?}",
                config.mail.transport
            );
        }
    }
}
