-- What SAP delivered, kept in the same transaction as the postings and their assignments (like actual_month, with the
-- change in the key): cents = Σ postings as SAP gave them, in SAP's own year and period; assigned, open and
-- excluded = where their parts are. Over any selection cents = assigned + open + excluded. verify recomputes it.
CREATE TABLE sap_total (
  fiscal_year    INTEGER NOT NULL,
  -- SAP's own period 01 to 16, also where a late posting counts in a later month
  period         TEXT NOT NULL,
  ledger         TEXT NOT NULL,
  -- '' = the file names none
  sub_budget     TEXT NOT NULL,
  account        TEXT NOT NULL,
  source         TEXT NOT NULL,
  -- what the row comes from: new postings bring cents, assignments only move parts
  part           TEXT NOT NULL CHECK (part IN ('posting','assignment')),
  recorded_seq   INTEGER NOT NULL,
  cents          INTEGER NOT NULL,
  postings       INTEGER NOT NULL,
  assigned_cents INTEGER NOT NULL,
  open_cents     INTEGER NOT NULL,
  excluded_cents INTEGER NOT NULL,
  -- postings that count later than SAP says, because their month was closed
  late_cents     INTEGER NOT NULL,
  late_postings  INTEGER NOT NULL,
  PRIMARY KEY (fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq)
) STRICT;

-- Kontrollsumme: what SAP itself says a period comes to, from a file of totals or typed in. Append-only; the newest
-- counts. sub_budget and account NULL = the whole ledger, '' = the file names none.
CREATE TABLE control_total (
  id           INTEGER PRIMARY KEY,
  fiscal_year  INTEGER NOT NULL,
  period       TEXT NOT NULL,
  ledger       TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  sub_budget   TEXT,
  account      TEXT,
  cents        INTEGER NOT NULL,
  given_by     TEXT NOT NULL CHECK (given_by IN ('file','entered')),
  profile      TEXT,
  file_name    TEXT,
  file_sha256  TEXT,
  note         TEXT NOT NULL,
  user_id      INTEGER REFERENCES app_user (id),
  recorded_at  TEXT NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((given_by = 'file') = (file_sha256 IS NOT NULL))
) STRICT;
CREATE INDEX control_total_by_period ON control_total (fiscal_year, period, ledger, recorded_seq);

-- Abstimmung: somebody confirmed that a period of one ledger ties out to 0,00. What was recorded up to it is
-- reconciled: no import changes it and no undo takes it back, until the tie-out is lifted.
CREATE TABLE tie_out (
  id           INTEGER PRIMARY KEY,
  fiscal_year  INTEGER NOT NULL,
  period       TEXT NOT NULL,
  ledger       TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  state        TEXT NOT NULL CHECK (state IN ('confirmed','lifted')),
  -- what SAP and we agreed on, and over how many postings
  cents        INTEGER NOT NULL,
  postings     INTEGER NOT NULL,
  reason       TEXT NOT NULL,
  user_id      INTEGER REFERENCES app_user (id),
  recorded_at  TEXT NOT NULL,
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX tie_out_by_period ON tie_out (fiscal_year, period, ledger, id);

INSERT INTO sap_total (fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq, cents, postings,
  assigned_cents, open_cents, excluded_cents, late_cents, late_postings)
SELECT fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq, sum(cents), sum(postings),
  sum(assigned), sum(open_part), sum(excluded), sum(late_cents), sum(late)
FROM (
  SELECT fiscal_year, period, ledger, coalesce(sub_budget, '') AS sub_budget, account, source, 'posting' AS part, recorded_seq,
    cents, 1 AS postings,
    CASE WHEN line_id IS NULL THEN 0 ELSE cents END AS assigned,
    CASE WHEN line_id IS NULL THEN cents ELSE 0 END AS open_part, 0 AS excluded,
    CASE WHEN sap_posted_on IS NULL THEN 0 ELSE cents END AS late_cents,
    CASE WHEN sap_posted_on IS NULL THEN 0 ELSE 1 END AS late
  FROM posting
  UNION ALL
  SELECT p.fiscal_year, p.period, p.ledger, coalesce(p.sub_budget, ''), p.account, p.source, 'assignment', a.recorded_seq,
    0, 0,
    CASE WHEN a.target = 'line' THEN a.cents ELSE 0 END,
    CASE WHEN a.target = 'open' THEN a.cents ELSE 0 END,
    CASE WHEN a.target = 'excluded' THEN a.cents ELSE 0 END, 0, 0
  FROM assignment a JOIN posting p ON p.id = a.posting_id
) AS parts
GROUP BY fiscal_year, period, ledger, sub_budget, account, source, part, recorded_seq;
-- Late postings are few: found by the month they count in, without looking at all others.
CREATE INDEX posting_late ON posting (posted_on) WHERE sap_posted_on IS NOT NULL;
