//! **Undersigned** publishes letters to policymakers, collects the signatures of organizations and people, and delivers one
//! signed bundle to each congressional office.
//!
//! # Map
//!
//! What we publish, and whom we address:
//!
//! * [`letters`]: files become letters. [`letters::library`] reads them, [`letters::shelf`] keeps the newest good ones,
//!   [`letters::watch`] sees when they change, [`letters::advice`] warns of probable slips.
//! * [`site`]: pages about letters, whoever signs them.
//! * [`offices`]: public data of Congress, contacts that staff bring, seats, styles of address.
//!
//! Who signs:
//!
//! * [`signatures`]: the ledger. What a signature is, which ones count, which wait, and what is erased. [`signatures::store::ledger`] has
//!   its verbs: every change of a state is made there, with the tally and the history.
//! * [`organizations`]: who speaks for one: those who decide, the contact, invitations.
//! * [`signing`]: the two forms, who is admitted, forms saved for later, the link that confirms.
//! * [`my_signature`]: a signer's own page. [`signatories`]: who signed, in public.
//! * [`review`]: what staff decide. [`retention`]: what is deleted when.
//!
//! What goes out:
//!
//! * [`delivery`]: what offices receive. [`delivery::targets`] chooses, [`delivery::sheet`] words, [`typesetting`] sets,
//!   [`delivery::bundle`] freezes, [`delivery::dispatch`] owes one mail to each office.
//! * [`updates`]: what signers hear afterwards, until they stop it. [`exports`]: what staff take away, streamed row by row.
//! * [`outbox`]: every e-mail we owe, and the worker that sends it. [`mail`]: what composers of mails work with.
//!
//! Below all of them: [`store`] (SQLite, one writer thread with group commit), [`web`] (pages, forms, errors, quotas, headers),
//! [`tables`] (from any spreadsheet), [`domains`], [`templates`], [`locale`], [`config`], [`clock`], [`email`], [`text`], [`problem`],
//! [`private`]. Above: [`service`] puts it together, [`start`] says what must fit together before the database is opened, [`backup`] keeps
//! all of it in a folder, [`demonstration`] makes a believable campaign, and the commands of `main.rs` call the same functions.
//!
//! # Rules
//!
//! 1. Which room may use which stands in `tests/architecture`, as a table without a circle. A room that grows past an eighth of the
//!    source is parted.
//! 2. Below the routes nothing knows HTTP, so that commands can call it. SQL stands in stores, in words that `SQLite` and `PostgreSQL` both
//!    read; the schema is one file a room in `store/schema/`. Which room writes which table stands in `tests/architecture` as well.
//! 3. One door per dependency: lettre in `outbox/mailer/`, handlebars in `templates.rs`, governor in `web/quotas.rs`,
//!    altcha in `signing/challenge.rs`, imagesize in `letters/images.rs`, notify in `letters/watch.rs`,
//!    rusqlite in `store/`, typst, rustybuzz, lopdf and rustix in `typesetting/`, mimalloc in `main.rs` (and in the bench, which compares).
//! 4. A request never sends mail: it enqueues, in the transaction of the fact that causes the mail. What else must follow from a commit
//!    is said there as well ([`store::Tx::after_commit`]): no caller can forget it.
//! 5. No write transaction is held across the network: claim with a lease, send, settle.
//! 6. What was acknowledged is durable: `Ok` from [`store::Store::write`] means that `COMMIT` with `synchronous=FULL` returned.
//! 7. Personal data never reaches a log, a URL or a public page beyond what the signer chose.
//!
//! # A signature
//!
//! `POST /<lang>/letters/<slug>/signatures/people` meets [`web::gate::Gate`]. What keeps a form out on its way is a reason with
//! a status ([`signing::returned`]): the form comes back as it was typed. [`offices::zips`] tells where the ZIP lies; [`signing::form`] parses every field, gathers every error, and
//! asks what could not be told (the state, which district, whether `gmial.com` is meant). While unusually many sign
//! ([`web::traffic`]), a solution of [`signing::challenge`] pays, or the mail waits. [`signatures::store::record`] writes the row (or finds the
//! same asker's again), unless another text was published while the form was on its way ([`letters::store::is_published`]), and,
//! in the same transaction, [`outbox::store::enqueue`] owes the mail. The answer comes after the
//! commit, made from what was typed alone. [`outbox::worker`] claims the mail; [`signing::confirm`] composes it only then, deriving the link from a row's
//! number, its nonce and the service's secret, so that neither the outbox nor the table of links holds anything that confirms. The link's `GET` changes
//! nothing; its `POST` runs [`signing::store::confirm`], which counts the signature in the same transaction,
//! unless those decide whom the contact named ([`organizations::store::ballot`]) or staff should look first ([`signatures::rules`]).
//!
//! # A bundle
//!
//! `undersigned deliver <slug>` calls the three steps of [`delivery::deliver`], as a page may. The first loads Congress
//! ([`delivery::targets::Congress`]) and everyone who signed the letter's revision
//! ([`delivery::store::snapshot`]) in one read, so that all renditions are of one moment. [`delivery::targets::choose`] finds the
//! offices that `letter.toml` names, each once, in its highest capacity. For each, [`delivery::sheet::Desk::sheet`] puts into
//! words what stands on the pages, and [`typesetting::Typesetter`] has them set in a child process with limits of time and memory.
//! [`delivery::bundle::compose`] writes PDFs, tables and the manifest with their digests into a hidden [`private::draft`], which is
//! renamed at the end and swept if its process was killed. [`delivery::dispatch::Plan`] says who would receive what; once that is agreed to, one transaction freezes the bundle and
//! owes a mail to each office, unique by (bundle, office); it does neither if a signer took something back while staff looked at it,
//! and keeps whose signatures the bundle holds, to tell whoever takes theirs back later. [`delivery::email`] composes a mail when it is sent, and refuses a file
//! that is not what was frozen. The worker marks it before it hands it over: a crash in between leaves it *uncertain*.
//!
//! # A tally that rises
//!
//! Whoever looks at a letter holds a stream ([`signatories::tally_feed`]) in one of a limited number of seats ([`web::seats`]). Where a
//! transaction changes what a letter shows, it says so ([`store::Signal`]); after its commit the writer tells [`web::change_feed`],
//! which wakes the letter's one feed. That reads the tally once for all who watch, and ends with the last of them.
//!
//! # An update
//!
//! [`letters::updates`] reads `letters/<slug>/updates/<name>/<lang>.md`; the letter's page, lists, feeds and a page of its own show it.
//! `undersigned updates send` owes one mail to each address that asked for news ([`updates::sending`]), in batches that each read
//! consent in their own transaction; they wait in the outbox behind every mail that one person waits for
//! ([`outbox::store::enqueue_bulk`]). [`updates::mail`] composes a mail when it is sent, so that whoever stopped the news in between
//! gets none. The link that stops them opens nothing else: mails to many are passed on, and must not carry the key to an own page.
//!
//! # Where this differs from the usual, and where the reasons stand
//!
//! * **"Check your mail" is the answer to the `POST`**, without a redirect: [`signing::check_mail`].
//! * **A flood counts for nothing until staff look**, and what was counted before it showed is taken back: [`signatures::state::HoldReason`].
//! * **A page confirms what it showed**, and what was taken back is never overwritten: [`signing::store::confirm`].
//! * **Who was taken off a letter stays off until staff look**, by keyed digests: [`signatures::store::blocklist`].
//! * **Who took a signature back and signs anew is known as before**: `succession` in [`signatures::store`].
//! * **Only the domain of a website verifies an organization**, and what says who it is does not change unseen:
//!   [`my_signature::store::correct`].
//! * **A saved form's link stands for its mailbox**: [`signing::drafts`].
//! * **A person's district is never guessed, and names stand as listed, nowhere more**: [`delivery::snapshot`].
//! * **An office's PDF names the organizations and some of its own constituents**, and counts everyone else: [`delivery::sheet`].
//! * **The languages of a letter are one text**: [`letters::revisions`], [`letters::changes`].
//! * **The language in an address is the text's**: [`locale::Locales::nearest`].
//! * **Who was mailed how often is a log, and a memory of it**: [`outbox::store::mail_quota`].
//! * **The writer's cache is small, and a commit looks into the queue twice**: `open` and `writer` in [`store`].
//! * **A mail that must not come twice is marked when the relay waits for it**, and replies are read by code of our own:
//!   [`outbox::mailer`].
//! * **What a relay says about us is nobody's failure**: [`outbox::verdict`].

pub mod backup;
pub mod clock;
pub mod config;
pub mod delivery;
pub mod demonstration;
pub mod domains;
pub mod email;
pub mod exports;
pub mod letters;
pub mod locale;
pub mod mail;
pub mod my_signature;
pub mod offices;
pub mod organizations;
pub mod outbox;
pub mod private;
pub mod problem;
pub mod retention;
pub mod review;
pub mod service;
pub mod signatories;
pub mod signatures;
pub mod signing;
pub mod site;
pub mod start;
pub mod store;
pub mod tables;
pub mod templates;
pub mod text;
pub mod typesetting;
pub mod updates;
pub mod web;

pub use service::{Service, build, build_with};
