-- Hochgeladenes liegt in Stücken: a file of 200 MB is kept and read again without ever being whole in memory, and a
-- delivery may have several files. Like the upload itself neither is a fact; both go with it after a day.
CREATE TABLE upload_file (
  upload_id TEXT NOT NULL REFERENCES upload (id),
  -- from 0, in the order in which the parts are read
  part      INTEGER NOT NULL,
  file_name TEXT NOT NULL,
  size      INTEGER NOT NULL,
  PRIMARY KEY (upload_id, part)
) STRICT;

CREATE TABLE upload_piece (
  upload_id TEXT NOT NULL,
  part      INTEGER NOT NULL,
  piece     INTEGER NOT NULL,
  bytes     BLOB NOT NULL,
  PRIMARY KEY (upload_id, part, piece),
  FOREIGN KEY (upload_id, part) REFERENCES upload_file (upload_id, part)
) STRICT;

-- What waits for its booking, or for a second person, is kept.
INSERT INTO upload_file (upload_id, part, file_name, size) SELECT id, 0, file_name, length(bytes) FROM upload;
INSERT INTO upload_piece (upload_id, part, piece, bytes) SELECT id, 0, 0, bytes FROM upload;
ALTER TABLE upload DROP COLUMN bytes;
