DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON indicator_head TO moves_app');
  EXECUTE format('GRANT SELECT, INSERT ON indicator_fact, indicator_end, indicator_target, indicator_measurement, indicator_withdrawal, indicator_element, indicator_element_state TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON indicator_fact, indicator_end, indicator_target, indicator_measurement, indicator_withdrawal, indicator_element, indicator_element_state FROM moves_app;
REVOKE DELETE, TRUNCATE ON indicator_head FROM moves_app;
