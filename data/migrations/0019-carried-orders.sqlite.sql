-- An order has one part per due year, and besides one per line it was carried to: SQLite cannot drop a constraint, so
-- the table is made anew (foreign keys are off while a migration runs, and checked after it).
CREATE TABLE commitment_new (
  id           INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL,
  line_id      INTEGER REFERENCES budget_line (id),
  text         TEXT NOT NULL,
  ordered_on   TEXT NOT NULL,
  due_year     INTEGER NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  import_id    INTEGER REFERENCES import (id),
  -- 1 = made by a carry-over, not by a file or a form
  carried      INTEGER NOT NULL DEFAULT 0 CHECK (carried IN (0, 1))
) STRICT;
INSERT INTO commitment_new (id, order_number, line_id, text, ordered_on, due_year, origin, recorded_seq, import_id)
  SELECT id, order_number, line_id, text, ordered_on, due_year, origin, recorded_seq, import_id FROM commitment;
DROP TABLE commitment;
ALTER TABLE commitment_new RENAME TO commitment;
CREATE INDEX commitment_by_line ON commitment (line_id);
CREATE UNIQUE INDEX commitment_part ON commitment (order_number, due_year) WHERE carried = 0;
CREATE UNIQUE INDEX commitment_carried_part ON commitment (order_number, line_id) WHERE carried = 1;
CREATE INDEX commitment_by_order ON commitment (order_number);

CREATE TRIGGER commitment_carry_no_update BEFORE UPDATE ON commitment_carry BEGIN SELECT RAISE(ABORT, 'commitment_carry is append-only'); END;
CREATE TRIGGER commitment_carry_no_delete BEFORE DELETE ON commitment_carry BEGIN SELECT RAISE(ABORT, 'commitment_carry is append-only'); END;

-- Once a database is set up, an order is carried by the change that decides about a request somebody else approved (I9).
CREATE TRIGGER commitment_carry_four_eyes BEFORE INSERT ON commitment_carry
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND NOT EXISTS (
  SELECT 1 FROM approval a WHERE a.request_id = NEW.request_id AND a.decision = 'approved'
    AND a.recorded_seq = NEW.recorded_seq)
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
-- A closed period takes nothing any more (I8).
CREATE TRIGGER commitment_carry_period_open BEFORE INSERT ON commitment_carry
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month >= substr(NEW.effective_on, 1, 7))
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
