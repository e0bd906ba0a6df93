-- shelf/: the files of frozen bundles, if several machines share this database. Otherwise they are in a folder, and these tables are empty.

CREATE TABLE shelved_bundles (
  digest BYTES PRIMARY KEY CHECK (length(digest) = 32),  -- of manifest.json
  -- Until when some machine may be writing it; 0: it is being deleted. Nobody reads either. NULL: it is complete.
  unfinished_until MOMENT
) BY KEY;

CREATE TABLE shelved_files (
  bundle BYTES NOT NULL REFERENCES shelved_bundles (digest),
  name   TEXT NOT NULL,
  length INTEGER NOT NULL CHECK (length >= 0),
  sha256 BYTES NOT NULL CHECK (length(sha256) = 32),
  PRIMARY KEY (bundle, name)
) BY KEY;

-- A file's content, in order: no row is large, so that none is long in writing or in memory.
CREATE TABLE shelved_chunks (
  bundle  BYTES NOT NULL,
  name    TEXT NOT NULL,
  number  INTEGER NOT NULL CHECK (number >= 0),
  content BYTES NOT NULL CHECK (length(content) > 0),
  PRIMARY KEY (bundle, name, number)
);
