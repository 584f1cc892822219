-- What a milestone is called and where it stands among those of its project, dated: the newest up to a day counts, a
-- later row for the same day corrects it. Without a row it is called and stands as it was made.
CREATE TABLE milestone_fact (
  id           INTEGER PRIMARY KEY,
  milestone_id INTEGER NOT NULL REFERENCES milestone (id),
  name         TEXT NOT NULL CHECK (name <> ''),
  rank         INTEGER NOT NULL,
  effective_on TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX milestone_fact_by_milestone ON milestone_fact (milestone_id, effective_on, recorded_seq);

-- Dropped: from this day on it is no milestone any more; NULL takes that back. The newest row counts.
CREATE TABLE milestone_end (
  id           INTEGER PRIMARY KEY,
  milestone_id INTEGER NOT NULL REFERENCES milestone (id),
  ends_on      TEXT,
  reason       TEXT NOT NULL CHECK (reason <> ''),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX milestone_end_by_milestone ON milestone_end (milestone_id, recorded_seq);

-- The successor is not before the predecessor and the lag. Of a pair the newest row counts; `ended` = no more.
CREATE TABLE milestone_link (
  id             INTEGER PRIMARY KEY,
  predecessor_id INTEGER NOT NULL REFERENCES milestone (id),
  successor_id   INTEGER NOT NULL REFERENCES milestone (id),
  lag_days       INTEGER NOT NULL CHECK (lag_days BETWEEN -3650 AND 3650),
  ended          INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  reason         TEXT NOT NULL,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK (predecessor_id <> successor_id)
) STRICT;
CREATE INDEX milestone_link_by_pair ON milestone_link (predecessor_id, successor_id, recorded_seq);
CREATE INDEX milestone_link_by_successor ON milestone_link (successor_id);

-- A request for a block, or for its release, that names a milestone: the money waits until it is reached.
CREATE TABLE milestone_hold (
  request_id   INTEGER PRIMARY KEY REFERENCES request (id),
  milestone_id INTEGER NOT NULL REFERENCES milestone (id),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX milestone_hold_by_milestone ON milestone_hold (milestone_id);
