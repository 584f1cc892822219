-- What an import of records brought and was taken back by an approved request (0040). Nothing is deleted: a record that
-- an import made stands in no list any more from then on, until a file brings it again; a changed one has its values of
-- before, and the row says that the import's change does not count any more.
CREATE TABLE record_taken_back (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('projects','positions','indicators','account-map')),
  record_id    INTEGER NOT NULL,
  import_id    INTEGER NOT NULL REFERENCES import (id),
  undo_id      INTEGER NOT NULL REFERENCES import_undo (id),
  -- 1 = the import made it, 0 = the import changed it
  made         INTEGER NOT NULL CHECK (made IN (0, 1)),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (kind, record_id, import_id)
) STRICT;
CREATE INDEX record_taken_back_by_import ON record_taken_back (import_id);
CREATE INDEX record_taken_back_by_undo ON record_taken_back (undo_id);

-- A record that was taken back and that a later file brought again.
CREATE TABLE record_returned (
  taken_back_id INTEGER PRIMARY KEY REFERENCES record_taken_back (id),
  import_id     INTEGER NOT NULL REFERENCES import (id),
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX record_returned_by_import ON record_returned (import_id);
