-- What will be spent later: commitment authorisations by due year, the forecast of a line, and since when an
-- investment is in use. All of it only adds; a correction is a newer row.

-- Verpflichtungsermächtigung (§ 11 GemHVO, § 86 GemO): which part of an investment line may be ordered for a later
-- year. Signed: a reduction is a row of its own. Valid on a day = Σ of the rows in effect.
CREATE TABLE commitment_authorisation (
  id               INTEGER PRIMARY KEY,
  line_id          INTEGER NOT NULL REFERENCES budget_line (id),
  due_year         INTEGER NOT NULL,
  cents            INTEGER NOT NULL,
  effective_on     TEXT NOT NULL,
  reason           TEXT NOT NULL,
  council_paper_id INTEGER REFERENCES council_paper (id),
  request_id       INTEGER REFERENCES request (id),
  reverses_id      INTEGER UNIQUE REFERENCES commitment_authorisation (id),
  origin           TEXT NOT NULL,
  recorded_seq     INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX commitment_authorisation_by_line ON commitment_authorisation (line_id, due_year, effective_on);

-- Prognose of a line for its year: what somebody expects on a day. Immutable, a newer one supersedes it.
CREATE TABLE line_forecast (
  id           INTEGER PRIMARY KEY,
  line_id      INTEGER NOT NULL REFERENCES budget_line (id),
  forecast_on  TEXT NOT NULL,
  cents        INTEGER NOT NULL,
  note         TEXT NOT NULL,
  author_id    INTEGER NOT NULL REFERENCES app_user (id),
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX line_forecast_by_line ON line_forecast (line_id, forecast_on, recorded_seq);

-- Since when what an investment line pays for is in use: two years later nothing is carried over any more
-- (§ 21(1) GemHVO). By the line's number, which stays from year to year; NULL takes an earlier statement back.
CREATE TABLE line_first_use (
  id            INTEGER PRIMARY KEY,
  number        TEXT NOT NULL,
  ledger        TEXT NOT NULL CHECK (ledger IN ('result','cash','costing')),
  first_used_on TEXT,
  request_id    INTEGER REFERENCES request (id),
  origin        TEXT NOT NULL,
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX line_first_use_by_number ON line_first_use (number, ledger, recorded_seq);

-- Why somebody entered or cancelled an order by hand.
ALTER TABLE commitment_entry ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- Invoices of an order, whichever came first, and what they released.
CREATE INDEX posting_by_order ON posting (order_number) WHERE order_number IS NOT NULL;
CREATE INDEX commitment_entry_by_posting ON commitment_entry (posting_id) WHERE posting_id IS NOT NULL;
