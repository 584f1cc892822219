-- A report that is being composed: what its author says about it, as one wording; changed by the programme office, each
-- change counting the version up. Its figures are those of the day it is asked for.
CREATE TABLE report_draft (
  id           INTEGER PRIMARY KEY,
  as_of        TEXT NOT NULL,
  reference    TEXT NOT NULL,
  wording      TEXT NOT NULL,
  state        TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'issued', 'dropped')),
  created_by   INTEGER NOT NULL REFERENCES app_user (id),
  origin       TEXT NOT NULL CHECK (origin IN ('source', 'invented', 'live')),
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Reinschrift: a draft as it would be issued, with the figures known when it was made and its hash. This is what a
-- second person sees and releases.
CREATE TABLE report_fair_copy (
  id            INTEGER PRIMARY KEY,
  draft_id      INTEGER NOT NULL REFERENCES report_draft (id),
  draft_version INTEGER NOT NULL,
  content       TEXT NOT NULL,
  sha256        TEXT NOT NULL,
  made_at       TEXT NOT NULL,
  made_by       INTEGER NOT NULL REFERENCES app_user (id),
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX report_fair_copy_by_draft ON report_fair_copy (draft_id, id);

-- The request that released it; NULL only in reports of earlier programs, which their history row says.
ALTER TABLE issued_report ADD COLUMN request_id INTEGER REFERENCES request (id);
-- The report it corrects: each is corrected at most once, a correction again by the next.
ALTER TABLE issued_report ADD COLUMN corrects_id INTEGER REFERENCES issued_report (id);
CREATE UNIQUE INDEX issued_report_by_request ON issued_report (request_id) WHERE request_id IS NOT NULL;
CREATE UNIQUE INDEX issued_report_by_corrected ON issued_report (corrects_id) WHERE corrects_id IS NOT NULL;
