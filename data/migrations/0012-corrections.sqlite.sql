CREATE TRIGGER first_appropriations_no_update BEFORE UPDATE ON first_appropriations BEGIN SELECT RAISE(ABORT, 'first_appropriations is append-only'); END;
CREATE TRIGGER first_appropriations_no_delete BEFORE DELETE ON first_appropriations BEGIN SELECT RAISE(ABORT, 'first_appropriations is append-only'); END;

-- Only the change that brings an import may call it the first of a year, and only while the year has none.
CREATE TRIGGER first_appropriations_four_eyes BEFORE INSERT ON first_appropriations
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND (
  EXISTS (SELECT 1 FROM history WHERE seq >= NEW.recorded_seq)
  OR NOT EXISTS (SELECT 1 FROM import i WHERE i.id = NEW.import_id AND i.kind = 'appropriations'
    AND i.recorded_seq = NEW.recorded_seq AND json_extract(i.profile_json, '$.source') = NEW.source)
  OR EXISTS (SELECT 1 FROM budget_line l JOIN movement m ON m.line_id = l.id
    WHERE l.year = NEW.year AND m.kind = 'A' AND m.reverses_id IS NULL
      AND substr(m.row_key, 1, length(NEW.source) + 1) = NEW.source || '|'
      AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = m.id)))
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;

-- A movement belongs to the change that decides about it: an approved request, an import that one asked for, the
-- undo of what it reverses, or the first appropriations of a year. What was recorded before takes no more of them.
DROP TRIGGER movement_four_eyes;
CREATE TRIGGER movement_four_eyes BEFORE INSERT ON movement
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND (
  EXISTS (SELECT 1 FROM history WHERE seq >= NEW.recorded_seq)
  OR NOT CASE
    WHEN NEW.import_id IS NULL THEN EXISTS (SELECT 1 FROM approval a
      WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND a.recorded_seq = NEW.recorded_seq)
    WHEN NEW.reverses_id IS NOT NULL THEN EXISTS (SELECT 1 FROM approval a
      JOIN request q ON q.id = a.request_id JOIN movement o ON o.id = NEW.reverses_id
      WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND a.recorded_seq = NEW.recorded_seq
        AND q.kind = 'undo-import' AND o.import_id = NEW.import_id AND o.line_id = NEW.line_id AND o.kind = NEW.kind
        AND o.cents = -NEW.cents)
    ELSE NEW.kind = 'A' AND (
      EXISTS (SELECT 1 FROM import i JOIN approval a ON a.request_id = i.request_id JOIN request q ON q.id = a.request_id
        WHERE i.id = NEW.import_id AND i.kind = 'appropriations' AND i.recorded_seq = NEW.recorded_seq
          AND a.decision = 'approved' AND a.recorded_seq = NEW.recorded_seq AND q.kind = 'import')
      OR EXISTS (SELECT 1 FROM first_appropriations f JOIN budget_line l ON l.id = NEW.line_id
        WHERE f.import_id = NEW.import_id AND f.year = l.year AND f.recorded_seq = NEW.recorded_seq
          AND substr(NEW.row_key, 1, length(f.source) + 1) = f.source || '|'))
  END)
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;

-- What was taken back counts nowhere, and neither does what took it back: neither of them moves any more.
CREATE TRIGGER assignment_taken_back BEFORE INSERT ON assignment
WHEN EXISTS (SELECT 1 FROM taken_back WHERE posting_id = NEW.posting_id AND recorded_seq <> NEW.recorded_seq)
  OR EXISTS (SELECT 1 FROM taken_back WHERE by_posting_id = NEW.posting_id AND recorded_seq <> NEW.recorded_seq)
BEGIN SELECT RAISE(ABORT, 'taken-back'); END;
