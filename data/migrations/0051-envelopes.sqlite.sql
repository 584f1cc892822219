CREATE TRIGGER envelope_end_no_update BEFORE UPDATE ON envelope_end BEGIN SELECT RAISE(ABORT, 'envelope_end is append-only'); END;
CREATE TRIGGER envelope_end_no_delete BEFORE DELETE ON envelope_end BEGIN SELECT RAISE(ABORT, 'envelope_end is append-only'); END;
