-- What files bring besides money: indicators such as the maturity of online services, and which import brought a
-- project, a post or a row of the account map.

-- Kennzahl: a measured value on a day, as decimal text with its unit; a model version says what the scale means. Values
-- are never changed: a correction is a newer row for the same day.
CREATE TABLE indicator (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL,
  name         TEXT NOT NULL,
  measured_on  TEXT NOT NULL,
  value        TEXT NOT NULL,
  unit         TEXT NOT NULL,
  model        TEXT NOT NULL DEFAULT '',
  source       TEXT NOT NULL,
  import_id    INTEGER REFERENCES import (id),
  origin       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX indicator_by_code ON indicator (code, measured_on, recorded_seq);

ALTER TABLE project ADD COLUMN import_id INTEGER REFERENCES import (id);
ALTER TABLE position ADD COLUMN import_id INTEGER REFERENCES import (id);
ALTER TABLE account_map ADD COLUMN import_id INTEGER REFERENCES import (id);
