-- What was changed before it was dated stands in the history with its day: the first value there is what was before.
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'name', coalesce((SELECT h.before::json ->> 'name' FROM history h WHERE h.entity = 'project' AND h.action = 'project.edit'
      AND h.entity_id = CAST(p.id AS TEXT) AND h.after::json ->> 'name' IS NOT NULL ORDER BY h.seq LIMIT 1), p.name), '0001-01-01', p.recorded_seq
  FROM project p;
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'name', h.after::json ->> 'name', substr(h.at, 1, 10), h.seq FROM history h JOIN project p ON h.entity_id = CAST(p.id AS TEXT)
  WHERE h.entity = 'project' AND h.action = 'project.edit' AND h.after::json ->> 'name' IS NOT NULL ORDER BY h.seq;
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'flagship', coalesce((SELECT CASE h.before::json ->> 'flagship' WHEN 'true' THEN '1' ELSE '0' END FROM history h
      WHERE h.entity = 'project' AND h.action = 'project.edit' AND h.entity_id = CAST(p.id AS TEXT) AND h.after::json ->> 'flagship' IS NOT NULL
      ORDER BY h.seq LIMIT 1), CAST(p.flagship AS TEXT)), '0001-01-01', p.recorded_seq
  FROM project p;
INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
  SELECT p.id, 'flagship', CASE h.after::json ->> 'flagship' WHEN 'true' THEN '1' ELSE '0' END, substr(h.at, 1, 10), h.seq FROM history h JOIN project p ON h.entity_id = CAST(p.id AS TEXT)
  WHERE h.entity = 'project' AND h.action = 'project.edit' AND h.after::json ->> 'flagship' IS NOT NULL ORDER BY h.seq;
DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON project_fact TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON project_fact FROM moves_app;
-- Whoever makes a project makes its first facts: no way of writing can forget them.
CREATE FUNCTION project_first_facts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_fact (project_id, field, value, effective_on, recorded_seq)
    VALUES (NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'flagship', CAST(NEW.flagship AS TEXT), '0001-01-01', NEW.recorded_seq);
  RETURN NULL;
END
$$;
CREATE TRIGGER project_first_facts AFTER INSERT ON project FOR EACH ROW EXECUTE FUNCTION project_first_facts();
