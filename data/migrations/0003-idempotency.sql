-- What a request that carried an Idempotency-Key brought: the same key again gets the first answer and no second
-- deed. `result` is written in the transaction of the deed, so that a retry after a crash finds it; `answer` is the
-- body that was sent. Not a fact of the ledger: keys older than a week are forgotten.
CREATE TABLE idempotency_key (
  user_id     INTEGER NOT NULL REFERENCES app_user (id),
  key         TEXT NOT NULL,
  route       TEXT NOT NULL,
  body_sha256 TEXT NOT NULL,
  result      TEXT,
  answer      TEXT,
  created_at  TEXT NOT NULL,
  PRIMARY KEY (user_id, key)
) STRICT;
CREATE INDEX idempotency_key_by_age ON idempotency_key (created_at);
