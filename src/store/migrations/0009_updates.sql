-- Who was owed which update. One row for each signature that wished for it; the mail goes once to an address, however many
-- signatures it gave and however often the command runs. How the mail fares stands in the outbox (kind 'update', subject_id = id).
CREATE TABLE update_mails (
  id        INTEGER PRIMARY KEY,
  letter    TEXT NOT NULL,
  name      TEXT NOT NULL,           -- the update's
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  address   BLOB NOT NULL CHECK (length(address) = 32),  -- a keyed digest of the mailbox
  mailed    INTEGER NOT NULL CHECK (mailed IN (0, 1)),   -- 0: the mailbox has it by another signature
  queued_at INTEGER NOT NULL,
  UNIQUE (letter, name, signature)
) STRICT;

CREATE INDEX update_mails_by_address ON update_mails (address, letter, name);
CREATE INDEX update_mails_of_a_signature ON update_mails (signature);
CREATE INDEX wish_for_updates ON signatures (letter, id) WHERE state = 'confirmed' AND updates IS NOT NULL;

-- A mail to many waits behind what one person waits for. Each mail stands in one of the two indexes, so that neither costs the other.
ALTER TABLE outbox ADD COLUMN bulk INTEGER NOT NULL DEFAULT 0 CHECK (bulk IN (0, 1));
DROP INDEX due;
CREATE INDEX due ON outbox (due_at, id) WHERE state = 'queued' AND bulk = 0;
CREATE INDEX due_bulk ON outbox (due_at, id) WHERE state = 'queued' AND bulk = 1;
