-- Who may be counted, and what stands against it: more reasons to hold a signature, marks for staff, versions of what was typed,
-- and bars that outlive the rows. A CHECK can't be altered in place: the tables are made anew, the children first.

CREATE TABLE new_signatures (
  id            INTEGER PRIMARY KEY,
  letter        TEXT NOT NULL,
  kind          TEXT NOT NULL CHECK (kind IN ('organization', 'person')),
  -- pending: the mailbox has not confirmed. awaiting: the contact has, the one who decides has not. held: staff decide.
  -- duplicate, withdrawn (by the signer), disowned ("this was not us"), rejected (by staff): not counted.
  state         TEXT NOT NULL CHECK (state IN ('pending', 'awaiting', 'held', 'confirmed', 'duplicate', 'withdrawn', 'disowned', 'rejected')),
  -- approval: the letter's rule. possible-duplicate: another organization may be the same. surge: many from one domain.
  -- disowned-before: its name was taken off this letter once. listing-changed: another name since it was counted.
  -- unverified: nothing shows that its contact speaks for it.
  held_for      TEXT CHECK (held_for IN ('approval', 'possible-duplicate', 'surge', 'disowned-before', 'listing-changed', 'unverified')),
  flags         TEXT NOT NULL DEFAULT '',    -- for staff, words with commas between: role, disposable, free-mail, unverified, hurried
  version       INTEGER NOT NULL DEFAULT 1,  -- goes up whenever what was typed changes: a page shows one, and confirms that one
  asker_key     TEXT NOT NULL,       -- who asks: one row for the same asker, however often they ask
  signer_key    TEXT NOT NULL,       -- who would be counted: one confirmed row a letter
  email         TEXT NOT NULL,
  mail_domain   TEXT,                -- registrable; NULL where everyone may have a mailbox
  listed_name   TEXT NOT NULL,
  sort_name     TEXT NOT NULL,
  listing       TEXT NOT NULL CHECK (listing IN ('full', 'initial', 'unlisted')),
  city          TEXT NOT NULL,
  region        TEXT,                -- USPS code, only in the United States
  country       TEXT NOT NULL CHECK (length(country) = 2),
  lang          TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  edition       BLOB NOT NULL CHECK (length(edition) = 32),
  updates       TEXT,                -- the consent's wording as shown; NULL: no consent
  updates_at    INTEGER,
  created_at    INTEGER NOT NULL,
  confirmed_at  INTEGER,             -- when the mailbox confirmed; from the moment of counting on, that moment
  source        TEXT,                -- by which of our share links, if any
  demonstration INTEGER NOT NULL DEFAULT 0 CHECK (demonstration IN (0, 1)),
  CHECK ((state = 'pending') = (confirmed_at IS NULL)),
  CHECK ((state = 'held') = (held_for IS NOT NULL)),
  CHECK ((updates IS NULL) = (updates_at IS NULL))
) STRICT;

INSERT INTO new_signatures (id, letter, kind, state, held_for, asker_key, signer_key, email, mail_domain, listed_name, sort_name, listing,
  city, region, country, lang, revision, edition, updates, updates_at, created_at, confirmed_at, source, demonstration)
SELECT id, letter, kind, state, held_for, asker_key, signer_key, email, mail_domain, listed_name, sort_name, listing,
  city, region, country, lang, revision, edition, updates, updates_at, created_at, confirmed_at, source, demonstration FROM signatures;

CREATE TABLE new_people (
  signature      INTEGER PRIMARY KEY REFERENCES new_signatures (id) ON DELETE CASCADE,
  name           TEXT NOT NULL,
  postal_code    TEXT NOT NULL,
  -- The House district, and how it is known: by a ZIP that lies in one, chosen by the person, or asked for and not known.
  congress       INTEGER,
  district       INTEGER CHECK (district BETWEEN 0 AND 53),
  district_found TEXT CHECK (district_found IN ('unique', 'chosen', 'unknown')),
  title          TEXT,
  affiliation    TEXT,
  comment        TEXT,
  comment_state  TEXT NOT NULL DEFAULT 'unread' CHECK (comment_state IN ('unread', 'approved', 'refused')),
  CHECK ((district_found IS NULL) = (congress IS NULL)),
  CHECK ((district_found IN ('unique', 'chosen')) = (district IS NOT NULL) OR district_found IS NULL)
) STRICT;

INSERT INTO new_people SELECT signature, name, postal_code, congress, district, district_found, title, affiliation, comment, comment_state FROM people;

CREATE TABLE new_organizations (
  signature      INTEGER PRIMARY KEY REFERENCES new_signatures (id) ON DELETE CASCADE,
  legal_name     TEXT NOT NULL,
  listed_key     TEXT NOT NULL DEFAULT '',    -- the folded key of the listed name
  other_names    TEXT NOT NULL DEFAULT '{}',  -- JSON: language tag to the name as listed there
  kind           TEXT NOT NULL CHECK (kind IN ('nonprofit', 'union', 'faith', 'academic', 'business', 'other')),
  scope          TEXT NOT NULL CHECK (scope IN ('national', 'state', 'local')),
  website        TEXT,
  domain         TEXT,               -- registrable, of the website or of a contact's address at the organization
  website_domain TEXT,               -- registrable, of the website alone: what a level of verification rests on
  public_email   TEXT,               -- where a notice goes when the contact wrote from elsewhere
  contact_name   TEXT NOT NULL,
  contact_title  TEXT NOT NULL,
  phone          TEXT,
  authorized     TEXT NOT NULL,      -- the statement's wording as shown
  approver_name  TEXT,               -- who decides, if not the contact
  approver_email TEXT,
  approved_at    INTEGER,
  reminded_at    INTEGER,
  verification   TEXT CHECK (verification IN ('own-domain', 'other-address', 'staff')),
  evidence       TEXT,               -- what staff saw
  invitation     INTEGER,
  CHECK ((approver_name IS NULL) = (approver_email IS NULL)),
  CHECK ((verification = 'staff') = (evidence IS NOT NULL) OR evidence IS NULL)
) STRICT;

INSERT INTO new_organizations (signature, legal_name, other_names, kind, scope, website, domain, public_email, contact_name, contact_title, phone,
  authorized, approver_name, approver_email, approved_at, reminded_at, verification, evidence, invitation)
SELECT signature, legal_name, other_names, kind, scope, website, domain, public_email, contact_name, contact_title, phone,
  authorized, approver_name, approver_email, approved_at, reminded_at, verification, evidence, invitation FROM organizations;

CREATE TABLE new_links (
  id            INTEGER PRIMARY KEY,
  signature     INTEGER NOT NULL REFERENCES new_signatures (id) ON DELETE CASCADE,
  nonce         BLOB NOT NULL CHECK (length(nonce) = 16),
  created_at    INTEGER NOT NULL,
  confirm_until INTEGER,             -- NULL: this mail does not ask for confirmation
  own_until     INTEGER NOT NULL,    -- the signer's own page
  used_at       INTEGER,
  origin        BLOB CHECK (length(origin) = 32)  -- a keyed digest of the network prefix, for 30 days
) STRICT;

INSERT INTO new_links SELECT id, signature, nonce, created_at, confirm_until, own_until, used_at, origin FROM links;

DROP TABLE people;
DROP TABLE organizations;
DROP TABLE links;
DROP TABLE signatures;
ALTER TABLE new_signatures RENAME TO signatures;
ALTER TABLE new_people RENAME TO people;
ALTER TABLE new_organizations RENAME TO organizations;
ALTER TABLE new_links RENAME TO links;

-- Whoever took a signature back and signs again has a new row: what was taken back stays as it was, for its signer alone.
UPDATE signatures SET asker_key = asker_key || '#w' || id WHERE state = 'withdrawn';

CREATE UNIQUE INDEX one_row_an_asker ON signatures (letter, asker_key);
CREATE UNIQUE INDEX counted_once ON signatures (letter, signer_key) WHERE state = 'confirmed';
CREATE INDEX newest_first ON signatures (letter, kind, confirmed_at, id) WHERE state = 'confirmed' AND listing <> 'unlisted';
CREATE INDEX by_name ON signatures (letter, kind, sort_name, id) WHERE state = 'confirmed';
CREATE INDEX unconfirmed ON signatures (created_at) WHERE state = 'pending';
CREATE INDEX for_staff ON signatures (letter, state, id) WHERE state IN ('awaiting', 'held', 'disowned');
CREATE INDEX flagged ON signatures (letter, id) WHERE flags <> '' AND state = 'confirmed';
CREATE INDEX by_mail_domain ON signatures (letter, mail_domain, confirmed_at) WHERE mail_domain IS NOT NULL AND confirmed_at IS NOT NULL;
CREATE INDEX contacts_by_email ON signatures (email COLLATE NOCASE) WHERE kind = 'organization';
CREATE INDEX organizations_by_key ON signatures (signer_key) WHERE kind = 'organization';
CREATE INDEX organizations_by_domain ON organizations (domain) WHERE domain IS NOT NULL;
CREATE INDEX organizations_by_website ON organizations (website_domain) WHERE website_domain IS NOT NULL;
CREATE INDEX links_of_a_signature ON links (signature);
CREATE INDEX old_origins ON links (created_at) WHERE origin IS NOT NULL;

-- What people said, of which little is let through.
CREATE INDEX words_let_through ON people (signature) WHERE comment_state = 'approved' AND comment IS NOT NULL;

-- Who was taken off a letter by its owner or by staff: a keyed digest of the key, so that erasing the row does not erase the bar,
-- and the bar names nobody.
CREATE TABLE bars (
  letter TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  why    TEXT NOT NULL CHECK (why IN ('disowned', 'rejected')),
  at     INTEGER NOT NULL,
  PRIMARY KEY (letter, digest)
) STRICT, WITHOUT ROWID;

-- Mail domains from which too many signed a letter: staff are told once, and release them if all is well.
CREATE TABLE surges (
  letter      TEXT NOT NULL,
  domain      TEXT NOT NULL,
  seen_at     INTEGER NOT NULL,
  told_at     INTEGER,               -- when the mail to staff was owed
  released_at INTEGER,
  PRIMARY KEY (letter, domain)
) STRICT, WITHOUT ROWID;
