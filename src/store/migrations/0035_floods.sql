-- Where many people come from one source that their mail domain does not tell: the mailbox below the tag of their address (`a@b.org` of
-- `a+news@b.org`; NULL once staff have approved them), and the domain below which anyone may have a name. NULL for nearly everyone.
ALTER TABLE signatures ADD COLUMN flood_base TEXT;
ALTER TABLE signatures ADD COLUMN flood_suffix TEXT;
CREATE INDEX signatures_of_a_mailbox ON signatures (letter, flood_base) WHERE flood_base IS NOT NULL;
CREATE INDEX signatures_below_a_suffix ON signatures (letter, flood_suffix) WHERE flood_suffix IS NOT NULL;

-- Who filled in the form for an organization where another contact has taken over (kept for a while), and since when. NULL: the contact did.
ALTER TABLE organizations ADD COLUMN submitted_by TEXT;
ALTER TABLE organizations ADD COLUMN submitted_from TEXT;
ALTER TABLE organizations ADD COLUMN contact_since INTEGER;
CREATE INDEX old_submitters ON organizations (contact_since) WHERE submitted_from IS NOT NULL;
