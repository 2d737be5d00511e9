package io.vesper.bulk;

import io.vesper.index.GalleryName;
import java.nio.file.Path;
import org.springframework.core.io.FileSystemResource;
import org.springframework.util.unit.DataSize;

/** Looks an archive over before it is sent: whatever a server would refuse of it, but for its size, is found here. */
public final class ArchiveCheck {
    /** How much a server takes is for the server to say. */
    private static final EnrolmentSettings UNLIMITED = new EnrolmentSettings(
            DataSize.ofBytes(Long.MAX_VALUE), DataSize.ofBytes(Long.MAX_VALUE), Integer.MAX_VALUE);

    private ArchiveCheck() {}

    /**
     * Counts the pictures of a ZIP file with a {@code manifest.csv}.
     *
     * @throws io.vesper.http.InvalidRequestException naming what is wrong with it
     */
    public static int pictures(Path zip, GalleryName gallery) {
        return new EnrolmentArchive(new FileSystemResource(zip), gallery, UNLIMITED).size();
    }
}
