-- signatures/: the ledger.
--
-- CHECKs compare words one by one: for an IN list SQLite builds a table of its own at every INSERT, which costs half of the insertion.

CREATE TABLE signatures (
  id            ROW ONCE,
  letter        TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind = 'organization' OR kind = 'person'),
  -- pending: the mailbox has not confirmed. awaiting: the contact has, those who decide have not. held: staff decide. Only confirmed counts.
  -- duplicate: the same organization stands there, or the same signer by another signature. declined: by those who decide. withdrawn: by the signer. disowned: "this was not us".
  -- rejected: by staff.
  state         TEXT NOT NULL CHECK (state = 'pending' OR state = 'awaiting' OR state = 'held' OR state = 'confirmed' OR state = 'duplicate'
                  OR state = 'declined' OR state = 'withdrawn' OR state = 'disowned' OR state = 'rejected'),
  -- approval: the letter's rule. possible-duplicate: another organization may be the same. surge: many from one source. disowned-before: its
  -- name was taken off this letter once. listing-changed: another name since it was counted. unverified: nothing shows that its contact
  -- speaks for it. government, borrowed-name, look-alike: its name. contested: the same organization was signed for from its own domain since.
  -- too-few-approvers: one of those who decide had their address erased, and the others are fewer than must approve.
  -- by-staff: staff want to look at it again.
  held_for      TEXT CHECK (held_for = 'approval' OR held_for = 'possible-duplicate' OR held_for = 'surge' OR held_for = 'disowned-before'
                  OR held_for = 'listing-changed' OR held_for = 'unverified' OR held_for = 'government' OR held_for = 'borrowed-name'
                  OR held_for = 'look-alike' OR held_for = 'contested' OR held_for = 'too-few-approvers'
                  OR held_for = 'by-staff'),
  flags         TEXT NOT NULL DEFAULT '',    -- for staff, words with commas between: role, disposable, free-mail, unverified, hurried
  version       INTEGER NOT NULL DEFAULT 1,  -- goes up whenever what was typed changes: a page shows one, and confirms that one
  asker_key     TEXT NOT NULL,       -- who asks: one row for the same asker, however often they ask
  signer_key    TEXT NOT NULL,       -- who would be counted: one confirmed row a letter
  email         TEXT NOT NULL,       -- empty: staff recorded or imported it without one
  -- Registrable. NULL where everyone may have a mailbox, and where nobody confirmed from it: such an address proves nothing.
  mail_domain   TEXT,
  flood_base    TEXT,                -- the mailbox below the tag: a@b.org of a+news@b.org; NULL once staff have approved them
  flood_suffix  TEXT,                -- the domain below which anyone may have a name
  listed_name   TEXT NOT NULL,
  sort_name     BYTES NOT NULL,      -- the collator's key of the listed name (locale/order.rs)
  listing       TEXT NOT NULL CHECK (listing = 'full' OR listing = 'initial' OR listing = 'unlisted'),
  city          TEXT NOT NULL,
  region        TEXT,                -- USPS code, only in the United States
  country       TEXT NOT NULL CHECK (length(country) = 2),
  lang          TEXT NOT NULL,       -- of the text that was read
  page_lang     TEXT,                -- of the page it was signed on, and so of its mails; NULL: the same
  revision      INTEGER NOT NULL,
  edition       BYTES NOT NULL CHECK (length(edition) = 32),
  consent       TEXT,                -- the words of the consent to updates, as shown; NULL: no consent
  consent_at    MOMENT,
  source        TEXT,                -- by which of our share links, if any
  -- confirmed: by its own email. recorded: by staff, who saw evidence. imported: from another list or form. An imported one that is then
  -- confirmed by its own email is confirmed.
  origin        TEXT NOT NULL DEFAULT 'confirmed' CHECK (origin = 'confirmed' OR origin = 'recorded' OR origin = 'imported'),
  demonstration BOOLEAN NOT NULL DEFAULT FALSE,
  created_at    MOMENT NOT NULL,     -- asked for
  confirmed_at  MOMENT,              -- confirmed by the mailbox, or recorded or imported; nothing that staff or others do later moves it
  renewed_at    MOMENT,              -- when its signer signed the present text instead of an earlier one
  counted_at    MOMENT,              -- since when it counts, or counted last, for the text that it is for
  state_at      MOMENT NOT NULL,     -- when it came to its state
  CHECK (state <> 'pending' OR confirmed_at IS NULL),
  CHECK (confirmed_at IS NOT NULL OR state = 'pending' OR state = 'withdrawn' OR state = 'disowned' OR state = 'rejected'),
  CHECK (state <> 'confirmed' OR counted_at IS NOT NULL),
  CHECK ((state = 'held') = (held_for IS NOT NULL)),
  CHECK ((consent IS NULL) = (consent_at IS NULL))
);
CREATE UNIQUE INDEX one_row_an_asker ON signatures (letter, asker_key);
CREATE UNIQUE INDEX people_counted_once ON signatures (letter, signer_key) WHERE state = 'confirmed' AND kind = 'person';
CREATE INDEX by_name ON signatures (letter, kind, sort_name, id) WHERE state = 'confirmed';
-- The list of a state from A to Z; of other countries, where the region is NULL.
CREATE INDEX by_place ON signatures (letter, kind, COALESCE(region, ''), sort_name, id) WHERE state = 'confirmed' AND listing <> 'unlisted';
CREATE INDEX newest_first ON signatures (letter, kind, confirmed_at, id) WHERE state = 'confirmed' AND listing <> 'unlisted';
-- The same for unlisted signers, whom staff see. They are apart, so that no public list reads past them, however many they are.
CREATE INDEX unlisted_by_place ON signatures (letter, kind, COALESCE(region, ''), sort_name, id)
  WHERE state = 'confirmed' AND listing = 'unlisted';
CREATE INDEX unlisted_newest_first ON signatures (letter, kind, confirmed_at, id) WHERE state = 'confirmed' AND listing = 'unlisted';
-- Which organization may be the same, and who is told.
CREATE INDEX organizations_by_key ON signatures (signer_key) WHERE kind = 'organization';
CREATE INDEX contacts_by_email ON signatures (lower(email)) WHERE kind = 'organization';
CREATE INDEX organizations_of_a_letter ON signatures (letter, id) WHERE kind = 'organization';
-- Floods: what a confirmation asks of the letter's last day.
CREATE INDEX by_mail_domain ON signatures (letter, mail_domain, confirmed_at) WHERE mail_domain IS NOT NULL AND confirmed_at IS NOT NULL;
CREATE INDEX organizations_by_time ON signatures (letter, confirmed_at) WHERE kind = 'organization' AND confirmed_at IS NOT NULL;
CREATE INDEX signatures_of_a_mailbox ON signatures (letter, flood_base) WHERE flood_base IS NOT NULL;
CREATE INDEX signatures_below_a_suffix ON signatures (letter, flood_suffix) WHERE flood_suffix IS NOT NULL;
-- The hourly rounds look only at what waits for them.
CREATE INDEX unconfirmed ON signatures (created_at) WHERE state = 'pending';
CREATE INDEX awaiting_approval ON signatures (confirmed_at) WHERE state = 'awaiting';
-- What staff look at: who waits, who is held for a flood, who has marks, who came by which link.
CREATE INDEX for_staff ON signatures (letter, id)
  WHERE state IN ('awaiting', 'held', 'disowned') OR kind = 'organization' AND state = 'duplicate';
CREATE INDEX held_for_a_reason ON signatures (letter, held_for, id) WHERE state = 'held';
CREATE INDEX flagged ON signatures (letter, id) WHERE flags <> '';
CREATE INDEX by_source ON signatures (letter, source, kind, id) WHERE state = 'confirmed' AND source IS NOT NULL;
-- The sheets of a letter (sheet/store/driver.rs): everyone in the order of their numbers, and what few of them have. With the plain column,
-- SQLite would prefer the first two for questions that have a better index.
CREATE INDEX signatures_of_a_letter ON signatures (COALESCE(letter, ''), id);
CREATE INDEX organizations_by_name ON signatures (COALESCE(letter, ''), sort_name, id) WHERE kind = 'organization';
CREATE INDEX set_aside ON signatures (letter, state, id) WHERE state <> 'confirmed' AND state <> 'pending';
CREATE INDEX in_another_language ON signatures (letter, lang, id) WHERE lang <> 'en';
CREATE INDEX wish_for_updates ON signatures (letter, id) WHERE state = 'confirmed' AND consent IS NOT NULL;
CREATE INDEX invented ON signatures (letter, id) WHERE demonstration;
CREATE INDEX not_by_email ON signatures (letter, origin, id) WHERE origin <> 'confirmed';

-- Where a signature came from that did not begin with our form; it stays when the signer confirms by email.
CREATE TABLE provenance (
  signature INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  -- What staff saw and where it is kept, or where the list came from and how its signers consented.
  evidence  TEXT NOT NULL,
  unasked   TEXT,                    -- why an imported signer was not asked to confirm by email; NULL: was asked, or staff recorded it
  at        MOMENT NOT NULL
);

CREATE TABLE people (
  signature      INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  name           TEXT NOT NULL,
  short_name     TEXT,               -- how they want it shortened on the list; NULL: as the service guesses
  postal_code    TEXT NOT NULL,
  -- The House district, and how it is known: by a ZIP that lies in one, chosen by the person, or asked for and not known.
  congress       INTEGER,
  district       INTEGER CHECK (district BETWEEN 0 AND 53),
  district_found TEXT CHECK (district_found = 'unique' OR district_found = 'chosen' OR district_found = 'unknown'),
  title          TEXT,
  affiliation    TEXT,
  -- The words of the consent that their own members of Congress see the full name and ZIP, as shown; NULL: no consent.
  to_offices     TEXT,
  to_offices_at  MOMENT,
  comment        TEXT,
  comment_state  TEXT NOT NULL DEFAULT 'unread' CHECK (comment_state = 'unread' OR comment_state = 'approved' OR comment_state = 'refused'),
  CHECK ((to_offices IS NULL) = (to_offices_at IS NULL)),
  CHECK ((district_found IS NULL) = (congress IS NULL)),
  CHECK ((district_found = 'unique' OR district_found = 'chosen') = (district IS NOT NULL) OR district_found IS NULL)
);
-- Of what people said, little is let through.
CREATE INDEX words_let_through ON people (signature) WHERE comment_state = 'approved' AND comment IS NOT NULL;
CREATE INDEX unread_words ON people (signature) WHERE comment_state = 'unread' AND comment IS NOT NULL;

CREATE TABLE organizations (
  signature      INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  legal_name     TEXT NOT NULL,
  listed_key     TEXT NOT NULL,      -- the listed name, folded
  kind           TEXT NOT NULL CHECK (kind = 'nonprofit' OR kind = 'union' OR kind = 'faith' OR kind = 'academic' OR kind = 'business'
                   OR kind = 'other'),
  scope          TEXT NOT NULL CHECK (scope = 'national' OR scope = 'state' OR scope = 'local'),
  website        TEXT,
  domain         TEXT,               -- registrable, of the website or of a contact's address at the organization
  website_domain TEXT,               -- registrable, of the website alone: what a level of verification rests on
  public_email   TEXT,               -- where a notice goes when the contact wrote from elsewhere
  contact_name   TEXT NOT NULL,
  contact_title  TEXT NOT NULL,
  phone          TEXT,
  authorized     TEXT NOT NULL,      -- the statement's wording as shown
  approvals      INTEGER NOT NULL DEFAULT 1 CHECK (approvals > 0),  -- how many of those who decide must approve
  approved_at    MOMENT,             -- when enough had
  verification   TEXT CHECK (verification = 'own-domain' OR verification = 'other-address' OR verification = 'staff'),
  evidence       TEXT CHECK (evidence IS NULL OR verification = 'staff'),  -- what staff saw
  invitation     INTEGER,
  -- Where another contact has taken over: since when, and for a while who had filled in the form.
  contact_since  MOMENT,
  submitted_by   TEXT,
  submitted_from TEXT,
  CHECK (verification IS NULL OR verification <> 'staff' OR evidence IS NOT NULL)
);
CREATE INDEX organizations_by_domain ON organizations (domain) WHERE domain IS NOT NULL;
CREATE INDEX organizations_by_website ON organizations (website_domain) WHERE website_domain IS NOT NULL;
CREATE INDEX organizations_by_invitation ON organizations (invitation) WHERE invitation IS NOT NULL;
CREATE INDEX old_submitters ON organizations (contact_since) WHERE submitted_from IS NOT NULL;

-- An organization's names in other languages, one a language: shown on that language's pages, and folded for duplicates as well.
CREATE TABLE other_names (
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  lang      TEXT NOT NULL,
  name      TEXT NOT NULL,
  sort_name BYTES NOT NULL,
  key       TEXT NOT NULL,           -- folded, as listed_key
  PRIMARY KEY (signature, lang)
) BY KEY;

-- Who decides for an organization: a director, or a board of several, of whom a number must approve.
CREATE TABLE deciders (
  id          ROW ONCE,
  signature   INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  email       TEXT NOT NULL,
  decision    TEXT CHECK (decision = 'approved' OR decision = 'declined'),
  decided_at  MOMENT,
  reason      TEXT,                  -- of one who declined, for the contact alone
  reminded_at MOMENT,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (reason IS NULL OR decision = 'declined')
);
CREATE INDEX deciders_of_a_signature ON deciders (signature, id);
-- Whom the hourly round may remind.
CREATE INDEX undecided ON deciders (signature, id) WHERE decision IS NULL AND reminded_at IS NULL;

-- A text about which those who decide for an organization are asked, after another one than it signed was published. Until enough of them
-- approve, its signature stands for the text that it signed.
CREATE TABLE renewals (
  signature   INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  revision    INTEGER NOT NULL CHECK (revision > 0),
  edition     BYTES NOT NULL CHECK (length(edition) = 32),
  lang        TEXT NOT NULL,
  asked_at    MOMENT NOT NULL,
  declined_at MOMENT                 -- too many of them declined
);
-- What each of them has said about it. What they said of the text that was signed stays in `deciders`.
CREATE TABLE renewal_votes (
  decider    INTEGER PRIMARY KEY REFERENCES deciders (id) ON DELETE CASCADE,
  decision   TEXT NOT NULL CHECK (decision = 'approved' OR decision = 'declined'),
  reason     TEXT,
  decided_at MOMENT NOT NULL
);

-- Links in mails. A link holds its row's number and a MAC over it, the nonce and its purpose; nothing here opens anything without the
-- service's secret. Rows are found by number, so that no index of random digests grows with the signatures.
CREATE TABLE links (
  id             ROW ONCE,
  signature      INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  nonce          BYTES NOT NULL CHECK (length(nonce) = 16),
  whose          TEXT NOT NULL DEFAULT 'signer' CHECK (whose = 'signer' OR whose = 'other'),  -- ends when another contact takes over, or does not
  decider        INTEGER REFERENCES deciders (id) ON DELETE CASCADE,  -- whose link to decide it is
  created_at     MOMENT NOT NULL,
  confirm_until  MOMENT,             -- NULL: this mail does not ask for confirmation
  own_until      MOMENT NOT NULL,    -- the signer's own page
  used_at        MOMENT,
  handed_over_at MOMENT,
  -- Where the request came from: keyed digests of the network prefix and of the networks around it, for 30 days.
  origin         BYTES CHECK (length(origin) = 32),
  origin_range   BYTES CHECK (length(origin_range) = 32)
);
CREATE INDEX links_of_a_signature ON links (signature);
CREATE INDEX links_of_a_decider ON links (decider) WHERE decider IS NOT NULL;
CREATE INDEX old_links ON links (own_until);
CREATE INDEX old_origins ON links (created_at) WHERE origin IS NOT NULL;

-- What became of a signature, oldest first: who did it (signer, decider, another contact, staff, the service), what, and its states before
-- and after. Names nobody, except perhaps in a note, and goes with its signature. A row is written wherever a state changes
-- (signatures/store/ledger.rs).
CREATE TABLE signature_events (
  signature    INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  number       INTEGER NOT NULL,
  at           MOMENT NOT NULL,
  actor        TEXT NOT NULL,
  act          TEXT NOT NULL,
  state_before TEXT NOT NULL,
  state_after  TEXT NOT NULL,
  reason       TEXT,                 -- why staff rejected it
  note         TEXT,                 -- a sentence of staff for its signer
  PRIMARY KEY (signature, number)
) BY KEY;

-- What a line said before staff corrected it, field by field; the number is that of the event. Goes with its signature.
CREATE TABLE line_corrections (
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  number    INTEGER NOT NULL,
  field     TEXT NOT NULL CHECK (field = 'name' OR field = 'title' OR field = 'affiliation' OR field = 'city' OR field = 'state'),
  before    TEXT NOT NULL,
  PRIMARY KEY (signature, number, field)
) BY KEY;

-- How many signed which revision, kept in the transaction of the signature: pages say it without reading everyone who signed.
CREATE TABLE tally (
  letter        TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  organizations INTEGER NOT NULL DEFAULT 0 CHECK (organizations >= 0),
  people        INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  unlisted      INTEGER NOT NULL DEFAULT 0 CHECK (unlisted >= 0),
  -- How many of all these are of another origin than their own email.
  recorded      INTEGER NOT NULL DEFAULT 0 CHECK (recorded >= 0),
  imported      INTEGER NOT NULL DEFAULT 0 CHECK (imported >= 0),
  PRIMARY KEY (letter, revision)
) BY KEY;

-- How many of a letter's signers are listed in each place: a USPS code, or nothing for other countries. Kept as the tally is.
CREATE TABLE tally_places (
  letter TEXT NOT NULL,
  kind   TEXT NOT NULL,
  place  TEXT NOT NULL,
  listed INTEGER NOT NULL DEFAULT 0 CHECK (listed >= 0),
  PRIMARY KEY (letter, kind, place)
) BY KEY;

-- Two organizations of one name may both stand on a letter, or a person twice: who may be whom, and what came of it.
CREATE TABLE rivalries (
  id       ROW ONCE,
  newcomer INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  standing INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  -- duplicate: the newcomer is not counted. question: it is held. displaced: it is counted, and the standing one is held.
  -- beside: it is counted, and staff should look at the standing one. apart: staff have seen that they are two.
  outcome  TEXT NOT NULL CHECK (outcome = 'duplicate' OR outcome = 'question' OR outcome = 'displaced' OR outcome = 'beside'
             OR outcome = 'apart'),
  met_at   MOMENT NOT NULL,
  told_at  MOMENT,                   -- staff and contacts have been written to
  UNIQUE (newcomer, standing)
);
CREATE INDEX rivals_of_a_standing ON rivalries (standing);
CREATE INDEX untold_rivals ON rivalries (id) WHERE told_at IS NULL;

-- One signer who was on a letter twice, as staff or a rule found: the merged signature is a duplicate of the kept one, and what it was before
-- is brought back if staff undo it.
CREATE TABLE merges (
  merged         INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  kept           INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  state_before   TEXT NOT NULL CHECK (state_before = 'confirmed' OR state_before = 'held'),
  held_before    TEXT,
  outcome_before TEXT,               -- of their rivalry, if there was one
  -- Whether each was marked for staff because of the other.
  merged_marked  BOOLEAN NOT NULL,
  kept_marked    BOOLEAN NOT NULL,
  merged_at      MOMENT NOT NULL
);
CREATE INDEX merged_into ON merges (kept);

-- Who was taken off a letter by its owner or by staff: a keyed digest of the key, so that erasing the row does not erase the entry, and the
-- entry names nobody.
CREATE TABLE blocklist (
  letter    TEXT NOT NULL,
  digest    BYTES NOT NULL CHECK (length(digest) = 32),
  reason    TEXT NOT NULL CHECK (reason = 'disowned' OR reason = 'rejected'),
  listed_at MOMENT NOT NULL,
  PRIMARY KEY (letter, digest)
) BY KEY;

-- Mail domains from which too many signed a letter: staff are told once, and release them if all is well.
CREATE TABLE surges (
  letter      TEXT NOT NULL,
  domain      TEXT NOT NULL,
  seen_at     MOMENT NOT NULL,
  told_at     MOMENT,                -- when the mail to staff was owed
  released_at MOMENT,
  PRIMARY KEY (letter, domain)
) BY KEY;

-- How many mails that ask to confirm a mailbox was sent about a letter, by the beginning of a keyed digest of both. It starts anew when
-- the mailbox confirms.
CREATE TABLE letter_mails (
  mailbox INTEGER PRIMARY KEY,
  sent    INTEGER NOT NULL CHECK (sent > 0)
);
-- Mailboxes whose owners said "this wasn't me": no mail about that letter, or none at all. Keyed digests, which name nobody.
CREATE TABLE closed_mailboxes (
  digest    BYTES PRIMARY KEY CHECK (length(digest) = 32),
  closed_at MOMENT NOT NULL
) BY KEY;

-- Letters whose signers' details are erased some time after the delivery (signatures/store/details.rs): up to which signature.
CREATE TABLE details_erased (
  letter   TEXT PRIMARY KEY,
  done_to  INTEGER NOT NULL,         -- the last signature whose details are erased
  unlogged INTEGER NOT NULL          -- how many since the last entry in the audit log
) BY KEY;

-- In which blocks of 1,024 consecutive numbers a signature changed since dashboard/ added the block up. One row a block, however many change.
CREATE TABLE changed_blocks (
  block INTEGER PRIMARY KEY
) BY KEY;

-- Organizations in the order in which they came to a letter, confirmed or brought by staff: up to which one someone knows of them does not
-- depend on a clock.
CREATE TABLE newcomers (
  id        ROW ONCE,
  letter    TEXT NOT NULL,
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE
);
CREATE INDEX newcomers_of_a_letter ON newcomers (letter, id);
CREATE INDEX newcomers_of_a_signature ON newcomers (signature);
