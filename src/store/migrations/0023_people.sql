-- SQLite makes a table of its own for each IN list of a CHECK, at every INSERT: in words that are compared one by one it does not.
CREATE TABLE new_people (
  signature      INTEGER PRIMARY KEY REFERENCES signatures (id) ON DELETE CASCADE,
  name           TEXT NOT NULL,
  postal_code    TEXT NOT NULL,
  -- The House district, and how it is known: by a ZIP that lies in one, chosen by the person, or asked for and not known.
  congress       INTEGER,
  district       INTEGER CHECK (district BETWEEN 0 AND 53),
  district_found TEXT CHECK (district_found = 'unique' OR district_found = 'chosen' OR district_found = 'unknown'),
  title          TEXT,
  affiliation    TEXT,
  comment        TEXT,
  comment_state  TEXT NOT NULL DEFAULT 'unread' CHECK (comment_state = 'unread' OR comment_state = 'approved' OR comment_state = 'refused'),
  CHECK ((district_found IS NULL) = (congress IS NULL)),
  CHECK ((district_found = 'unique' OR district_found = 'chosen') = (district IS NOT NULL) OR district_found IS NULL)
) STRICT;

INSERT INTO new_people SELECT signature, name, postal_code, congress, district, district_found, title, affiliation, comment, comment_state FROM people;
DROP TABLE people;
ALTER TABLE new_people RENAME TO people;

CREATE INDEX words_let_through ON people (signature) WHERE comment_state = 'approved' AND comment IS NOT NULL;
