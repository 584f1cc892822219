CREATE TRIGGER paper_state_no_update BEFORE UPDATE ON paper_state BEGIN SELECT RAISE(ABORT, 'paper_state is append-only'); END;
CREATE TRIGGER paper_state_no_delete BEFORE DELETE ON paper_state BEGIN SELECT RAISE(ABORT, 'paper_state is append-only'); END;
