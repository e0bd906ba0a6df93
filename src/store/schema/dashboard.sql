-- dashboard/: what staff see of a letter in numbers, added up by a follower, so that reading it costs the same however many signed.

-- How many signatures of a letter have a value: in a state, of a day, from a state of the United States.
CREATE TABLE figures (
  letter        TEXT NOT NULL,
  topic         TEXT NOT NULL,
  value         TEXT NOT NULL,
  organizations INTEGER NOT NULL CHECK (organizations >= 0),
  people        INTEGER NOT NULL CHECK (people >= 0),
  PRIMARY KEY (letter, topic, value)
) BY KEY;

-- What each block of signatures adds to the figures above, as JSON: a block that changed is counted again, and only the difference is added.
CREATE TABLE block_figures (
  block   INTEGER PRIMARY KEY,
  figures TEXT NOT NULL
) BY KEY;

-- When the figures last had everything in them.
CREATE TABLE figures_complete (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  at  MOMENT NOT NULL
);
