package io.vesper.opensearch;

import io.vesper.embedding.Embedding;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.person.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An image as the cluster keeps it: what filters look at, and its vector. */
final class ImageDocument {
    /** Images of one person are a group, and so is each image of somebody not yet identified. */
    static final String GROUP = "group";

    static final String CAMERA = "camera";
    static final String MODALITY = "modality";
    /** Microseconds since 1970, UTC. */
    static final String CAPTURED_AT = "capturedAt";

    static final String SEQUENCE = "sequence";
    /** Tells whether it is as the database has it. */
    static final String FINGERPRINT = "fingerprint";

    static final String VECTOR = "vector";

    private static final long MOST_SECONDS = Long.MAX_VALUE / 1_000_000 - 1;

    private static final String PERSON = "person:";
    private static final String IMAGE = "image:";

    private ImageDocument() {}

    /** As JSON. */
    static String of(IndexEntry entry, Embedding embedding) {
        ImageLabels labels = entry.labels();
        ObjectNode document = SearchCluster.JSON.createObjectNode();
        document.put(GROUP, group(entry));
        document.put(CAMERA, labels.camera().value());
        document.put(MODALITY, labels.modality().label());
        if (labels.capturedAt() != null) {
            document.put(CAPTURED_AT, micros(labels.capturedAt()));
        }
        document.put(SEQUENCE, entry.sequence());
        document.put(FINGERPRINT, fingerprint(entry, embedding));
        document.putPOJO(VECTOR, embedding.toArray());
        return SearchCluster.JSON.writeValueAsString(document);
    }

    static String group(IndexEntry entry) {
        PersonId person = entry.labels().person();
        return person == null ? IMAGE + entry.imageId() : group(person);
    }

    static String group(PersonId person) {
        return PERSON + person.value();
    }

    /** Null: the group is an image. */
    static @Nullable PersonId person(String group) {
        return group.startsWith(PERSON) ? new PersonId(group.substring(PERSON.length())) : null;
    }

    /** Since 1970, rounded down; what is too far away for that is as far away as can be. */
    static long micros(Instant time) {
        if (Math.abs(time.getEpochSecond()) > MOST_SECONDS) {
            return time.getEpochSecond() > 0 ? Long.MAX_VALUE - 1 : Long.MIN_VALUE;
        }
        return time.getEpochSecond() * 1_000_000 + time.getNano() / 1000;
    }

    static long fingerprint(IndexEntry entry, Embedding embedding) {
        ImageLabels labels = entry.labels();
        CRC32 ofLabels = new CRC32();
        ofLabels.update("%s|%s|%s|%s|%d"
                .formatted(
                        group(entry), labels.camera(), labels.modality().label(), labels.capturedAt(), entry.sequence())
                .getBytes(StandardCharsets.UTF_8));
        CRC32 ofVector = new CRC32();
        for (float value : embedding.toArray()) {
            int bits = Float.floatToIntBits(value);
            for (int shift = 0; shift < 32; shift += 8) {
                ofVector.update(bits >>> shift);
            }
        }
        return ofLabels.getValue() << 32 | ofVector.getValue();
    }
}
