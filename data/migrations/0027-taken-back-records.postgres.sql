DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON record_taken_back, record_returned TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON record_taken_back, record_returned FROM moves_app;

-- Taken back by the change that decides about the request somebody else approved (I9).
CREATE FUNCTION record_taken_back_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added t WHERE NOT EXISTS (
      SELECT 1 FROM import_undo u JOIN approval a ON a.request_id = u.request_id AND a.decision = 'approved'
        AND a.recorded_seq = t.recorded_seq
      WHERE u.id = t.undo_id AND u.import_id = t.import_id AND u.recorded_seq = t.recorded_seq))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER record_taken_back_four_eyes AFTER INSERT ON record_taken_back REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION record_taken_back_four_eyes();

-- What is in no list any more is not searched for, and is again when it comes back (server/db/search-texts.ts).
CREATE FUNCTION record_taken_back_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_due (kind, ref_id)
    SELECT CASE kind WHEN 'projects' THEN 'project' ELSE 'position' END, record_id FROM added
    WHERE kind IN ('projects','positions') ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER record_taken_back_search AFTER INSERT ON record_taken_back REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION record_taken_back_search();
CREATE FUNCTION record_returned_search() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO search_due (kind, ref_id)
    SELECT CASE t.kind WHEN 'projects' THEN 'project' ELSE 'position' END, t.record_id
    FROM added r JOIN record_taken_back t ON t.id = r.taken_back_id
    WHERE t.kind IN ('projects','positions') ON CONFLICT DO NOTHING;
  RETURN NULL;
END
$$;
CREATE TRIGGER record_returned_search AFTER INSERT ON record_returned REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION record_returned_search();
