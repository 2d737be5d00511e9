package io.vesper.store;

import io.vesper.person.CameraId;
import io.vesper.person.Location;
import org.jspecify.annotations.Nullable;

/**
 * A camera of a gallery.
 *
 * @param location where it stands; null: not known
 * @param images how many of its images the gallery holds
 */
public record Camera(CameraId cameraId, @Nullable Location location, long images) {}
