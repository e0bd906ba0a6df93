-- How many signed which revision, so that pages say it without reading everyone who signed.
DROP TABLE tally;
CREATE TABLE tally (
  letter        TEXT NOT NULL,
  revision      INTEGER NOT NULL,
  organizations INTEGER NOT NULL DEFAULT 0 CHECK (organizations >= 0),
  people        INTEGER NOT NULL DEFAULT 0 CHECK (people >= 0),
  unlisted      INTEGER NOT NULL DEFAULT 0 CHECK (unlisted >= 0),
  PRIMARY KEY (letter, revision)
) STRICT, WITHOUT ROWID;
INSERT INTO tally (letter, revision, organizations, people, unlisted)
SELECT letter, revision, SUM(kind = 'organization'), SUM(kind = 'person' AND listing <> 'unlisted'), SUM(kind = 'person' AND listing = 'unlisted')
FROM signatures WHERE state = 'confirmed' GROUP BY letter, revision;
