package io.vesper.evaluation;

import io.vesper.evaluation.CalibrationCandidate.Scores;
import io.vesper.person.Modality;
import io.vesper.scoring.Spread;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** Candidates that look at how alike a picture is to the gallery's pictures of a modality: nobody knows whom of them it shows. */
final class ProbeCandidates {
    private ProbeCandidates() {}

    /** In deviations of the probe's own cosines with the gallery's pictures of the image's modality (z-norm). */
    static Scores ofProbe(CosineTable table, int[] gallery) {
        return (probe, images) -> {
            Map<Modality, Spread> cohorts = new EnumMap<>(Modality.class);
            for (Modality modality : Modality.values()) {
                cohorts.put(modality, cohort(table, gallery, probe, modality));
            }
            return Arrays.stream(images)
                    .mapToDouble(image -> cohorts.get(table.modality(image)).deviations(table.cosine(probe, image)))
                    .toArray();
        };
    }

    /**
     * The mean of the probe's deviations and of the image's own, by the gallery's pictures of the other's modality (s-norm,
     * <a href="https://www.isca-archive.org/odyssey_2010/kenny10_odyssey.html">Kenny 2010</a>). Changes the order within a pair.
     */
    static Scores symmetric(CosineTable table, int[] gallery) {
        Map<Modality, Map<Integer, Spread>> ofImages = new EnumMap<>(Modality.class);
        Scores ofProbe = ofProbe(table, gallery);
        return (probe, images) -> {
            Modality modality = table.modality(probe);
            Map<Integer, Spread> cohorts = ofImages.computeIfAbsent(modality, m -> new HashMap<>());
            double[] scores = ofProbe.of(probe, images);
            for (int i = 0; i < images.length; i++) {
                Spread cohort = cohorts.computeIfAbsent(images[i], image -> cohort(table, gallery, image, modality));
                scores[i] = (scores[i] + cohort.deviations(table.cosine(probe, images[i]))) / 2;
            }
            return scores;
        };
    }

    /** Deviations above strangers, of embeddings without the mean of their modality. Changes the order within a pair. */
    static Scores centred(CosineTable table, int[] gallery) {
        return PairCandidates.deviations(table.centred(gallery), gallery);
    }

    private static Spread cohort(CosineTable table, int[] gallery, int picture, Modality modality) {
        int[] others = Arrays.stream(table.ofModality(gallery, modality))
                .filter(i -> i != picture && !table.isSameCamera(i, picture))
                .toArray();
        return PairCandidates.spread(table.cosines(picture, others));
    }
}
