-- A text about which those who decide for an organization are asked, after another one than it signed was published. Until enough of them
-- approve, its signature stands for the text that it signed.
CREATE TABLE renewals (
  signature   INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  revision    INTEGER NOT NULL CHECK (revision > 0),
  edition     BLOB NOT NULL CHECK (length(edition) = 32),
  lang        TEXT NOT NULL,
  asked_at    INTEGER NOT NULL,
  declined_at INTEGER                -- too many of them declined
) STRICT;

-- What each of them has said about it. What they said of the text that was signed stays in `deciders`.
CREATE TABLE renewal_votes (
  decider    INTEGER PRIMARY KEY REFERENCES deciders (id) ON DELETE CASCADE,
  decision   TEXT NOT NULL CHECK (decision = 'approved' OR decision = 'declined'),
  reason     TEXT,
  decided_at INTEGER NOT NULL
) STRICT;
