-- Jobs: one row for each piece of background work. Written for H2 2.4 and PostgreSQL 17 alike.
create table job (
    id             varchar(36)  primary key,
    -- The order of the queue: the oldest is claimed first.
    seq            bigint       generated always as identity unique,
    type           varchar(32)  not null,
    status         varchar(16)  not null check (status in ('QUEUED', 'RUNNING', 'STOPPING', 'STOPPED', 'COMPLETED', 'FAILED')),
    parameters     text         not null,
    progress_done  integer,
    progress_total integer,
    progress_unit  varchar(16),
    eta_seconds    bigint,
    metrics        text         not null,
    error          text,
    result         text,
    -- The worker that holds the job, and until when it holds it without a sign of life.
    owner          varchar(64),
    lease_until    timestamp(6) with time zone,
    -- Counts the claims; a worker whose number is no longer this one has lost the job and changes nothing any more.
    claims         integer      not null,
    created_at     timestamp(6) with time zone not null,
    started_at     timestamp(6) with time zone,
    ended_at       timestamp(6) with time zone
);

create index job_by_status on job (status, seq);

-- The history of a job's metrics: one row for each epoch.
create table job_metrics (
    job_id  varchar(36) not null references job (id) on delete cascade,
    epoch   integer     not null,
    metrics text        not null,
    primary key (job_id, epoch)
);
