-- Accounts, how their owners prove who they are, and for whom they may act. Secrets lie apart from the account, so that
-- whoever reads accounts reads no secret.

-- Kennwort: argon2id in its usual text form. Used only together with a second factor.
CREATE TABLE password (
  user_id    INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
  hash       TEXT NOT NULL,
  changed_at TEXT NOT NULL
) STRICT;

-- Einmalcode (RFC 6238). The step that was used last is never taken again.
CREATE TABLE one_time_code (
  user_id      INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
  secret       TEXT NOT NULL,
  -- NULL until the first code was entered
  confirmed_at TEXT,
  last_step    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_code (
  code_sha256 TEXT PRIMARY KEY,
  user_id     INTEGER NOT NULL REFERENCES app_user (id),
  used_at     TEXT
) STRICT;
CREATE INDEX recovery_code_by_user ON recovery_code (user_id);

-- Passkey: the public half of a key that never leaves its device.
CREATE TABLE passkey (
  id           TEXT PRIMARY KEY,
  user_id      INTEGER NOT NULL REFERENCES app_user (id),
  name         TEXT NOT NULL,
  public_key   TEXT NOT NULL,
  counter      INTEGER NOT NULL,
  transports   TEXT NOT NULL,
  created_at   TEXT NOT NULL,
  last_used_at TEXT
) STRICT;
CREATE INDEX passkey_by_user ON passkey (user_id);

-- Link with which a new account, or one whose secrets are lost, sets them; once and within an hour.
CREATE TABLE activation (
  token_sha256 TEXT PRIMARY KEY,
  user_id      INTEGER NOT NULL REFERENCES app_user (id),
  created_at   TEXT NOT NULL,
  expires_at   TEXT NOT NULL,
  used_at      TEXT
) STRICT;
CREATE INDEX activation_by_user ON activation (user_id);

-- What a sign-in has begun and not finished: the challenge of a passkey, or the password that waits for its code.
CREATE TABLE challenge (
  token_sha256 TEXT PRIMARY KEY,
  purpose      TEXT NOT NULL CHECK (purpose IN ('passkey-sign-in', 'passkey-add', 'second-factor')),
  user_id      INTEGER REFERENCES app_user (id),
  challenge    TEXT NOT NULL,
  expires_at   TEXT NOT NULL
) STRICT;

-- Failed tries, by account (digest of the name that was entered) and by address: no personal value.
CREATE TABLE sign_in_failure (
  id      INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  at      TEXT NOT NULL
) STRICT;
CREATE INDEX sign_in_failure_by_subject ON sign_in_failure (subject, at);

CREATE TABLE last_sign_in (
  user_id INTEGER NOT NULL PRIMARY KEY REFERENCES app_user (id),
  at      TEXT NOT NULL,
  way     TEXT NOT NULL
) STRICT;

-- Groups of the identity provider and the role each one gives; exactly one of a person's groups may stand here.
CREATE TABLE group_role (
  name         TEXT PRIMARY KEY,
  role         TEXT NOT NULL CHECK (role <> ''),
  office_code  TEXT,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

-- Vertretung: who may act for whom, and from when to when. Nothing is deleted: it ends.
CREATE TABLE deputy (
  id           INTEGER PRIMARY KEY,
  user_id      INTEGER NOT NULL REFERENCES app_user (id),
  deputy_id    INTEGER NOT NULL REFERENCES app_user (id),
  valid_from   TEXT NOT NULL,
  valid_to     TEXT NOT NULL,
  reason       TEXT NOT NULL,
  version      INTEGER NOT NULL DEFAULT 1,
  recorded_seq INTEGER NOT NULL REFERENCES history (seq) DEFERRABLE INITIALLY DEFERRED,
  CHECK (user_id <> deputy_id),
  CHECK (valid_from <= valid_to)
) STRICT;
CREATE INDEX deputy_by_deputy ON deputy (deputy_id, valid_from);
CREATE INDEX deputy_by_user ON deputy (user_id, valid_from);

ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT 'demo';
-- Of the identity provider, for its sign-out
ALTER TABLE session ADD COLUMN provider_sid TEXT;
CREATE INDEX session_by_provider_sid ON session (provider_sid);
