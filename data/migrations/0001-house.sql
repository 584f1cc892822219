-- The house: every table of the first schema. One text for both engines: SQLite reads it as it stands;
-- for PostgreSQL server/db/migrate.ts turns INTEGER into bigint, an INTEGER PRIMARY KEY into an identity,
-- BLOB into bytea and drops STRICT. What differs beyond that (triggers, privileges) stands beside this file.
--
-- Money is integer cents, posts are integer ten-thousandths, dates are text YYYY-MM-DD, instants are UTC text.
-- Every dated fact carries its business date and recorded_seq, the history row that recorded it:
-- "as known on" reads recorded_seq <= the last history row of that day.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE history (
  seq       INTEGER PRIMARY KEY,
  at        TEXT NOT NULL,
  actor_id  INTEGER,
  actor     TEXT NOT NULL,
  action    TEXT NOT NULL,
  entity    TEXT NOT NULL,
  entity_id TEXT NOT NULL,
  reason    TEXT,
  before    TEXT,
  after     TEXT,
  prev_hash TEXT NOT NULL,
  hash      TEXT NOT NULL UNIQUE
) STRICT;
CREATE INDEX history_by_entity ON history (entity, entity_id, seq);

-- Who may sign in. No names of post holders, ever: these are users of this tool.
CREATE TABLE app_user (
  id           INTEGER PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role IN ('programme-office','controller','project-lead','council','auditor','admin')),
  description  TEXT NOT NULL DEFAULT '',
  disabled     INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE session (
  id_sha256    TEXT PRIMARY KEY,
  user_id      INTEGER NOT NULL REFERENCES app_user (id),
  created_at   TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at   TEXT NOT NULL
) STRICT;
CREATE INDEX session_by_user ON session (user_id);

-- Programme structure: dated, versioned data, not constants.
CREATE TABLE stage (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  first_year   INTEGER NOT NULL,
  last_year    INTEGER NOT NULL,
  valid_from   TEXT NOT NULL,
  valid_to     TEXT,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE field_of_action (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  position     INTEGER NOT NULL,
  valid_from   TEXT NOT NULL,
  valid_to     TEXT,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (code, valid_from)
) STRICT;

CREATE TABLE office (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  valid_from   TEXT NOT NULL,
  valid_to     TEXT,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (code, valid_from)
) STRICT;

-- Teilhaushalt with its responsible office (§ 4 GemHVO).
CREATE TABLE sub_budget (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  office_id    INTEGER REFERENCES office (id),
  valid_from   TEXT NOT NULL,
  valid_to     TEXT,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (code, valid_from)
) STRICT;

-- frame (state) + account prefix -> ledger and kind; the longest matching prefix decides.
CREATE TABLE account_map (
  id             INTEGER PRIMARY KEY,
  frame          TEXT NOT NULL,
  account_prefix TEXT NOT NULL,
  ledger         TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  kind           TEXT NOT NULL CHECK (kind IN ('personnel','material','investment','reserve','income','other')),
  name           TEXT NOT NULL,
  valid_from     TEXT NOT NULL,
  valid_to       TEXT,
  origin         TEXT NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (frame, account_prefix, valid_from)
) STRICT;

-- GRDrs: number/year with an optional supplement.
CREATE TABLE council_paper (
  id           INTEGER PRIMARY KEY,
  number       INTEGER NOT NULL,
  year         INTEGER NOT NULL,
  supplement   TEXT NOT NULL DEFAULT '',
  title        TEXT NOT NULL,
  kind         TEXT NOT NULL CHECK (kind IN ('decision','information','budget')),
  body         TEXT NOT NULL,
  session_on   TEXT NOT NULL,
  summary      TEXT NOT NULL DEFAULT '',
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (number, year, supplement)
) STRICT;

CREATE TABLE project (
  id           INTEGER PRIMARY KEY,
  number       TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  description  TEXT NOT NULL DEFAULT '',
  stage_id     INTEGER NOT NULL REFERENCES stage (id),
  field_id     INTEGER NOT NULL REFERENCES field_of_action (id),
  office_id    INTEGER NOT NULL REFERENCES office (id),
  lead_user_id INTEGER REFERENCES app_user (id),
  flagship     INTEGER NOT NULL DEFAULT 0 CHECK (flagship IN (0, 1)),
  starts_on    TEXT NOT NULL,
  ends_on      TEXT NOT NULL,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX project_by_field ON project (field_id);

-- How a project stands from a date on: the newest row up to the date counts, a later row for the same day
-- corrects it. A project is part of the portfolio from its first state's date on.
CREATE TABLE project_state (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id),
  state        TEXT NOT NULL CHECK (state IN ('planned','running','paused','done','cancelled')),
  effective_on TEXT NOT NULL,
  reason       TEXT,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX project_state_by_project ON project_state (project_id, effective_on, recorded_seq);

CREATE TABLE risk (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id),
  title        TEXT NOT NULL,
  probability  INTEGER NOT NULL CHECK (probability BETWEEN 1 AND 5),
  impact       INTEGER NOT NULL CHECK (impact BETWEEN 1 AND 5),
  measure      TEXT NOT NULL,
  opened_on    TEXT NOT NULL,
  closed_on    TEXT,
  origin       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX risk_by_project ON risk (project_id);

-- A status report is never changed: a correction is a newer row for the same reporting date.
CREATE TABLE status_report (
  id                INTEGER PRIMARY KEY,
  project_id        INTEGER NOT NULL REFERENCES project (id),
  reporting_date    TEXT NOT NULL,
  light_overall     TEXT NOT NULL CHECK (light_overall IN ('green','yellow','red')),
  light_time        TEXT NOT NULL CHECK (light_time IN ('green','yellow','red')),
  light_cost        TEXT NOT NULL CHECK (light_cost IN ('green','yellow','red')),
  light_scope       TEXT NOT NULL CHECK (light_scope IN ('green','yellow','red')),
  trend_overall     TEXT NOT NULL CHECK (trend_overall IN ('up','flat','down')),
  trend_time        TEXT NOT NULL CHECK (trend_time IN ('up','flat','down')),
  trend_cost        TEXT NOT NULL CHECK (trend_cost IN ('up','flat','down')),
  trend_scope       TEXT NOT NULL CHECK (trend_scope IN ('up','flat','down')),
  sentence          TEXT NOT NULL,
  divergence_reason TEXT,
  since_last        TEXT NOT NULL,
  until_next        TEXT NOT NULL,
  decision_needed   TEXT,
  forecast_cents    INTEGER,
  author_id         INTEGER NOT NULL REFERENCES app_user (id),
  origin            TEXT NOT NULL,
  recorded_seq      INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX status_report_by_project ON status_report (project_id, reporting_date, recorded_seq);
CREATE INDEX status_report_by_date ON status_report (reporting_date, recorded_seq);

CREATE TABLE milestone (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id),
  position     INTEGER NOT NULL,
  name         TEXT NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (project_id, position)
) STRICT;

-- Baselines include cost and are never silent: the newest in force on a date counts, the old ones stay.
CREATE TABLE milestone_baseline (
  id               INTEGER PRIMARY KEY,
  milestone_id     INTEGER NOT NULL REFERENCES milestone (id),
  baseline_on      TEXT NOT NULL,
  weight_cents     INTEGER NOT NULL,
  in_force_on      TEXT NOT NULL,
  reason           TEXT NOT NULL,
  council_paper_id INTEGER REFERENCES council_paper (id),
  recorded_seq     INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX milestone_baseline_by_milestone ON milestone_baseline (milestone_id, in_force_on);

-- One forecast per reporting date and correction; immutable.
CREATE TABLE milestone_forecast (
  id             INTEGER PRIMARY KEY,
  milestone_id   INTEGER NOT NULL REFERENCES milestone (id),
  reporting_date TEXT NOT NULL,
  forecast_on    TEXT NOT NULL,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX milestone_forecast_by_milestone ON milestone_forecast (milestone_id, reporting_date, recorded_seq);

-- Reached, with evidence; reached_on NULL takes an earlier statement back.
CREATE TABLE milestone_actual (
  id           INTEGER PRIMARY KEY,
  milestone_id INTEGER NOT NULL REFERENCES milestone (id),
  reached_on   TEXT,
  evidence     TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX milestone_actual_by_milestone ON milestone_actual (milestone_id, recorded_seq);

-- Stelle: an authorised post, not a person.
CREATE TABLE position (
  id                  INTEGER PRIMARY KEY,
  number              TEXT NOT NULL UNIQUE,
  title               TEXT NOT NULL,
  grade               TEXT NOT NULL,
  fte_ten_thousandths INTEGER NOT NULL CHECK (fte_ten_thousandths > 0),
  office_id           INTEGER NOT NULL REFERENCES office (id),
  field_id            INTEGER NOT NULL REFERENCES field_of_action (id),
  stage_id            INTEGER NOT NULL REFERENCES stage (id),
  project_id          INTEGER REFERENCES project (id),
  council_paper_id    INTEGER REFERENCES council_paper (id),
  authorised_on       TEXT NOT NULL,
  planned_start       TEXT NOT NULL,
  kw_on               TEXT,
  origin              TEXT NOT NULL,
  version             INTEGER NOT NULL DEFAULT 1,
  recorded_seq        INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE position_event (
  id                     INTEGER PRIMARY KEY,
  position_id            INTEGER NOT NULL REFERENCES position (id),
  kind                   TEXT NOT NULL CHECK (kind IN ('requested','created','blocked','advertised','selection','filled','vacant','dropped','upgraded','kw-set','kw-extended','kw-dropped')),
  effective_on           TEXT NOT NULL,
  share_ten_thousandths  INTEGER,
  grade_to               TEXT,
  date_to                TEXT,
  note                   TEXT NOT NULL DEFAULT '',
  origin                 TEXT NOT NULL,
  recorded_seq           INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX position_event_by_position ON position_event (position_id, effective_on, recorded_seq);

CREATE TABLE grade_rate (
  id             INTEGER PRIMARY KEY,
  grade          TEXT NOT NULL,
  year_cents     INTEGER NOT NULL CHECK (year_cents >= 0),
  overhead_cents INTEGER NOT NULL DEFAULT 0,
  valid_from     TEXT NOT NULL,
  valid_to       TEXT,
  origin         TEXT NOT NULL,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (grade, valid_from)
) STRICT;

-- Deckungskreis and its directed one-way cover (§ 20 GemHVO).
CREATE TABLE cover_group (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE cover_edge (
  from_group_id INTEGER NOT NULL REFERENCES cover_group (id),
  to_group_id   INTEGER NOT NULL REFERENCES cover_group (id),
  valid_from    TEXT NOT NULL,
  valid_to      TEXT,
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (from_group_id, to_group_id, valid_from)
) STRICT;

CREATE TABLE budget_line (
  id             INTEGER PRIMARY KEY,
  number         TEXT NOT NULL,
  name           TEXT NOT NULL,
  year           INTEGER NOT NULL,
  ledger         TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  kind           TEXT NOT NULL CHECK (kind IN ('personnel','material','investment','reserve','income','other')),
  funding        TEXT NOT NULL CHECK (funding IN ('package','additional','reserve')),
  sub_budget_id  INTEGER NOT NULL REFERENCES sub_budget (id),
  office_id      INTEGER REFERENCES office (id),
  stage_id       INTEGER REFERENCES stage (id),
  field_id       INTEGER REFERENCES field_of_action (id),
  project_id     INTEGER REFERENCES project (id),
  cover_group_id INTEGER REFERENCES cover_group (id),
  -- account group or account, and the cost object postings carry; both text, leading zeros count
  account        TEXT NOT NULL,
  cost_object    TEXT NOT NULL,
  -- tells legitimate twins of the same account and object apart, from 1
  twin           INTEGER NOT NULL DEFAULT 1,
  transferable   INTEGER NOT NULL DEFAULT 0 CHECK (transferable IN (0, 1)),
  import_id      INTEGER,
  origin         TEXT NOT NULL,
  version        INTEGER NOT NULL DEFAULT 1,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (year, number),
  UNIQUE (year, cost_object, account, twin)
) STRICT;
CREATE INDEX budget_line_by_project ON budget_line (project_id);

-- A N E B Z U S; signed cents, append-only. E and U come in pairs (pair_key) that sum to zero.
CREATE TABLE movement (
  id               INTEGER PRIMARY KEY,
  line_id          INTEGER NOT NULL REFERENCES budget_line (id),
  kind             TEXT NOT NULL CHECK (kind IN ('A','N','E','B','Z','U','S')),
  cents            INTEGER NOT NULL,
  effective_on     TEXT NOT NULL,
  reason           TEXT NOT NULL,
  council_paper_id INTEGER REFERENCES council_paper (id),
  counter_line_id  INTEGER REFERENCES budget_line (id),
  pair_key         TEXT,
  import_id        INTEGER,
  row_key          TEXT,
  occurrence       INTEGER,
  reverses_id      INTEGER UNIQUE REFERENCES movement (id),
  origin           TEXT NOT NULL,
  recorded_seq     INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (row_key, occurrence)
) STRICT;
CREATE INDEX movement_by_line ON movement (line_id, effective_on);
CREATE INDEX movement_by_import ON movement (import_id);

-- One order (Bestellung). Due after the line's year = Vorbelastung, not part of O.
CREATE TABLE commitment (
  id           INTEGER PRIMARY KEY,
  order_number TEXT NOT NULL,
  line_id      INTEGER REFERENCES budget_line (id),
  text         TEXT NOT NULL,
  ordered_on   TEXT NOT NULL,
  due_year     INTEGER NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (order_number, due_year)
) STRICT;
CREATE INDEX commitment_by_line ON commitment (line_id);

-- An uploaded file between preview and apply; removed after a day, so that a repeated apply still finds it.
CREATE TABLE upload (
  id                  TEXT PRIMARY KEY,
  profile             TEXT NOT NULL,
  file_name           TEXT NOT NULL,
  sha256              TEXT NOT NULL,
  bytes               BLOB NOT NULL,
  control_total_cents INTEGER,
  created_by          INTEGER NOT NULL REFERENCES app_user (id),
  created_at          TEXT NOT NULL
) STRICT;

CREATE TABLE import (
  id                  INTEGER PRIMARY KEY,
  kind                TEXT NOT NULL CHECK (kind IN ('appropriations','actuals')),
  profile             TEXT NOT NULL,
  profile_json        TEXT NOT NULL,
  file_name           TEXT NOT NULL,
  file_sha256         TEXT NOT NULL,
  content_sha256      TEXT NOT NULL,
  rows_read           INTEGER NOT NULL,
  added               INTEGER NOT NULL,
  same                INTEGER NOT NULL,
  left_out            INTEGER NOT NULL,
  sum_cents           INTEGER NOT NULL,
  -- rows left out by the profile; a control total speaks about sum_cents + left_out_cents
  left_out_cents      INTEGER NOT NULL,
  added_cents         INTEGER NOT NULL,
  unassigned_cents    INTEGER NOT NULL,
  control_total_cents INTEGER,
  control_origin      TEXT NOT NULL CHECK (control_origin IN ('totals-row','entered','none')),
  posted_until        TEXT,
  applied_at          TEXT NOT NULL,
  applied_by          INTEGER REFERENCES app_user (id),
  origin              TEXT NOT NULL,
  recorded_seq        INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (profile, file_sha256),
  UNIQUE (profile, content_sha256)
) STRICT;

-- Actual postings: append-only. line_id NULL = unassigned, always visible with its sum.
CREATE TABLE posting (
  id              INTEGER PRIMARY KEY,
  import_id       INTEGER NOT NULL REFERENCES import (id),
  row_number      INTEGER NOT NULL,
  -- (source, row_key, occurrence) counts one SAP line once and lets identical legitimate rows stay
  source          TEXT NOT NULL,
  row_key         TEXT NOT NULL,
  occurrence      INTEGER NOT NULL,
  content_sha256  TEXT NOT NULL,
  company_code    TEXT,
  fiscal_year     INTEGER NOT NULL,
  document_number TEXT,
  line_item       TEXT,
  posted_on       TEXT NOT NULL,
  document_on     TEXT,
  period          TEXT NOT NULL,
  account         TEXT NOT NULL,
  cost_object     TEXT NOT NULL,
  text            TEXT NOT NULL,
  vendor          TEXT,
  order_number    TEXT,
  ledger          TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  line_id         INTEGER REFERENCES budget_line (id),
  cents           INTEGER NOT NULL,
  reverses_id     INTEGER UNIQUE REFERENCES posting (id),
  origin          TEXT NOT NULL,
  recorded_seq    INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (source, row_key, occurrence)
) STRICT;
CREATE INDEX posting_by_line ON posting (line_id, posted_on, id);
CREATE INDEX posting_by_import ON posting (import_id);

-- ordered, released by an invoice, cancelled: append-only; open = max(0, ordered - released - cancelled).
CREATE TABLE commitment_entry (
  id            INTEGER PRIMARY KEY,
  commitment_id INTEGER NOT NULL REFERENCES commitment (id),
  kind          TEXT NOT NULL CHECK (kind IN ('ordered','released','cancelled')),
  cents         INTEGER NOT NULL,
  effective_on  TEXT NOT NULL,
  posting_id    INTEGER REFERENCES posting (id),
  origin        TEXT NOT NULL,
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX commitment_entry_by_commitment ON commitment_entry (commitment_id, effective_on);

-- Stored totals, kept in the same transaction as the postings; verify recomputes them.
-- line_id 0 = unassigned (per ledger and fiscal year).
CREATE TABLE actual_month (
  line_id     INTEGER NOT NULL,
  ledger      TEXT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  month       TEXT NOT NULL,
  cents       INTEGER NOT NULL,
  postings    INTEGER NOT NULL,
  PRIMARY KEY (line_id, ledger, fiscal_year, month)
) STRICT;

-- Rahmen: a ceiling with its own scope (JSON, checked by shared/budget/scope.ts). Never added.
CREATE TABLE envelope (
  id            INTEGER PRIMARY KEY,
  position      INTEGER NOT NULL,
  name          TEXT NOT NULL,
  ceiling_cents INTEGER NOT NULL,
  scope         TEXT NOT NULL,
  scope_text    TEXT NOT NULL,
  note          TEXT NOT NULL,
  valid_from    TEXT NOT NULL,
  valid_to      TEXT,
  origin        TEXT NOT NULL,
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- An issued report: the tables as data, frozen with their hash; a download renders them, never recomputes.
CREATE TABLE issued_report (
  id           INTEGER PRIMARY KEY,
  title        TEXT NOT NULL,
  reference    TEXT NOT NULL,
  as_of        TEXT NOT NULL,
  content      TEXT NOT NULL,
  sha256       TEXT NOT NULL,
  issued_at    TEXT NOT NULL,
  issued_by    INTEGER REFERENCES app_user (id),
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
