CREATE TRIGGER project_search_added AFTER INSERT ON project BEGIN INSERT OR IGNORE INTO search_due VALUES ('project', NEW.id); END;
CREATE TRIGGER project_search_changed AFTER UPDATE OF number, name, description ON project BEGIN INSERT OR IGNORE INTO search_due VALUES ('project', NEW.id); END;
CREATE TRIGGER budget_line_search_added AFTER INSERT ON budget_line BEGIN INSERT OR IGNORE INTO search_due VALUES ('line', NEW.id); END;
CREATE TRIGGER budget_line_search_changed AFTER UPDATE OF number, name, account, cost_object ON budget_line BEGIN INSERT OR IGNORE INTO search_due VALUES ('line', NEW.id); END;
CREATE TRIGGER position_search_added AFTER INSERT ON position BEGIN INSERT OR IGNORE INTO search_due VALUES ('position', NEW.id); END;
CREATE TRIGGER position_search_changed AFTER UPDATE OF number, title, grade ON position BEGIN INSERT OR IGNORE INTO search_due VALUES ('position', NEW.id); END;
CREATE TRIGGER council_paper_search_added AFTER INSERT ON council_paper BEGIN INSERT OR IGNORE INTO search_due VALUES ('paper', NEW.id); END;
CREATE TRIGGER council_paper_search_changed AFTER UPDATE OF number, year, supplement, title, body ON council_paper BEGIN INSERT OR IGNORE INTO search_due VALUES ('paper', NEW.id); END;
CREATE TRIGGER commitment_search_added AFTER INSERT ON commitment BEGIN INSERT OR IGNORE INTO search_due VALUES ('order', NEW.id); END;
CREATE TRIGGER commitment_search_changed AFTER UPDATE OF order_number, text ON commitment BEGIN INSERT OR IGNORE INTO search_due VALUES ('order', NEW.id); END;
CREATE TRIGGER search_vendor_search_added AFTER INSERT ON search_vendor BEGIN INSERT OR IGNORE INTO search_due VALUES ('vendor', NEW.id); END;
CREATE TRIGGER posting_search_vendor AFTER INSERT ON posting WHEN NEW.vendor IS NOT NULL AND NEW.vendor <> ''
  BEGIN INSERT OR IGNORE INTO search_vendor (name) VALUES (NEW.vendor); END;
