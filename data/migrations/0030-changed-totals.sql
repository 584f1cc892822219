-- What was added to the stored months and days since a history row (0046): read by whoever keeps the rest.
CREATE INDEX actual_month_by_change ON actual_month (recorded_seq, line_id);
CREATE INDEX actual_day_by_change ON actual_day (recorded_seq, line_id);
