DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON commitment_authorisation, line_forecast, line_first_use TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON commitment_authorisation, line_forecast, line_first_use FROM moves_app;

-- Once a database is set up, an authorisation comes from a request that somebody else approved (I9).
CREATE FUNCTION authorisation_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND EXISTS (
    SELECT 1 FROM added v WHERE NOT EXISTS (
      SELECT 1 FROM approval WHERE request_id = v.request_id AND decision = 'approved'))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER commitment_authorisation_four_eyes AFTER INSERT ON commitment_authorisation REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION authorisation_four_eyes();
-- A closed period takes nothing any more (I8).
CREATE TRIGGER commitment_authorisation_period_open AFTER INSERT ON commitment_authorisation REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION effective_period_open();
