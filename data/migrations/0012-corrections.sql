-- What only the code refused is refused by the database too: movements of imports that nobody else approved, and
-- postings that move after they were taken back (triggers beside this file).

-- Erstladung: which years an import filled that had no appropriations of its source. Such a year needs no second
-- person, its control total is the proof; whoever adds to it later does (0012).
CREATE TABLE first_appropriations (
  import_id    INTEGER NOT NULL REFERENCES import (id),
  year         INTEGER NOT NULL,
  source       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (import_id, year)
) STRICT;

-- Rücknahme of an order that a file brought: the entry it takes back, each once.
ALTER TABLE commitment_entry ADD COLUMN reverses_id INTEGER REFERENCES commitment_entry (id);
CREATE UNIQUE INDEX commitment_entry_reverses ON commitment_entry (reverses_id) WHERE reverses_id IS NOT NULL;
CREATE INDEX commitment_entry_by_import ON commitment_entry (import_id) WHERE import_id IS NOT NULL;
