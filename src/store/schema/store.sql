-- store/: what the database knows of itself. Moments are microseconds since 1970-01-01T00:00:00Z; digests are SHA-256.

CREATE TABLE identity (
  one           INTEGER PRIMARY KEY CHECK (one = 1),
  -- Keys the tombstones below. Its own, and not the service's secret: it goes with every backup, and outlives a change of that.
  tombstone_key BYTES NOT NULL CHECK (length(tombstone_key) = 32),
  -- A digest of the secret key that links and digests in here were made with; NULL: no service has started yet.
  secret_digest BYTES CHECK (length(secret_digest) = 32),
  -- How far the hourly deleting has come, by a clock that can't be put forward at once; NULL: it has not run.
  deleted_until MOMENT
);

-- Tombstones: a keyed digest of each row that somebody had erased, so that a backup of an earlier time does not bring it back. Names nobody.
CREATE TABLE erasures (
  digest BYTES PRIMARY KEY CHECK (length(digest) = 32)
) BY KEY;
