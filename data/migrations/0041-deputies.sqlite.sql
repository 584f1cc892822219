-- Four eyes hold for who acts and for whom: neither may have written what is decided (I9).
DROP TRIGGER approval_four_eyes;
CREATE TRIGGER approval_four_eyes BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM request_revision WHERE request_id = NEW.request_id
    AND (author_id IN (NEW.decided_by, NEW.decided_for) OR author_for IN (NEW.decided_by, NEW.decided_for)))
  OR NEW.requested_by <> (SELECT created_by FROM request WHERE id = NEW.request_id)
  OR NEW.requested_by = NEW.decided_for
  OR NEW.revision <> (SELECT max(revision) FROM request_revision WHERE request_id = NEW.request_id)
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
