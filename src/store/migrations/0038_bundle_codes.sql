-- What a bundle is called on paper and in mails, and whether staff took it back before any of it was sent.
ALTER TABLE bundles ADD COLUMN code TEXT;
ALTER TABLE bundles ADD COLUMN cancelled_at INTEGER;
CREATE UNIQUE INDEX bundle_codes ON bundles (code) WHERE code IS NOT NULL;

-- An appointed senator serves past the day on which the term ends in the data, until a successor is sworn in.
ALTER TABLE members ADD COLUMN appointed INTEGER NOT NULL DEFAULT 0 CHECK (appointed IN (0, 1));
