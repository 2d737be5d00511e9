package io.vesper.gallery;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What the gallery starts with.
 *
 * @param datasetsDir where datasets lie; the demo dataset is unpacked there
 * @param demo whether the demo gallery is enrolled
 */
@ConfigurationProperties("vesper")
record GallerySettings(Path datasetsDir, boolean demo) {}
