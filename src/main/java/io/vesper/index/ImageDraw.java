package io.vesper.index;

import io.vesper.person.Modality;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/** Keeps the images of the lowest lots, at most so many of each modality. */
final class ImageDraw {
    private static final Comparator<DrawnImage> LOWEST_FIRST = Comparator.comparingLong(DrawnImage::lot);

    private final int limit;
    private final Map<Modality, PriorityQueue<DrawnImage>> drawn = new EnumMap<>(Modality.class);

    /** @param limit for each modality, at least 1 */
    ImageDraw(int limit) {
        this.limit = limit;
    }

    /** @param image of somebody identified */
    void offer(DrawnImage image) {
        PriorityQueue<DrawnImage> highestFirst =
                drawn.computeIfAbsent(image.modality(), m -> new PriorityQueue<>(LOWEST_FIRST.reversed()));
        if (highestFirst.size() < limit) {
            highestFirst.add(image);
        } else if (image.lot() < highestFirst.element().lot()) {
            highestFirst.remove();
            highestFirst.add(image);
        }
    }

    /** By modality, lowest lots first. */
    List<DrawnImage> images() {
        return drawn.values().stream()
                .flatMap(queue -> queue.stream().sorted(LOWEST_FIRST))
                .toList();
    }
}
