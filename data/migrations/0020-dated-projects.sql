-- Name and flagship flag of a project are dated like its state: the newest up to a day counts, a later row for the
-- same day corrects it. What a project was called before anybody changed it counts from the beginning of time.
CREATE TABLE project_fact (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id),
  field        TEXT NOT NULL CHECK (field IN ('name', 'flagship')),
  -- The name, or 1 and 0 as text
  value        TEXT NOT NULL,
  effective_on TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX project_fact_by_project ON project_fact (project_id, field, effective_on, recorded_seq);
CREATE INDEX project_fact_changed ON project_fact (effective_on, project_id);

-- A project that a file brought counted from the day it was read in; it counts from its own beginning.
INSERT INTO project_state (project_id, state, effective_on, reason, origin, recorded_seq)
  SELECT p.id, st.state, p.starts_on, st.reason, st.origin, st.recorded_seq
  FROM project p JOIN project_state st ON st.project_id = p.id AND st.recorded_seq = p.recorded_seq
  WHERE p.import_id IS NOT NULL AND st.reason = 'Mit einer Datei aufgenommen' AND p.starts_on < st.effective_on
    AND NOT EXISTS (SELECT 1 FROM project_state earlier
      WHERE earlier.project_id = p.id AND earlier.effective_on < st.effective_on);
