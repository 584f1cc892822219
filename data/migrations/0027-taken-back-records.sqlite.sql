CREATE TRIGGER record_taken_back_no_update BEFORE UPDATE ON record_taken_back BEGIN SELECT RAISE(ABORT, 'record_taken_back is append-only'); END;
CREATE TRIGGER record_taken_back_no_delete BEFORE DELETE ON record_taken_back BEGIN SELECT RAISE(ABORT, 'record_taken_back is append-only'); END;
CREATE TRIGGER record_returned_no_update BEFORE UPDATE ON record_returned BEGIN SELECT RAISE(ABORT, 'record_returned is append-only'); END;
CREATE TRIGGER record_returned_no_delete BEFORE DELETE ON record_returned BEGIN SELECT RAISE(ABORT, 'record_returned is append-only'); END;

-- Taken back by the change that decides about the request somebody else approved (I9).
CREATE TRIGGER record_taken_back_four_eyes BEFORE INSERT ON record_taken_back
WHEN NOT EXISTS (
  SELECT 1 FROM import_undo u JOIN approval a ON a.request_id = u.request_id AND a.decision = 'approved'
    AND a.recorded_seq = NEW.recorded_seq
  WHERE u.id = NEW.undo_id AND u.import_id = NEW.import_id AND u.recorded_seq = NEW.recorded_seq)
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;

-- What is in no list any more is not searched for, and is again when it comes back (server/db/search-texts.ts).
CREATE TRIGGER record_taken_back_search AFTER INSERT ON record_taken_back WHEN NEW.kind IN ('projects','positions')
BEGIN INSERT OR IGNORE INTO search_due VALUES (CASE NEW.kind WHEN 'projects' THEN 'project' ELSE 'position' END, NEW.record_id); END;
CREATE TRIGGER record_returned_search AFTER INSERT ON record_returned
BEGIN INSERT OR IGNORE INTO search_due SELECT CASE kind WHEN 'projects' THEN 'project' ELSE 'position' END, record_id
  FROM record_taken_back WHERE id = NEW.taken_back_id AND kind IN ('projects','positions'); END;
