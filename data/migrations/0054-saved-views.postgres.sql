GRANT SELECT, INSERT, UPDATE ON saved_view TO moves_app;
DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE DELETE, TRUNCATE ON saved_view FROM moves_app;
