package io.vesper.person;

import java.nio.file.Path;

/**
 * One cropped picture of one person, as a dataset holds it.
 *
 * @param file the picture
 * @param person who is in it
 * @param camera which camera took it
 * @param modality in which spectrum
 */
public record PersonImage(Path file, PersonId person, CameraId camera, Modality modality) {}
