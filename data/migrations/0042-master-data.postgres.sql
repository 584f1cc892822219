DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON master_fact TO moves_app');
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON master_successor, city TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON master_fact FROM moves_app;
REVOKE DELETE, TRUNCATE ON master_successor, city FROM moves_app;
-- Whoever makes a record makes its first facts: no way of writing can forget them.
CREATE FUNCTION master_first_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
    VALUES (TG_ARGV[0], NEW.id, 'name', NEW.name, '0001-01-01', NEW.recorded_seq);
  RETURN NULL;
END
$$;
CREATE FUNCTION sub_budget_first_office() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO master_fact (kind, record_id, field, value, effective_on, recorded_seq)
    VALUES ('sub-budgets', NEW.id, 'office', coalesce((SELECT code FROM office WHERE id = NEW.office_id), ''), '0001-01-01', NEW.recorded_seq);
  RETURN NULL;
END
$$;
CREATE TRIGGER office_first_facts AFTER INSERT ON office FOR EACH ROW EXECUTE FUNCTION master_first_name('offices');
CREATE TRIGGER field_of_action_first_facts AFTER INSERT ON field_of_action FOR EACH ROW EXECUTE FUNCTION master_first_name('fields');
CREATE TRIGGER stage_first_facts AFTER INSERT ON stage FOR EACH ROW EXECUTE FUNCTION master_first_name('stages');
CREATE TRIGGER sub_budget_first_facts AFTER INSERT ON sub_budget FOR EACH ROW EXECUTE FUNCTION master_first_name('sub-budgets');
CREATE TRIGGER sub_budget_first_office AFTER INSERT ON sub_budget FOR EACH ROW EXECUTE FUNCTION sub_budget_first_office();
