GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO moves_app;
