-- Reports that jobs end with. One dialect for H2 and PostgreSQL 15 and later.

-- Apart from job, so that listing jobs never reads them. page: HTML with everything in it; numbers: the same as JSON; both in UTF-8.
CREATE TABLE job_report (
    job_id  VARCHAR(36) PRIMARY KEY REFERENCES job (id) ON DELETE CASCADE,
    page    BYTEA NOT NULL,
    numbers BYTEA NOT NULL
);
