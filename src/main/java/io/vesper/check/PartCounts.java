package io.vesper.check;

import io.vesper.dataset.DatasetPart;
import io.vesper.person.Modality;
import java.util.ArrayList;
import java.util.List;

/**
 * How many pictures of one modality there are in one part of a set.
 *
 * @param part of the set
 * @param modality of the pictures
 * @param identities in the part, also those without a picture in the modality
 * @param images of all of them
 * @param least pictures of an identity
 * @param median over the identities
 * @param most pictures of an identity
 */
public record PartCounts(
        DatasetPart part, Modality modality, int identities, int images, int least, double median, int most) {
    /** The parts that have identities, each by modality. */
    static List<PartCounts> of(List<IdentityCounts> identities) {
        List<PartCounts> counts = new ArrayList<>();
        for (DatasetPart part : DatasetPart.values()) {
            for (Modality modality : Modality.values()) {
                int[] images = identities.stream()
                        .filter(identity -> identity.part() == part)
                        .mapToInt(identity -> identity.images(modality))
                        .sorted()
                        .toArray();
                if (images.length > 0) {
                    counts.add(of(part, modality, images));
                }
            }
        }
        return List.copyOf(counts);
    }

    /** @param ascending pictures of each identity */
    private static PartCounts of(DatasetPart part, Modality modality, int[] ascending) {
        int count = ascending.length;
        int sum = 0;
        for (int images : ascending) {
            sum += images;
        }
        double median = (ascending[(count - 1) / 2] + ascending[count / 2]) / 2.0;
        return new PartCounts(part, modality, count, sum, ascending[0], median, ascending[count - 1]);
    }
}
