-- What a bundle shows of its signers, of which moment: whoever takes something back later makes it stale.
ALTER TABLE bundles ADD COLUMN signers BLOB CHECK (length(signers) = 32);
ALTER TABLE bundles ADD COLUMN signers_until INTEGER;

-- The hourly rounds look only at what waits for them.
CREATE INDEX awaiting_approval ON signatures (confirmed_at) WHERE state = 'awaiting';
CREATE INDEX with_an_address ON outbox (settled_at) WHERE recipient <> '' AND once = 0 AND settled_at IS NOT NULL;
