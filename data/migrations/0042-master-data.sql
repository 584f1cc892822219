-- Master data is kept in the browser: what it is called is dated like the names of projects (0031). The newest fact up
-- to a day counts, a later row for the same day corrects it; the first counts from the beginning of time. `record_id`
-- is the row of the kind's own table.
CREATE TABLE master_fact (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  record_id    INTEGER NOT NULL,
  field        TEXT NOT NULL,
  value        TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX master_fact_by_record ON master_fact (kind, record_id, field, effective_on, recorded_seq);
CREATE INDEX master_fact_changed ON master_fact (effective_on, kind, record_id);

-- Who goes on with what has ended: several ended ones may name the same (merged), one may name several (split).
-- Taken back with the end; nothing is deleted.
CREATE TABLE master_successor (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL,
  record_id    INTEGER NOT NULL,
  successor_id INTEGER NOT NULL,
  withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX master_successor_by_record ON master_successor (kind, record_id);

INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
  SELECT 'offices', id, 'name', name, '0001-01-01', recorded_seq FROM office;
INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
  SELECT 'fields', id, 'name', name, '0001-01-01', recorded_seq FROM field_of_action;
INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
  SELECT 'stages', id, 'name', name, '0001-01-01', recorded_seq FROM stage;
INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
  SELECT 'sub-budgets', id, 'name', name, '0001-01-01', recorded_seq FROM sub_budget;
INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
  SELECT 'sub-budgets', s.id, 'office', coalesce(o.code, ''), '0001-01-01', s.recorded_seq
  FROM sub_budget s LEFT JOIN office o ON o.id = s.office_id;

-- What the city and its programme are called, and who signs: one row, changed in place, every change in the history.
CREATE TABLE city (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  name         TEXT NOT NULL,
  -- Before the date of a report
  place        TEXT NOT NULL,
  programme    TEXT NOT NULL,
  -- Lines below the name in the head of a report
  sender       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
-- Whoever was set up before reads the words the program had then.
INSERT INTO city (id, name, place, programme, sender, recorded_seq)
  SELECT 1, 'Landeshauptstadt Stuttgart', 'Stuttgart', 'Digital MoveS', '', (SELECT max(seq) FROM history)
  FROM meta WHERE key = 'kind' AND EXISTS (SELECT 1 FROM history);
