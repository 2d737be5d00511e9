-- Pictures that a job enrols. One dialect for H2 and PostgreSQL 15 and later.

-- A row goes with its job, and with its image: who is erased from a gallery is erased here too. image_id is null until the picture is
-- enrolled; picture is null from then on, or from its refusal.
CREATE TABLE enrolment_item (
    job_id      VARCHAR(36) NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    -- The place in the job, from 1.
    position    INTEGER NOT NULL,
    file        VARCHAR(256) NOT NULL,
    gallery     VARCHAR(64) NOT NULL,
    person_id   VARCHAR(64),
    camera_id   VARCHAR(64) NOT NULL,
    modality    VARCHAR(8) NOT NULL,
    captured_at TIMESTAMP(6) WITH TIME ZONE,
    attributes  TEXT NOT NULL,
    picture     BYTEA,
    outcome     VARCHAR(16) NOT NULL,
    message     VARCHAR(512),
    image_id    UUID REFERENCES gallery_image (image_id) ON DELETE CASCADE,
    PRIMARY KEY (job_id, position)
);

-- The next ones that wait, and a listing of one outcome.
CREATE INDEX enrolment_item_by_outcome ON enrolment_item (job_id, outcome, position);

-- What goes with an erased image, person or gallery.
CREATE INDEX enrolment_item_by_image ON enrolment_item (image_id);
CREATE INDEX enrolment_item_by_person ON enrolment_item (gallery, person_id);
