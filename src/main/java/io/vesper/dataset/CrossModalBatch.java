package io.vesper.dataset;

import io.vesper.person.PersonImage;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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

    /** The same pictures, first the visible ones, then the infrared ones; the k-th of each show the same identity. */
    public CrossModalBatch byModality() {
        List<Integer> order = IntStream.range(0, images.size())
                .boxed()
                .sorted(Comparator.comparing(i -> images.get(i).modality()))
                .toList();
        return new CrossModalBatch(
                order.stream().map(images::get).toList(),
                order.stream().map(identityLabels::get).toList());
    }

    /**
     * Cuts the batch into smaller ones.
     *
     * @param count how many; must divide the number of identities in the batch
     * @return {@code count} batches of whole identities, in order
     */
    public List<CrossModalBatch> parts(int count) {
        int size = images.size() / count;
        return IntStream.range(0, count)
                .mapToObj(part -> new CrossModalBatch(
                        images.subList(part * size, (part + 1) * size),
                        identityLabels.subList(part * size, (part + 1) * size)))
                .toList();
    }
}
