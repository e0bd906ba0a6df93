//! Sends an update: enqueues one mail for each address that consented. Time and memory are bounded: a batch is one write, and an
//! interrupted run is simply repeated.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::Timestamp;

use super::store::{self, Invented};
use super::{KIND, LEAST_DAYS, Payload, SendingPreview, UpdateKey};
use crate::audit::store::record;
use crate::audit::{Act, By, Deed};
use crate::config::{Config, Transport};
use crate::outbox::{self, NewMail, Repeat, message_id};
use crate::signatures::ids::SignatureId;
use crate::signatures::store::{LinkHolder, LinkTerms, keep_link};
use crate::store::{Read, Store, StoreError, Tx};

/// How many signatures one write processes.
const BATCH: usize = 500;

/// An update that is being sent.
#[derive(Clone)]
pub struct Sending {
    /// The settings.
    pub config: Arc<Config>,
    /// The domain of Message-IDs.
    pub mail_domain: String,
    /// The update.
    pub which: UpdateKey,
    /// The current time.
    pub now: Timestamp,
    /// Who sends it.
    pub by: By,
}

impl Sending {
    /// Returns what sending now would do. Blocks: for the command line.
    ///
    /// Addresses are distinguished by eight bytes of their digests, so that a million of them fit into 16 MiB.
    pub fn outlook(&self, database: &Store) -> Result<SendingPreview, StoreError> {
        let mut met: HashSet<[u8; 8]> = HashSet::new();
        let (mut mails, mut behind) = (0, SignatureId::NONE);
        loop {
            let (last, fresh) = database.read_now(|db| self.look(db, behind))?;
            mails += fresh
                .into_iter()
                .map(|mailbox| u64::from(met.insert(mailbox)))
                .sum::<u64>();
            match last {
                Some(last) => behind = last,
                None => break,
            }
        }
        let states = database.read_now(|db| store::states(db, &self.which))?;
        let before = states.iter().map(|(_, number)| number).sum();
        Ok(SendingPreview { mails, before })
    }

    /// Reads one batch: its last signature, and the mailboxes that have not been sent this update.
    fn look(&self, db: &Read<'_>, behind: SignatureId) -> Result<(Option<SignatureId>, Vec<[u8; 8]>), StoreError> {
        let wishes = store::wishes(db, &self.which.letter, behind, BATCH, self.invented())?;
        let mut fresh = Vec::new();
        for wish in &wishes {
            let mailbox = store::mailbox(&self.config.secret, &wish.email);
            if !store::known(db, &self.which, wish.signature, mailbox)? {
                fresh.push(std::array::from_fn(|index| mailbox[index]));
            }
        }
        Ok((wishes.last().map(|wish| wish.signature), fresh))
    }

    /// Enqueues the mails, and returns how many; `each` is called after every batch with its number. Blocks: for the command line. A second
    /// run sends nobody the same update twice.
    pub fn send(&self, database: &Store, each: &dyn Fn(u64)) -> Result<u64, StoreError> {
        let (mut owed, mut behind) = (0, SignatureId::NONE);
        loop {
            let batch = self.clone();
            let (last, mails) = database.write_now(move |tx| batch.owe(tx, behind))?;
            owed += mails;
            each(mails);
            match last {
                Some(last) => behind = last,
                None => return Ok(owed),
            }
        }
    }

    /// Enqueues one batch; returns its last signature and its number of mails. Consent is read in the transaction that enqueues the mail.
    fn owe(&self, tx: &Tx<'_>, behind: SignatureId) -> Result<(Option<SignatureId>, u64), StoreError> {
        let wishes = store::wishes(tx, &self.which.letter, behind, BATCH, self.invented())?;
        let mut mails = 0;
        for wish in &wishes {
            let mailbox = store::mailbox(&self.config.secret, &wish.email);
            let Some(about) = store::owe(tx, &self.which, wish.signature, mailbox, self.now)? else {
                continue;
            };
            let terms = LinkTerms {
                confirm_hours: None,
                own_days: self.config.signing.own_link_valid_days.max(LEAST_DAYS),
                origin: None,
                whose: LinkHolder::Signer,
            };
            let link = keep_link(tx, wish.signature, terms, self.now)?;
            let owed = NewMail {
                kind: KIND,
                about: about.number(),
                payload: &serde_json::to_string(&Payload { link }).expect("plain data"),
                recipient: wish.email.as_str(),
                message_id: &message_id(&self.mail_domain, self.now),
                repeat: Repeat::Never,
            };
            outbox::store::enqueue_bulk(tx, &owed, self.now)?;
            mails += 1;
        }
        if mails > 0 {
            record(
                tx,
                self.by,
                &Deed::about(Act::UpdateSent, &self.which.letter, mails),
                self.now,
            )?;
        }
        Ok((wishes.last().map(|wish| wish.signature), mails))
    }

    /// Returns whether invented signers get mail: their addresses must never reach a relay.
    fn invented(&self) -> Invented {
        if self.config.mail.transport == Transport::Smtp {
            Invented::LeftOut
        } else {
            Invented::WrittenTo
        }
    }
}
