DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON risk_assessment TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON risk_assessment FROM moves_app;
