package io.vesper.check;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many pictures there are of an identity.
 *
 * @param person who
 * @param part which it belongs to
 * @param visible pictures
 * @param infrared pictures
 */
public record IdentityCounts(String person, DatasetPart part, int visible, int infrared) {
    /** All identities, part by part, ascending. */
    static List<IdentityCounts> of(PersonDataset dataset) {
        List<IdentityCounts> counts = new ArrayList<>();
        for (DatasetPart part : DatasetPart.values()) {
            Map<PersonId, List<PersonImage>> byPerson = dataset.images(part).stream()
                    .collect(Collectors.groupingBy(PersonImage::person, TreeMap::new, Collectors.toList()));
            byPerson.forEach((person, images) -> counts.add(new IdentityCounts(
                    person.value(), part, count(images, Modality.VISIBLE), count(images, Modality.INFRARED))));
        }
        return List.copyOf(counts);
    }

    private static int count(List<PersonImage> images, Modality modality) {
        return (int)
                images.stream().filter(image -> image.modality() == modality).count();
    }

    /** How many pictures there are in one modality. */
    public int images(Modality modality) {
        return modality == Modality.VISIBLE ? visible : infrared;
    }
}
