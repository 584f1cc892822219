DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON milestone_fact, milestone_end, milestone_link, milestone_hold TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON milestone_fact, milestone_end, milestone_link, milestone_hold FROM moves_app;
