-- Whose signatures a frozen bundle holds: whoever takes theirs back later is told which bundles had it, for good.
CREATE TABLE bundle_signers (
  signature INTEGER NOT NULL REFERENCES signatures (id) ON DELETE CASCADE,
  bundle    INTEGER NOT NULL REFERENCES bundles (id),
  PRIMARY KEY (signature, bundle)
) STRICT, WITHOUT ROWID;

INSERT INTO bundle_signers (signature, bundle)
SELECT s.id, b.id FROM bundles b JOIN signatures s ON s.letter = b.letter AND s.revision = b.revision
WHERE s.state = 'confirmed' AND s.confirmed_at <= b.composed_at;
