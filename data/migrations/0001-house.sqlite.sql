-- Append-only tables: what was recorded stays readable (§ 35(2),(3) GemHVO). recursive_triggers=ON closes the
-- way round by INSERT OR REPLACE.

CREATE TRIGGER history_no_update BEFORE UPDATE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_no_delete BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER movement_no_update BEFORE UPDATE ON movement BEGIN SELECT RAISE(ABORT, 'movement is append-only'); END;
CREATE TRIGGER movement_no_delete BEFORE DELETE ON movement BEGIN SELECT RAISE(ABORT, 'movement is append-only'); END;
CREATE TRIGGER commitment_entry_no_update BEFORE UPDATE ON commitment_entry BEGIN SELECT RAISE(ABORT, 'commitment_entry is append-only'); END;
CREATE TRIGGER commitment_entry_no_delete BEFORE DELETE ON commitment_entry BEGIN SELECT RAISE(ABORT, 'commitment_entry is append-only'); END;
CREATE TRIGGER posting_no_update BEFORE UPDATE ON posting BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;
CREATE TRIGGER posting_no_delete BEFORE DELETE ON posting BEGIN SELECT RAISE(ABORT, 'posting is append-only'); END;
CREATE TRIGGER import_no_update BEFORE UPDATE ON import BEGIN SELECT RAISE(ABORT, 'import is append-only'); END;
CREATE TRIGGER import_no_delete BEFORE DELETE ON import BEGIN SELECT RAISE(ABORT, 'import is append-only'); END;
CREATE TRIGGER project_state_no_update BEFORE UPDATE ON project_state BEGIN SELECT RAISE(ABORT, 'project_state is append-only'); END;
CREATE TRIGGER project_state_no_delete BEFORE DELETE ON project_state BEGIN SELECT RAISE(ABORT, 'project_state is append-only'); END;
CREATE TRIGGER status_report_no_update BEFORE UPDATE ON status_report BEGIN SELECT RAISE(ABORT, 'status_report is append-only'); END;
CREATE TRIGGER status_report_no_delete BEFORE DELETE ON status_report BEGIN SELECT RAISE(ABORT, 'status_report is append-only'); END;
CREATE TRIGGER milestone_baseline_no_update BEFORE UPDATE ON milestone_baseline BEGIN SELECT RAISE(ABORT, 'milestone_baseline is append-only'); END;
CREATE TRIGGER milestone_baseline_no_delete BEFORE DELETE ON milestone_baseline BEGIN SELECT RAISE(ABORT, 'milestone_baseline is append-only'); END;
CREATE TRIGGER milestone_forecast_no_update BEFORE UPDATE ON milestone_forecast BEGIN SELECT RAISE(ABORT, 'milestone_forecast is append-only'); END;
CREATE TRIGGER milestone_forecast_no_delete BEFORE DELETE ON milestone_forecast BEGIN SELECT RAISE(ABORT, 'milestone_forecast is append-only'); END;
CREATE TRIGGER milestone_actual_no_update BEFORE UPDATE ON milestone_actual BEGIN SELECT RAISE(ABORT, 'milestone_actual is append-only'); END;
CREATE TRIGGER milestone_actual_no_delete BEFORE DELETE ON milestone_actual BEGIN SELECT RAISE(ABORT, 'milestone_actual is append-only'); END;
CREATE TRIGGER position_event_no_update BEFORE UPDATE ON position_event BEGIN SELECT RAISE(ABORT, 'position_event is append-only'); END;
CREATE TRIGGER position_event_no_delete BEFORE DELETE ON position_event BEGIN SELECT RAISE(ABORT, 'position_event is append-only'); END;
CREATE TRIGGER issued_report_no_update BEFORE UPDATE ON issued_report BEGIN SELECT RAISE(ABORT, 'issued_report is append-only'); END;
CREATE TRIGGER issued_report_no_delete BEFORE DELETE ON issued_report BEGIN SELECT RAISE(ABORT, 'issued_report is append-only'); END;
