CREATE TRIGGER control_total_no_update BEFORE UPDATE ON control_total BEGIN SELECT RAISE(ABORT, 'control_total is append-only'); END;
CREATE TRIGGER control_total_no_delete BEFORE DELETE ON control_total BEGIN SELECT RAISE(ABORT, 'control_total is append-only'); END;
CREATE TRIGGER tie_out_no_update BEFORE UPDATE ON tie_out BEGIN SELECT RAISE(ABORT, 'tie_out is append-only'); END;
CREATE TRIGGER tie_out_no_delete BEFORE DELETE ON tie_out BEGIN SELECT RAISE(ABORT, 'tie_out is append-only'); END;

-- What was tied out with SAP is not taken back: neither by an import nor by undoing one.
CREATE TRIGGER posting_reconciled BEFORE INSERT ON posting
WHEN NEW.reverses_id IS NOT NULL AND EXISTS (
  SELECT 1 FROM posting p JOIN tie_out t
    ON t.fiscal_year = p.fiscal_year AND t.period = p.period AND t.ledger = p.ledger
  WHERE p.id = NEW.reverses_id AND t.state = 'confirmed' AND p.recorded_seq < t.recorded_seq
    AND NOT EXISTS (SELECT 1 FROM tie_out l WHERE l.fiscal_year = t.fiscal_year AND l.period = t.period
      AND l.ledger = t.ledger AND l.state = 'lifted' AND l.id > t.id))
BEGIN SELECT RAISE(ABORT, 'reconciled'); END;
