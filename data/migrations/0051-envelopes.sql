-- An envelope (Rahmen) is never changed: it ends on a day, and another one goes on. The newest row of an envelope counts;
-- one without a day takes an end back.
CREATE TABLE envelope_end (
  id           INTEGER PRIMARY KEY,
  envelope_id  INTEGER NOT NULL REFERENCES envelope (id),
  ends_on      TEXT,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX envelope_end_by_envelope ON envelope_end (envelope_id, recorded_seq);
