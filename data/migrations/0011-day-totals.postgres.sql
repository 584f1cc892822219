CREATE FUNCTION posting_actual_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
    SELECT coalesce(line_id, 0), posted_on, ledger, fiscal_year, recorded_seq, sum(cents), count(*), count(*)
    FROM added GROUP BY coalesce(line_id, 0), posted_on, ledger, fiscal_year, recorded_seq
    UNION ALL
    SELECT -2, posted_on, ledger, fiscal_year, recorded_seq, sum(cents), count(*), count(*)
    FROM added WHERE line_id IS NOT NULL GROUP BY posted_on, ledger, fiscal_year, recorded_seq
  ON CONFLICT (line_id, day, ledger, fiscal_year, recorded_seq) DO UPDATE SET
    cents = actual_day.cents + excluded.cents, postings = actual_day.postings + excluded.postings,
    parts = actual_day.parts + excluded.parts;
  RETURN NULL;
END
$$;
CREATE TRIGGER posting_actual_day AFTER INSERT ON posting REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION posting_actual_day();
CREATE FUNCTION assignment_actual_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO actual_day (line_id, day, ledger, fiscal_year, recorded_seq, cents, postings, parts)
    SELECT CASE target WHEN 'line' THEN line_id WHEN 'open' THEN 0 ELSE -1 END, effective_on, ledger, fiscal_year,
      recorded_seq, sum(cents), sum(postings), count(*)
    FROM added
    GROUP BY CASE target WHEN 'line' THEN line_id WHEN 'open' THEN 0 ELSE -1 END, effective_on, ledger, fiscal_year, recorded_seq
    UNION ALL
    SELECT -2, effective_on, ledger, fiscal_year, recorded_seq, sum(cents), sum(postings), count(*)
    FROM added WHERE target = 'line' GROUP BY effective_on, ledger, fiscal_year, recorded_seq
  ON CONFLICT (line_id, day, ledger, fiscal_year, recorded_seq) DO UPDATE SET
    cents = actual_day.cents + excluded.cents, postings = actual_day.postings + excluded.postings,
    parts = actual_day.parts + excluded.parts;
  RETURN NULL;
END
$$;
CREATE TRIGGER assignment_actual_day AFTER INSERT ON assignment REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION assignment_actual_day();

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE ON actual_day TO moves_app');
END
$$;
