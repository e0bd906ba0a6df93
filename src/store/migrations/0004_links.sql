-- Links in mails. A link holds its row's number and a MAC over it, the nonce and its purpose; nothing here opens anything
-- without the service's secret. Rows are found by number, so that no index of random digests grows with the signatures.
DROP TABLE tokens;

CREATE TABLE links (
  id            INTEGER PRIMARY KEY,
  signature     INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  nonce         BLOB NOT NULL CHECK (length(nonce) = 16),
  created_at    INTEGER NOT NULL,
  confirm_until INTEGER,             -- NULL: this mail does not ask for confirmation
  own_until     INTEGER NOT NULL,    -- the signer's own page
  used_at       INTEGER
) STRICT;

CREATE INDEX links_of_a_signature ON links (signature);

-- "Send me links to what I signed": people are found by their asker_key, organizations' contacts by address.
CREATE INDEX contacts_by_email ON signatures (email COLLATE NOCASE) WHERE kind = 'organization';
