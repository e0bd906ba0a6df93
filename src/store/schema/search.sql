-- signatures/: the words by which staff find signatures, of which each engine makes its index (sqlite/words.rs, postgres/schema.rs).

-- Folded words with spaces between them. In a file, a row is deleted and written anew, and never changed.
CREATE TABLE search_texts (
  signature INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  words     TEXT NOT NULL
);
-- Up to which number every signature has its words: people get theirs after their signature is stored.
CREATE TABLE search_progress (
  one     INTEGER PRIMARY KEY CHECK (one = 1),
  indexed INTEGER NOT NULL
);
