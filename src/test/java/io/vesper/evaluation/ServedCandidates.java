package io.vesper.evaluation;

import io.vesper.evaluation.CalibrationCandidate.Scores;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.index.MemoryIndex;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.scoring.Calibration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What a search answers: learned from the sample that the index draws of the gallery. */
final class ServedCandidates {
    private ServedCandidates() {}

    static Scores calibrated(CosineTable table, int[] gallery) {
        return scores(table, calibration(table, gallery));
    }

    /** Learned for each person anew, from everybody else. */
    static Scores calibratedByOthers(CosineTable table, int[] gallery) {
        Map<PersonId, Scores> scores = new HashMap<>();
        return (probe, images) -> scores.computeIfAbsent(
                        table.image(probe).person(),
                        person -> calibrated(
                                table,
                                Arrays.stream(gallery)
                                        .filter(i -> !table.isSamePerson(i, probe))
                                        .toArray()))
                .of(probe, images);
    }

    private static Scores scores(CosineTable table, Calibration calibration) {
        return (probe, images) -> Arrays.stream(images)
                .mapToDouble(image -> calibration
                        .pair(table.modality(probe), table.modality(image))
                        .calibrated(table.cosine(probe, image)))
                .toArray();
    }

    private static Calibration calibration(CosineTable table, int[] gallery) {
        MemoryIndex index = new MemoryIndex(table.embedding(0).dimension());
        index.add(Arrays.stream(gallery)
                .mapToObj(i -> new GalleryIndex.Row(
                        new IndexEntry(new UUID(0, i), i, labels(table.image(i))), table.embedding(i)))
                .toList());
        return index.calibration(GalleryName.DEFAULT);
    }

    private static ImageLabels labels(PersonImage image) {
        return new ImageLabels(GalleryName.DEFAULT, image.person(), image.camera(), image.modality(), null, Map.of());
    }
}
