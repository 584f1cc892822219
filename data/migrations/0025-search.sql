-- What the search looks through, folded (shared/search/fold.ts); kept in the transaction of whoever changes a name.
CREATE TABLE search_text (
  kind   TEXT NOT NULL CHECK (kind IN ('project','line','position','paper','order','vendor')),
  ref_id INTEGER NOT NULL,
  number TEXT NOT NULL,
  name   TEXT NOT NULL,
  year   INTEGER,
  folded TEXT NOT NULL,
  PRIMARY KEY (kind, ref_id)
) STRICT;
-- Whose text is to be folded anew before the transaction ends; empty outside of one.
CREATE TABLE search_due (
  kind   TEXT NOT NULL,
  ref_id INTEGER NOT NULL,
  PRIMARY KEY (kind, ref_id)
) STRICT, WITHOUT ROWID;
-- Every vendor that stands in a posting, once.
CREATE TABLE search_vendor (
  id   INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;
INSERT INTO search_vendor (name) SELECT DISTINCT vendor FROM posting WHERE vendor IS NOT NULL AND vendor <> '';
INSERT INTO search_due (kind, ref_id)
  SELECT 'project', id FROM project UNION ALL SELECT 'line', id FROM budget_line
  UNION ALL SELECT 'position', id FROM position UNION ALL SELECT 'paper', id FROM council_paper
  UNION ALL SELECT 'order', id FROM commitment UNION ALL SELECT 'vendor', id FROM search_vendor;
CREATE INDEX posting_by_document ON posting (document_number) WHERE document_number IS NOT NULL;
CREATE INDEX movement_by_paper ON movement (council_paper_id, line_id) WHERE council_paper_id IS NOT NULL;
