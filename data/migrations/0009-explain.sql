-- "As known on" asks for the last history row up to an instant; a difference between two such states is answered from
-- what one history row recorded. Both look into an index.
CREATE INDEX history_by_at ON history (at, seq);
CREATE INDEX posting_by_change ON posting (recorded_seq, line_id);
