package io.vesper.gallery;

import io.vesper.index.Int8Storage;
import io.vesper.index.VectorStorage;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gallery is kept in memory.
 *
 * @param dataDir where files go, if there are any
 * @param gallery the settings that are the gallery's alone
 */
@ConfigurationProperties("vesper")
record IndexSettings(Path dataDir, @DefaultValue Kept gallery) {
    VectorStorage storage() {
        return switch (gallery.storage()) {
            case FLOAT32 -> VectorStorage.FLOAT32;
            case INT8 -> new Int8Storage(dataDir.resolve("index"));
        };
    }

    /** @param storage of vectors; answers do not depend on it */
    record Kept(@DefaultValue("float32") Storage storage) {}

    enum Storage {
        /** Four bytes a value, on the heap. */
        FLOAT32,
        /** One byte a value on the heap, and four in a file of which the system keeps in memory what there is room for. */
        INT8
    }
}
