-- Quelle: which system rows come from is master data that people decide about, not a text of a profile (0024). Every
-- change is a new version, the newest counts; those delivered with the program stand in data/seed/base/sources.json until
-- somebody changes them. Sources of one system know each other: what one of them booked, the others do not book again.
CREATE TABLE source (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  name         TEXT NOT NULL,
  system_code  TEXT NOT NULL,
  reason       TEXT NOT NULL,
  -- the approved request; NULL before any money was read in, and for what the migration found
  request_id   INTEGER REFERENCES request (id),
  author_id    INTEGER REFERENCES app_user (id),
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (code, version)
) STRICT;
