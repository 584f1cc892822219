-- An event that was wrong is replaced by a newer row, or taken back by one; the wrong one stays and counts no more.
ALTER TABLE position_event ADD COLUMN replaces_id INTEGER REFERENCES position_event (id);
ALTER TABLE position_event ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));
ALTER TABLE position_event ADD COLUMN reason TEXT;
CREATE UNIQUE INDEX position_event_replaced_once ON position_event (replaces_id);
