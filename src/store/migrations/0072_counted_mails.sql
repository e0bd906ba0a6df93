-- Which mail of the outbox was counted: what was never sent uses up nobody's allowance. 0: no mail came of it; NULL: one that nothing
-- takes back.
ALTER TABLE mail_quota ADD COLUMN mail INTEGER;
