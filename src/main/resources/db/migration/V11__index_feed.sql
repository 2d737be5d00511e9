-- Indexes in a search engine, which are derived from the gallery and fed from its log of changes. One dialect for H2 and PostgreSQL 15 and
-- later.

-- How far the indexes of a model are. One process feeds them at a time: the owner, until its lease ends without a sign of life.
-- position: every change of the log up to there is in the indexes; -1 before they were first built.
-- sequence: every image up to there is found, whoever enrolled it.
CREATE TABLE index_feed (
    model_id    VARCHAR(128) PRIMARY KEY,
    position    BIGINT NOT NULL,
    sequence    BIGINT NOT NULL,
    fed_at      TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    owner       UUID,
    lease_until TIMESTAMP(6) WITH TIME ZONE
);

-- Each index there is or shall be. FILLING: images are being read into it. FILLED: whatever was changed after position is still to be
-- read from the log. SERVING: searched, and fed. job_id: the job that fills it; null: whoever feeds.
CREATE TABLE index_part (
    index_name VARCHAR(255) PRIMARY KEY,
    model_id   VARCHAR(128) NOT NULL,
    gallery    VARCHAR(64) NOT NULL,
    position   BIGINT NOT NULL,
    state      VARCHAR(8) NOT NULL CHECK (state IN ('FILLING', 'FILLED', 'SERVING')),
    job_id     VARCHAR(36),
    created_at TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX index_part_by_model ON index_part (model_id, gallery);

-- Images that the search engine refuses; tried again from time to time.
CREATE TABLE index_refusal (
    model_id   VARCHAR(128) NOT NULL,
    image_id   UUID NOT NULL,
    reason     VARCHAR(512) NOT NULL,
    refused_at TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    PRIMARY KEY (model_id, image_id)
);
