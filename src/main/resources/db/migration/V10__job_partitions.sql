-- Parts of a job that any number of processes share. One dialect for H2 and PostgreSQL 15 and later.

-- id: a job that is restarted is divided anew, and whoever still works on a part of before finds it gone.
-- number: the place in the job, from 1; 0 stands for what was done before the job was divided, and is nobody's to do.
-- first_item, last_item: what these count, positions or sequences, is the job's to know. units: how many items there are to do.
-- owner, lease_until, claims: as in job; the owner stays when the part is done.
create table job_partition (
    id          bigint      generated always as identity primary key,
    job_id      varchar(36) not null references job (id) on delete cascade,
    number      integer     not null,
    first_item  bigint      not null,
    last_item   bigint      not null,
    units       integer     not null,
    done        integer     not null,
    status      varchar(16) not null,
    owner       varchar(64),
    lease_until timestamp(6) with time zone,
    claims      integer     not null,
    result      text,
    error       text,
    constraint job_partition_once unique (job_id, number),
    constraint job_partition_status_is_known check (position(',' || status || ',' in ',FREE,RUNNING,DONE,FAILED,') > 0)
);

-- What is left to do of a job.
create index job_partition_by_status on job_partition (job_id, status, number);
