-- By which key a job was submitted. One dialect for H2 and PostgreSQL 15 and later.

-- Null: without a key, as by the server itself. No reference to api_key, as in audit_entry.
ALTER TABLE job ADD COLUMN submitter VARCHAR(16);

-- Of the jobs that there are, the audit log knows it.
UPDATE job SET submitter =
    (SELECT MAX(key_id) FROM audit_entry WHERE action = 'JOB_SUBMITTED' AND subject = job.id);
