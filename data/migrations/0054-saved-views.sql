-- Saved views: a name for what an address says of a page. `private` is its owner's alone, `shared` everybody's who may
-- see the page, `role` what the page shows a role that comes without parameters. Nothing is deleted: a view ends.
CREATE TABLE saved_view (
  id           INTEGER PRIMARY KEY,
  page         TEXT NOT NULL,
  name         TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
  query        TEXT NOT NULL CHECK (length(query) BETWEEN 1 AND 2000),
  scope        TEXT NOT NULL CHECK (scope IN ('private', 'shared', 'role')),
  role         TEXT,
  owner_id     INTEGER NOT NULL REFERENCES app_user (id),
  ended        INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((scope = 'role') = (role IS NOT NULL))
) STRICT;
CREATE INDEX saved_view_by_page ON saved_view (page, ended, owner_id);
-- A page shows a role one view, not two.
CREATE UNIQUE INDEX saved_view_default ON saved_view (page, role) WHERE scope = 'role' AND ended = 0;
