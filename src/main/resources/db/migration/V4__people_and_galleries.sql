-- What is set about a gallery; its name alone stands on the images, and most galleries have no row here.
-- time_to_live: seconds for which an image is kept after its enrolment; null: for ever.
CREATE TABLE gallery (
    name         VARCHAR(64) PRIMARY KEY,
    time_to_live BIGINT
);

-- Where a gallery's cameras stand; a camera without a known location has no row here.
CREATE TABLE camera (
    gallery   VARCHAR(64) NOT NULL,
    camera_id VARCHAR(64) NOT NULL,
    location  VARCHAR(64) NOT NULL,
    PRIMARY KEY (gallery, camera_id)
);

-- A page of people, a person's images, images of nobody yet known: each reads only what it shows.
CREATE INDEX gallery_image_by_person ON gallery_image (gallery, person_id, sequence);

-- Images whose gallery's time to live is over.
CREATE INDEX gallery_image_by_age ON gallery_image (gallery, created_at);
