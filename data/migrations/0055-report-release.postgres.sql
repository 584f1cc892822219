DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON report_draft TO moves_app');
  EXECUTE format('GRANT SELECT, INSERT ON report_fair_copy TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON report_fair_copy FROM moves_app;
REVOKE DELETE, TRUNCATE ON report_draft FROM moves_app;

-- Once a database is set up, a report is issued by a request that somebody else approved.
CREATE FUNCTION issued_report_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete')
    AND NOT EXISTS (SELECT 1 FROM approval a JOIN request r ON r.id = a.request_id
      WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND r.kind = 'report')
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM issued_report WHERE id = NEW.corrects_id)
  THEN RAISE EXCEPTION 'a correction names an earlier report'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER issued_report_four_eyes BEFORE INSERT ON issued_report
  FOR EACH ROW EXECUTE FUNCTION issued_report_four_eyes();
