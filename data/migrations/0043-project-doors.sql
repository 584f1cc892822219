-- Office, field of action, stage and lead of a project are dated like its name: the newest up to a day counts, a later
-- row for the same day corrects it. What a project had before anybody changed it counts from the beginning of time.
CREATE TABLE project_place (
  id           INTEGER PRIMARY KEY,
  project_id   INTEGER NOT NULL REFERENCES project (id),
  field        TEXT NOT NULL CHECK (field IN ('office', 'field', 'stage', 'lead')),
  -- The one that is named; a lead may be nobody
  office_id    INTEGER REFERENCES office (id),
  field_id     INTEGER REFERENCES field_of_action (id),
  stage_id     INTEGER REFERENCES stage (id),
  lead_user_id INTEGER REFERENCES app_user (id),
  effective_on TEXT NOT NULL,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((field = 'office') = (office_id IS NOT NULL)),
  CHECK ((field = 'field') = (field_id IS NOT NULL)),
  CHECK ((field = 'stage') = (stage_id IS NOT NULL)),
  CHECK (field = 'lead' OR lead_user_id IS NULL)
) STRICT;
CREATE INDEX project_place_by_project ON project_place (project_id, field, effective_on, recorded_seq);
CREATE INDEX project_place_changed ON project_place (effective_on, project_id);
CREATE INDEX project_place_recorded ON project_place (recorded_seq);

INSERT INTO project_place (project_id, field, office_id, effective_on, recorded_seq)
  SELECT id, 'office', office_id, '0001-01-01', recorded_seq FROM project;
INSERT INTO project_place (project_id, field, field_id, effective_on, recorded_seq)
  SELECT id, 'field', field_id, '0001-01-01', recorded_seq FROM project;
INSERT INTO project_place (project_id, field, stage_id, effective_on, recorded_seq)
  SELECT id, 'stage', stage_id, '0001-01-01', recorded_seq FROM project;
INSERT INTO project_place (project_id, field, lead_user_id, effective_on, recorded_seq)
  SELECT id, 'lead', lead_user_id, '0001-01-01', recorded_seq FROM project;

-- A project that ended because it went into another one names it: a state that ended it, and where it went on.
ALTER TABLE project_state ADD COLUMN merged_into INTEGER REFERENCES project (id)
  CHECK (merged_into IS NULL OR state = 'cancelled');
CREATE INDEX project_state_merged ON project_state (merged_into);
CREATE INDEX project_state_recorded ON project_state (recorded_seq);
