-- What can be requested is listed once, in shared/approvals/terms.ts: a list here would have to be made anew with every
-- kind. The triggers that name this table stay as they are while it is made anew.
PRAGMA legacy_alter_table = ON;
CREATE TABLE request_new (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind <> ''),
  revision     INTEGER NOT NULL DEFAULT 1,
  state        TEXT NOT NULL CHECK (state IN ('open','approved','rejected','withdrawn')),
  title        TEXT NOT NULL,
  payload      TEXT NOT NULL,
  reason       TEXT NOT NULL,
  created_by   INTEGER NOT NULL REFERENCES app_user (id),
  created_at   TEXT NOT NULL,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO request_new (id, kind, revision, state, title, payload, reason, created_by, created_at, origin, version,
  recorded_seq)
SELECT id, kind, revision, state, title, payload, reason, created_by, created_at, origin, version, recorded_seq
FROM request;
DROP TABLE request;
ALTER TABLE request_new RENAME TO request;
CREATE INDEX request_by_state ON request (state, id);
PRAGMA legacy_alter_table = OFF;

-- What stands in the data gets its source: known since the change that first named it, each a system of its own. Those
-- that are delivered are left to data/seed/base/sources.json.
INSERT INTO source (code, version, name, system_code, reason, origin, recorded_seq)
SELECT code, 1, code, code, 'Aus dem Bestand übernommen', 'live', min(recorded_seq) FROM (
  SELECT json_extract(profile_json, '$.source') AS code, recorded_seq FROM import
  UNION ALL SELECT json_extract(profile, '$.source'), recorded_seq FROM import_profile
  UNION ALL SELECT source, recorded_seq FROM first_appropriations
  UNION ALL SELECT source, recorded_seq FROM sap_total
)
WHERE code IS NOT NULL AND code NOT IN ('UNDO', 'SAP-100', 'SAP-100-SUMMEN', 'SAP-PLAN', 'SAP-MM', 'FREIBURG-PLAN',
  'KENNZAHLEN', 'OFFENERHAUSHALT-IST', 'OFFENERHAUSHALT-PLAN', 'PROJEKTE', 'STELLEN', 'US-IT', 'WESEL-IST',
  'WESEL-KONTEN', 'WESEL-PLAN')
GROUP BY code;

CREATE TRIGGER source_no_update BEFORE UPDATE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
CREATE TRIGGER source_no_delete BEFORE DELETE ON source BEGIN SELECT RAISE(ABORT, 'source is append-only'); END;
-- As soon as money was read in, a source could let it count twice: then a second person decides (0024).
CREATE TRIGGER source_four_eyes BEFORE INSERT ON source
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete')
  AND EXISTS (SELECT 1 FROM import WHERE kind IN ('appropriations', 'actuals', 'commitments'))
  AND NOT EXISTS (SELECT 1 FROM approval a JOIN request q ON q.id = a.request_id
    WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND a.recorded_seq = NEW.recorded_seq
      AND q.kind = 'source')
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;

-- The first appropriations of a year are the first of all, whatever their source: a name that somebody gives to a
-- source must not open a year a second time.
DROP TRIGGER first_appropriations_four_eyes;
CREATE TRIGGER first_appropriations_four_eyes BEFORE INSERT ON first_appropriations
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND (
  EXISTS (SELECT 1 FROM history WHERE seq >= NEW.recorded_seq)
  OR NOT EXISTS (SELECT 1 FROM import i WHERE i.id = NEW.import_id AND i.kind = 'appropriations'
    AND i.recorded_seq = NEW.recorded_seq AND json_extract(i.profile_json, '$.source') = NEW.source)
  OR EXISTS (SELECT 1 FROM budget_line l JOIN movement m ON m.line_id = l.id
    WHERE l.year = NEW.year AND m.kind = 'A' AND m.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = m.id)))
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
