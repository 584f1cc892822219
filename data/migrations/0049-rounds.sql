-- Berichtsrunde: until when the projects report for a reporting date. A status report belongs to the round of its
-- reporting date, so there is one round of each. Changed by the programme office, each change counting the version up.
CREATE TABLE report_round (
  id             INTEGER PRIMARY KEY,
  reporting_date TEXT NOT NULL UNIQUE,
  due_on         TEXT NOT NULL,
  note           TEXT NOT NULL DEFAULT '',
  state          TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')),
  origin         TEXT NOT NULL CHECK (origin IN ('source', 'invented', 'live')),
  version        INTEGER NOT NULL DEFAULT 1,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK (due_on >= reporting_date)
) STRICT;

-- Which projects owed a report when the round was closed: what is recorded later about a project changes it no more.
CREATE TABLE report_round_project (
  id           INTEGER PRIMARY KEY,
  round_id     INTEGER NOT NULL REFERENCES report_round (id),
  project_id   INTEGER NOT NULL REFERENCES project (id),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (round_id, project_id)
) STRICT;

-- What the programme office says of one report. The newest row counts; a report that is sent again has none.
CREATE TABLE report_decision (
  id           INTEGER PRIMARY KEY,
  round_id     INTEGER NOT NULL REFERENCES report_round (id),
  report_id    INTEGER NOT NULL REFERENCES status_report (id),
  decision     TEXT NOT NULL CHECK (decision IN ('accepted', 'returned')),
  sentence     TEXT,
  decided_by   INTEGER NOT NULL REFERENCES app_user (id),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((decision = 'returned') = (sentence IS NOT NULL AND sentence <> ''))
) STRICT;
CREATE INDEX report_decision_by_report ON report_decision (report_id, recorded_seq);
CREATE INDEX report_decision_by_round ON report_decision (round_id);
