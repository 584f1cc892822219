-- An undone import may be read in again: `attempt` tells the readings of one file apart. More kinds, and rows that
-- wait in the conflict list.
ALTER TABLE "import" ADD COLUMN conflicts bigint NOT NULL DEFAULT 0;
ALTER TABLE "import" ADD COLUMN attempt bigint NOT NULL DEFAULT 1;
ALTER TABLE "import" ADD COLUMN request_id bigint REFERENCES request (id);
ALTER TABLE "import" DROP CONSTRAINT import_kind_check;
ALTER TABLE "import" ADD CONSTRAINT import_kind_check CHECK (kind IN ('appropriations','actuals','commitments','projects','positions','indicators','account-map'));
ALTER TABLE "import" DROP CONSTRAINT import_control_origin_check;
ALTER TABLE "import" ADD CONSTRAINT import_control_origin_check CHECK (control_origin IN ('totals-row','profile','entered','none'));
ALTER TABLE "import" DROP CONSTRAINT import_profile_file_sha256_key;
ALTER TABLE "import" DROP CONSTRAINT import_profile_content_sha256_key;
ALTER TABLE "import" ADD UNIQUE (profile, file_sha256, attempt);
ALTER TABLE "import" ADD UNIQUE (profile, content_sha256, attempt);

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON request, request_revision, approval, period, period_event, mapping_rule, assignment, open_posting, actual_month TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON request_revision, approval, period_event, assignment, mapping_rule FROM moves_app;
REVOKE DELETE, TRUNCATE ON period FROM moves_app;

-- Four eyes: no author of a wording decides about it, and only the newest wording is decided (I9).
CREATE FUNCTION approval_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM request_revision WHERE request_id = NEW.request_id AND author_id = NEW.decided_by)
    OR NEW.requested_by <> (SELECT created_by FROM request WHERE id = NEW.request_id)
    OR NEW.revision <> (SELECT max(revision) FROM request_revision WHERE request_id = NEW.request_id)
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER approval_four_eyes BEFORE INSERT ON approval FOR EACH ROW EXECUTE FUNCTION approval_four_eyes();

-- Once a database is set up, a movement comes from an import or from a request that somebody else approved.
CREATE FUNCTION movement_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND EXISTS (
    SELECT 1 FROM added m WHERE m.import_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM approval WHERE request_id = m.request_id AND decision = 'approved'))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER movement_four_eyes AFTER INSERT ON movement REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION movement_four_eyes();
CREATE FUNCTION meta_setup_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.key = 'setup' THEN RAISE EXCEPTION 'setup is final'; END IF;
  RETURN coalesce(NEW, OLD);
END
$$;
CREATE TRIGGER meta_setup_final BEFORE UPDATE OR DELETE ON meta FOR EACH ROW EXECUTE FUNCTION meta_setup_final();

-- Up to the end of the newest closed month nothing is taken any more; a held month takes no new postings (I8).
CREATE FUNCTION posting_period_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM period p WHERE p.state <> 'open' AND EXISTS (SELECT 1 FROM added a
    WHERE substr(a.posted_on, 1, 7) = p.month OR (p.state = 'closed' AND substr(a.posted_on, 1, 7) < p.month)))
  THEN RAISE EXCEPTION 'period-closed'; END IF;
  RETURN NULL;
END
$$;
CREATE FUNCTION effective_period_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM period p WHERE p.state = 'closed'
    AND EXISTS (SELECT 1 FROM added a WHERE substr(a.effective_on, 1, 7) <= p.month))
  THEN RAISE EXCEPTION 'period-closed'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER posting_period_open AFTER INSERT ON posting REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION posting_period_open();
CREATE TRIGGER assignment_period_open AFTER INSERT ON assignment REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION effective_period_open();
CREATE TRIGGER movement_period_open AFTER INSERT ON movement REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION effective_period_open();
CREATE TRIGGER commitment_entry_period_open AFTER INSERT ON commitment_entry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION effective_period_open();

-- A closed period opens only by a request that somebody else approved, and by each such request once.
CREATE FUNCTION period_reopen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.month <> NEW.month OR (OLD.state = 'closed' AND NEW.state <> 'closed' AND NOT EXISTS (
    SELECT 1 FROM approval a JOIN request r ON r.id = a.request_id
    WHERE a.request_id = NEW.request_id AND a.decision = 'approved' AND r.kind = 'reopen-period'
      AND NOT EXISTS (SELECT 1 FROM period_event e WHERE e.request_id = a.request_id AND e.recorded_seq < NEW.recorded_seq)))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  -- Months open again in reverse order: under a closed one nothing moves.
  IF OLD.state = 'closed' AND NEW.state <> 'closed'
    AND EXISTS (SELECT 1 FROM period WHERE state = 'closed' AND month > OLD.month)
  THEN RAISE EXCEPTION 'period-closed'; END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER period_reopen BEFORE UPDATE ON period FOR EACH ROW EXECUTE FUNCTION period_reopen();
