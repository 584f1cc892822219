-- Up to the end of the newest closed month nothing is taken any more, by the day and by SAP's own period: into a closed
-- period only marked as late; a held month takes no new postings (I8).
CREATE OR REPLACE FUNCTION posting_period_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM period p WHERE p.state <> 'open' AND EXISTS (SELECT 1 FROM added a
    WHERE substr(a.posted_on, 1, 7) = p.month OR (p.state = 'closed' AND substr(a.posted_on, 1, 7) < p.month)))
  THEN RAISE EXCEPTION 'period-closed'; END IF;
  IF EXISTS (
    SELECT 1 FROM (
      SELECT DISTINCT fiscal_year || '-' || CASE WHEN period > '12' THEN '12' ELSE period END AS month,
        sap_posted_on IS NULL AS unmarked
      FROM added
    ) a JOIN period p ON (p.state = 'closed' AND a.unmarked AND p.month >= a.month)
      OR (p.state = 'held' AND p.month = a.month
        AND NOT EXISTS (SELECT 1 FROM period later WHERE later.state = 'closed' AND later.month > p.month)))
  THEN RAISE EXCEPTION 'period-closed'; END IF;
  RETURN NULL;
END
$$;
