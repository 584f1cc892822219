-- Corrections of what was read in: changed rows that wait for a decision, imports that were taken back, and how files
-- are read. Everything here is append-only (files beside this one).

-- Konfliktliste: a row whose key stands in the data with another content. The old posting is never changed; the row
-- waits here as it was read until somebody takes it over (four eyes) or keeps the old one with a reason.
CREATE TABLE import_conflict (
  id               INTEGER PRIMARY KEY,
  import_id        INTEGER NOT NULL REFERENCES import (id),
  posting_id       INTEGER NOT NULL REFERENCES posting (id),
  row_number       INTEGER NOT NULL,
  row_key          TEXT NOT NULL,
  content_sha256   TEXT NOT NULL,
  -- the row as read (shared/imports/source-row.ts), JSON
  row              TEXT NOT NULL,
  -- the line the row would have been put on by the rules of its import
  line_id          INTEGER REFERENCES budget_line (id),
  cents            INTEGER NOT NULL,
  -- cents − the old posting's
  difference_cents INTEGER NOT NULL,
  origin           TEXT NOT NULL,
  recorded_seq     INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (import_id, posting_id)
) STRICT;
CREATE INDEX import_conflict_by_posting ON import_conflict (posting_id);

-- Without a row here a conflict is open.
CREATE TABLE import_conflict_decision (
  conflict_id    INTEGER PRIMARY KEY REFERENCES import_conflict (id),
  decision       TEXT NOT NULL CHECK (decision IN ('taken','kept')),
  reason         TEXT NOT NULL,
  -- the new posting of a conflict taken over, and the request that was approved for it
  new_posting_id INTEGER UNIQUE REFERENCES posting (id),
  request_id     INTEGER REFERENCES request (id),
  decided_by     INTEGER REFERENCES app_user (id),
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((decision = 'taken') = (new_posting_id IS NOT NULL AND request_id IS NOT NULL))
) STRICT;

-- Rücknahme einer Einlesung, with the account of what was and what was not taken back (shared/imports/undo.ts, JSON).
-- What was left can be taken back by a later one.
CREATE TABLE import_undo (
  id             INTEGER PRIMARY KEY,
  import_id      INTEGER NOT NULL REFERENCES import (id),
  request_id     INTEGER NOT NULL UNIQUE REFERENCES request (id),
  reversed       INTEGER NOT NULL,
  reversed_cents INTEGER NOT NULL,
  left_rows      INTEGER NOT NULL,
  left_cents     INTEGER NOT NULL,
  account        TEXT NOT NULL,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX import_undo_by_import ON import_undo (import_id);

-- Which posting was taken back by which: once each, by an undo or by a conflict taken over. A reversal that SAP itself
-- booked stands in posting.reverses_id alone: its original is still a row of SAP, and counts when it is read again.
CREATE TABLE taken_back (
  posting_id    INTEGER PRIMARY KEY REFERENCES posting (id),
  by_posting_id INTEGER NOT NULL UNIQUE REFERENCES posting (id),
  undo_id       INTEGER REFERENCES import_undo (id),
  conflict_id   INTEGER REFERENCES import_conflict (id),
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((undo_id IS NULL) <> (conflict_id IS NULL))
) STRICT;

-- Profile edited on the page; the newest version of a code counts, before the one delivered in data/profiles.
CREATE TABLE import_profile (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  profile      TEXT NOT NULL,
  reason       TEXT NOT NULL,
  author_id    INTEGER REFERENCES app_user (id),
  created_at   TEXT NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (code, version)
) STRICT;
