package io.vesper.gallery;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the gallery starts with.
 *
 * @param datasetsDir where datasets lie; the demo dataset is unpacked there
 * @param model the model that is active at the very first start; later starts take the one that was active last
 * @param demo whether the demo gallery is enrolled
 */
@ConfigurationProperties("vesper")
record GallerySettings(Path datasetsDir, @Nullable String model, boolean demo) {}
