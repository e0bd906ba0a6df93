-- An organization's contact names another one, who accepts from the mailbox that was named. Kept for a while after it is decided, so
-- that its link can say what became of it.
CREATE TABLE handovers (
  id         INTEGER PRIMARY KEY,
  signature  INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,  -- on whose page it was asked for
  nonce      BLOB NOT NULL CHECK (length(nonce) = 16),
  name       TEXT NOT NULL,          -- the other contact's
  title      TEXT NOT NULL,
  email      TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  decision   TEXT CHECK (decision IN ('accepted', 'refused')),
  decided_at INTEGER,
  CHECK ((decision IS NULL) = (decided_at IS NULL))
) STRICT;

CREATE UNIQUE INDEX one_handover_at_a_time ON handovers (signature) WHERE decision IS NULL;
CREATE INDEX old_handovers ON handovers (made_at);
CREATE INDEX handovers_of_a_signature ON handovers (signature);

-- Whose a link is: the signer's end when another contact takes over; those of the one who decides, and of the organization's public
-- address, do not.
ALTER TABLE links ADD COLUMN whose TEXT NOT NULL DEFAULT 'signer' CHECK (whose IN ('signer', 'other'));
ALTER TABLE links ADD COLUMN handed_over_at INTEGER;
UPDATE links SET whose = 'other' WHERE id IN
  (SELECT json_extract(payload, '$.link') FROM outbox WHERE kind IN ('approval', 'notice') AND json_valid(payload));
