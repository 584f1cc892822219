-- What one change did (undo), and what one rule did (its record), found without reading every assignment.
CREATE INDEX assignment_by_change ON assignment (recorded_seq);
CREATE INDEX assignment_by_rule ON assignment (rule_id) WHERE rule_id IS NOT NULL;
CREATE INDEX posting_by_rule ON posting (rule_id) WHERE rule_id IS NOT NULL;
-- What a vendor's postings were assigned to before: suggestions ask this for the basket's vendors.
CREATE INDEX posting_by_vendor ON posting (vendor, line_id, cents) WHERE vendor IS NOT NULL;
