package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is searched for, embedded.
 *
 * @param embeddings of one person by the index's model, at least one
 * @param modality the spectrum of all of them
 * @param imageId the enrolled image that is searched for, which is no answer to itself; null: none
 */
public record ProbeVectors(
        List<Embedding> embeddings,
        Modality modality,
        @Nullable UUID imageId) {
    public ProbeVectors {
        embeddings = List.copyOf(embeddings);
        if (embeddings.isEmpty()) {
            throw new IllegalArgumentException("A search needs at least one embedding.");
        }
    }

    /** Something that is not enrolled. */
    public static ProbeVectors of(List<Embedding> embeddings, Modality modality) {
        return new ProbeVectors(embeddings, modality, null);
    }

    /** Shape [D] each. */
    public List<float[]> vectors() {
        return embeddings.stream().map(Embedding::toArray).toList();
    }

    boolean isItself(IndexEntry entry) {
        return entry.imageId().equals(imageId);
    }
}
