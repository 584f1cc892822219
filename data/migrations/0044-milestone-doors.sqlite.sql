CREATE TRIGGER milestone_fact_no_update BEFORE UPDATE ON milestone_fact BEGIN SELECT RAISE(ABORT, 'milestone_fact is append-only'); END;
CREATE TRIGGER milestone_fact_no_delete BEFORE DELETE ON milestone_fact BEGIN SELECT RAISE(ABORT, 'milestone_fact is append-only'); END;
CREATE TRIGGER milestone_end_no_update BEFORE UPDATE ON milestone_end BEGIN SELECT RAISE(ABORT, 'milestone_end is append-only'); END;
CREATE TRIGGER milestone_end_no_delete BEFORE DELETE ON milestone_end BEGIN SELECT RAISE(ABORT, 'milestone_end is append-only'); END;
CREATE TRIGGER milestone_link_no_update BEFORE UPDATE ON milestone_link BEGIN SELECT RAISE(ABORT, 'milestone_link is append-only'); END;
CREATE TRIGGER milestone_link_no_delete BEFORE DELETE ON milestone_link BEGIN SELECT RAISE(ABORT, 'milestone_link is append-only'); END;
CREATE TRIGGER milestone_hold_no_update BEFORE UPDATE ON milestone_hold BEGIN SELECT RAISE(ABORT, 'milestone_hold is append-only'); END;
CREATE TRIGGER milestone_hold_no_delete BEFORE DELETE ON milestone_hold BEGIN SELECT RAISE(ABORT, 'milestone_hold is append-only'); END;
