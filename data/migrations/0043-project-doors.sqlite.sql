CREATE TRIGGER project_place_no_update BEFORE UPDATE ON project_place BEGIN SELECT RAISE(ABORT, 'project_place is append-only'); END;
CREATE TRIGGER project_place_no_delete BEFORE DELETE ON project_place BEGIN SELECT RAISE(ABORT, 'project_place is append-only'); END;
-- Whoever makes a project makes its first places: no way of writing can forget them.
CREATE TRIGGER project_first_places AFTER INSERT ON project BEGIN
  INSERT INTO project_place (project_id, field, office_id, field_id, stage_id, lead_user_id, effective_on, recorded_seq)
    VALUES (NEW.id, 'office', NEW.office_id, NULL, NULL, NULL, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'field', NULL, NEW.field_id, NULL, NULL, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'stage', NULL, NULL, NEW.stage_id, NULL, '0001-01-01', NEW.recorded_seq),
      (NEW.id, 'lead', NULL, NULL, NULL, NEW.lead_user_id, '0001-01-01', NEW.recorded_seq);
END;
