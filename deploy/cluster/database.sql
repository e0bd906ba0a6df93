-- Run once on the primary. Replace the word that starts with a dollar sign.
CREATE ROLE undersigned LOGIN PASSWORD '$password';
CREATE DATABASE undersigned OWNER undersigned;
