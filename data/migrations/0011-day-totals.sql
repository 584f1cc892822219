-- Stored totals per line and day (0020): what a business date cuts out of a month is read from at most thirty-one of
-- these rows a line and change, however many postings there are. Kept by the database itself with every posting and every assignment
-- (triggers beside this file); verify recomputes them. line_id 0 = unassigned, -1 = excluded, -2 = all lines
-- together. `parts` counts the rows a list of the line's postings shows.
CREATE TABLE actual_day (
  line_id      INTEGER NOT NULL,
  day          TEXT NOT NULL,
  ledger       TEXT NOT NULL,
  fiscal_year  INTEGER NOT NULL,
  recorded_seq INTEGER NOT NULL,
  cents        INTEGER NOT NULL,
  postings     INTEGER NOT NULL,
  parts        INTEGER NOT NULL,
  PRIMARY KEY (line_id, day, ledger, fiscal_year, recorded_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
  SELECT line_id, day, ledger, fiscal_year, recorded_seq, sum(cents), sum(postings), count(*) FROM (
    SELECT coalesce(line_id, 0) AS line_id, posted_on AS day, ledger, fiscal_year, recorded_seq, cents, 1 AS postings FROM posting
    UNION ALL
    SELECT CASE target WHEN 'line' THEN line_id WHEN 'open' THEN 0 ELSE -1 END, effective_on, ledger, fiscal_year, recorded_seq, cents, postings
    FROM assignment
  ) AS part GROUP BY line_id, day, ledger, fiscal_year, recorded_seq;
INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
  SELECT -2, day, ledger, fiscal_year, recorded_seq, sum(cents), sum(postings), sum(parts)
  FROM actual_day WHERE line_id > 0 GROUP BY day, ledger, fiscal_year, recorded_seq;

-- What became of an order is summed from the index alone.
DROP INDEX commitment_entry_by_commitment;
CREATE INDEX commitment_entry_by_commitment ON commitment_entry (commitment_id, effective_on, recorded_seq, kind, cents);
