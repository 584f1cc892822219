-- What was changed before it was dated stands in the history with its day: the first value there is what was before.
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'name', coalesce((SELECT json_extract(h.before, '$.name') FROM history h WHERE h.entity = 'project' AND h.action = 'project.edit'
      AND h.entity_id = CAST(p.id AS TEXT) AND json_extract(h.after, '$.name') IS NOT NULL ORDER BY h.seq LIMIT 1), p.name), '0001-01-01', p.recorded_seq
  FROM project p;
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'name', json_extract(h.after, '$.name'), substr(h.at, 1, 10), h.seq FROM history h JOIN project p ON h.entity_id = CAST(p.id AS TEXT)
  WHERE h.entity = 'project' AND h.action = 'project.edit' AND json_extract(h.after, '$.name') IS NOT NULL ORDER BY h.seq;
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'flagship', coalesce((SELECT CAST(json_extract(h.before, '$.flagship') AS TEXT) FROM history h
      WHERE h.entity = 'project' AND h.action = 'project.edit' AND h.entity_id = CAST(p.id AS TEXT) AND json_extract(h.after, '$.flagship') IS NOT NULL
      ORDER BY h.seq LIMIT 1), CAST(p.flagship AS TEXT)), '0001-01-01', p.recorded_seq
  FROM project p;
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'flagship', CAST(json_extract(h.after, '$.flagship') AS TEXT), substr(h.at, 1, 10), h.seq FROM history h JOIN project p ON h.entity_id = CAST(p.id AS TEXT)
  WHERE h.entity = 'project' AND h.action = 'project.edit' AND json_extract(h.after, '$.flagship') IS NOT NULL ORDER BY h.seq;
CREATE TRIGGER project_fact_no_update BEFORE UPDATE ON project_fact BEGIN SELECT RAISE(ABORT, 'project_fact is append-only'); END;
CREATE TRIGGER project_fact_no_delete BEFORE DELETE ON project_fact BEGIN SELECT RAISE(ABORT, 'project_fact is append-only'); END;
-- Whoever makes a project makes its first facts: no way of writing can forget them.
CREATE TRIGGER project_first_facts AFTER INSERT ON project BEGIN
  INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
    VALUES (NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'flagship', CAST(NEW.flagship AS TEXT), '0001-01-01', NEW.recorded_seq);
END;
