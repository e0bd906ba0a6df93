-- Where a signature came from stands with its link: one row a mail less. A keyed digest of the network prefix, for 30 days.
DROP TABLE origins;
ALTER TABLE links ADD COLUMN origin BLOB CHECK (length(origin) = 32);
CREATE INDEX old_origins ON links (created_at) WHERE origin IS NOT NULL;
