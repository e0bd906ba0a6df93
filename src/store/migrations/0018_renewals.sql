-- When a person who was counted under an earlier revision signed the present text; `confirmed_at` stays the moment of counting.
ALTER TABLE signatures ADD COLUMN renewed_at INTEGER;
