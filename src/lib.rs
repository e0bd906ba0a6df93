//! **Undersigned** publishes letters to policymakers, collects the signatures of organizations and people, and delivers one
//! signed bundle to each congressional office.
//!
//! # Map
//!
//! Content, and whom we address:
//!
//! * [`letters`]: files become letters. [`letters::library`] reads them, [`letters::live_library`] holds the newest valid ones,
//!   [`letters::watch`] notices when they change, [`letters::advice`] warns of probable mistakes.
//! * [`site`]: pages about letters, regardless of who signs them.
//! * [`offices`]: public data of Congress, contacts that staff bring, seats, styles of address.
//!
//! Signing:
//!
//! * [`signatures`]: the ledger. What a signature is, which ones count, which are held, and what is erased. [`signatures::store::ledger`]
//!   has its verbs: every change of a state is made there, with the tally and the history.
//! * [`organizations`]: who speaks for an organization: its deciders, its contact, invitations.
//! * [`signing`]: the two forms, admission, forms saved for later, the confirmation link.
//! * [`my_signature`]: a signer's own page. [`signatories`]: the signers in public.
//! * [`intake`]: signatures that staff bring, recorded one by one or imported from a table.
//! * [`sheet`]: a letter's signers as staff filter, sort and search them. [`review`]: what staff decide. [`retention`]: what is deleted, and when.
//! * [`dashboard`]: a letter in numbers, as staff see it: per day, by state, by source.
//! * [`privacy`]: what is stored about one email address, reported to its owner, or erased.
//!
//! Delivery and mail:
//!
//! * [`delivery`]: what offices receive. [`delivery::targets`] chooses the offices, [`delivery::rendition`] words their pages,
//!   [`typesetting`] sets them, [`delivery::bundle`] freezes them, [`delivery::dispatch`] enqueues one mail to each office.
//! * [`record`]: what became of a letter at each office: acknowledged, met, answered, and a Member's position. Private.
//! * [`updates`]: mails to signers who want news, until they unsubscribe. [`exports`]: signers' data for staff, streamed row by row.
//! * [`handouts`]: papers that staff hand out: the roster, a sheet for the press, a sheet for each Member of Congress.
//! * [`outbox`]: every outgoing e-mail, and the worker that sends it. [`bounces`]: what mail servers say of it later. [`mail`]: what composers of mails work with.
//! * [`shelf`]: the files of frozen bundles, in a folder or in a database that several machines share.
//!
//! Staff:
//!
//! * [`staff`]: accounts, signing in, sessions, and the frame of the pages. [`staff::guard::Staff`] is the proof that someone signed in.
//! * [`desk`]: the pages below `/staff`, which call what the commands call.
//! * [`audit`]: the log of what staff did, in the browser and on the command line.
//!
//! Below all of them: [`brand`] (the publisher's logo and colors), [`store`] (SQLite or PostgreSQL, one writer thread with group commit),
//! [`web`] (pages, forms, errors, quotas, headers), [`tables`] (from any spreadsheet), [`domains`], [`templates`], [`locale`], [`config`],
//! [`clock`], [`email`], [`text`], [`tls`], [`problem`], [`private`]. Above: [`service`] assembles everything, [`start`] checks database and key before anything starts, [`backup`] backs up and
//! restores, [`moving`] takes a database to a server or back, [`demonstration`] invents a believable campaign. The commands of `main.rs` call the same functions as the routes.
//!
//! # Rules
//!
//! 1. Rooms depend on each other by a table without cycles, in `tests/architecture`. A room that grows past an eighth of the source is
//!    split.
//! 2. Nothing below the routes knows HTTP, so that commands can call it. SQL is in stores, in a subset that `SQLite` and `PostgreSQL` both
//!    read; the schema is one file a room in `store/schema/`. Which room writes which table is in `tests/architecture` as well.
//!    The id of a row is a type of its table ([`store::RowId`]), so that none is taken for another table's.
//! 3. Each of these dependencies is used in one place only: lettre in `outbox/mailer/`, handlebars in `templates.rs`, governor in
//!    `web/quotas`, argon2 and zxcvbn in `staff/password.rs`, altcha in `signing/challenge.rs`, imagesize and roxmltree in `pictures`, notify in `letters/watch.rs`, calamine in `tables/workbook/`,
//!    rusqlite and tokio-postgres in `store/`, typst, rustybuzz, lopdf and rustix in `typesetting/`, mimalloc in `main.rs` (and in the bench, which compares).
//! 4. A request never sends mail: it enqueues, in the transaction of the fact that causes the mail. Other effects of a commit are
//!    requested there as well ([`store::Tx::after_commit`]), so that no caller can forget them.
//! 5. No write transaction is held across the network: claim with a lease, send, settle.
//! 6. What was acknowledged is durable: `Ok` from [`store::Store::write`] means that `COMMIT` returned, with `synchronous=FULL` or
//!    `synchronous_commit=on`.
//! 7. Personal data never reaches a log, a URL or a public page beyond what the signer chose.
//!
//! # The life of a signature
//!
//! `POST /<lang>/letters/<slug>/signatures/people` passes [`web::gate::Gate`]. If a form is not taken, there is one reason with a status
//! ([`signing::returned`]), and the form comes back as it was typed. [`offices::zips`] looks up where the ZIP lies; [`signing::form`] parses
//! every field, collects every error, and asks what the ZIP does not determine (the state, the district) or whether `gmial.com` is meant.
//! While unusually many people sign ([`web::traffic`]), the form needs a proof of work ([`signing::challenge`]), or its mail is queued.
//! [`signatures::store::record`] writes the row (or finds the same asker's again), unless another text was published while the form was on
//! its way ([`letters::store::is_published`]), and, in the same transaction, [`outbox::store::enqueue`] enqueues the mail. The response is
//! sent after the commit, made from what was typed alone. [`outbox::worker`] claims the mail; only then [`signing::confirm`] composes it,
//! deriving the link from a row's number, its nonce and the service's secret, so that neither the outbox nor the table of links holds
//! anything that confirms. The link's `GET` changes nothing; its `POST` runs [`signing::store::confirm`], which counts the signature in the
//! same transaction, unless an organization's deciders are asked first ([`organizations::store::ballot`]) or staff review it
//! ([`signatures::rules`]).
//!
//! # The life of a bundle
//!
//! `undersigned deliver <slug>` calls the three steps of [`delivery::deliver`], as a page may. The first loads Congress
//! ([`delivery::targets::Congress`]) and everyone who signed the letter's revision ([`delivery::store::snapshot`]) in one read, so that
//! all renditions are consistent. [`delivery::targets::choose`] finds the offices that `letter.toml` names, each once, in its highest
//! capacity. For each, [`delivery::rendition::RenditionContext::rendition`] words the pages, and [`typesetting::Typesetter`] has them set
//! in a child process with limits on time and memory. [`delivery::bundle::compose`] writes PDFs, tables and the manifest with their
//! digests into a hidden [`private::draft`], which goes to the [`shelf`] at the end, and is swept if its process was killed.
//! [`delivery::dispatch::Plan`] says who would receive what. Once staff agree, one transaction freezes the bundle and enqueues a mail to
//! each office, unique by (bundle, office); it does neither if a signer withdrew something in the meantime, and it records whose signatures the bundle holds, to tell signers who
//! withdraw later. If one of them takes something back, the mails that are not being handed over yet are stopped in the same transaction
//! ([`signatures::store::outdate_bundles`]), and the next delivery includes their offices again. [`delivery::email`] composes a mail when it
//! is sent, and refuses a file that differs from the frozen one. The worker marks the mail before it hands it over, unless it was stopped
//! meanwhile: a crash in between leaves it *uncertain*.
//!
//! If people sign afterwards, a **supplement** ([`delivery::supplement`], [`delivery::news`]) brings each office only those whom no bundle that it has holds,
//! and counts everyone. It goes the same way, in a round of its own: the bundle's manifest names the one before it for each office, and
//! freezing it fails if what an office has changed meanwhile. An office of whose last mail nobody knows whether it arrived gets none.
//!
//! # A live tally
//!
//! A browser that shows a letter holds a stream ([`signatories::tally_feed`]) in one of a limited number of seats ([`web::stream_limit`]). A
//! transaction that changes what a letter shows sends a signal ([`store::Signal`]); after its commit the writer notifies
//! [`web::change_feed`], which wakes the letter's one feed. The feed reads the tally once for all watchers, and ends with the last of them.
//!
//! # An update
//!
//! [`letters::updates`] reads `letters/<slug>/updates/<name>/<lang>.md`; the letter's page, lists, feeds and a page of its own show it.
//! `undersigned updates send` enqueues one mail to each address that consented ([`updates::sending`]), in batches that each read
//! consent in their own transaction; they wait in the outbox behind every mail that a single person waits for
//! ([`outbox::store::enqueue_bulk`]). [`updates::mail`] composes a mail when it is sent, so that signers who unsubscribed in between
//! get none. The unsubscribe link opens nothing else: bulk mails get forwarded, and must not contain the key to an own page.
//!
//! # Unusual decisions, and where their reasons are
//!
//! * **"Check your mail" is the response to the `POST`**, without a redirect: [`signing::check_mail`].
//! * **A flood does not count until staff review it**, including what was counted before it showed: [`signatures::state::HoldReason`].
//! * **A page confirms only what it showed**, and a withdrawn signature is never overwritten: [`signing::store::confirm`].
//! * **A signer removed from a letter stays off until staff review them**, by keyed digests: [`signatures::store::blocklist`].
//! * **A signer who withdraws and signs anew keeps what was known of them**: `succession` in [`signatures::store`].
//! * **Only the domain of a website verifies an organization**, and its identity does not change without review:
//!   [`my_signature::store::correct`].
//! * **A saved form's link proves its mailbox**: [`signing::drafts`].
//! * **A person's district is never guessed, and names appear only as listed**: [`delivery::snapshot`].
//! * **An office's PDF names the organizations and some of its own constituents**, and counts everyone else: [`delivery::rendition`].
//! * **The languages of a letter are one text**: [`letters::revisions`], [`letters::diff`].
//! * **The language in an address is the text's**: [`locale::Locales::nearest`].
//! * **The mail quota is a log with a cache**: [`outbox::store::mail_quota`].
//! * **The writer's cache is small, and a commit looks into the queue twice**: `sqlite/open` and `writer` in [`store`].
//! * **A mail that must not be sent twice is marked when the relay waits for it**, and replies are parsed by code of our own:
//!   [`outbox::mailer`].
//! * **A refusal that is about us counts against no mail**: [`outbox::verdict`].

pub mod audit;
pub mod backup;
pub mod bounces;
pub mod brand;
pub mod clock;
pub mod config;
pub mod dashboard;
pub mod delivery;
pub mod demonstration;
pub mod desk;
pub mod domains;
pub mod email;
pub mod exports;
mod files;
pub mod handouts;
pub mod intake;
pub mod letters;
pub mod locale;
pub mod mail;
pub mod moving;
pub mod my_signature;
pub mod offices;
pub mod organizations;
pub mod outbox;
mod pictures;
pub mod privacy;
pub mod private;
pub mod problem;
pub mod record;
pub mod retention;
pub mod review;
pub mod service;
pub mod sheet;
pub mod shelf;
pub mod signatories;
pub mod signatures;
pub mod signing;
pub mod site;
pub mod staff;
pub mod start;
pub mod store;
pub mod tables;
pub mod templates;
pub mod text;
mod tls;
pub mod typesetting;
pub mod updates;
pub mod web;

pub use service::{Service, build, build_with};
