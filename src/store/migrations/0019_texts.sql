-- Every text that was ever published, whole, by its digest: whoever read an older one is shown what changed since, and an edition
-- stays published while another language is not yet translated. `source` is the file as it was; NULL: published before it was kept.
CREATE TABLE texts (
  letter       TEXT NOT NULL,
  revision     INTEGER NOT NULL CHECK (revision > 0),
  lang         TEXT NOT NULL,
  digest       BLOB NOT NULL CHECK (length(digest) = 32),
  text         TEXT NOT NULL,
  bills        TEXT NOT NULL DEFAULT '',   -- a line each
  source       TEXT,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (letter, digest, revision, lang)
) STRICT, WITHOUT ROWID;

INSERT INTO texts (letter, revision, lang, digest, text, published_at) SELECT letter, revision, lang, digest, text, published_at FROM editions;
