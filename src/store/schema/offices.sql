-- offices/: whom letters are addressed to. Public data of Congress as it was imported; a row that an import no longer names is kept, and is
-- no longer `serving`.

CREATE TABLE members (
  bioguide   TEXT PRIMARY KEY,
  serving    BOOLEAN NOT NULL,
  congress   INTEGER NOT NULL,       -- the Congress whose districts `district` is of
  chamber    TEXT NOT NULL CHECK (chamber = 'house' OR chamber = 'senate'),
  state      TEXT NOT NULL CHECK (length(state) = 2),
  district   INTEGER CHECK (district BETWEEN 0 AND 53),  -- 0: at large, or a delegate
  name       TEXT NOT NULL,
  last_name  TEXT NOT NULL,
  party      TEXT NOT NULL,
  term_end   TEXT NOT NULL,          -- a day
  appointed  BOOLEAN NOT NULL DEFAULT FALSE,  -- serves past the end of the term, until a successor is sworn in
  leadership TEXT,                   -- an open leadership role
  office     TEXT,
  address    TEXT,
  phone      TEXT,
  url        TEXT,
  CHECK ((chamber = 'house') = (district IS NOT NULL))
) BY KEY;

CREATE TABLE committees (
  code         TEXT PRIMARY KEY,     -- HSJU; HSJU03 for a subcommittee
  serving      BOOLEAN NOT NULL,
  parent       TEXT,
  chamber      TEXT NOT NULL CHECK (chamber = 'house' OR chamber = 'senate' OR chamber = 'joint'),
  name         TEXT NOT NULL,
  address      TEXT,
  phone        TEXT,
  url          TEXT,
  minority_url TEXT
) BY KEY;

CREATE TABLE committee_seats (
  committee TEXT NOT NULL,
  bioguide  TEXT NOT NULL,
  side      TEXT NOT NULL CHECK (side = 'majority' OR side = 'minority'),
  rank      INTEGER NOT NULL,
  title     TEXT,
  PRIMARY KEY (committee, bioguide)
) BY KEY;

CREATE TABLE district_offices (
  id       TEXT PRIMARY KEY,
  bioguide TEXT NOT NULL,
  address  TEXT,
  city     TEXT NOT NULL,
  state    TEXT NOT NULL,
  zip      TEXT,
  phone    TEXT
) BY KEY;

-- Which districts a ZIP lies in. More than one row: the person is asked.
CREATE TABLE zip_districts (
  congress INTEGER NOT NULL,
  zip      TEXT NOT NULL CHECK (length(zip) = 5),
  state    TEXT NOT NULL CHECK (length(state) = 2),
  district INTEGER NOT NULL CHECK (district BETWEEN 0 AND 53),
  PRIMARY KEY (congress, zip, state, district)
) BY KEY;

-- Addresses that staff obtained; none is ever derived from a pattern. Of an office's contacts the first one that may be used receives.
CREATE TABLE contacts (
  office      TEXT NOT NULL,         -- member:B001234, committee:HSJU:majority, recipient:<key>
  email       TEXT NOT NULL,
  position    INTEGER NOT NULL CHECK (position > 0),
  name        TEXT,
  source      TEXT NOT NULL CHECK (source <> ''),
  verified_on TEXT NOT NULL,         -- a day
  PRIMARY KEY (office, email)
) BY KEY;

-- Offices and addresses that want no more mail from us. No import touches this table: a stop outlives every list.
CREATE TABLE contact_stops (
  key        TEXT PRIMARY KEY,       -- an office, or an address in lower case
  reason     TEXT NOT NULL,
  stopped_at MOMENT NOT NULL
) BY KEY;
