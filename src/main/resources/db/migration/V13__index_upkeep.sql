-- When whoever fed a model's indexes last gave a sign of life. fed_at from now on: when they last had everything.
ALTER TABLE index_feed ADD COLUMN leased_at TIMESTAMP(6) WITH TIME ZONE DEFAULT CURRENT_TIMESTAMP NOT NULL;

-- How far an index is filled that no job fills, in the order of enrolment: whoever takes it over goes on from there.
ALTER TABLE index_part ADD COLUMN filled_through BIGINT DEFAULT 0 NOT NULL;
