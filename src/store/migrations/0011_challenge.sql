-- Solutions of challenges that were used: each counts once. Kept a while longer than its challenge could be sent.
CREATE TABLE spent_challenges (
  digest     BLOB PRIMARY KEY CHECK (length(digest) = 32),
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX old_challenges ON spent_challenges (expires_at);

-- A keyed digest of the networks beside the one that asked, as long as that one's.
ALTER TABLE links ADD COLUMN range BLOB CHECK (length(range) = 32);
