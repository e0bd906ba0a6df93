-- Who decides for an organization: a director, or a board of several, of whom a number must approve.
CREATE TABLE deciders (
  id          INTEGER PRIMARY KEY,
  signature   INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  name        TEXT NOT NULL,
  email       TEXT NOT NULL,
  decision    TEXT CHECK (decision IN ('approved', 'declined')),
  decided_at  INTEGER,
  reason      TEXT,                  -- of one who declined, for the contact alone
  reminded_at INTEGER,
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (reason IS NULL OR decision = 'declined')
) STRICT;

CREATE INDEX deciders_of_a_signature ON deciders (signature, id);

INSERT INTO deciders (signature, name, email, decision, decided_at, reminded_at)
SELECT signature, approver_name, approver_email, CASE WHEN approved_at IS NOT NULL THEN 'approved' END, approved_at, reminded_at
FROM organizations WHERE approver_email IS NOT NULL;

-- The two columns stay empty from now on.
UPDATE organizations SET approver_name = NULL, approver_email = NULL;
ALTER TABLE organizations ADD COLUMN approvals INTEGER NOT NULL DEFAULT 1 CHECK (approvals > 0);  -- how many must approve
ALTER TABLE organizations ADD COLUMN declined_at INTEGER;

-- Whose link to decide it is.
ALTER TABLE links ADD COLUMN decider INTEGER REFERENCES deciders (id) ON DELETE CASCADE;
UPDATE links SET decider = (SELECT d.id FROM deciders d WHERE d.signature = links.signature) WHERE whose = 'other';
CREATE INDEX links_of_a_decider ON links (decider) WHERE decider IS NOT NULL;

-- A form that an organization's contact saved, to go on later: nothing of it counts, and it is forgotten like what nobody confirmed.
CREATE TABLE saved_forms (
  id       INTEGER PRIMARY KEY,
  letter   TEXT NOT NULL,
  nonce    BLOB NOT NULL CHECK (length(nonce) = 16),
  email    TEXT NOT NULL,            -- where its link went
  lang     TEXT NOT NULL,
  fields   TEXT NOT NULL,            -- JSON: what was typed, by field
  saved_at INTEGER NOT NULL
) STRICT;

CREATE INDEX old_saved_forms ON saved_forms (saved_at);
