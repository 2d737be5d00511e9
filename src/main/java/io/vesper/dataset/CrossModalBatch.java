package io.vesper.dataset;

import io.vesper.person.PersonImage;
import java.util.List;

/**
 * One PK batch of B = P x 2K pictures: identity by identity, and within one visible and infrared in turns.
 *
 * @param images the pictures, B of them
 * @param identityLabels the class index of each picture's identity, 0 to numIdentities - 1, B of them
 */
public record CrossModalBatch(List<PersonImage> images, List<Integer> identityLabels) {
    public CrossModalBatch {
        images = List.copyOf(images);
        identityLabels = List.copyOf(identityLabels);
        if (images.size() != identityLabels.size()) {
            throw new IllegalArgumentException("A batch has a label for each picture, but there are %d for %d."
                    .formatted(identityLabels.size(), images.size()));
        }
    }
}
