-- Goes up with each publication of texts, by whichever process: what a process remembers of published texts is true until then.
CREATE TABLE publication (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  number INTEGER NOT NULL
) STRICT;
INSERT INTO publication (one, number) VALUES (1, 0);
