-- Two organizations of one name may both stand on a letter. Who may be whom, and what came of it, stands in a table of its own.
DROP INDEX counted_once;
CREATE UNIQUE INDEX people_counted_once ON signatures (letter, signer_key) WHERE state = 'confirmed' AND kind = 'person';
CREATE INDEX organizations_of_a_letter ON signatures (letter, id) WHERE kind = 'organization';

-- A finer word than `held_for` has, whose CHECK can't be altered in place. NULL: `held_for` says it.
ALTER TABLE signatures ADD COLUMN held_detail TEXT
  CHECK (held_detail = 'government' OR held_detail = 'borrowed-name' OR held_detail = 'look-alike' OR held_detail = 'contested');

CREATE TABLE rivalries (
  id       INTEGER PRIMARY KEY,
  newcomer INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  standing INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  -- duplicate: the newcomer is not counted. question: it is held. displaced: it is counted, and the standing one is held.
  -- beside: it is counted, and staff should look at the standing one.
  outcome  TEXT NOT NULL CHECK (outcome = 'duplicate' OR outcome = 'question' OR outcome = 'displaced' OR outcome = 'beside'),
  at       INTEGER NOT NULL,
  told_at  INTEGER,                -- staff and contacts have been written to
  UNIQUE (newcomer, standing)
) STRICT;

CREATE INDEX rivals_of_a_standing ON rivalries (standing);
CREATE INDEX untold_rivals ON rivalries (id) WHERE told_at IS NULL;

INSERT INTO rivalries (newcomer, standing, outcome, at, told_at)
SELECT d.id, MIN(g.id), 'duplicate', d.confirmed_at, d.confirmed_at FROM signatures d
JOIN signatures g ON g.signer_key = d.signer_key AND g.letter = d.letter AND g.kind = 'organization' AND g.id <> d.id
  AND g.state IN ('confirmed', 'held')
WHERE d.kind = 'organization' AND d.state = 'duplicate' GROUP BY d.id, d.confirmed_at;
