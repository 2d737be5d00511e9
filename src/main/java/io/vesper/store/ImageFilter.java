package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * Which images a listing shows; what is null does not filter.
 *
 * @param gallery only of this gallery
 * @param person only of this person
 * @param identified true: only of people who are known; false: only of nobody yet known
 * @param camera only by this camera
 * @param modality only of this spectrum
 * @param window only captured then
 */
public record ImageFilter(
        @Nullable GalleryName gallery,
        @Nullable PersonId person,
        @Nullable Boolean identified,
        @Nullable CameraId camera,
        @Nullable Modality modality,
        TimeWindow window) {}
