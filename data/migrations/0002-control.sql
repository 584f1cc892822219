-- Control: requests that a second person decides, periods, the assignment of postings after their import, rules.
-- Everything here only adds; what had to change about older tables stands in the files of each engine.

-- Antrag: what somebody wants to be done to the budget, and what a second person decides about it. The head moves
-- from open to approved, rejected or withdrawn; every wording is kept in request_revision, and editing starts anew.
CREATE TABLE request (
  id           INTEGER PRIMARY KEY,
  kind         TEXT NOT NULL CHECK (kind IN ('movement','carry-over','authorisation','import','undo-import','conflict','reopen-period')),
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
CREATE INDEX request_by_state ON request (state, id);

CREATE TABLE request_revision (
  request_id   INTEGER NOT NULL REFERENCES request (id),
  revision     INTEGER NOT NULL,
  payload      TEXT NOT NULL,
  reason       TEXT NOT NULL,
  author_id    INTEGER NOT NULL REFERENCES app_user (id),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (request_id, revision)
) STRICT;

-- One decision per request, about its newest wording, never by one of its authors (I9; triggers beside this file).
CREATE TABLE approval (
  id           INTEGER PRIMARY KEY,
  request_id   INTEGER NOT NULL UNIQUE REFERENCES request (id),
  revision     INTEGER NOT NULL,
  decision     TEXT NOT NULL CHECK (decision IN ('approved','rejected')),
  requested_by INTEGER NOT NULL REFERENCES app_user (id),
  decided_by   INTEGER NOT NULL REFERENCES app_user (id),
  note         TEXT NOT NULL DEFAULT '',
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK (decided_by <> requested_by),
  FOREIGN KEY (request_id, revision) REFERENCES request_revision (request_id, revision)
) STRICT;

-- Buchungsperiode: a calendar month of the day a posting counts on. A month without a row is open.
CREATE TABLE period (
  month        TEXT PRIMARY KEY,
  state        TEXT NOT NULL CHECK (state IN ('open','held','closed')),
  request_id   INTEGER REFERENCES request (id),
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX period_by_state ON period (state, month);

-- Every change of a period's state; an approved request opens one period once.
CREATE TABLE period_event (
  id           INTEGER PRIMARY KEY,
  month        TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('open','held','closed')),
  reason       TEXT NOT NULL,
  request_id   INTEGER UNIQUE REFERENCES request (id),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX period_event_by_month ON period_event (month, id);

-- Zuordnungsregel: which postings belong where. A change is a new version; the newest version of a code counts.
-- conditions and target are JSON (shared/reconciliation/rule.ts).
CREATE TABLE mapping_rule (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  version      INTEGER NOT NULL,
  priority     INTEGER NOT NULL,
  conditions   TEXT NOT NULL,
  target       TEXT NOT NULL,
  reason       TEXT NOT NULL,
  active       INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  author_id    INTEGER REFERENCES app_user (id),
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (code, version)
) STRICT;

-- posting.line_id says where the import put a posting. What was decided later stands here as signed parts: what
-- leaves one place and arrives at another sums to zero per posting and change, so a posting stays one SAP row and
-- Σ per line = Σ posting.cents by line_id + Σ assignment.cents by line_id. `open` = basket, `excluded` = not ours.
CREATE TABLE assignment (
  id           INTEGER PRIMARY KEY,
  posting_id   INTEGER NOT NULL REFERENCES posting (id),
  target       TEXT NOT NULL CHECK (target IN ('line','open','excluded')),
  line_id      INTEGER REFERENCES budget_line (id),
  cents        INTEGER NOT NULL,
  -- +1 when the posting arrives at this place, -1 when nothing of it stays, 0 when only its amount changes
  postings     INTEGER NOT NULL CHECK (postings IN (-1, 0, 1)),
  -- the posting's day, or the first day of the next open period when its own is closed
  effective_on TEXT NOT NULL,
  ledger       TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  fiscal_year  INTEGER NOT NULL,
  method       TEXT NOT NULL CHECK (method IN ('rule','suggestion','manual','split','exclude','undo','conflict')),
  rule_id      INTEGER REFERENCES mapping_rule (id),
  milestone_id INTEGER REFERENCES milestone (id),
  reason       TEXT NOT NULL DEFAULT '',
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((target = 'line') = (line_id IS NOT NULL))
) STRICT;
CREATE INDEX assignment_by_posting ON assignment (posting_id, recorded_seq);
CREATE INDEX assignment_by_line ON assignment (line_id, effective_on, posting_id);

-- The basket as it is now: what of a posting belongs nowhere yet. Kept in the same transaction; verify recomputes it.
CREATE TABLE open_posting (
  posting_id  INTEGER PRIMARY KEY REFERENCES posting (id),
  ledger      TEXT NOT NULL,
  fiscal_year INTEGER NOT NULL,
  posted_on   TEXT NOT NULL,
  cents       INTEGER NOT NULL
) STRICT;
CREATE INDEX open_posting_by_year ON open_posting (fiscal_year, ledger, posted_on);

-- Stored totals per line and month (0006) now name the change that brought them: "as known on" is a bound on
-- recorded_seq. line_id 0 = unassigned, -1 = excluded.
DROP TABLE actual_month;
CREATE TABLE actual_month (
  line_id      INTEGER NOT NULL,
  ledger       TEXT NOT NULL,
  fiscal_year  INTEGER NOT NULL,
  month        TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL,
  cents        INTEGER NOT NULL,
  postings     INTEGER NOT NULL,
  PRIMARY KEY (line_id, month, ledger, fiscal_year, recorded_seq)
) STRICT;
INSERT INTO actual_month (line_id, ledger, fiscal_year, month, recorded_seq, cents, postings)
  SELECT coalesce(line_id, 0), ledger, fiscal_year, substr(posted_on, 1, 7), recorded_seq, sum(cents), count(*)
  FROM posting GROUP BY coalesce(line_id, 0), ledger, fiscal_year, substr(posted_on, 1, 7), recorded_seq;
INSERT INTO open_posting (posting_id, ledger, fiscal_year, posted_on, cents)
  SELECT id, ledger, fiscal_year, posted_on, cents FROM posting WHERE line_id IS NULL;

-- The request that brought a movement; only an import or an approved request may bring one (triggers).
ALTER TABLE movement ADD COLUMN request_id INTEGER REFERENCES request (id);
-- SAP's own date where the posting counts later because its period was closed; NULL = posted_on is SAP's date.
ALTER TABLE posting ADD COLUMN sap_posted_on TEXT;
-- Teilhaushalt as the file says it, for the tie-out; NULL = the file has no such column.
ALTER TABLE posting ADD COLUMN sub_budget TEXT;
-- The rule that chose the line at import, and in which pass.
ALTER TABLE posting ADD COLUMN rule_id INTEGER REFERENCES mapping_rule (id);
ALTER TABLE commitment ADD COLUMN import_id INTEGER REFERENCES import (id);
ALTER TABLE commitment_entry ADD COLUMN import_id INTEGER REFERENCES import (id);
