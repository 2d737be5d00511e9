package io.vesper.scoring;

import io.vesper.person.Modality;
import io.vesper.person.ModalityPair;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Makes the cosines of a gallery of both modalities comparable. Images of one person resemble each other more within a modality than
 * across, so without it strangers seen in the probe's modality outrank the right person seen in the other.
 *
 * <p>Two things are learned of each pair of modalities: how alike strangers are, and how far images of one person by two cameras
 * stand out. A pair of which few images are known leans on all pairs, and these on an assumption: where nobody is known in both
 * modalities, only strangers make a difference; with one modality, or few people, images rank as by their cosines.
 */
public final class Calibration {
    /** About the spread that the shipped model's embeddings have. */
    private static final Spread ASSUMED_STRANGERS = new Spread(0, 0.2);

    /** In deviations of strangers, likewise. */
    private static final Spread ASSUMED_SAME_PERSON = new Spread(3, 1);

    /** Knows nobody: the same for every pair, so images rank by their cosines. */
    public static final Calibration NONE = of(List.of(), List.of());

    private final Map<ModalityPair, PairCalibration> pairs = new EnumMap<>(ModalityPair.class);

    private Calibration(Map<ModalityPair, Spread> strangers, Map<ModalityPair, Spread> samePerson) {
        strangers.forEach((pair, spread) ->
                pairs.put(pair, PairCalibration.of(spread, Objects.requireNonNull(samePerson.get(pair)))));
    }

    /**
     * Learns from images of one model, in a time that grows with the number of pairs that they make.
     *
     * @param images of different people: how alike these are; those of one person tell nothing
     * @param people images of one person each: how far those by different cameras stand out
     */
    public static Calibration of(List<KnownImage> images, List<List<KnownImage>> people) {
        Map<ModalityPair, Spread> strangers = strangers(images);
        return new Calibration(strangers, samePerson(people, strangers));
    }

    private static Map<ModalityPair, Spread> strangers(List<KnownImage> images) {
        PairMoments cosines = new PairMoments();
        forEachPair(images, (one, other) -> {
            if (!one.person().equals(other.person())) {
                cosines.add(one.pairWith(other), one.cosine(other));
            }
        });
        return cosines.spreads(ASSUMED_STRANGERS);
    }

    private static Map<ModalityPair, Spread> samePerson(
            List<List<KnownImage>> people, Map<ModalityPair, Spread> strangers) {
        PairMoments deviations = new PairMoments();
        for (List<KnownImage> person : people) {
            forEachPair(person, (one, other) -> {
                // Two pictures by one camera share more than the person.
                if (!one.camera().equals(other.camera())) {
                    ModalityPair pair = one.pairWith(other);
                    Spread spread = Objects.requireNonNull(strangers.get(pair));
                    deviations.add(pair, spread.deviations(one.cosine(other)));
                }
            });
        }
        return deviations.spreads(ASSUMED_SAME_PERSON);
    }

    private static void forEachPair(List<KnownImage> images, BiConsumer<KnownImage, KnownImage> action) {
        for (int i = 0; i < images.size(); i++) {
            for (int j = 0; j < i; j++) {
                action.accept(images.get(i), images.get(j));
            }
        }
    }

    /** What a cosine is worth between two images of these modalities. */
    public PairCalibration pair(Modality one, Modality other) {
        return Objects.requireNonNull(pairs.get(ModalityPair.of(one, other)));
    }

    /** The same for a probe of one modality, ready for many images. */
    public ProbeCalibration forProbe(Modality probe) {
        return new ProbeCalibration(Arrays.stream(Modality.values())
                .map(gallery -> pair(probe, gallery))
                .toArray(PairCalibration[]::new));
    }
}
