-- Whoever takes a signature back leaves every later bundle: a revision may have another bundle for offices that have none yet.
-- An office still receives one of a revision, whichever.
CREATE TABLE new_bundles (
  id          INTEGER PRIMARY KEY,
  letter      TEXT NOT NULL,
  revision    INTEGER NOT NULL CHECK (revision > 0),
  digest      BLOB NOT NULL UNIQUE CHECK (length(digest) = 32),  -- of manifest.json; names the folder
  composed_at INTEGER NOT NULL
) STRICT;

CREATE TABLE new_deliveries (
  id          INTEGER PRIMARY KEY,
  bundle      INTEGER NOT NULL REFERENCES new_bundles (id),
  office      TEXT NOT NULL,
  office_name TEXT NOT NULL,
  salutation  TEXT NOT NULL,
  file        TEXT NOT NULL,         -- in the bundle's folder
  sha256      BLOB NOT NULL CHECK (length(sha256) = 32),
  planned_at  INTEGER NOT NULL,
  UNIQUE (bundle, office)
) STRICT;

INSERT INTO new_bundles SELECT id, letter, revision, digest, composed_at FROM bundles;
INSERT INTO new_deliveries SELECT id, bundle, office, office_name, salutation, file, sha256, planned_at FROM deliveries;
DROP TABLE deliveries;
DROP TABLE bundles;
ALTER TABLE new_bundles RENAME TO bundles;
ALTER TABLE new_deliveries RENAME TO deliveries;
CREATE INDEX bundles_of_a_letter ON bundles (letter, revision, id);
