-- The register of a project: risks, opportunities, issues and decisions needed. What a row of `risk` says is dated like
-- the state of a project: the newest assessment up to a day counts, a later row for the same day corrects it.
ALTER TABLE risk ADD COLUMN kind TEXT NOT NULL DEFAULT 'risk' CHECK (kind IN ('risk', 'opportunity', 'issue', 'decision'));
CREATE TABLE risk_assessment (
  id               INTEGER PRIMARY KEY,
  risk_id          INTEGER NOT NULL REFERENCES risk (id),
  effective_on     TEXT NOT NULL,
  title            TEXT NOT NULL,
  -- Both for a risk or an opportunity, neither for an issue or a decision
  probability      INTEGER CHECK (probability BETWEEN 1 AND 5),
  impact           INTEGER CHECK (impact BETWEEN 1 AND 5),
  measure          TEXT NOT NULL,
  -- A function or a unit, never a person
  owner            TEXT NOT NULL,
  due_on           TEXT,
  state            TEXT NOT NULL CHECK (state IN ('open', 'mitigated', 'occurred', 'closed')),
  reason           TEXT,
  council_paper_id INTEGER REFERENCES council_paper (id),
  origin           TEXT NOT NULL,
  recorded_seq     INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((probability IS NULL) = (impact IS NULL))
) STRICT;
CREATE INDEX risk_assessment_by_risk ON risk_assessment (risk_id, effective_on, recorded_seq);
INSERT INTO risk_assessment (risk_id, effective_on, title, probability, impact, measure, owner, state, origin, recorded_seq)
  SELECT id, opened_on, title, probability, impact, measure, '', 'open', origin, recorded_seq FROM risk ORDER BY id;
INSERT INTO risk_assessment (risk_id, effective_on, title, probability, impact, measure, owner, state, origin, recorded_seq)
  SELECT id, closed_on, title, probability, impact, measure, '', 'closed', origin, recorded_seq FROM risk
  WHERE closed_on IS NOT NULL ORDER BY id;
-- Said once, by the assessments.
ALTER TABLE risk DROP COLUMN title;
ALTER TABLE risk DROP COLUMN probability;
ALTER TABLE risk DROP COLUMN impact;
ALTER TABLE risk DROP COLUMN measure;
ALTER TABLE risk DROP COLUMN closed_on;
