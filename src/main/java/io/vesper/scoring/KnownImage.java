package io.vesper.scoring;

import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import io.vesper.person.PersonId;

/** An image of somebody identified: with others it tells how alike images of one person are, and of two. */
public record KnownImage(PersonId person, CameraId camera, Modality modality, Embedding embedding) {
    ModalityPair pairWith(KnownImage other) {
        return ModalityPair.of(modality, other.modality);
    }

    double cosine(KnownImage other) {
        return embedding.cosine(other.embedding);
    }
}
