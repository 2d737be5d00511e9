package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * What the indexes of one model are called. Names in a cluster have no capital letters, but those of galleries and models may: so each
 * has a checksum in it.
 */
final class IndexNames {
    private final String prefix;
    private final String modelId;

    IndexNames(String prefix, String modelId) {
        this.prefix = prefix;
        this.modelId = modelId;
    }

    /** Matches all indexes of the model, and no other. */
    String pattern() {
        return "%s-%s-*".formatted(prefix, plain(modelId));
    }

    /** Under which the index of a gallery is searched. */
    String alias(GalleryName gallery) {
        return "%s-%s-%s".formatted(prefix, plain(modelId), plain(gallery.value()));
    }

    /** The index itself. @param build a number that no other has */
    String index(GalleryName gallery, long build) {
        return alias(gallery) + "-" + build;
    }

    private static String plain(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return name.toLowerCase(Locale.ROOT) + "-" + HexFormat.of().toHexDigits(checksum.getValue(), 8);
    }
}
