package io.vesper.search;

import io.vesper.embedding.Embedding;
import io.vesper.person.Modality;
import java.util.List;
import java.util.UUID;

/** Who is searched for. */
public sealed interface Probe {
    /**
     * Pictures of one person. A gallery image scores the best of its cosines with them.
     *
     * @param pictures image files, 1 to 16; the arrays are not copied
     * @param modality the spectrum of all of them
     */
    public record Pictures(List<byte[]> pictures, Modality modality) implements Probe {
        /** Most pictures that one query takes. */
        public static final int MAX_PICTURES = 16;

        public Pictures {
            pictures = List.copyOf(pictures);
            if (pictures.isEmpty() || pictures.size() > MAX_PICTURES) {
                throw new IllegalArgumentException("A query takes 1 to %d pictures of one person, but there are %d."
                        .formatted(MAX_PICTURES, pictures.size()));
            }
        }
    }

    /** An enrolled image; it is no answer to itself. */
    public record Enrolled(UUID imageId) implements Probe {}

    /**
     * An embedding by the active model.
     *
     * @param modality the spectrum of the picture that it comes from
     */
    public record Vector(Embedding embedding, Modality modality) implements Probe {}
}
