DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON project_place TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON project_place FROM moves_app;
-- Whoever makes a project makes its first places: no way of writing can forget them.
CREATE FUNCTION project_first_places() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO project_place (project_id, field, office_id, field_id, stage_id, lead_user_id, effective_on, recorded_seq)
    VALUES (NEW.id, 'office', NEW.office_id, NULL, NULL, NULL, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'field', NULL, NEW.field_id, NULL, NULL, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'stage', NULL, NULL, NEW.stage_id, NULL, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'lead', NULL, NULL, NULL, NEW.lead_user_id, '0001-01-01', NEW.recorded_seq);
  RETURN NULL;
END
$$;
CREATE TRIGGER project_first_places AFTER INSERT ON project FOR EACH ROW EXECUTE FUNCTION project_first_places();
