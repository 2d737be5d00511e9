package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The active model of two servers on one database. */
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@Timeout(120)
class ReplicaModelsTest extends TwoReplicas {
    @Test
    void aModelActivatedHereAnswersThereAndNothingIsLostMeanwhile() throws Exception {
        AtomicBoolean isOver = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<?>> ends = new ArrayList<>();
        for (TestGallery gallery : List.of(one, two)) {
            int first = gallery == one ? 1000 : 2000;
            gallery.enrol("base" + first, Pictures.png(first, 1));
            ends.add(threads.submit(() -> {
                for (int i = 1; !isOver.get(); i++) {
                    gallery.enrol("p" + (first + i), Pictures.png(first + i, 1));
                }
            }));
            ends.add(threads.submit(() -> {
                while (!isOver.get()) {
                    assertThat(gallery.answer(Pictures.png(first, 1))
                                    .people()
                                    .get(0)
                                    .score())
                            .as("probe and gallery by one model")
                            .isGreaterThan(0.999);
                }
            }));
        }
        one.activation.activate("grid-b");
        await(() -> "grid-b".equals(one.active.modelId()) && "grid-b".equals(two.active.modelId()));
        isOver.set(true);
        for (Future<?> end : ends) {
            end.get();
        }
        threads.shutdown();
        assertSame();
        assertThat(two.active.modelId()).isEqualTo("grid-b");
    }

    @Test
    void aRequestedModelIsTakenUpByOneOfThem() {
        one.enrol("A", Pictures.png(1, 1));
        one.activation.request("grid-b");

        await(() -> "grid-b".equals(one.active.modelId()) && "grid-b".equals(two.active.modelId()));
        assertThat(one.activation.choice().requested()).isNull();
        assertThat(one.activation.choice().activating()).isNull();
        assertSame();
    }
}
