DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON vendor_use, rule_record TO moves_app');
END
$$;
