-- Whether a letter has invented signatures: its pages say so.
CREATE INDEX invented ON signatures (letter, id) WHERE demonstration = 1;
