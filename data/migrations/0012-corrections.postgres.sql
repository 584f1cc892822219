DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON first_appropriations TO moves_app');
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON first_appropriations FROM moves_app;

-- Only the change that brings an import may call it the first of a year, and only while the year has none.
CREATE FUNCTION first_appropriations_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND (
    EXISTS (SELECT 1 FROM history WHERE seq >= NEW.recorded_seq)
    OR NOT EXISTS (SELECT 1 FROM "import" i WHERE i.id = NEW.import_id AND i.kind = 'appropriations'
      AND i.recorded_seq = NEW.recorded_seq AND i.profile_json::json ->> 'source' = NEW.source)
    OR EXISTS (SELECT 1 FROM budget_line l JOIN movement m ON m.line_id = l.id
      WHERE l.year = NEW.year AND m.kind = 'A' AND m.reverses_id IS NULL
        AND substr(m.row_key, 1, length(NEW.source) + 1) = NEW.source || '|'
        AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = m.id)))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER first_appropriations_four_eyes BEFORE INSERT ON first_appropriations
  FOR EACH ROW EXECUTE FUNCTION first_appropriations_four_eyes();

-- A movement belongs to the change that decides about it: an approved request, an import that one asked for, the
-- undo of what it reverses, or the first appropriations of a year. What was recorded before takes no more of them.
CREATE OR REPLACE FUNCTION movement_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND (
    EXISTS (SELECT 1 FROM history WHERE seq >= (SELECT min(recorded_seq) FROM added))
    OR EXISTS (SELECT 1 FROM added m WHERE NOT CASE
      WHEN m.import_id IS NULL THEN EXISTS (SELECT 1 FROM approval a
        WHERE a.request_id = m.request_id AND a.decision = 'approved' AND a.recorded_seq = m.recorded_seq)
      WHEN m.reverses_id IS NOT NULL THEN EXISTS (SELECT 1 FROM approval a
        JOIN request q ON q.id = a.request_id JOIN movement o ON o.id = m.reverses_id
        WHERE a.request_id = m.request_id AND a.decision = 'approved' AND a.recorded_seq = m.recorded_seq
          AND q.kind = 'undo-import' AND o.import_id = m.import_id AND o.line_id = m.line_id AND o.kind = m.kind
          AND o.cents = -m.cents)
      ELSE m.kind = 'A' AND (
        EXISTS (SELECT 1 FROM "import" i JOIN approval a ON a.request_id = i.request_id
          JOIN request q ON q.id = a.request_id
          WHERE i.id = m.import_id AND i.kind = 'appropriations' AND i.recorded_seq = m.recorded_seq
            AND a.decision = 'approved' AND a.recorded_seq = m.recorded_seq AND q.kind = 'import')
        OR EXISTS (SELECT 1 FROM first_appropriations f JOIN budget_line l ON l.id = m.line_id
          WHERE f.import_id = m.import_id AND f.year = l.year AND f.recorded_seq = m.recorded_seq
            AND substr(m.row_key, 1, length(f.source) + 1) = f.source || '|'))
    END))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NULL;
END
$$;

-- What was taken back counts nowhere, and neither does what took it back: neither of them moves any more.
CREATE FUNCTION assignment_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM added a JOIN taken_back t ON t.posting_id = a.posting_id
      WHERE t.recorded_seq <> a.recorded_seq)
    OR EXISTS (SELECT 1 FROM added a JOIN taken_back t ON t.by_posting_id = a.posting_id
      WHERE t.recorded_seq <> a.recorded_seq)
  THEN RAISE EXCEPTION 'taken-back'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER assignment_taken_back AFTER INSERT ON assignment REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION assignment_taken_back();
