-- Council papers as a register: who asks for what, by when, who answers for it, and who may read it.
ALTER TABLE council_paper ADD COLUMN publicity TEXT NOT NULL DEFAULT 'public' CHECK (publicity IN ('public', 'closed'));
ALTER TABLE council_paper ADD COLUMN requested_by TEXT NOT NULL DEFAULT '';
ALTER TABLE council_paper ADD COLUMN unit TEXT NOT NULL DEFAULT '';
ALTER TABLE council_paper ADD COLUMN deadline TEXT;
ALTER TABLE council_paper ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- How a paper stands, dated: the newest up to a day counts, a later row for the same day corrects it.
CREATE TABLE paper_state (
  id           INTEGER PRIMARY KEY,
  paper_id     INTEGER NOT NULL REFERENCES council_paper (id),
  state        TEXT NOT NULL CHECK (state IN ('announced','decided','rejected','adjourned','in-work','done','reported')),
  effective_on TEXT NOT NULL,
  reason       TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX paper_state_by_paper ON paper_state (paper_id, effective_on, recorded_seq);

-- Gremium: a body that ends keeps its sessions.
CREATE TABLE council_body (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  valid_from   TEXT NOT NULL,
  valid_to     TEXT,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Sitzung: of one body on one day; one that is called off stays and says so.
CREATE TABLE council_session (
  id            INTEGER PRIMARY KEY,
  body_id       INTEGER NOT NULL REFERENCES council_body (id),
  held_on       TEXT NOT NULL,
  -- Laufende Nummer, e.g. 4/2021
  number        TEXT NOT NULL DEFAULT '',
  invitation_on TEXT,
  called_off    INTEGER NOT NULL DEFAULT 0 CHECK (called_off IN (0, 1)),
  version       INTEGER NOT NULL DEFAULT 1,
  recorded_seq  INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (body_id, held_on)
) STRICT;
CREATE INDEX council_session_by_day ON council_session (held_on, body_id);

-- Vorlage an / zur / Sitzungsart / Sitzungstermin: one row for each time a paper is on an agenda.
CREATE TABLE paper_session (
  id           INTEGER PRIMARY KEY,
  paper_id     INTEGER NOT NULL REFERENCES council_paper (id),
  session_id   INTEGER NOT NULL REFERENCES council_session (id),
  purpose      TEXT NOT NULL CHECK (purpose IN ('deliberation','decision','information')),
  publicity    TEXT NOT NULL CHECK (publicity IN ('public', 'closed')),
  -- Taken off the agenda: it stays and counts no more.
  withdrawn    INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX paper_session_by_paper ON paper_session (paper_id, session_id);
CREATE INDEX paper_session_by_session ON paper_session (session_id, paper_id);
CREATE INDEX milestone_baseline_by_paper ON milestone_baseline (council_paper_id) WHERE council_paper_id IS NOT NULL;
CREATE INDEX position_by_paper ON position (council_paper_id) WHERE council_paper_id IS NOT NULL;
CREATE INDEX commitment_authorisation_by_paper ON commitment_authorisation (council_paper_id) WHERE council_paper_id IS NOT NULL;

-- What was known of a paper was its last body and day: it was decided there, or taken note of.
INSERT INTO paper_state (paper_id, state, effective_on, reason, recorded_seq)
  SELECT id, CASE kind WHEN 'information' THEN 'reported' ELSE 'decided' END, session_on, 'Mit der Drucksache aufgenommen', recorded_seq
  FROM council_paper ORDER BY id;
INSERT INTO council_body (name, valid_from, recorded_seq)
  SELECT body, min(session_on), min(recorded_seq) FROM council_paper GROUP BY body ORDER BY min(id);
INSERT INTO council_session (body_id, held_on, recorded_seq)
  SELECT b.id, p.session_on, min(p.recorded_seq) FROM council_paper p JOIN council_body b ON b.name = p.body
  GROUP BY b.id, p.session_on ORDER BY min(p.id);
INSERT INTO paper_session (paper_id, session_id, purpose, publicity, recorded_seq)
  SELECT p.id, s.id, CASE p.kind WHEN 'information' THEN 'information' ELSE 'decision' END, 'public', p.recorded_seq
  FROM council_paper p JOIN council_body b ON b.name = p.body
    JOIN council_session s ON s.body_id = b.id AND s.held_on = p.session_on ORDER BY p.id;
