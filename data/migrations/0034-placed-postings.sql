-- What suggestions and the record of a rule ask of every posting there is (0048), kept with the postings: how many of a
-- vendor's postings stand on lines of a number, …
CREATE TABLE vendor_use (
  vendor   TEXT NOT NULL,
  ledger   TEXT NOT NULL,
  -- of the line; the same number stands for its lines of all years
  number   TEXT NOT NULL,
  postings INTEGER NOT NULL,
  PRIMARY KEY (vendor, ledger, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX vendor_use_most ON vendor_use (vendor, ledger, postings, number);

-- … and how many postings a version of a rule put somewhere, and how many of them were moved again after that.
CREATE TABLE rule_record (
  rule_id   INTEGER NOT NULL REFERENCES mapping_rule (id),
  taken     INTEGER NOT NULL,
  corrected INTEGER NOT NULL,
  PRIMARY KEY (rule_id)
) STRICT, WITHOUT ROWID;

INSERT INTO vendor_use (vendor, ledger, number, postings)
SELECT vendor, ledger, number, sum(postings) FROM (
  SELECT p.vendor, l.ledger, l.number, 1 AS postings FROM posting p JOIN budget_line l ON l.id = p.line_id
  WHERE p.vendor IS NOT NULL
  UNION ALL
  SELECT p.vendor, l.ledger, l.number, a.postings
  FROM assignment a JOIN posting p ON p.id = a.posting_id JOIN budget_line l ON l.id = a.line_id
  WHERE p.vendor IS NOT NULL
) AS placed GROUP BY vendor, ledger, number;

INSERT INTO rule_record (rule_id, taken, corrected)
SELECT rule_id, sum(taken), sum(corrected) FROM (
  SELECT a.rule_id, 1 AS taken, CASE WHEN EXISTS (SELECT 1 FROM assignment l
    WHERE l.posting_id = a.posting_id AND l.recorded_seq > a.recorded_seq) THEN 1 ELSE 0 END AS corrected
  FROM assignment a WHERE a.rule_id IS NOT NULL AND a.postings = 1
  UNION ALL
  SELECT p.rule_id, 1, CASE WHEN EXISTS (SELECT 1 FROM assignment l WHERE l.posting_id = p.id) THEN 1 ELSE 0 END
  FROM posting p WHERE p.rule_id IS NOT NULL AND p.line_id IS NOT NULL
) AS placed GROUP BY rule_id;

-- Postings of a vendor by amount: the line is said along, so that no row is looked up.
DROP INDEX posting_by_vendor;
CREATE INDEX posting_by_vendor ON posting (vendor, cents, line_id) WHERE vendor IS NOT NULL;

-- A page of the basket and the sum of a month are read from the index alone.
DROP INDEX open_posting_by_year;
CREATE INDEX open_posting_by_year ON open_posting (fiscal_year, ledger, posted_on, posting_id, cents);
CREATE INDEX open_posting_by_day ON open_posting (posted_on, ledger, cents);
