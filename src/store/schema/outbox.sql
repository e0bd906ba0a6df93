-- outbox/: every e-mail that we owe.

CREATE TABLE outbox (
  id           ROW,
  kind         TEXT NOT NULL,
  subject_id   INTEGER NOT NULL,     -- the row that the mail is about, by kind
  payload      TEXT NOT NULL,        -- JSON for the composer: never a secret, never personal data
  recipient    TEXT NOT NULL,
  message_id   TEXT NOT NULL UNIQUE,
  state        TEXT NOT NULL DEFAULT 'queued'
    CHECK (state = 'queued' OR state = 'sent' OR state = 'failed' OR state = 'moot' OR state = 'uncertain' OR state = 'bounced'),
  attempts     INTEGER NOT NULL DEFAULT 0,
  due_at       MOMENT NOT NULL,
  not_before   MOMENT,               -- scheduled for then; another row whose due_at lies far ahead was postponed by a clock that was wrong
  lease        MOMENT,               -- until when a worker holds it
  sending      BOOLEAN NOT NULL DEFAULT FALSE,
  at_most_once BOOLEAN NOT NULL DEFAULT FALSE,  -- not sent again after a crash between the relay's answer and our commit
  bulk         BOOLEAN NOT NULL DEFAULT FALSE,  -- waits behind the mails that one person waits for
  reply        TEXT,                 -- the relay's last answer, or the last failure
  created_at   MOMENT NOT NULL,
  settled_at   MOMENT,
  CHECK ((state = 'queued') = (settled_at IS NULL))
);
CREATE INDEX about ON outbox (kind, subject_id);
-- A queue each for first attempts and retries, of either lane. A mail stands in one of them, so that none costs the others.
CREATE INDEX due_first ON outbox (due_at, id) WHERE state = 'queued' AND NOT bulk AND attempts = 0;
CREATE INDEX due_again ON outbox (due_at, id) WHERE state = 'queued' AND NOT bulk AND attempts > 0;
CREATE INDEX due_first_bulk ON outbox (due_at, id) WHERE state = 'queued' AND bulk AND attempts = 0;
CREATE INDEX due_again_bulk ON outbox (due_at, id) WHERE state = 'queued' AND bulk AND attempts > 0;
-- What staff look at: few, among all that were ever sent.
CREATE INDEX not_delivered ON outbox (id) WHERE state = 'failed' OR state = 'uncertain' OR state = 'bounced';
CREATE INDEX with_an_address ON outbox (settled_at) WHERE recipient <> '' AND NOT at_most_once AND settled_at IS NOT NULL;
-- Addresses in answers to "send me my links": few, among all that were ever sent.
CREATE INDEX asked_for_links ON outbox (kind, recipient) WHERE kind = 'find-mine' AND recipient <> '';

-- Addresses from which mail comes back: no mail goes there that nobody waits for.
CREATE TABLE bounced_addresses (
  address BYTES PRIMARY KEY CHECK (length(address) = 32),  -- a keyed digest
  since   MOMENT NOT NULL
) BY KEY;

-- Why nothing is sent at the moment: the relay's fault or our own. No row: all is well.
CREATE TABLE relay_down (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  since    MOMENT NOT NULL,
  relay    TEXT NOT NULL,            -- host:port
  step     TEXT NOT NULL,            -- where in the conversation
  reply    TEXT NOT NULL,            -- the relay's words, without addresses of people
  probes   INTEGER NOT NULL,         -- how often it was asked since
  probe_at MOMENT NOT NULL           -- when it is asked next
);

-- Who was mailed how often, in the order in which it happened: a table by address would have a page of its own for each signer to write.
-- Who had how many within a day is told from memory (outbox/store/mail_quota.rs), which is read from here.
CREATE TABLE mail_quota (
  id      ROW,
  address BYTES NOT NULL CHECK (length(address) = 32),  -- a keyed digest
  sent_at MOMENT NOT NULL,
  mail    INTEGER                    -- of the outbox; one that was never sent doesn't count. 0: none came of it. NULL: it counts in any case
);
CREATE INDEX old_mails_counted ON mail_quota (sent_at);
