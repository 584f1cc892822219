-- Which text of a migration the database was lifted with: another one of the same number is another schema.
ALTER TABLE schema_version ADD COLUMN sha256 TEXT;
