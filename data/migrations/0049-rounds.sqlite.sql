CREATE TRIGGER report_round_project_no_update BEFORE UPDATE ON report_round_project BEGIN SELECT RAISE(ABORT, 'report_round_project is append-only'); END;
CREATE TRIGGER report_round_project_no_delete BEFORE DELETE ON report_round_project BEGIN SELECT RAISE(ABORT, 'report_round_project is append-only'); END;
CREATE TRIGGER report_decision_no_update BEFORE UPDATE ON report_decision BEGIN SELECT RAISE(ABORT, 'report_decision is append-only'); END;
CREATE TRIGGER report_decision_no_delete BEFORE DELETE ON report_decision BEGIN SELECT RAISE(ABORT, 'report_decision is append-only'); END;
