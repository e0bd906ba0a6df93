-- A bundle is frozen: the letter's revision, the signers of one moment, a rendition for each office, digests in its manifest.
CREATE TABLE bundles (
  id          INTEGER PRIMARY KEY,
  letter      TEXT NOT NULL,
  revision    INTEGER NOT NULL CHECK (revision > 0),
  digest      BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),  -- of manifest.json; names the folder
  composed_at INTEGER NOT NULL,
  UNIQUE (letter, revision)
) STRICT;

-- One rendition to one office, once. How its mail fares stands in the outbox (kind 'bundle', subject_id = id).
CREATE TABLE deliveries (
  id          INTEGER PRIMARY KEY,
  bundle      INTEGER NOT NULL REFERENCES bundles (id),
  office      TEXT NOT NULL,
  office_name TEXT NOT NULL,
  salutation  TEXT NOT NULL,
  file        TEXT NOT NULL,         -- in the bundle's folder
  sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
  planned_at  INTEGER NOT NULL,
  UNIQUE (bundle, office)
) STRICT;

-- A mail that must not be sent twice, not even after a crash between the relay's answer and our commit.
ALTER TABLE outbox ADD COLUMN once INTEGER NOT NULL DEFAULT 0 CHECK (once IN (0, 1));
