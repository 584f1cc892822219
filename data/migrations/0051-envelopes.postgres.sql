DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON envelope_end TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON envelope_end FROM moves_app;
