DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON control_total, tie_out TO moves_app');
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON sap_total TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;

-- What was tied out with SAP is not taken back: neither by an import nor by undoing one.
CREATE FUNCTION posting_reconciled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM added n JOIN posting p ON p.id = n.reverses_id
      JOIN tie_out t ON t.fiscal_year = p.fiscal_year AND t.period = p.period AND t.ledger = p.ledger
    WHERE n.reverses_id IS NOT NULL AND t.state = 'confirmed' AND p.recorded_seq < t.recorded_seq
      AND NOT EXISTS (SELECT 1 FROM tie_out l WHERE l.fiscal_year = t.fiscal_year AND l.period = t.period
        AND l.ledger = t.ledger AND l.state = 'lifted' AND l.id > t.id))
  THEN RAISE EXCEPTION 'reconciled'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER posting_reconciled AFTER INSERT ON posting REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION posting_reconciled();
