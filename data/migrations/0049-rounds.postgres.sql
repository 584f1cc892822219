DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON report_round TO moves_app');
  EXECUTE format('GRANT SELECT, INSERT ON report_round_project, report_decision TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON report_round_project, report_decision FROM moves_app;
REVOKE DELETE, TRUNCATE ON report_round FROM moves_app;
