CREATE TRIGGER saved_view_no_delete BEFORE DELETE ON saved_view BEGIN SELECT RAISE(ABORT, 'saved_view ends, it is never deleted'); END;
