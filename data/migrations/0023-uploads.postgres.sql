GRANT SELECT, INSERT, UPDATE, DELETE ON upload_file, upload_piece TO moves_app;
