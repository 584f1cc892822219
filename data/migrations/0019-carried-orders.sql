-- Orders follow the money they are carried over with (§ 21 GemHVO), and deeds have a way back.

-- What a carry-over takes along of an order: from its part on the line that is left to its part on the line of the
-- next year, all that is open at the end of the year or at most some of it. A row that reverses another ends it. What
-- really is carried on a day stands in commitment_entry as cancelled here and ordered there (carry_id), and follows
-- when the order or its invoices change.
CREATE TABLE commitment_carry (
  id           INTEGER PRIMARY KEY,
  from_id      INTEGER NOT NULL REFERENCES commitment (id),
  to_id        INTEGER NOT NULL REFERENCES commitment (id),
  -- At most this much; NULL = all of it
  cents        INTEGER,
  effective_on TEXT NOT NULL,
  -- The approved request that took the order along, or took it back.
  request_id   INTEGER REFERENCES request (id),
  reverses_id  INTEGER UNIQUE REFERENCES commitment_carry (id),
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK (from_id <> to_id)
) STRICT;
CREATE INDEX commitment_carry_from ON commitment_carry (from_id);
CREATE INDEX commitment_carry_to ON commitment_carry (to_id);
CREATE INDEX commitment_carry_request ON commitment_carry (request_id);

-- Both halves of what is carried name the carry they belong to.
ALTER TABLE commitment_entry ADD COLUMN carry_id INTEGER REFERENCES commitment_carry (id);
CREATE INDEX commitment_entry_by_carry ON commitment_entry (carry_id) WHERE carry_id IS NOT NULL;
