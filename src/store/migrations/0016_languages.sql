-- `lang` is the language of the text that was signed. The page on which it was signed, and so the mails to its signer, may speak
-- another one, where the letter is not written in that; NULL: the same.
ALTER TABLE signatures ADD COLUMN interface TEXT;

UPDATE signatures SET interface = lang, lang = COALESCE((
  SELECT e.lang FROM editions e WHERE e.letter = signatures.letter AND e.revision = signatures.revision AND e.digest = signatures.edition
), lang);
