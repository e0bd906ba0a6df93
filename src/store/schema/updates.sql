-- updates/: who was owed which update. One row for each signature that wished for it; the mail goes once to an address, however many
-- signatures it gave and however often the command runs. How the mail fares stands in the outbox (kind 'update', subject_id = id).
CREATE TABLE update_mails (
  id        ROW ONCE,
  letter    TEXT NOT NULL,
  name      TEXT NOT NULL,           -- the update's
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  address   BYTES NOT NULL CHECK (length(address) = 32),  -- a keyed digest of the mailbox
  mailed    BOOLEAN NOT NULL,        -- FALSE: the mailbox has it by another signature
  queued_at MOMENT NOT NULL,
  UNIQUE (letter, name, signature)
);
CREATE INDEX update_mails_by_address ON update_mails (address, letter, name);
CREATE INDEX update_mails_of_a_signature ON update_mails (signature);
