DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON import_conflict, import_conflict_decision, import_undo, taken_back, import_profile TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
