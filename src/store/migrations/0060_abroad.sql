-- The country that an invitation fills in, ISO 3166 alpha-2. NULL: its contact says it; the state beside it is one of the United States.
ALTER TABLE invitations ADD COLUMN country TEXT;
