-- Kennzahlen: what a digitalisation programme is measured by. What never changes of one stands in its head: the code by
-- which files name it too (table `indicator`, the values that files bring), what kind its value is, and where that
-- comes from: measured and entered, or counted from a list, so that figure and list cannot disagree.
CREATE TABLE indicator_head (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL UNIQUE,
  kind         TEXT NOT NULL CHECK (kind IN ('count', 'share', 'level')),
  basis        TEXT NOT NULL CHECK (basis IN ('measured', 'elements', 'offices')),
  starts_on    TEXT NOT NULL,
  origin       TEXT NOT NULL CHECK (origin IN ('source', 'invented', 'live')),
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK (basis = 'measured' OR kind = 'share')
) STRICT;

-- What is said of an indicator from a day on; the newest row up to a day counts, of one day the one recorded last.
CREATE TABLE indicator_fact (
  id           INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator_head (id),
  effective_on TEXT NOT NULL,
  name         TEXT NOT NULL,
  meaning      TEXT NOT NULL,
  unit         TEXT NOT NULL,
  direction    TEXT NOT NULL CHECK (direction IN ('up', 'down')),
  project_id   INTEGER REFERENCES project (id),
  field_id     INTEGER REFERENCES field_of_action (id),
  -- Of a level: the model with its version, and its lowest and highest level
  model        TEXT,
  lowest       INTEGER,
  highest      INTEGER,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((model IS NULL) = (lowest IS NULL) AND (model IS NULL) = (highest IS NULL) AND (lowest IS NULL OR lowest < highest))
) STRICT;
CREATE INDEX indicator_fact_by_indicator ON indicator_fact (indicator_id, effective_on, recorded_seq);

-- The last day; the newest row counts, one without a day takes an end back.
CREATE TABLE indicator_end (
  id           INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator_head (id),
  ends_on      TEXT,
  reason       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX indicator_end_by_indicator ON indicator_end (indicator_id, recorded_seq);

-- What is to be reached by a day: pieces of a count, hundredths of a percent of a share, ten-thousandths of a level, in
-- the model that counted for that day. The newest row of a day counts, one without a value takes the target back.
CREATE TABLE indicator_target (
  id           INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator_head (id),
  due_on       TEXT NOT NULL,
  value        INTEGER,
  model        TEXT,
  reason       TEXT NOT NULL,
  origin       TEXT NOT NULL CHECK (origin IN ('source', 'invented', 'live')),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX indicator_target_by_indicator ON indicator_target (indicator_id, due_on, recorded_seq);

-- A measured value: pieces, of a share what was counted of a total, ten-thousandths of a level. A newer row of the same
-- day corrects it; one that was taken back counts no more.
CREATE TABLE indicator_measurement (
  id           INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator_head (id),
  measured_on  TEXT NOT NULL,
  value        INTEGER NOT NULL CHECK (value >= 0),
  total        INTEGER CHECK (total >= value AND total > 0),
  model        TEXT,
  source       TEXT NOT NULL,
  remark       TEXT NOT NULL DEFAULT '',
  origin       TEXT NOT NULL CHECK (origin IN ('source', 'invented', 'live')),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX indicator_measurement_by_indicator ON indicator_measurement (indicator_id, measured_on, recorded_seq);
CREATE TABLE indicator_withdrawal (
  id             INTEGER PRIMARY KEY,
  measurement_id INTEGER NOT NULL UNIQUE REFERENCES indicator_measurement (id),
  reason         TEXT NOT NULL,
  recorded_seq   INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- What a list counts: a named thing, or an office of the master data. Its state is dated; no person stands here.
CREATE TABLE indicator_element (
  id           INTEGER PRIMARY KEY,
  indicator_id INTEGER NOT NULL REFERENCES indicator_head (id),
  office_id    INTEGER REFERENCES office (id),
  name         TEXT,
  origin       TEXT NOT NULL CHECK (origin IN ('source', 'invented', 'live')),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (indicator_id, office_id),
  UNIQUE (indicator_id, name),
  CHECK ((office_id IS NULL) <> (name IS NULL))
) STRICT;
CREATE TABLE indicator_element_state (
  id           INTEGER PRIMARY KEY,
  element_id   INTEGER NOT NULL REFERENCES indicator_element (id),
  effective_on TEXT NOT NULL,
  state        TEXT NOT NULL CHECK (state IN ('open', 'working', 'done', 'dropped')),
  remark       TEXT NOT NULL DEFAULT '',
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX indicator_element_state_by_element ON indicator_element_state (element_id, effective_on, recorded_seq);
