-- Up to the end of the newest closed month nothing is taken any more, by the day and by SAP's own period: into a closed
-- period only marked as late; a held month takes no new postings (I8).
DROP TRIGGER posting_period_open;
CREATE TRIGGER posting_period_open BEFORE INSERT ON posting
WHEN EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month >= substr(NEW.posted_on, 1, 7))
  OR EXISTS (SELECT 1 FROM period WHERE month = substr(NEW.posted_on, 1, 7) AND state = 'held')
  OR (NEW.sap_posted_on IS NULL AND EXISTS (SELECT 1 FROM period WHERE state = 'closed'
    AND month >= NEW.fiscal_year || '-' || CASE WHEN NEW.period > '12' THEN '12' ELSE NEW.period END))
  OR EXISTS (SELECT 1 FROM period WHERE state = 'held'
    AND month = NEW.fiscal_year || '-' || CASE WHEN NEW.period > '12' THEN '12' ELSE NEW.period END
    AND NOT EXISTS (SELECT 1 FROM period later WHERE later.state = 'closed' AND later.month > period.month))
BEGIN SELECT RAISE(ABORT, 'period-closed'); END;
