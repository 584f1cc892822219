DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON search_text, search_due, search_vendor TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
-- SQLite's word for it, so that one statement serves both.
CREATE FUNCTION instr(text, text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT strpos($1, $2)';
CREATE FUNCTION search_is_due() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_due (kind, ref_id) SELECT TG_ARGV[0], id FROM added ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE FUNCTION search_is_due_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_due (kind, ref_id) VALUES (TG_ARGV[0], NEW.id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER project_search_added AFTER INSERT ON project REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_is_due('project');
CREATE TRIGGER project_search_changed AFTER UPDATE ON project
  FOR EACH ROW EXECUTE FUNCTION search_is_due_again('project');
CREATE TRIGGER budget_line_search_added AFTER INSERT ON budget_line REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_is_due('line');
CREATE TRIGGER budget_line_search_changed AFTER UPDATE ON budget_line
  FOR EACH ROW EXECUTE FUNCTION search_is_due_again('line');
CREATE TRIGGER position_search_added AFTER INSERT ON position REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_is_due('position');
CREATE TRIGGER position_search_changed AFTER UPDATE ON position
  FOR EACH ROW EXECUTE FUNCTION search_is_due_again('position');
CREATE TRIGGER council_paper_search_added AFTER INSERT ON council_paper REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_is_due('paper');
CREATE TRIGGER council_paper_search_changed AFTER UPDATE ON council_paper
  FOR EACH ROW EXECUTE FUNCTION search_is_due_again('paper');
CREATE TRIGGER commitment_search_added AFTER INSERT ON commitment REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_is_due('order');
CREATE TRIGGER commitment_search_changed AFTER UPDATE ON commitment
  FOR EACH ROW EXECUTE FUNCTION search_is_due_again('order');
CREATE TRIGGER search_vendor_search_added AFTER INSERT ON search_vendor REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION search_is_due('vendor');
CREATE FUNCTION posting_search_vendor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_vendor (name) SELECT DISTINCT vendor FROM added WHERE vendor <> '' ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER posting_search_vendor AFTER INSERT ON posting REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION posting_search_vendor();
