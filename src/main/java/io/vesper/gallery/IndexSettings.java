package io.vesper.gallery;

import io.vesper.index.HnswSettings;
import io.vesper.index.Int8Storage;
import io.vesper.index.VectorStorage;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the gallery is kept in memory and searched.
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

    /** How graphs are built and walked; null: searches are exact. */
    @Nullable
    HnswSettings hnsw() {
        return gallery.index() == Index.HNSW ? gallery.hnsw().settings() : null;
    }

    /**
     * The gallery's.
     *
     * @param storage of vectors; answers do not depend on it
     * @param index how the nearest are found
     * @param hnsw how graphs are built and walked
     */
    record Kept(
            @DefaultValue("float32") Storage storage,
            @DefaultValue("exact") Index index,
            @DefaultValue Hnsw hnsw) {}

    /**
     * See {@link HnswSettings}.
     *
     * @param buildThreads null: half of the processors
     */
    record Hnsw(
            @DefaultValue("16") int m,
            @DefaultValue("100") int efConstruction,
            @DefaultValue("64") int efSearch,
            @Nullable Integer buildThreads) {
        HnswSettings settings() {
            int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
            return new HnswSettings(m, efConstruction, efSearch, buildThreads == null ? half : buildThreads);
        }
    }

    enum Index {
        /** Every image is compared. */
        EXACT,
        /** Graphs lead to nearly all of the nearest. */
        HNSW,
        /** A search cluster finds nearly all of the nearest. */
        OPENSEARCH
    }

    enum Storage {
        /** Four bytes a value, on the heap. */
        FLOAT32,
        /** One byte a value on the heap, and four in a file of which the system keeps in memory what there is room for. */
        INT8
    }
}
