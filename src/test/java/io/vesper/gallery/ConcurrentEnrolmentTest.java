package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrentEnrolmentTest extends StartedGallery {
    /** Two servers on one database: only its unique constraint stands between them. */
    @Test
    void racingServersCreateOneImage() throws Exception {
        GridModels models = GridModels.only("grid");
        try (TestGallery other = TestGallery.secondOn(test, models)) {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 20; round++) {
                    byte[] picture = Pictures.png(round, 1);
                    String person = round % 2 == 0 ? null : "A";
                    List<Callable<Enrolment.Outcome>> calls = new ArrayList<>();
                    for (int i = 0; i < 8; i++) {
                        Gallery gallery = i % 2 == 0 ? test.gallery : other.gallery;
                        calls.add(() -> gallery.enrol(new Enrolment(TestGallery.labels(person, "1"), List.of(picture)))
                                .get(0));
                    }
                    List<Enrolment.Outcome> outcomes = new ArrayList<>();
                    for (Future<Enrolment.Outcome> future : threads.invokeAll(calls)) {
                        outcomes.add(future.get());
                    }
                    assertThat(outcomes).filteredOn(Enrolment.Outcome::created).hasSize(1);
                    assertThat(outcomes)
                            .extracting(outcome -> outcome.image().imageId())
                            .containsOnly(outcomes.get(0).image().imageId());
                }
            } finally {
                threads.shutdownNow();
            }
        }
        assertThat(test.rows("gallery_image")).isEqualTo(20);
    }

    @Test
    void concurrentEnrolmentsAreAllIndexed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<GalleryImage>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int person = i;
                calls.add(() -> test.enrol("p" + person, Pictures.png(person, 1)));
            }
            for (Future<GalleryImage> future : threads.invokeAll(calls)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(test.active.indexSize()).isEqualTo(200);
        assertThat(test.gallery.stats().index().indexedThrough()).isEqualTo(200);
        assertThat(test.find(Pictures.png(137, 2)).get(0).person()).isEqualTo(new PersonId("p137"));
    }
}
