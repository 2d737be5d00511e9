package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.evaluation.MixedGalleryFigures.Order;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MixedGalleryEvaluationTest {
    private final Map<PersonImage, Embedding> embeddings = new LinkedHashMap<>();

    /**
     * A and B by the visible cameras 1 and 2 and the infrared camera 3, at degrees on a circle. A's probe by camera 1, at 0, sees:
     * A by camera 2 at 10, B by camera 2 at 20, A by camera 3 at 40, B by camera 3 at 90. Every match: ranks 1 and 3, AP (1 + 2/3) / 2
     * = 0.83333. Across only: B, A: rank 2, AP 0.5. The other modality alone: rank 1.
     *
     * <p>B's probe, at 60, sees: A by camera 3 (20 away), B by camera 3 (30), B by camera 2 (40), A by camera 2 (50): ranks 2 and 3, AP
     * (1/2 + 2/3) / 2 = 0.58333; across only: rank 2, alone: rank 2.
     *
     * <p>The probes by camera 2 see A by camera 1 at 0, B by camera 1 at 60, A by camera 3 at 40, B by camera 3 at 90. A's, at 10: A 0
     * (10), A 40 (30), B: ranks 1, 2; AP 1. Across only: A, then B: AP 1; alone: 1. B's, at 20: A 0 and A 40 (20 each, so the older first),
     * B 60 (40), B 90 (70): ranks 3 and 4, AP (1/3 + 2/4) / 2 = 0.41667; across only: ranks 3, AP 1/3; alone: A, B: AP 1/2.
     */
    @Test
    void figuresAreThoseOfRankingsWorkedOutByHand() {
        put("A", 1, 0);
        put("A", 2, 10);
        put("A", 3, 40);
        put("B", 1, 60);
        put("B", 2, 20);
        put("B", 3, 90);

        List<MixedGalleryFigures> figures = evaluate();

        MixedGalleryFigures cosine = figures(figures, Modality.VISIBLE, Order.COSINE);
        assertThat(cosine.everyMatch().rank1()).isCloseTo(2 / 4.0, within(1e-9));
        assertThat(cosine.everyMatch().meanAveragePrecision())
                .isCloseTo((0.833333 + 0.583333 + 1 + 0.416667) / 4, within(1e-5));
        assertThat(cosine.acrossOnly().rank1()).isCloseTo(1 / 4.0, within(1e-9));
        assertThat(cosine.acrossOnly().meanAveragePrecision()).isCloseTo((0.5 + 0.5 + 1 + 0.333333) / 4, within(1e-5));
        assertThat(figures(figures, Modality.VISIBLE, Order.OTHER_MODALITY_ALONE)
                        .everyMatch()
                        .meanAveragePrecision())
                .isCloseTo((1 + 0.5 + 1 + 0.5) / 4, within(1e-9));
        assertThat(figures).hasSize(2 * Order.values().length);
    }

    @Test
    void aPictureWithoutAnEmbeddingIsNamed() {
        put("A", 1, 0);
        put("A", 3, 10);
        List<PersonImage> images = List.copyOf(embeddings.keySet());
        embeddings.remove(images.get(1));

        assertThatThrownBy(() -> MixedGalleryEvaluation.evaluate(images, embeddings))
                .hasMessageContaining("A-3.jpg");
        assertThatThrownBy(() -> MixedGalleryEvaluation.evaluate(List.of(), embeddings))
                .hasMessageContaining("no pictures");
    }

    private List<MixedGalleryFigures> evaluate() {
        return MixedGalleryEvaluation.evaluate(new ArrayList<>(embeddings.keySet()), embeddings);
    }

    private static MixedGalleryFigures figures(List<MixedGalleryFigures> all, Modality probes, Order order) {
        return all.stream()
                .filter(figures -> figures.probes() == probes && figures.order() == order)
                .findFirst()
                .orElseThrow();
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
