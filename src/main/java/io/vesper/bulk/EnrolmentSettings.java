package io.vesper.bulk;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one job may enrol.
 *
 * @param maxArchiveSize of a ZIP file as it is sent
 * @param maxUnpackedSize of all pictures together, as files
 * @param maxPictures in one job
 */
@ConfigurationProperties("vesper.enrolment")
public record EnrolmentSettings(
        @DefaultValue("512MB") DataSize maxArchiveSize,
        @DefaultValue("2GB") DataSize maxUnpackedSize,
        @DefaultValue("100000") int maxPictures) {
    /** Of one picture, as where pictures are enrolled one by one. */
    static final int MAX_PICTURE_BYTES = 16 << 20;

    public EnrolmentSettings {
        if (maxArchiveSize.toBytes() < 1 || maxUnpackedSize.toBytes() < 1 || maxPictures < 1) {
            throw new IllegalArgumentException(
                    "vesper.enrolment.max-archive-size (%s), max-unpacked-size (%s) and max-pictures (%d) must be positive."
                            .formatted(maxArchiveSize, maxUnpackedSize, maxPictures));
        }
    }
}
