package io.vesper.protocol;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.List;

/** The pictures of one part of a set, by modality. */
final class PartImages {
    private PartImages() {}

    /**
     * All pictures of a modality.
     *
     * @throws IllegalArgumentException if there are none
     */
    static List<PersonImage> of(PersonDataset dataset, DatasetPart part, Modality modality) {
        List<PersonImage> images = dataset.images(part).stream()
                .filter(image -> image.modality() == modality)
                .toList();
        if (images.isEmpty()) {
            throw new IllegalArgumentException(
                    "The dataset (%s) has no %s pictures in its part (%s), which the protocol needs. Maybe the part is empty."
                            .formatted(dataset.name(), modality.label(), part.label()));
        }
        return images;
    }

    /** One trial: all pictures of the query modality in all of the other. */
    static List<Trial> allInAll(PersonDataset dataset, DatasetPart part, Modality queryModality) {
        return List.of(new Trial(of(dataset, part, queryModality), of(dataset, part, other(queryModality))));
    }

    static Modality other(Modality modality) {
        return modality == Modality.VISIBLE ? Modality.INFRARED : Modality.VISIBLE;
    }
}
