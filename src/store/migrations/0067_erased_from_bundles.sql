-- Since when somebody whom a frozen bundle holds is erased: what of its files went to no office is deleted.
ALTER TABLE bundles ADD COLUMN erased_from INTEGER;
