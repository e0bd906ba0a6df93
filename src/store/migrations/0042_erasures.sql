-- What this database is, in one row.
CREATE TABLE identity (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  -- Keys the tombstones below. Its own, and not the service's secret: it goes with every backup, and outlives a change of that.
  tombstone_key BLOB NOT NULL CHECK (length(tombstone_key) = 32),
  -- A digest of the secret key that links and digests in here were made with; NULL: not started yet.
  secret_digest BLOB CHECK (length(secret_digest) = 32),
  -- Whether what was deleted before `secure_delete` was on has been overwritten.
  wiped         INTEGER NOT NULL DEFAULT 0 CHECK (wiped IN (0, 1)),
  -- How far the hourly deleting has come, by a clock that can't be put forward at once; NULL: it has not run.
  deleted_until INTEGER
) STRICT;
INSERT INTO identity (one, tombstone_key) VALUES (1, randomblob(32));
-- Tombstones: a keyed digest of each row that somebody had erased, so that a backup of an earlier time does not bring it back. Names nobody.
CREATE TABLE erasures (
  digest BLOB PRIMARY KEY CHECK (length(digest) = 32)
) STRICT, WITHOUT ROWID;
-- What goes with a signature that is erased: forms that its contact saved, and the address in mails that answer "send me my links",
-- which belong to no row.
CREATE INDEX saved_forms_of_a_letter ON saved_forms (letter);
CREATE INDEX asked_for_links ON outbox (id) WHERE kind = 'find-mine' AND recipient <> '';
