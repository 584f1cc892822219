-- Append-only by privilege: the application works as moves_app, which owns nothing and may not change or
-- remove what was recorded (§ 35(2),(3) GemHVO). Every connection takes this role (server/db/database.ts).
-- The migrating login needs CREATEROLE, or an administrator creates the role beforehand.

DO $$
BEGIN
  CREATE ROLE moves_app NOLOGIN;
EXCEPTION
  WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
  EXECUTE format('GRANT moves_app TO %I', current_user);
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO moves_app', current_schema());
EXCEPTION
  WHEN unique_violation THEN NULL;
END
$$;

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO moves_app', current_schema());
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON history, movement, commitment_entry, posting, "import", project_state, status_report, milestone_baseline, milestone_forecast, milestone_actual, position_event, issued_report FROM moves_app;
REVOKE INSERT, UPDATE, DELETE ON schema_version FROM moves_app;
