package io.vesper.findings;

import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How far apart pictures are, in 1 - cosine: pairs of the same person and of two, within a modality and across.
 *
 * @param images how many pictures of each modality were paired
 * @param counts the number of pairs by kind of pair and distance, in bins of {@value #BIN_WIDTH} from 0 to 2
 */
public record DistanceHistograms(Map<Modality, Integer> images, Map<Pair, List<Integer>> counts) {
    /** Of 1 - cosine. */
    public static final double BIN_WIDTH = 0.02;
    /** From 0 to 2. */
    public static final int BINS = 100;
    /** The number of pairs grows with its square, and a few hundred pictures draw the same curve as thousands. */
    private static final int MAX_IMAGES = 400;

    /** Which pictures make a pair. */
    public enum Pair {
        SAME_PERSON_ACROSS("same person", "samePersonAcrossModalities"),
        OTHER_PERSON_ACROSS("two people", "twoPeopleAcrossModalities"),
        SAME_PERSON_WITHIN("same person", "samePersonWithinModality"),
        OTHER_PERSON_WITHIN("two people", "twoPeopleWithinModality");

        private final String description;
        private final String jsonName;

        Pair(String description, String jsonName) {
            this.description = description;
            this.jsonName = jsonName;
        }

        /** Who is in the two pictures. */
        public String description() {
            return description;
        }

        /** The name in JSON. */
        public String jsonName() {
            return jsonName;
        }

        static Pair of(PersonImage one, PersonImage other) {
            boolean isSame = one.person().equals(other.person());
            boolean isWithin = one.modality() == other.modality();
            if (isWithin) {
                return isSame ? SAME_PERSON_WITHIN : OTHER_PERSON_WITHIN;
            }
            return isSame ? SAME_PERSON_ACROSS : OTHER_PERSON_ACROSS;
        }
    }

    public DistanceHistograms {
        images = Collections.unmodifiableMap(new EnumMap<>(images));
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
    }

    /**
     * Counts all pairs.
     *
     * @param images of more than {@value #MAX_IMAGES} of a modality, that many are taken evenly
     */
    static DistanceHistograms of(List<EmbeddedImage> images) {
        List<EmbeddedImage> visible = evenly(images, Modality.VISIBLE);
        List<EmbeddedImage> infrared = evenly(images, Modality.INFRARED);
        int[][] counts =
                count(Stream.concat(visible.stream(), infrared.stream()).toList());
        Map<Pair, List<Integer>> byPair = new EnumMap<>(Pair.class);
        for (Pair pair : Pair.values()) {
            byPair.put(pair, Arrays.stream(counts[pair.ordinal()]).boxed().toList());
        }
        return new DistanceHistograms(
                Map.of(Modality.VISIBLE, visible.size(), Modality.INFRARED, infrared.size()), byPair);
    }

    /** How many pictures of a modality were paired. */
    public int images(Modality modality) {
        return images.getOrDefault(modality, 0);
    }

    /** The counts of a kind of pair, by bin; empty if they are absent. */
    public List<Integer> counts(Pair pair) {
        return counts.getOrDefault(pair, List.of());
    }

    private static int[][] count(List<EmbeddedImage> images) {
        int[][] counts = new int[Pair.values().length][BINS];
        for (int i = 0; i < images.size(); i++) {
            EmbeddedImage one = images.get(i);
            for (EmbeddedImage other : images.subList(0, i)) {
                double distance = 1 - one.embedding().cosine(other.embedding());
                counts[Pair.of(one.image(), other.image()).ordinal()][bin(distance)]++;
            }
        }
        return counts;
    }

    /** Rounding takes equal and opposite vectors slightly out of [0, 2]. */
    private static int bin(double distance) {
        return Math.min(BINS - 1, Math.max(0, (int) (distance / BIN_WIDTH)));
    }

    private static List<EmbeddedImage> evenly(List<EmbeddedImage> images, Modality modality) {
        return Sample.evenly(
                images.stream()
                        .filter(image -> image.image().modality() == modality)
                        .toList(),
                MAX_IMAGES);
    }
}
