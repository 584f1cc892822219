-- What can be requested is listed once, in shared/approvals/terms.ts: a list here would have to be made anew with every
-- kind.
ALTER TABLE request DROP CONSTRAINT request_kind_check;
ALTER TABLE request ADD CONSTRAINT request_kind_check CHECK (kind <> '');

-- What stands in the data gets its source: known since the change that first named it, each a system of its own. Those
-- that are delivered are left to data/seed/base/sources.json.
INSERT INTO source (code, version, name, system_code, reason, origin, recorded_seq)
SELECT code, 1, code, code, 'Aus dem Bestand übernommen', 'live', min(recorded_seq) FROM (
  SELECT profile_json::json ->> 'source' AS code, recorded_seq FROM "import"
  UNION ALL SELECT profile::json ->> 'source', recorded_seq FROM import_profile
  UNION ALL SELECT source, recorded_seq FROM first_appropriations
  UNION ALL SELECT source, recorded_seq FROM sap_total
) AS found
WHERE code IS NOT NULL AND code NOT IN ('UNDO', 'SAP-100', 'SAP-100-SUMMEN', 'SAP-PLAN', 'SAP-MM', 'FREIBURG-PLAN',
  'KENNZAHLEN', 'OFFENERHAUSHALT-IST', 'OFFENERHAUSHALT-PLAN', 'PROJEKTE', 'STELLEN', 'US-IT', 'WESEL-IST',
  'WESEL-KONTEN', 'WESEL-PLAN')
GROUP BY code;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON source TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON source FROM moves_app;

-- As soon as money was read in, a source could let it count twice: then a second person decides (0024).
CREATE FUNCTION source_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete')
    AND EXISTS (SELECT 1 FROM "import" WHERE kind IN ('appropriations', 'actuals', 'commitments'))
    AND NOT EXISTS (SELECT 1 FROM approval a JOIN request q ON q.id = a.request_id
      WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND a.recorded_seq = NEW.recorded_seq
        AND q.kind = 'source')
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER source_four_eyes BEFORE INSERT ON source FOR EACH ROW EXECUTE FUNCTION source_four_eyes();

-- The first appropriations of a year are the first of all, whatever their source: a name that somebody gives to a
-- source must not open a year a second time.
CREATE OR REPLACE FUNCTION first_appropriations_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND (
    EXISTS (SELECT 1 FROM history WHERE seq >= NEW.recorded_seq)
    OR NOT EXISTS (SELECT 1 FROM "import" i WHERE i.id = NEW.import_id AND i.kind = 'appropriations'
      AND i.recorded_seq = NEW.recorded_seq AND i.profile_json::json ->> 'source' = NEW.source)
    OR EXISTS (SELECT 1 FROM budget_line l JOIN movement m ON m.line_id = l.id
      WHERE l.year = NEW.year AND m.kind = 'A' AND m.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM movement r WHERE r.reverses_id = m.id)))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NEW;
END
$$;
