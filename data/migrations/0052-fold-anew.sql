-- A mark that stands alone (`Straße´`) is a blank with a mark and left a blank behind: every text of the search is folded
-- anew before the database is used again.
DELETE FROM search_due;
INSERT INTO search_due (kind, ref_id)
  SELECT 'project', id FROM project UNION ALL SELECT 'line', id FROM budget_line
  UNION ALL SELECT 'position', id FROM position UNION ALL SELECT 'paper', id FROM council_paper
  UNION ALL SELECT 'order', id FROM commitment UNION ALL SELECT 'vendor', id FROM search_vendor;
