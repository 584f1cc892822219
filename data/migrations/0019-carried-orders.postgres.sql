-- An order has one part per due year, and besides one per line it was carried to.
-- 1 = made by a carry-over, not by a file or a form
ALTER TABLE commitment ADD COLUMN carried bigint NOT NULL DEFAULT 0 CHECK (carried IN (0, 1));
ALTER TABLE commitment DROP CONSTRAINT commitment_order_number_due_year_key;
CREATE UNIQUE INDEX commitment_part ON commitment (order_number, due_year) WHERE carried = 0;
CREATE UNIQUE INDEX commitment_carried_part ON commitment (order_number, line_id) WHERE carried = 1;
CREATE INDEX commitment_by_order ON commitment (order_number);

DO $$
BEGIN
  EXECUTE format('GRANT SELECT, INSERT ON commitment_carry TO moves_app');
  EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO moves_app', current_schema());
END
$$;
REVOKE UPDATE, DELETE, TRUNCATE ON commitment_carry FROM moves_app;

-- Once a database is set up, an order is carried by the change that decides about a request somebody else approved (I9).
CREATE FUNCTION commitment_carry_four_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM meta WHERE key = 'setup' AND value = 'complete') AND EXISTS (
    SELECT 1 FROM added c WHERE NOT EXISTS (
      SELECT 1 FROM approval a WHERE a.request_id = c.request_id AND a.decision = 'approved'
        AND a.recorded_seq = c.recorded_seq))
  THEN RAISE EXCEPTION 'four-eyes'; END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER commitment_carry_four_eyes AFTER INSERT ON commitment_carry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION commitment_carry_four_eyes();
-- A closed period takes nothing any more (I8).
CREATE TRIGGER commitment_carry_period_open AFTER INSERT ON commitment_carry REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION effective_period_open();
