-- Who wrote or decided by the right of somebody they stand in for; NULL = by their own.
ALTER TABLE request_revision ADD COLUMN author_for INTEGER REFERENCES app_user (id);
ALTER TABLE approval ADD COLUMN decided_for INTEGER REFERENCES app_user (id);
-- Taken back before a day of it had passed: it never counted.
ALTER TABLE deputy ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1));
