CREATE TRIGGER report_fair_copy_no_update BEFORE UPDATE ON report_fair_copy BEGIN SELECT RAISE(ABORT, 'report_fair_copy is append-only'); END;
CREATE TRIGGER report_fair_copy_no_delete BEFORE DELETE ON report_fair_copy BEGIN SELECT RAISE(ABORT, 'report_fair_copy is append-only'); END;
CREATE TRIGGER report_draft_no_delete BEFORE DELETE ON report_draft BEGIN SELECT RAISE(ABORT, 'report_draft is kept'); END;

-- Once a database is set up, a report is issued by a request that somebody else approved.
CREATE TRIGGER issued_report_four_eyes BEFORE INSERT ON issued_report
WHEN EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete')
  AND NOT EXISTS (SELECT 1 FROM approval a JOIN request r ON r.id = a.request_id
    WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND r.kind = 'report')
BEGIN SELECT RAISE(ABORT, 'four-eyes'); END;
CREATE TRIGGER issued_report_corrects_earlier BEFORE INSERT ON issued_report
WHEN NEW.corrects_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM issued_report WHERE id = NEW.corrects_id)
BEGIN SELECT RAISE(ABORT, 'a correction names an earlier report'); END;
