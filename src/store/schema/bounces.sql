-- bounces/: what mail servers say of our mails after the relay took them. No addresses.

CREATE TABLE bounces (
  id      ROW,
  mail    INTEGER NOT NULL,          -- of the outbox
  message BYTES NOT NULL UNIQUE CHECK (length(message) = 32),  -- a keyed digest of what was read, which is read once
  verdict TEXT NOT NULL CHECK (verdict = 'delivered' OR verdict = 'failed' OR verdict = 'delayed' OR verdict = 'auto-reply'),
  status  TEXT NOT NULL,             -- such as 5.1.1; empty if there was none
  read_at MOMENT NOT NULL
);
CREATE INDEX bounces_of_a_mail ON bounces (mail, id);
