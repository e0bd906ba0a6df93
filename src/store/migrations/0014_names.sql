-- An organization's names in other languages, one a language: shown on that language's pages, and folded for duplicates as well.
CREATE TABLE other_names (
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  lang      TEXT NOT NULL,
  name      TEXT NOT NULL,
  sort_name TEXT NOT NULL,
  key       TEXT NOT NULL,           -- folded, as listed_key
  PRIMARY KEY (signature, lang)
) STRICT, WITHOUT ROWID;

-- Nothing ever wrote into it.
ALTER TABLE organizations DROP COLUMN other_names;

-- Another legal name or website of an organization that was confirmed: who it is rests on them, so staff look first.
CREATE TABLE corrections (
  signature  INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  legal_name TEXT NOT NULL,
  website    TEXT,
  asked_at   INTEGER NOT NULL
) STRICT;
