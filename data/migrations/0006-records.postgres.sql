DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON indicator TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
