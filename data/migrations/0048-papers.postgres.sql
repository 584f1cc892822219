DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON paper_state TO moves_app');
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON council_body, council_session, paper_session TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON paper_state FROM moves_app;
