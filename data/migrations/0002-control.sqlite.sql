-- An undone import may be read in again: `attempt` tells the readings of one file apart. More kinds, and rows that
-- wait in the conflict list. SQLite cannot change a constraint, so the table is made anew (foreign keys are off
-- while a migration runs, and checked after it).
CREATE TABLE import_new (
  id                  INTEGER PRIMARY KEY,
  kind                TEXT NOT NULL CHECK (kind IN ('appropriations','actuals','commitments','projects','positions','indicators','account-map')),
  profile             TEXT NOT NULL,
  profile_json        TEXT NOT NULL,
  file_name           TEXT NOT NULL,
  file_sha256         TEXT NOT NULL,
  content_sha256      TEXT NOT NULL,
  rows_read           INTEGER NOT NULL,
  added               INTEGER NOT NULL,
  same                INTEGER NOT NULL,
  left_out            INTEGER NOT NULL,
  sum_cents           INTEGER NOT NULL,
  -- rows left out by the profile; a control total speaks about sum_cents + left_out_cents
  left_out_cents      INTEGER NOT NULL,
  added_cents         INTEGER NOT NULL,
  unassigned_cents    INTEGER NOT NULL,
  control_total_cents INTEGER,
  control_origin      TEXT NOT NULL CHECK (control_origin IN ('totals-row','profile','entered','none')),
  posted_until        TEXT,
  applied_at          TEXT NOT NULL,
  applied_by          INTEGER REFERENCES app_user (id),
  origin              TEXT NOT NULL,
  recorded_seq        INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  -- rows of an earlier import with another content: they wait in the conflict list
  conflicts           INTEGER NOT NULL DEFAULT 0,
  attempt             INTEGER NOT NULL DEFAULT 1,
  request_id          INTEGER REFERENCES request (id),
  UNIQUE (profile, file_sha256, attempt),
  UNIQUE (profile, content_sha256, attempt)
) STRICT;
INSERT INTO import_new SELECT *, 0, 1, NULL FROM import;
DROP TABLE import;
ALTER TABLE import_new RENAME TO import;
CREATE TRIGGER import_no_update BEFORE UPDATE ON import BEGIN SELECT RAISE(ABORT, 'import is append-only'); END;
CREATE TRIGGER import_no_delete BEFORE DELETE ON import BEGIN SELECT RAISE(ABORT, 'import is append-only'); END;

CREATE TRIGGER request_revision_no_update BEFORE UPDATE ON request_revision BEGIN SELECT RAISE(ABORT, 'request_revision is append-only'); END;
CREATE TRIGGER request_revision_no_delete BEFORE DELETE ON request_revision BEGIN SELECT RAISE(ABORT, 'request_revision is append-only'); END;
CREATE TRIGGER approval_no_update BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, 'approval is append-only'); END;
CREATE TRIGGER approval_no_delete BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, 'approval is append-only'); END;
CREATE TRIGGER period_event_no_update BEFORE UPDATE ON period_event BEGIN SELECT RAISE(ABORT, 'period_event is append-only'); END;
CREATE TRIGGER period_event_no_delete BEFORE DELETE ON period_event BEGIN SELECT RAISE(ABORT, 'period_event is append-only'); END;
CREATE TRIGGER assignment_no_update BEFORE UPDATE ON assignment BEGIN SELECT RAISE(ABORT, 'assignment is append-only'); END;
CREATE TRIGGER assignment_no_delete BEFORE DELETE ON assignment BEGIN SELECT RAISE(ABORT, 'assignment is append-only'); END;
CREATE TRIGGER mapping_rule_no_update BEFORE UPDATE ON mapping_rule BEGIN SELECT RAISE(ABORT, 'mapping_rule is append-only'); END;
CREATE TRIGGER mapping_rule_no_delete BEFORE DELETE ON mapping_rule BEGIN SELECT RAISE(ABORT, 'mapping_rule is append-only'); END;

-- Four eyes: no author of a wording decides about it, and only the newest wording is decided (I9).
CREATE TRIGGER approval_four_eyes BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM request_revision WHERE request_id = NEW.request_id AND author_id = NEW.decided_by)
  OR NEW.requested_by <> (SELECT created_by FROM request WHERE id = NEW.request_id)
  OR NEW.revision <> (SELECT max(revision) FROM request_revision WHERE request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;

-- Once a database is set up, a movement comes from an import or from a request that somebody else approved.
CREATE TRIGGER movement_four_eyes BEFORE INSERT ON movement
WHEN NEW.import_id IS NULL
  AND EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete')
  AND NOT EXISTS (SELECT 1 FROM approval WHERE request_id = NEW.request_id AND decision = 'approved')
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
CREATE TRIGGER meta_setup_no_update BEFORE UPDATE ON meta WHEN OLD.key = 'setup' BEGIN SELECT RAISE(ABORT, 'setup is final'); END;
CREATE TRIGGER meta_setup_no_delete BEFORE DELETE ON meta WHEN OLD.key = 'setup' BEGIN SELECT RAISE(ABORT, 'setup is final'); END;

-- Up to the end of the newest closed month nothing is taken any more; a held month takes no new postings (I8).
CREATE TRIGGER posting_period_open BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month >= substr(NEW.posted_on, 1, 7))
  OR EXISTS (SELECT 1 FROM period WHERE month = substr(NEW.posted_on, 1, 7) AND state = 'held')
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
CREATE TRIGGER assignment_period_open BEFORE INSERT ON assignment
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month >= substr(NEW.effective_on, 1, 7))
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
CREATE TRIGGER movement_period_open BEFORE INSERT ON movement
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month >= substr(NEW.effective_on, 1, 7))
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
CREATE TRIGGER commitment_entry_period_open BEFORE INSERT ON commitment_entry
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month >= substr(NEW.effective_on, 1, 7))
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
-- A closed period opens only by a request that somebody else approved, and by each such request once.
CREATE TRIGGER period_reopen BEFORE UPDATE ON period
WHEN OLD.month <> NEW.month OR (OLD.state = 'closed' AND NEW.state <> 'closed' AND NOT EXISTS (
  SELECT 1 FROM approval a JOIN request r ON r.id = a.request_id
  WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND r.kind = 'reopen-period'
    AND NOT EXISTS (SELECT 1 FROM period_event e WHERE e.request_id = a.request_id AND e.recorded_seq < NEW.recorded_seq)))
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
-- Months open again in reverse order: under a closed one nothing moves.
CREATE TRIGGER period_reopen_order BEFORE UPDATE ON period
WHEN OLD.state = 'closed' AND NEW.state <> 'closed'
  AND EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month > OLD.month)
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
CREATE TRIGGER period_no_delete BEFORE DELETE ON period BEGIN SELECT RAISE(ABORT, 'period is kept'); END;
