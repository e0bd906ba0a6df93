-- Statements that run for a request, a confirmation or an hour find their rows by an index (tests/web/plans.rs).
CREATE INDEX old_links ON links (own_until);
CREATE INDEX old_mails_counted ON mail_quota (sent_at);
