-- What an invitation fills in besides the name; NULL: its contact types it.
ALTER TABLE invitations ADD COLUMN website TEXT;
ALTER TABLE invitations ADD COLUMN city TEXT;
ALTER TABLE invitations ADD COLUMN state TEXT;
