CREATE TRIGGER posting_actual_day AFTER INSERT ON posting BEGIN
  INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
  VALUES (coalesce(NEW.line_id, 0), NEW.posted_on, NEW.ledger, NEW.fiscal_year, NEW.recorded_seq, NEW.cents, 1, 1)
  ON CONFLICT (line_id, day, ledger, fiscal_year, recorded_seq) DO UPDATE SET
    cents = cents + excluded.cents, postings = postings + 1, parts = parts + 1;
  INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
  SELECT -2, NEW.posted_on, NEW.ledger, NEW.fiscal_year, NEW.recorded_seq, NEW.cents, 1, 1 WHERE NEW.line_id IS NOT NULL
  ON CONFLICT (line_id, day, ledger, fiscal_year, recorded_seq) DO UPDATE SET
    cents = cents + excluded.cents, postings = postings + 1, parts = parts + 1;
END;
CREATE TRIGGER assignment_actual_day AFTER INSERT ON assignment BEGIN
  INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
  VALUES (CASE NEW.target WHEN 'line' THEN NEW.line_id WHEN 'open' THEN 0 ELSE -1 END, NEW.effective_on, NEW.ledger,
    NEW.fiscal_year, NEW.recorded_seq, NEW.cents, NEW.postings, 1)
  ON CONFLICT (line_id, day, ledger, fiscal_year, recorded_seq) DO UPDATE SET
    cents = cents + excluded.cents, postings = postings + excluded.postings, parts = parts + 1;
  INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
  SELECT -2, NEW.effective_on, NEW.ledger, NEW.fiscal_year, NEW.recorded_seq, NEW.cents, NEW.postings, 1
  WHERE NEW.target = 'line'
  ON CONFLICT (line_id, day, ledger, fiscal_year, recorded_seq) DO UPDATE SET
    cents = cents + excluded.cents, postings = postings + excluded.postings, parts = parts + 1;
END;

-- The stored months without a second tree: a line's sums lie side by side with their cents.
CREATE TABLE actual_month_new (
  line_id      INTEGER NOT NULL,
  ledger       TEXT NOT NULL,
  fiscal_year  INTEGER NOT NULL,
  month        TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL,
  cents        INTEGER NOT NULL,
  postings     INTEGER NOT NULL,
  PRIMARY KEY (line_id, month, ledger, fiscal_year, recorded_seq)
) STRICT, WITHOUT ROWID;
INSERT INTO actual_month_new SELECT line_id, ledger, fiscal_year, month, recorded_seq, cents, postings FROM actual_month;
DROP TABLE actual_month;
ALTER TABLE actual_month_new RENAME TO actual_month;
