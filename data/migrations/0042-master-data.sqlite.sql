CREATE TRIGGER master_fact_no_update BEFORE UPDATE ON master_fact BEGIN SELECT RAISE(ABORT, 'master_fact is append-only'); END;
CREATE TRIGGER master_fact_no_delete BEFORE DELETE ON master_fact BEGIN SELECT RAISE(ABORT, 'master_fact is append-only'); END;
CREATE TRIGGER master_successor_no_delete BEFORE DELETE ON master_successor BEGIN SELECT RAISE(ABORT, 'master_successor is append-only'); END;
-- Whoever makes a record makes its first facts: no way of writing can forget them.
CREATE TRIGGER office_first_facts AFTER INSERT ON office BEGIN
  INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
    VALUES ('offices', NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq);
END;
CREATE TRIGGER field_of_action_first_facts AFTER INSERT ON field_of_action BEGIN
  INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
    VALUES ('fields', NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq);
END;
CREATE TRIGGER stage_first_facts AFTER INSERT ON stage BEGIN
  INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
    VALUES ('stages', NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq);
END;
CREATE TRIGGER sub_budget_first_facts AFTER INSERT ON sub_budget BEGIN
  INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
    VALUES ('sub-budgets', NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq),
      ('sub-budgets', NEW.id, 'office', coalesce((SELECT code FROM office WHERE id = NEW.office_id), ''), '0001-01-01', NEW.recorded_seq);
END;
