package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.embedding.OpenSet;
import io.vesper.embedding.OpenSet.Threshold;
import io.vesper.evaluation.OpenSetSearchFigures.Direction;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenSetSearchTest {
    private static final Direction NIGHT_IN_DAY = new Direction(Modality.INFRARED, Modality.VISIBLE);

    private final Map<PersonImage, Embedding> embeddings = new LinkedHashMap<>();

    /**
     * At degrees on a circle, by day: A at 0, B at 50, C at 100. By night: A at 10 (own 10 away, next 40), B at 80 (own 30, next 20:
     * C), C at 170 (own 70, next 120). The threshold is a cosine of 35 degrees: as strangers only B is answered (20), A (40) and
     * C (120) are not; enrolled, A comes first (10), B is answered with C, C with nobody. Of the six comparisons of strangers
     * one passes: B with C.
     */
    @Test
    void searchesAreThoseWorkedOutByHand() {
        put("A", 1, 0);
        put("B", 1, 50);
        put("C", 1, 100);
        put("A", 3, 10);
        put("B", 3, 80);
        put("C", 3, 170);
        OpenSet openSet = openSet(Math.cos(Math.toRadians(35)));

        List<OpenSetSearchFigures> figures = evaluate(openSet).stream()
                .filter(row -> row.direction().equals(NIGHT_IN_DAY))
                .toList();

        assertThat(figures).hasSize(2);
        OpenSetSearchFigures unlimited = figures.get(0);
        assertThat(unlimited.threshold()).isNull();
        assertThat(unlimited.falseAlarms()).isEqualTo(1);
        assertThat(unlimited.rank1()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(unlimited.nobody()).isZero();
        OpenSetSearchFigures limited = figures.get(1);
        assertThat(limited.falseAccepts()).isCloseTo(1 / 6.0, within(1e-12));
        assertThat(limited.falseAlarms()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(limited.rank1()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(limited.nobody()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(limited.galleryImages()).isEqualTo(2);
        assertThat(limited.strangers()).isEqualTo(3);
        assertThat(limited.enrolled()).isEqualTo(3);
    }

    /** B is seen by night only: a stranger in every case, and nobody who could come first. */
    @Test
    void whoIsNotInTheGalleryIsAStrangerOnly() {
        put("A", 1, 0);
        put("A", 3, 10);
        put("B", 3, 80);

        OpenSetSearchFigures figures = evaluate(openSet(0.5)).stream()
                .filter(row -> row.direction().equals(NIGHT_IN_DAY))
                .findFirst()
                .orElseThrow();

        assertThat(figures.strangers()).isEqualTo(1);
        assertThat(figures.enrolled()).isEqualTo(1);
    }

    private List<OpenSetSearchFigures> evaluate(OpenSet openSet) {
        return OpenSetSearch.evaluate(new ArrayList<>(embeddings.keySet()), RankingRule.SYSU_MM01, embeddings, openSet);
    }

    private static OpenSet openSet(double threshold) {
        return new OpenSet(
                "set", "validation", Map.of("visible-infrared", List.of(new Threshold(0.1, threshold, 0.5, 100, 10))));
    }

    private void put(String person, int camera, double degrees) {
        PersonImage image = new PersonImage(
                Path.of(person + "-" + camera + ".jpg"),
                new PersonId(person),
                new CameraId("cam" + camera),
                camera == 3 ? Modality.INFRARED : Modality.VISIBLE);
        double angle = Math.toRadians(degrees);
        embeddings.put(image, Embedding.normalised(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}));
    }
}
