-- Pages of a gallery come in the order of enrolment; without this all its images are read and sorted for each.
CREATE INDEX gallery_image_by_sequence ON gallery_image (gallery, sequence);
