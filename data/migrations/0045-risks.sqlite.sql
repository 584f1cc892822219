CREATE TRIGGER risk_assessment_no_update BEFORE UPDATE ON risk_assessment BEGIN SELECT RAISE(ABORT, 'risk_assessment is append-only'); END;
CREATE TRIGGER risk_assessment_no_delete BEFORE DELETE ON risk_assessment BEGIN SELECT RAISE(ABORT, 'risk_assessment is append-only'); END;
