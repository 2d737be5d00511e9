package io.vesper.index;

import io.vesper.person.PersonId;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Draws people who were seen by several cameras, at most {@link #PEOPLE}, with at most {@link #IMAGES} images of each modality each.
 * A lot follows from a person's id; those seen by several cameras are looked for among the {@link #CANDIDATES} people of the lowest
 * lots, so that what is remembered does not grow with the gallery.
 */
final class PeopleDraw {
    private static final int CANDIDATES = 16_384;
    private static final int PEOPLE = 128;
    private static final int IMAGES = 8;

    private static final Comparator<PersonId> LOWEST_FIRST =
            Comparator.comparingLong(PeopleDraw::lot).thenComparing(PersonId::value);

    private final NavigableMap<PersonId, ImageDraw> candidates = new TreeMap<>(LOWEST_FIRST);

    /** @param image of somebody identified */
    void offer(DrawnImage image) {
        PersonId person = image.person();
        if (candidates.size() == CANDIDATES && LOWEST_FIRST.compare(person, candidates.lastKey()) > 0) {
            return;
        }
        candidates.computeIfAbsent(person, p -> new ImageDraw(IMAGES)).offer(image);
        if (candidates.size() > CANDIDATES) {
            candidates.pollLastEntry();
        }
    }

    private static long lot(PersonId person) {
        return DrawnImage.lot(person.value().hashCode());
    }

    /** The images of each. */
    List<List<DrawnImage>> people() {
        return candidates.values().stream()
                .map(ImageDraw::images)
                .filter(images ->
                        images.stream().map(DrawnImage::camera).distinct().count() > 1)
                .limit(PEOPLE)
                .toList();
    }
}
