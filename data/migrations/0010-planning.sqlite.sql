CREATE TRIGGER commitment_authorisation_no_update BEFORE UPDATE ON commitment_authorisation BEGIN SELECT RAISE(ABORT, 'commitment_authorisation is append-only'); END;
CREATE TRIGGER commitment_authorisation_no_delete BEFORE DELETE ON commitment_authorisation BEGIN SELECT RAISE(ABORT, 'commitment_authorisation is append-only'); END;
CREATE TRIGGER line_forecast_no_update BEFORE UPDATE ON line_forecast BEGIN SELECT RAISE(ABORT, 'line_forecast is append-only'); END;
CREATE TRIGGER line_forecast_no_delete BEFORE DELETE ON line_forecast BEGIN SELECT RAISE(ABORT, 'line_forecast is append-only'); END;
CREATE TRIGGER line_first_use_no_update BEFORE UPDATE ON line_first_use BEGIN SELECT RAISE(ABORT, 'line_first_use is append-only'); END;
CREATE TRIGGER line_first_use_no_delete BEFORE DELETE ON line_first_use BEGIN SELECT RAISE(ABORT, 'line_first_use is append-only'); END;

-- Once a database is set up, an authorisation comes from a request that somebody else approved (I9).
CREATE TRIGGER commitment_authorisation_four_eyes BEFORE INSERT ON commitment_authorisation
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete')
  AND NOT EXISTS (SELECT 1 FROM approval WHERE request_id = NEW.request_id AND decision = 'approved')
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
-- A closed period takes nothing any more (I8).
CREATE TRIGGER commitment_authorisation_period_open BEFORE INSERT ON commitment_authorisation
WHEN EXISTS (SELECT 1 FROM period WHERE month = substr(NEW.effective_on, 1, 7) AND state = 'closed')
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
