-- Four eyes hold for who acts and for whom: neither may have written what is decided (I9).
CREATE OR REPLACE FUNCTION approval_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM request_revision WHERE request_id = NEW.request_id
      AND (author_id IN (NEW.decided_by, NEW.decided_for) OR author_for IN (NEW.decided_by, NEW.decided_for)))
    OR NEW.requested_by <> (SELECT created_by FROM request WHERE id = NEW.request_id)
    OR NEW.requested_by = NEW.decided_for
    OR NEW.revision <> (SELECT max(revision) FROM request_revision WHERE request_id = NEW.request_id)
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NEW;
END
$$;
