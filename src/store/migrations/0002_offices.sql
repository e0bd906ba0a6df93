-- Whom we address. Public data of Congress, as imported; what an import no longer names is kept, but is out of use.

CREATE TABLE members (
  bioguide   TEXT PRIMARY KEY,
  serving    INTEGER NOT NULL CHECK (serving IN (0, 1)),
  congress   INTEGER NOT NULL,       -- the Congress whose districts `district` is of
  chamber    TEXT NOT NULL CHECK (chamber IN ('house', 'senate')),
  state      TEXT NOT NULL CHECK (length(state) = 2),
  district   INTEGER CHECK (district BETWEEN 0 AND 53),  -- 0: at large, or a delegate
  name       TEXT NOT NULL,
  last_name  TEXT NOT NULL,
  party      TEXT NOT NULL,
  term_end   TEXT NOT NULL,          -- a day; an appointed senator may serve past it
  leadership TEXT,                   -- an open leadership role
  office     TEXT,
  address    TEXT,
  phone      TEXT,
  url        TEXT,
  CHECK ((chamber = 'house') = (district IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE committees (
  code         TEXT PRIMARY KEY,     -- HSJU; HSJU03 for a subcommittee
  serving      INTEGER NOT NULL CHECK (serving IN (0, 1)),
  parent       TEXT,
  chamber      TEXT NOT NULL CHECK (chamber IN ('house', 'senate', 'joint')),
  name         TEXT NOT NULL,
  address      TEXT,
  phone        TEXT,
  url          TEXT,
  minority_url TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE committee_seats (
  committee TEXT NOT NULL,
  bioguide  TEXT NOT NULL,
  side      TEXT NOT NULL CHECK (side IN ('majority', 'minority')),
  rank      INTEGER NOT NULL,
  title     TEXT,
  PRIMARY KEY (committee, bioguide)
) STRICT, WITHOUT ROWID;

CREATE TABLE district_offices (
  id       TEXT PRIMARY KEY,
  bioguide TEXT NOT NULL,
  address  TEXT,
  city     TEXT NOT NULL,
  state    TEXT NOT NULL,
  zip      TEXT,
  phone    TEXT
) STRICT, WITHOUT ROWID;

-- E-mail addresses that staff obtained. No address is ever derived from a pattern.
CREATE TABLE contacts (
  office      TEXT PRIMARY KEY,      -- member:B001234, committee:HSJU:majority, recipient:<key>
  email       TEXT NOT NULL,
  name        TEXT,
  source      TEXT NOT NULL CHECK (source <> ''),
  verified_on TEXT NOT NULL          -- a day
) STRICT, WITHOUT ROWID;

-- Which districts a ZIP lies in. More than one row: ambiguous.
CREATE TABLE zip_districts (
  congress INTEGER NOT NULL,
  zip      TEXT NOT NULL CHECK (length(zip) = 5),
  state    TEXT NOT NULL CHECK (length(state) = 2),
  district INTEGER NOT NULL CHECK (district BETWEEN 0 AND 53),
  PRIMARY KEY (congress, zip, state, district)
) STRICT, WITHOUT ROWID;
