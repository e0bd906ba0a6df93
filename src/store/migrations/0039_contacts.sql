-- An office may have several contacts, in an order: the first one that may be used receives.
CREATE TABLE new_contacts (
  office      TEXT NOT NULL,         -- member:B001234, committee:HSJU:majority, recipient:<key>
  email       TEXT NOT NULL,
  position    INTEGER NOT NULL CHECK (position > 0),
  name        TEXT,
  source      TEXT NOT NULL CHECK (source <> ''),
  verified_on TEXT NOT NULL,         -- a day
  PRIMARY KEY (office, email)
) STRICT, WITHOUT ROWID;

INSERT INTO new_contacts (office, email, position, name, source, verified_on)
SELECT office, email, 1, name, source, verified_on FROM contacts;
DROP TABLE contacts;
ALTER TABLE new_contacts RENAME TO contacts;

-- Who wants no more mail from us. No import touches this table: a stop outlives every list.
CREATE TABLE contact_stops (
  key        TEXT PRIMARY KEY,       -- an office, or an address in lower case
  reason     TEXT NOT NULL,
  stopped_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
