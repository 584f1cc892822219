-- Roles are listed once, in shared/permissions.ts: a list here would have to be made anew with every role. The keys that
-- name this table stay as they are while it is made anew.
PRAGMA legacy_alter_table = ON;
CREATE TABLE app_user_new (
  id           INTEGER PRIMARY KEY,
  login        TEXT NOT NULL UNIQUE,
  name         TEXT NOT NULL,
  role         TEXT NOT NULL CHECK (role <> ''),
  description  TEXT NOT NULL DEFAULT '',
  disabled     INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  -- Amt whose projects it answers for, by its code: an office that is renamed stays the same one
  office_code  TEXT,
  -- Notzugang: opens the door to accounts when the identity provider is away, and to nothing else
  break_glass  INTEGER NOT NULL DEFAULT 0 CHECK (break_glass IN (0, 1)),
  -- The identity provider and its name for this person; never the mail address
  issuer       TEXT,
  subject      TEXT,
  CHECK ((issuer IS NULL) = (subject IS NULL)),
  CHECK (break_glass = 0 OR role = 'admin')
) STRICT;
INSERT INTO app_user_new (id, login, name, role, description, disabled, version, recorded_seq)
SELECT id, login, name, role, description, disabled, version, recorded_seq FROM app_user;
DROP TABLE app_user;
ALTER TABLE app_user_new RENAME TO app_user;
PRAGMA legacy_alter_table = OFF;
CREATE UNIQUE INDEX app_user_by_subject ON app_user (issuer, subject);
