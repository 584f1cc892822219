-- Roles are listed once, in shared/permissions.ts: a list here would have to be made anew with every role.
ALTER TABLE app_user DROP CONSTRAINT app_user_role_check;
ALTER TABLE app_user ADD CONSTRAINT app_user_role_check CHECK (role <> '');
-- Amt whose projects it answers for, by its code: an office that is renamed stays the same one
ALTER TABLE app_user ADD COLUMN office_code text;
-- Notzugang: opens the door to accounts when the identity provider is away, and to nothing else
ALTER TABLE app_user ADD COLUMN break_glass bigint NOT NULL DEFAULT 0 CHECK (break_glass IN (0, 1));
-- The identity provider and its name for this person; never the mail address
ALTER TABLE app_user ADD COLUMN issuer text;
ALTER TABLE app_user ADD COLUMN subject text;
ALTER TABLE app_user ADD CONSTRAINT app_user_subject_check CHECK ((issuer IS NULL) = (subject IS NULL));
ALTER TABLE app_user ADD CONSTRAINT app_user_break_glass_role_check CHECK (break_glass = 0 OR role = 'admin');
CREATE UNIQUE INDEX app_user_by_subject ON app_user (issuer, subject);

GRANT SELECT, INSERT, UPDATE, DELETE ON password, one_time_code, recovery_code, passkey, activation, challenge,
  sign_in_failure, last_sign_in TO moves_app;
GRANT SELECT, INSERT, UPDATE ON group_role, deputy TO moves_app;
GRANT DELETE ON group_role TO moves_app;
DO $$
BEGIN
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
