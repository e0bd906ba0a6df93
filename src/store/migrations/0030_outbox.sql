-- Why nothing is sent at the moment: the relay's or our own fault. No row: all is well.
CREATE TABLE relay_down (
  one      INTEGER PRIMARY KEY CHECK (one = 1),
  since    INTEGER NOT NULL,
  relay    TEXT NOT NULL,            -- host:port
  step     TEXT NOT NULL,            -- where in the conversation
  reply    TEXT NOT NULL,            -- the relay's words, without addresses of people
  probes   INTEGER NOT NULL,         -- how often it was asked since
  probe_at INTEGER NOT NULL          -- when it is asked next
) STRICT;

-- A mail that was scheduled for a moment; another one whose due_at lies far ahead was postponed by a clock that was wrong.
ALTER TABLE outbox ADD COLUMN not_before INTEGER;
UPDATE outbox SET not_before = due_at WHERE state = 'queued' AND attempts = 0 AND due_at > created_at;

-- First attempts and retries each have a line of their own.
DROP INDEX due;
DROP INDEX due_bulk;
CREATE INDEX due_first ON outbox (due_at, id) WHERE state = 'queued' AND bulk = 0 AND attempts = 0;
CREATE INDEX due_again ON outbox (due_at, id) WHERE state = 'queued' AND bulk = 0 AND attempts > 0;
CREATE INDEX due_first_bulk ON outbox (due_at, id) WHERE state = 'queued' AND bulk = 1 AND attempts = 0;
CREATE INDEX due_again_bulk ON outbox (due_at, id) WHERE state = 'queued' AND bulk = 1 AND attempts > 0;
